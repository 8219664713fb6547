// Administrators of the organization (v1 /users): undocumented as a list, used by the vendor's own tools, so a refusal is expected.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()

export const administrator = defineResource({
  kind: 'administrator',
  words: { one: 'administrator', many: 'administrators', title: 'Administrators', section: 'userManagement', icon: 'key' },
  wire: { name: 'admin', idField: '_id' },
  list: { api: 'v1', path: '/users', envelope: 'results', total: 'body', sort: '_id' },
  schema: z.looseObject({
    _id: z.string(),
    email: z.string(),
    firstname: text,
    lastname: text,
    roleName: text,
    suspended: flag,
    enableMultiFactor: flag,
    totpEnrolled: flag,
    apiKeyAllowed: flag,
    apiKeySet: flag,
    apiKeyUpdatedAt: text,
    apiKeyHash: z.looseObject({ createdAt: text, expireAt: text }).nullish(),
    lastLogin: text,
    created: text,
  }),
  titlePaths: ['email'],
  naturalKeys: ['email'],
  columns: [
    { path: 'email', type: 'text', title: 'Email', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    { path: 'firstname', type: 'text', title: 'First name', filter: true, sort: true, search: true, shown: true, width: 120, diff: 'value' },
    { path: 'lastname', type: 'text', title: 'Last name', filter: true, sort: true, search: true, shown: true, width: 130, diff: 'value' },
    { path: 'roleName', type: 'text', title: 'Role', filter: true, sort: true, shown: true, width: 170, diff: 'value' },
    { path: 'enableMultiFactor', type: 'boolean', title: 'MFA required', filter: true, sort: true, shown: true, width: 120, diff: 'value' },
    { path: 'totpEnrolled', type: 'boolean', title: 'TOTP enrolled', filter: true, sort: true, shown: true, width: 120, diff: 'value' },
    { path: 'suspended', type: 'boolean', title: 'Suspended', filter: true, sort: true, shown: true, width: 100, diff: 'value' },
    { path: 'apiKeySet', type: 'boolean', title: 'Has an API key', filter: true, shown: true, width: 120, diff: 'value' },
    { path: 'apiKeyHash.expireAt', type: 'instant', title: 'API key expires', filter: true, sort: true, shown: true, width: 140, diff: 'value' },
    { path: 'apiKeyUpdatedAt', type: 'instant', title: 'API key changed', sort: true, width: 140, diff: 'value' },
    { path: 'apiKeyAllowed', type: 'boolean', title: 'May have an API key', filter: true, width: 150, diff: 'value' },
    { path: 'created', type: 'instant', title: 'Created', sort: true, width: 130, diff: 'value' },
    { path: '_id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'withoutMfa', title: 'No MFA', filter: { all: [{ field: 'totpEnrolled', is: 'equals', value: false }, { field: 'suspended', is: 'equals', value: false }] }, measure: { title: 'Administrators without MFA', tone: 'bad', overview: 'Admins no MFA', risk: 40 } }],
  sync: { order: 140, mode: 'fullPass' },
  example: {},
})
