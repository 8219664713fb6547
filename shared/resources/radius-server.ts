// RADIUS servers (v1 /radiusservers). The shared secret arrives in clear and is cut out before anything is kept.

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()

export const radiusServer = defineResource({
  kind: 'radiusServer',
  words: { one: 'RADIUS server', many: 'RADIUS servers', title: 'RADIUS', section: 'userAuthentication', icon: 'radio' },
  wire: { name: 'radiusserver', graphType: 'radius_server', idField: '_id', secretFields: ['sharedSecret'] },
  list: { api: 'v1', path: '/radiusservers', envelope: 'results', total: 'body', sort: '_id' },
  one: { path: '/radiusservers/{id}' },
  schema: z.looseObject({
    _id: z.string(),
    name: z.string(),
    networkSourceIp: text,
    mfa: text,
    authIdp: text,
    userLockoutAction: text,
    userPasswordExpirationAction: text,
    userCertEnabled: flag,
    userPasswordEnabled: flag,
    deviceCertEnabled: flag,
    radsecEnabled: flag,
    requireRadsec: flag,
    caSource: text,
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 200, diff: 'value' },
    { path: 'networkSourceIp', type: 'text', title: 'Network address', filter: true, sort: true, search: true, shown: true, width: 150, diff: 'value' },
    {
      path: 'mfa',
      type: 'choice',
      title: 'MFA',
      filter: true,
      sort: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'DISABLED', label: 'Off', tone: 'warn', glyph: 'warn' },
        { value: 'ENABLED', label: 'If enrolled', tone: 'info', glyph: 'pass' },
        { value: 'REQUIRED', label: 'Required', tone: 'ok', glyph: 'pass' },
        { value: 'ALWAYS', label: 'Always', tone: 'ok', glyph: 'pass' },
      ],
    },
    {
      path: 'authIdp',
      type: 'choice',
      title: 'Passwords from',
      filter: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'JUMPCLOUD', label: 'JumpCloud' },
        { value: 'AZURE', label: 'Entra ID' },
      ],
    },
    { path: 'userPasswordEnabled', type: 'boolean', title: 'By password', filter: true, shown: true, width: 110, diff: 'value' },
    { path: 'userCertEnabled', type: 'boolean', title: 'By user certificate', filter: true, shown: true, width: 140, diff: 'value' },
    { path: 'deviceCertEnabled', type: 'boolean', title: 'By device certificate', filter: true, width: 150, diff: 'value' },
    { path: 'radsecEnabled', type: 'boolean', title: 'RadSec', filter: true, shown: true, width: 90, diff: 'value' },
    { path: 'requireRadsec', type: 'boolean', title: 'RadSec required', filter: true, width: 120, diff: 'value' },
    {
      path: 'caSource',
      type: 'choice',
      title: 'Certificate authority',
      filter: true,
      width: 150,
      diff: 'value',
      choices: [
        { value: 'JUMPCLOUD_MANAGED', label: 'JumpCloud' },
        { value: 'BYOC', label: 'Your own' },
        { value: 'NONE', label: 'None' },
      ],
    },
    {
      path: 'userLockoutAction',
      type: 'choice',
      title: 'When locked',
      filter: true,
      width: 120,
      diff: 'value',
      choices: [
        { value: 'REMOVE', label: 'Access ends' },
        { value: 'MAINTAIN', label: 'Access stays' },
      ],
    },
    {
      path: 'userPasswordExpirationAction',
      type: 'choice',
      title: 'When the password expires',
      filter: true,
      width: 180,
      diff: 'value',
      choices: [
        { value: 'REMOVE', label: 'Access ends' },
        { value: 'MAINTAIN', label: 'Access stays' },
      ],
    },
    { path: '_id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'withoutMfa', title: 'MFA off', filter: { field: 'mfa', is: 'equals', value: 'DISABLED' } }],
  sync: { order: 115, mode: 'fullPass' },
  actions: bindingActionsOf('radiusServer'),
  example: {},
})
