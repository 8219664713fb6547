// IP lists that conditional access refers to (v2 /iplists).

import { z } from 'zod'
import { ipListActions } from './actions/access-rules.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const ipList = defineResource({
  kind: 'ipList',
  words: { one: 'IP list', many: 'IP lists', title: 'IP lists', section: 'userAuthentication', alsoIn: 'securityManagement', icon: 'network' },
  wire: { name: 'iplist', idField: 'id' },
  list: { api: 'v2', path: '/iplists', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/iplists/{id}' },
  schema: z.looseObject({ id: z.string(), name: text, description: text, ips: z.array(z.string()).nullish() }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', search: true, shown: true, width: 260, diff: 'value' },
    { path: 'ips', type: 'list', title: 'Addresses', search: true, filter: true, shown: true, width: 320, diff: 'set' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 135, mode: 'fullPass' },
  actions: ipListActions,
  example: {},
})
