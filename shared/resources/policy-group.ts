// Policy groups (v2 /policygroups).

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const policyGroup = defineResource({
  kind: 'policyGroup',
  words: { one: 'policy group', many: 'policy groups', title: 'Policy groups', section: 'deviceManagement', icon: 'scrolls' },
  wire: { name: 'policy_group', graphType: 'policy_group', idField: 'id' },
  list: { api: 'v2', path: '/policygroups', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/policygroups/{id}' },
  schema: z.looseObject({ id: z.string(), name: z.string(), type: text, description: text, email: text, attributes: z.unknown().optional() }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 260, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', filter: true, search: true, shown: true, width: 320, diff: 'value' },
    { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 75, mode: 'fullPass' },
  example: { type: 'policy_group' },
})
