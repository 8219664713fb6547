// Conditional access policies (v2 /authn/policies).

import { z } from 'zod'
import { conditionalAccessActions } from './actions/access-rules.ts'
import { type Choice, defineResource } from './define.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()

/** Names and values inside what a policy asks for, applies to and depends on. */
const nestedWords: readonly Choice[] = [
  { value: 'mfa', label: 'MFA' },
  { value: 'mfaFactors', label: 'by one of' },
  { value: 'userVerification', label: 'user verification' },
  { value: 'TOTP', label: 'TOTP' },
  { value: 'PUSH_MFA', label: 'push' },
  { value: 'WEBAUTHN', label: 'WebAuthn' },
  { value: 'DURT', label: 'JumpCloud Go' },
  { value: 'ALL', label: 'everybody' },
  { value: 'inclusions', label: 'these' },
  { value: 'exclusions', label: 'but not these' },
  { value: 'user_portal', label: 'User portal' },
  { value: 'admin_portal', label: 'Admin portal' },
  { value: 'application', label: 'SSO application' },
  { value: 'ldap', label: 'LDAP' },
  { value: 'ipAddressIn', label: 'address in the IP lists' },
  { value: 'locationIn', label: 'location in' },
]

export const conditionalAccessPolicy = defineResource({
  kind: 'conditionalAccessPolicy',
  words: { one: 'conditional access policy', many: 'conditional access policies', title: 'Conditional access', section: 'userAuthentication', alsoIn: 'securityManagement', icon: 'shield' },
  wire: { name: 'authn_policy', idField: 'id' },
  list: { api: 'v2', path: '/authn/policies', envelope: 'array', total: 'header', sort: 'name' },
  one: { path: '/authn/policies/{id}' },
  schema: z.looseObject({
    id: z.string(),
    name: text,
    description: text,
    disabled: flag,
    monitorOnly: flag,
    type: text,
    effect: z.looseObject({ action: text, obligations: z.unknown().optional() }).nullish(),
    targets: z.unknown().optional(),
    conditions: z.unknown().optional(),
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    {
      path: 'status',
      type: 'choice',
      title: 'State',
      filter: true,
      sort: true,
      shown: true,
      width: 130,
      diff: 'value',
      cases: [
        { when: [{ path: 'disabled', is: true }], value: 'off' },
        { when: [{ path: 'monitorOnly', is: true }], value: 'monitor' },
        { when: [], value: 'on' },
      ],
      choices: [
        { value: 'on', label: 'On', tone: 'ok', glyph: 'pass' },
        { value: 'monitor', label: 'Watching only', tone: 'info', glyph: 'staged' },
        { value: 'off', label: 'Off', tone: 'warn', glyph: 'none' },
      ],
    },
    {
      path: 'effect.action',
      type: 'choice',
      title: 'Effect',
      filter: true,
      sort: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'allow', label: 'Allow', tone: 'ok', glyph: 'pass' },
        { value: 'deny', label: 'Deny', tone: 'bad', glyph: 'fail' },
        { value: 'unknown', label: 'Unknown', tone: 'neutral', glyph: 'none' },
      ],
    },
    {
      path: 'type',
      type: 'choice',
      title: 'For',
      filter: true,
      sort: true,
      shown: true,
      width: 130,
      diff: 'value',
      choices: [
        { value: 'user_portal', label: 'User portal' },
        { value: 'application', label: 'Applications' },
        { value: 'ldap', label: 'LDAP' },
        { value: 'admin_portal', label: 'Admin portal' },
      ],
    },
    { path: 'description', type: 'text', title: 'Description', search: true, shown: true, width: 240, diff: 'value' },
    { path: 'effect.obligations', type: 'text', title: 'Asks for', width: 240, diff: 'value', choices: nestedWords },
    { path: 'targets', type: 'text', title: 'Applies to', width: 240, diff: 'value', choices: nestedWords },
    { path: 'conditions', type: 'text', title: 'When', width: 240, diff: 'value', choices: nestedWords },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'off', title: 'Switched off', filter: { field: 'status', is: 'equals', value: 'off' } }],
  sync: { order: 130, mode: 'fullPass' },
  actions: conditionalAccessActions,
  example: {},
})
