// Device groups, static and dynamic (v2 /systemgroups).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { deviceGroupActions } from './actions/groups.ts'
import { deviceGroupMembershipActions } from './actions/memberships.ts'
import { defineResource } from './define.ts'
import { membershipMethod } from './membership-method.ts'

const text = z.string().nullish()

export const deviceGroup = defineResource({
  kind: 'deviceGroup',
  words: { one: 'device group', many: 'device groups', title: 'Device groups', section: 'deviceManagement', icon: 'layers' },
  wire: { name: 'system_group', graphType: 'system_group', idField: 'id' },
  list: { api: 'v2', path: '/systemgroups', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/systemgroups/{id}' },
  schema: z.looseObject({
    id: z.string(),
    name: z.string(),
    type: text,
    description: text,
    email: text,
    membershipMethod: text,
    memberQuery: z.unknown().optional(),
    attributes: z.unknown().optional(),
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', filter: true, search: true, shown: true, width: 280, diff: 'value' },
    { path: 'memberCount', type: 'count', title: 'Members', filter: true, sort: true, shown: true, width: 90, diff: 'ignore', countOf: 'deviceMembership' },
    membershipMethod,
    { path: 'memberQuery', type: 'text', title: 'Member query', width: 260, diff: 'value' },
    { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'empty', title: 'Empty', filter: { field: 'memberCount', is: 'equals', value: 0 } }],
  sync: { order: 60, mode: 'fullPass' },
  actions: [...deviceGroupActions, ...deviceGroupMembershipActions, ...bindingActionsOf('deviceGroup')],
  example: { type: 'system_group' },
})
