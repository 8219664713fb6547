// Administrator roles (v2 /roles).

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const role = defineResource({
  kind: 'role',
  words: { one: 'role', many: 'roles', title: 'Roles', section: 'userManagement', icon: 'badge' },
  wire: { name: 'role', idField: 'id' },
  list: { api: 'v2', path: '/roles', envelope: 'results', total: 'body', sort: 'name' },
  one: { path: '/roles/{id}' },
  schema: z.looseObject({ id: z.string(), name: z.string(), description: text, isCustom: z.boolean().nullish(), scopes: z.array(z.string()).nullish() }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    { path: 'isCustom', type: 'boolean', title: 'Custom', filter: true, sort: true, shown: true, width: 100, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', search: true, shown: true, width: 320, diff: 'value' },
    { path: 'scopes', type: 'list', title: 'May', search: true, shown: true, width: 320, diff: 'set' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 145, mode: 'fullPass' },
  example: {},
})
