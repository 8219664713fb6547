// Conditional access on and off, and IP lists.

import { type ActionDescription, defineAction } from '../../actions/action.ts'
import { fields } from '../../actions/field.ts'
import { accessWords } from './access-words.ts'
import { deletion } from './deletion.ts'

const conditionalAccess = (isOn: boolean): ActionDescription =>
  defineAction({
    id: isOn ? 'conditionalAccessPolicy.enable' : 'conditionalAccessPolicy.disable',
    kind: 'conditionalAccessPolicy',
    target: 'each',
    // It can be switched off again, but not what it did meanwhile: nobody starts it without a look, and it never waits as a draft.
    class: isOn ? 'C' : 'B',
    words: isOn ? { menu: 'Enable', title: 'Enable {targets}', verb: 'Enable', done: 'On', already: 'On already' } : { menu: 'Disable…', title: 'Disable {targets}', verb: 'Disable', done: 'Off', already: 'Off already' },
    menu: { place: 'moreActions', group: 'state', order: isOn ? 10 : 12 },
    fields: {},
    reads: { object: { kind: 'conditionalAccessPolicy', id: '{id}' } },
    refuse: () => null,
    aims: () => [{ part: 'object', path: 'disabled', to: !isOn }],
    requests: [{ api: 'v2', method: 'PATCH', path: '/authn/policies/{id}', isIdempotent: true }],
    body: () => ({ disabled: !isOn }),
    inverse: () => ({ action: isOn ? 'conditionalAccessPolicy.disable' : 'conditionalAccessPolicy.enable', parameters: {} }),
    consequences: () =>
      isOn
        ? [
            { about: 'access', text: 'The next sign-in of everybody whom it covers is judged by it. It may shut out everybody at once, administrators too.' },
            { about: 'access', text: 'Disabling it lets people in again from then on. This app works with a key, so it can disable it even then.' },
          ]
        : [{ about: 'security', text: 'Sign-ins are no longer judged by it; other rules stay.' }],
    remark: ({ image }) => (image.object ? [accessWords(image.object), ...(image.object.monitorOnly === true ? ['Only watches, and stops nobody.'] : [])].join(' ') : null),
    volatile: [],
  })

export const conditionalAccessActions = [conditionalAccess(true), conditionalAccess(false)]

const byte = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const four = `${byte}(\\.${byte}){3}`
const six = `[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(:${four})?`
/** One address, a block, or a range from a to b. */
const address = `^(${four}(/(3[0-2]|[12]?\\d)|-${four})?|${six}(/(12[0-8]|1[01]\\d|\\d?\\d)|-${six})?)$`
const ips = fields.list({ label: 'Addresses', hint: 'One address, a block, or a range in each line.', pattern: address, min: 1, max: 500 })
const changed = fields.changes({ label: 'Changes' }, { name: fields.text({ label: 'Name', max: 255 }), description: fields.plainText({ label: 'Description' }), ips })

const create = defineAction({
  id: 'ipList.create',
  kind: 'ipList',
  target: 'new',
  class: 'B',
  words: { menu: 'New IP list…', title: 'Make {targets}', verb: 'Make', done: 'Made', already: 'Is there already' },
  menu: { place: 'new', group: 'edit', order: 1 },
  fields: { name: fields.text({ label: 'Name', max: 255 }), description: fields.anyText({ label: 'Description', initial: '' }), ips },
  reads: { object: { route: { api: 'v2', path: '/iplists' }, take: { as: 'row', rows: 'array', path: 'name', is: '{name}', isPaged: true }, stored: null } },
  refuse: ({ image }) => (image.object ? 'An IP list has this name.' : null),
  aims: ({ parameters }) => [
    { part: 'object', exists: true },
    { part: 'object', path: 'ips', to: parameters.ips, isSet: true },
    { part: 'object', path: 'description', to: parameters.description },
  ],
  requests: [{ api: 'v2', method: 'POST', path: '/iplists', isIdempotent: false }],
  body: ({ parameters }) => parameters,
  inverse: () => ({ action: 'ipList.delete', parameters: {} }),
  consequences: () => [{ about: 'security', text: 'It changes nothing until a conditional access policy refers to it.' }],
  volatile: [],
})

const edit = defineAction({
  id: 'ipList.edit',
  kind: 'ipList',
  target: 'each',
  class: 'B',
  words: { menu: 'Edit…', title: 'Edit {targets}', verb: 'Change', done: 'Changed', already: 'It says so already' },
  menu: { place: 'detail', group: 'edit', order: 10 },
  fields: { changes: changed },
  reads: { object: { kind: 'ipList', id: '{id}' } },
  refuse: () => null,
  aims: ({ parameters }) => Object.entries(parameters.changes).flatMap(([path, to]) => (to === undefined ? [] : [{ part: 'object', path, to, ...(path === 'ips' ? { isSet: true } : {}) }])),
  requests: [{ api: 'v2', method: 'PUT', path: '/iplists/{id}', isIdempotent: true }],
  body: ({ image, parameters }) => ({ name: image.object?.name ?? '', description: image.object?.description ?? '', ips: image.object?.ips ?? [], ...parameters.changes }),
  inverse: ({ image, parameters }) => ({ action: 'ipList.edit', parameters: { changes: Object.fromEntries(Object.keys(parameters.changes).flatMap((path) => (image.object?.[path] === undefined || image.object[path] === null ? [] : [[path, image.object[path]]]))) } }),
  consequences: () => [{ about: 'access', text: 'Conditional access policies that refer to it follow at the next sign-in.' }],
  volatile: [],
})

export const ipListActions = [
  create,
  edit,
  deletion({
    kind: 'ipList',
    api: 'v2',
    path: '/iplists/{id}',
    consequences: [{ about: 'access', text: 'Conditional access policies that refer to it lose this condition or stop working.' }],
    irreversible: 'A list that is made again has a new id; policies have to be pointed to it again.',
    again: ({ id, name, description, ips: addresses }) => ({
      action: 'ipList.create',
      parameters: { name: typeof name === 'string' ? name : '', description: typeof description === 'string' ? description : '', ips: Array.isArray(addresses) ? addresses : [] },
      lost: [typeof id === 'string' ? `the id ${id}` : 'the id'],
    }),
  }),
]
