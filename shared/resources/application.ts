// SSO applications with the expiry of their certificates (v1 /applications).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { applicationActions } from './actions/policies-and-applications.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()

export const application = defineResource({
  kind: 'application',
  words: { one: 'SSO application', many: 'SSO applications', title: 'SSO applications', section: 'userAuthentication', icon: 'app' },
  wire: { name: 'application', graphType: 'application', idField: '_id' },
  list: { api: 'v1', path: '/applications', envelope: 'results', total: 'body', sort: '_id' },
  one: { path: '/applications/{id}' },
  schema: z.looseObject({
    _id: z.string(),
    name: text,
    displayName: text,
    displayLabel: text,
    ssoUrl: text,
    active: flag,
    beta: flag,
    created: text,
    description: text,
    learnMore: text,
    sso: z.looseObject({ type: text, jit: flag, active: flag, idpCertExpirationAt: text }).nullish(),
  }),
  titlePaths: ['displayLabel', 'displayName', 'name'],
  naturalKeys: ['displayLabel'],
  columns: [
    { path: 'displayLabel', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    { path: 'displayName', type: 'text', title: 'Application', filter: true, sort: true, search: true, shown: true, width: 180, diff: 'value' },
    {
      path: 'sso.type',
      type: 'choice',
      title: 'Sign-on',
      filter: true,
      sort: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'saml', label: 'SAML' },
        { value: 'oidc', label: 'OIDC' },
        { value: 'bookmark', label: 'Bookmark' },
      ],
    },
    { path: 'active', type: 'boolean', title: 'On', filter: true, sort: true, shown: true, width: 80, diff: 'value' },
    { path: 'sso.idpCertExpirationAt', type: 'instant', title: 'Certificate expires', filter: true, sort: true, shown: true, width: 150, diff: 'value' },
    { path: 'sso.jit', type: 'boolean', title: 'Creates accounts at sign-in', filter: true, width: 180, diff: 'value' },
    { path: 'ssoUrl', type: 'text', title: 'Sign-on address', search: true, width: 280, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', width: 240, diff: 'value' },
    { path: 'name', type: 'text', title: 'Template', filter: true, sort: true, width: 140, diff: 'value' },
    { path: 'beta', type: 'boolean', title: 'Beta', filter: true, width: 80, diff: 'ignore' },
    { path: 'created', type: 'instant', title: 'Added', sort: true, shown: true, width: 130, diff: 'value' },
    { path: '_id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [{ id: 'off', title: 'Switched off', filter: { field: 'active', is: 'equals', value: false } }],
  sync: { order: 110, mode: 'fullPass' },
  actions: [...applicationActions, ...bindingActionsOf('application')],
  example: {},
})
