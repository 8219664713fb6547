// User groups, static and dynamic (v2 /usergroups).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { userGroupActions } from './actions/groups.ts'
import { userGroupMembershipActions } from './actions/memberships.ts'
import { defineResource } from './define.ts'
import { membershipMethod } from './membership-method.ts'

const text = z.string().nullish()

export const userGroup = defineResource({
  kind: 'userGroup',
  words: { one: 'user group', many: 'user groups', title: 'User groups', section: 'userManagement', icon: 'users' },
  wire: { name: 'user_group', graphType: 'user_group', idField: 'id' },
  // The service rejects sort=id here; `name` may change between pages, so a pass over this list is proved by its total and two equal readings.
  list: { api: 'v2', path: '/usergroups', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/usergroups/{id}' },
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
    { path: 'memberCount', type: 'count', title: 'Members', filter: true, sort: true, shown: true, width: 90, diff: 'ignore', countOf: 'membership' },
    membershipMethod,
    { path: 'email', type: 'text', title: 'Email', search: true, width: 200, diff: 'value' },
    { path: 'memberQuery', type: 'text', title: 'Member query', width: 260, diff: 'value' },
    { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [
    { id: 'empty', title: 'Empty', filter: { field: 'memberCount', is: 'equals', value: 0 }, measure: { title: 'Empty groups', tone: 'neutral' } },
    {
      id: 'dynamic',
      title: 'Dynamic',
      filter: { field: 'membershipMethod', is: 'in', value: ['DYNAMIC_REVIEW_REQUIRED', 'DYNAMIC_AUTOMATED'] },
    },
  ],
  sync: { order: 30, mode: 'fullPass' },
  actions: [...userGroupActions, ...userGroupMembershipActions, ...bindingActionsOf('userGroup')],
  example: { type: 'user_group' },
})
