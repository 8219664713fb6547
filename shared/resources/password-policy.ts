// Password policies of groups (v2 /passwordpolicies): the list is not in the published specification, but the vendor's own tool reads it and a recording exists.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const count = z.number().nullish()

export const passwordPolicy = defineResource({
  kind: 'passwordPolicy',
  words: { one: 'password policy', many: 'password policies', title: 'Password policies', section: 'userAuthentication', icon: 'lock' },
  wire: { name: 'password_policy', idField: 'objectId' },
  list: { api: 'v2', path: '/passwordpolicies', envelope: 'results', total: 'none', sort: null },
  schema: z.looseObject({
    objectId: z.string(),
    name: text,
    description: text,
    default: flag,
    precedence: count,
    minLength: count,
    needsLowercase: flag,
    needsUppercase: flag,
    needsNumeric: flag,
    needsSymbolic: flag,
    enablePasswordExpirationInDays: flag,
    passwordExpirationInDays: count,
    enableMaxLoginAttempts: flag,
    maxLoginAttempts: count,
    enableMaxHistory: flag,
    maxHistory: count,
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    // The organization's own policy comes with an empty name.
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value', whenEmpty: [{ when: [{ path: 'default', is: true }], value: 'Default password policy' }] },
    { path: 'default', type: 'boolean', title: 'For everyone else', filter: true, shown: true, width: 130, diff: 'value' },
    { path: 'precedence', type: 'count', title: 'Order', sort: true, shown: true, width: 80, diff: 'value' },
    { path: 'minLength', type: 'count', title: 'Shortest', filter: true, sort: true, shown: true, width: 90, diff: 'value' },
    { path: 'needsLowercase', type: 'boolean', title: 'Lower case', filter: true, width: 100, diff: 'value' },
    { path: 'needsUppercase', type: 'boolean', title: 'Upper case', filter: true, width: 100, diff: 'value' },
    { path: 'needsNumeric', type: 'boolean', title: 'Number', filter: true, width: 90, diff: 'value' },
    { path: 'needsSymbolic', type: 'boolean', title: 'Symbol', filter: true, width: 90, diff: 'value' },
    // A number is inert unless its switch is on, so both are shown.
    { path: 'enablePasswordExpirationInDays', type: 'boolean', title: 'Expires', filter: true, shown: true, width: 90, diff: 'value' },
    { path: 'passwordExpirationInDays', type: 'count', title: 'After days', sort: true, shown: true, width: 100, diff: 'value' },
    { path: 'enableMaxLoginAttempts', type: 'boolean', title: 'Locks', filter: true, shown: true, width: 90, diff: 'value' },
    { path: 'maxLoginAttempts', type: 'count', title: 'After attempts', sort: true, shown: true, width: 120, diff: 'value' },
    { path: 'enableMaxHistory', type: 'boolean', title: 'Remembers old ones', filter: true, width: 150, diff: 'value' },
    { path: 'maxHistory', type: 'count', title: 'How many', sort: true, width: 100, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', search: true, shown: true, width: 240, diff: 'value' },
    { path: 'objectId', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  order: { column: 'name', descending: false },
  sync: { order: 125, mode: 'fullPass' },
  example: {},
})
