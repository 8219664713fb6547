// Memberships of devices in device groups: edges, read per group (v2 /systemgroups/{id}/members).

import { z } from 'zod'
import { defineResource } from './define.ts'

export const deviceMembership = defineResource({
  kind: 'deviceMembership',
  words: { one: 'device membership', many: 'device memberships', title: 'Device memberships', section: 'deviceManagement', icon: 'link' },
  wire: { name: 'member', idField: 'id' },
  list: { api: 'v2', path: '/systemgroups/{parent}/members', envelope: 'array', total: 'header', sort: null, per: 'deviceGroup' },
  schema: z.looseObject({ to: z.looseObject({ id: z.string(), type: z.string().nullish() }), attributes: z.unknown().optional() }),
  titlePaths: [],
  columns: [
    { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
    { path: 'to.type', type: 'text', title: 'Type', width: 100, diff: 'value' },
  ],
  filters: [],
  edge: { from: 'deviceGroup', to: 'device', toPath: 'to.id' },
  sync: { order: 65, mode: 'fullPass' },
  isHidden: true,
  example: { attributes: null },
})
