// Whom a conditional access policy covers, in words: everybody is never left out of the sentence.

import { expect, test } from 'vitest'
import { accessWords } from '../../../shared/resources/actions/access-words.ts'

const everybody = { users: { inclusions: ['ALL'] } }

test.each([
  [{ type: 'admin_portal', targets: everybody, conditions: {}, effect: { action: 'allow', obligations: { mfa: { required: true }, mfaFactors: [{ type: 'WEBAUTHN' }, { type: 'DURT' }] } } }, 'Covers every administrator at the admin portal, from anywhere: it asks for MFA by WebAuthn or JumpCloud Go, and refuses whoever has none.'],
  [{ type: 'user_portal', targets: { ...everybody, userGroups: { inclusions: [], exclusions: ['a'] } }, conditions: { not: { ipAddressIn: ['x'] } }, effect: { action: 'deny' } }, 'Covers everybody but 1 user group at the user portal, where its conditions hold: it refuses them.'],
  [{ type: 'application', targets: { userGroups: { inclusions: ['a', 'b'], exclusions: [] }, resources: [{ type: 'application', id: 'x' }] }, conditions: {}, effect: { action: 'allow' } }, 'Covers 2 user groups at 1 SSO application, from anywhere: it lets them in.'],
  [{ type: 'ldap', effect: { action: 'deny' } }, 'Covers everybody over LDAP, from anywhere: it refuses them.'],
  [{}, 'Covers everybody wherever it applies, from anywhere: what it does is not known.'],
])('%j', (policy, words) => {
  expect(accessWords(policy)).toBe(words)
})
