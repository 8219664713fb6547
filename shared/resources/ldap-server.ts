// LDAP servers (v2 /ldapservers).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()

const action = [
  { value: 'disable', label: 'Disabled' },
  { value: 'remove', label: 'Removed' },
] as const

export const ldapServer = defineResource({
  kind: 'ldapServer',
  words: { one: 'LDAP server', many: 'LDAP servers', title: 'LDAP', section: 'userAuthentication', icon: 'server' },
  wire: { name: 'ldap_server', graphType: 'ldap_server', idField: 'id' },
  list: { api: 'v2', path: '/ldapservers', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/ldapservers/{id}' },
  schema: z.looseObject({ id: z.string(), name: text, userLockoutAction: text, userPasswordExpirationAction: text }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    { path: 'userLockoutAction', type: 'choice', title: 'Locked users are', filter: true, shown: true, width: 150, diff: 'value', choices: action },
    { path: 'userPasswordExpirationAction', type: 'choice', title: 'Users with expired passwords are', filter: true, shown: true, width: 220, diff: 'value', choices: action },
    { path: 'id', type: 'id', title: 'ID', search: true, shown: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 120, mode: 'fullPass' },
  actions: bindingActionsOf('ldapServer'),
  example: {},
})
