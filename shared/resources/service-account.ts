// Service accounts (v2 /service-accounts): credentials of programs, with their expiry.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const serviceAccount = defineResource({
  kind: 'serviceAccount',
  words: { one: 'service account', many: 'service accounts', title: 'Service accounts', section: 'userManagement', icon: 'bot' },
  wire: { name: 'service_account', idField: 'objectId' },
  list: { api: 'v2', path: '/service-accounts', envelope: 'results', total: 'body', sort: 'name' },
  one: { path: '/service-accounts/{id}', at: 'serviceAccount' },
  schema: z.looseObject({ objectId: z.string(), name: text, roleName: text, roleId: text, status: text, authType: text, expiresAt: text, createdAt: text, orgCount: z.number().nullish() }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    {
      path: 'status',
      type: 'choice',
      title: 'State',
      filter: true,
      sort: true,
      shown: true,
      width: 120,
      diff: 'value',
      choices: [
        { value: 'ACTIVE', label: 'Active', tone: 'ok', glyph: 'active' },
        { value: 'EXPIRING', label: 'Expiring', tone: 'warn', glyph: 'warn' },
        { value: 'EXPIRED', label: 'Expired', tone: 'bad', glyph: 'fail' },
      ],
    },
    { path: 'roleName', type: 'text', title: 'Role', filter: true, sort: true, shown: true, width: 160, diff: 'value' },
    {
      path: 'authType',
      type: 'choice',
      title: 'Signs in by',
      filter: true,
      sort: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'CLIENT_SECRET', label: 'Client secret' },
        { value: 'API_KEY', label: 'API key' },
        { value: 'AUTH_TYPE_UNSPECIFIED', label: 'Not said' },
      ],
    },
    { path: 'expiresAt', type: 'instant', title: 'Expires', filter: true, sort: true, shown: true, width: 130, diff: 'value' },
    { path: 'orgCount', type: 'count', title: 'Organizations', sort: true, width: 120, diff: 'value' },
    { path: 'createdAt', type: 'instant', title: 'Created', sort: true, width: 130, diff: 'value' },
    { path: 'objectId', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'expired', title: 'Expired', filter: { field: 'status', is: 'equals', value: 'EXPIRED' } }],
  sync: { order: 150, mode: 'fullPass' },
  example: {},
})
