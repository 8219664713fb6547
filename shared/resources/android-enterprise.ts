// Android enterprises that devices are enrolled through (v2 /google-emm/enterprises). Tokens of enrolment are secrets and are not read.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const androidEnterprise = defineResource({
  kind: 'androidEnterprise',
  words: { one: 'Android enterprise', many: 'Android enterprises', title: 'Android', section: 'deviceManagement', icon: 'smartphone' },
  wire: { name: 'google_emm', idField: 'objectId' },
  list: { api: 'v2', path: '/google-emm/enterprises', envelope: 'enterprises', total: 'body', totalField: 'count', sort: null },
  schema: z.looseObject({
    objectId: z.string(),
    name: text,
    displayName: text,
    contactEmail: text,
    enterpriseType: text,
    allowDeviceEnrollment: z.boolean().nullish(),
    googleAuthenticationRequired: text,
    deviceGroupId: text,
    createdAt: text,
  }),
  titlePaths: ['displayName', 'name'],
  naturalKeys: ['displayName'],
  columns: [
    { path: 'displayName', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    { path: 'allowDeviceEnrollment', type: 'boolean', title: 'Enrols devices', filter: true, sort: true, shown: true, width: 130, diff: 'value' },
    {
      path: 'enterpriseType',
      type: 'choice',
      title: 'Accounts',
      filter: true,
      sort: true,
      shown: true,
      width: 200,
      diff: 'value',
      choices: [
        { value: 'MANAGED_GOOGLE_DOMAIN', label: 'Managed Google domain' },
        { value: 'MANAGED_GOOGLE_PLAY_ACCOUNTS_ENTERPRISE', label: 'Managed Google Play accounts' },
        { value: 'ENTERPRISE_TYPE_UNSPECIFIED', label: 'Unknown' },
      ],
    },
    {
      path: 'googleAuthenticationRequired',
      type: 'choice',
      title: 'Google sign-in',
      filter: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'REQUIRED', label: 'Required' },
        { value: 'NOT_REQUIRED', label: 'Not required' },
        { value: 'GOOGLE_AUTHENTICATION_REQUIRED_UNSPECIFIED', label: 'Unknown' },
      ],
    },
    { path: 'contactEmail', type: 'text', title: 'Contact', search: true, shown: true, width: 220, diff: 'value' },
    { path: 'createdAt', type: 'instant', title: 'Connected', sort: true, shown: true, width: 140, diff: 'value' },
    { path: 'name', type: 'text', title: 'Name at Google', search: true, width: 200, diff: 'ignore' },
    { path: 'deviceGroupId', type: 'id', title: 'Device group ID', width: 210, diff: 'ignore' },
    { path: 'objectId', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 89, mode: 'fullPass' },
  example: {},
})
