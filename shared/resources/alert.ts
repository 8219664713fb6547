// Alerts that the service raised (v2 /alerts).

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const alert = defineResource({
  kind: 'alert',
  words: { one: 'alert', many: 'alerts', title: 'Alerts', section: 'insights', icon: 'bell' },
  wire: { name: 'alert', idField: 'objectId' },
  list: { api: 'v2', path: '/alerts', envelope: 'alerts', total: 'body', totalField: 'count', sort: null },
  schema: z.looseObject({
    objectId: z.string(),
    title: text,
    description: text,
    category: text,
    severity: text,
    status: text,
    sourceType: text,
    sourceName: text,
    occurrencesCount: z.union([z.number(), z.string()]).nullish(),
    firstOccurredAt: text,
    lastOccurredAt: text,
    resolvedAt: text,
    remark: text,
  }),
  titlePaths: ['title'],
  columns: [
    {
      path: 'severity',
      type: 'choice',
      title: 'Severity',
      filter: true,
      sort: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'ALERT_SEVERITY_HIGH', label: 'High', tone: 'bad', glyph: 'fail' },
        { value: 'ALERT_SEVERITY_MEDIUM', label: 'Medium', tone: 'warn', glyph: 'warn' },
        { value: 'ALERT_SEVERITY_LOW', label: 'Low', tone: 'info', glyph: 'staged' },
      ],
    },
    { path: 'title', type: 'text', title: 'Alert', filter: true, sort: true, search: true, shown: true, width: 280, diff: 'value' },
    {
      path: 'status',
      type: 'choice',
      title: 'State',
      filter: true,
      sort: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'ALERT_STATUS_OPEN', label: 'Open', tone: 'bad', glyph: 'active' },
        { value: 'ALERT_STATUS_ACKNOWLEDGED', label: 'Acknowledged', tone: 'info', glyph: 'staged' },
        { value: 'ALERT_STATUS_RESOLVED', label: 'Resolved', tone: 'ok', glyph: 'pass' },
        { value: 'ALERT_STATUS_AUTO_RESOLVED', label: 'Resolved by itself', tone: 'ok', glyph: 'pass' },
      ],
    },
    { path: 'sourceName', type: 'text', title: 'About', filter: true, sort: true, search: true, shown: true, width: 180, diff: 'value' },
    { path: 'occurrencesCount', type: 'count', title: 'Times', sort: true, shown: true, width: 80, diff: 'ignore' },
    { path: 'lastOccurredAt', type: 'instant', title: 'Last', filter: true, sort: true, shown: true, width: 130, diff: 'ignore' },
    { path: 'firstOccurredAt', type: 'instant', title: 'First', filter: true, sort: true, width: 130, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', search: true, width: 320, diff: 'value' },
    { path: 'remark', type: 'text', title: 'Remark', search: true, width: 200, diff: 'value' },
    { path: 'resolvedAt', type: 'instant', title: 'Resolved', sort: true, width: 130, diff: 'value' },
    { path: 'category', type: 'text', title: 'Category', filter: true, width: 160, diff: 'value' },
    { path: 'sourceType', type: 'text', title: 'Source', filter: true, width: 160, diff: 'value' },
    { path: 'objectId', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'open', title: 'Open', filter: { field: 'status', is: 'equals', value: 'ALERT_STATUS_OPEN' }, measure: { title: 'Open alerts', tone: 'bad', overview: 'Alerts', risk: 3 } }],
  sync: { order: 160, mode: 'fullPass' },
  example: {},
})
