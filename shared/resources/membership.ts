// Memberships of users in user groups: edges, read per group (v2 /usergroups/{id}/members), shown from both ends.

import { z } from 'zod'
import { defineResource } from './define.ts'

export const membership = defineResource({
  kind: 'membership',
  words: { one: 'membership', many: 'memberships', title: 'Memberships', section: 'userManagement', icon: 'link' },
  wire: { name: 'member', idField: 'id' },
  list: { api: 'v2', path: '/usergroups/{parent}/members', envelope: 'array', total: 'header', sort: null, per: 'userGroup' },
  schema: z.looseObject({
    to: z.looseObject({ id: z.string(), type: z.string().nullish() }),
    attributes: z.unknown().optional(),
  }),
  titlePaths: [],
  columns: [
    { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
    { path: 'to.type', type: 'text', title: 'Type', width: 100, diff: 'value' },
  ],
  filters: [],
  // Reading by group costs one call per hundred members of each group; by user it would cost one call per user.
  edge: { from: 'userGroup', to: 'user', toPath: 'to.id' },
  sync: { order: 40, mode: 'fullPass' },
  isHidden: true,
  example: { attributes: null },
})
