// Directory integrations: Active Directory, LDAP, Google Workspace, Microsoft 365 and Workday in one list (v2 /directories).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const directory = defineResource({
  kind: 'directory',
  words: { one: 'directory', many: 'directories', title: 'Directories', section: 'directoryIntegrations', icon: 'book' },
  wire: { name: 'directory', idField: 'id' },
  list: { api: 'v2', path: '/directories', envelope: 'array', total: 'header', sort: 'name' },
  schema: z.looseObject({
    id: z.string(),
    name: text,
    type: z.string(),
    oAuthStatus: z.looseObject({ error: text, errorMessage: text, expiry: z.unknown().optional() }).nullish(),
    defaultDomain: z.looseObject({ id: text, domain: text }).nullish(),
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    {
      path: 'type',
      type: 'choice',
      title: 'Sort',
      filter: true,
      sort: true,
      shown: true,
      width: 170,
      diff: 'value',
      choices: [
        { value: 'g_suite', label: 'Google Workspace' },
        { value: 'office_365', label: 'Microsoft 365' },
        { value: 'workday', label: 'Workday' },
        { value: 'active_directory', label: 'Active Directory' },
        { value: 'ldap_server', label: 'LDAP' },
      ],
    },
    {
      path: 'health',
      type: 'choice',
      title: 'Connection',
      filter: true,
      sort: true,
      shown: true,
      width: 150,
      diff: 'value',
      // An error in the grant means that the vendor's console must reconnect it; no public call can.
      cases: [
        { when: [{ path: 'oAuthStatus.error', is: null }], value: 'connected' },
        { when: [{ path: 'oAuthStatus.error', is: '' }], value: 'connected' },
        { when: [], value: 'broken' },
      ],
      choices: [
        { value: 'connected', label: 'Connected', tone: 'ok', glyph: 'pass' },
        { value: 'broken', label: 'Reconnect', tone: 'bad', glyph: 'fail' },
      ],
    },
    { path: 'defaultDomain.domain', type: 'text', title: 'Domain', filter: true, sort: true, search: true, shown: true, width: 200, diff: 'value' },
    { path: 'oAuthStatus.errorMessage', type: 'text', title: 'What is wrong', shown: true, width: 260, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'broken', title: 'Broken connection', filter: { field: 'health', is: 'equals', value: 'broken' }, measure: { title: 'Directories to reconnect', tone: 'bad', risk: 30 } }],
  sync: { order: 100, mode: 'fullPass' },
  actions: bindingActionsOf('directory'),
  example: {},
})
