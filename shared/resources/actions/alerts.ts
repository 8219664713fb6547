// Alerts: acknowledge, resolve, open again, each with a remark.

import { type ActionDescription, defineAction } from '../../actions/action.ts'
import { fields } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'

const verbs = {
  ALERT_STATUS_OPEN: 'reopen',
  ALERT_STATUS_ACKNOWLEDGED: 'acknowledge',
  ALERT_STATUS_RESOLVED: 'resolve',
} as const
type Status = keyof typeof verbs

function changing(status: Status, words: ActionDescription['words'], order: number): ActionDescription {
  return defineAction({
    id: `alert.${verbs[status]}`,
    kind: 'alert',
    target: 'each',
    class: 'B',
    words,
    menu: { place: 'moreActions', group: 'state', order },
    fields: { remark: fields.anyText({ label: 'Remark', initial: '' }) },
    reads: { object: { kind: 'alert', id: '{id}' } },
    refuse: () => null,
    aims: ({ parameters }) => [
      { part: 'object', path: 'status', to: status },
      ...(parameters.remark === '' ? [] : [{ part: 'object', path: 'remark', to: parameters.remark }]),
    ],
    requests: [{ api: 'v2', method: 'POST', path: '/alerts/{id}/status', isIdempotent: true }],
    body: ({ parameters }) => ({ status, ...(parameters.remark === '' ? {} : { remark: parameters.remark }) }),
    inverse: ({ image }) => {
      const was = textOf(image, 'object', 'status')
      const remark = textOf(image, 'object', 'remark')
      if (was === 'ALERT_STATUS_AUTO_RESOLVED') return { irreversible: 'The alert had resolved itself; only the service can say that.' }
      return { action: `alert.${verbs[was as Status] ?? 'reopen'}`, parameters: { remark } }
    },
    consequences: () => [{ about: 'data', text: 'Everybody who looks after the organization sees it.' }],
    volatile: ['remark', 'updatedAt', 'acknowledgedAt', 'resolvedAt'],
  })
}

export const alertActions = [
  changing('ALERT_STATUS_ACKNOWLEDGED', { menu: 'Acknowledge…', title: 'Acknowledge {targets}', verb: 'Acknowledge', done: 'Acknowledged', already: 'Acknowledged already' }, 10),
  changing('ALERT_STATUS_RESOLVED', { menu: 'Resolve…', title: 'Resolve {targets}', verb: 'Resolve', done: 'Resolved', already: 'Resolved already' }, 12),
  changing('ALERT_STATUS_OPEN', { menu: 'Open again…', title: 'Open {targets} again', verb: 'Open again', done: 'Open again', already: 'Open already' }, 14),
]
