// Whom a conditional access policy covers, where, and what it does to them: one sentence from what was read of it.

import { type RawObject, valueAt } from '../../base/raw-object.ts'

const places: Readonly<Record<string, string>> = { user_portal: 'at the user portal', admin_portal: 'at the admin portal', application: 'at SSO applications', ldap: 'over LDAP' }

const factors: Readonly<Record<string, string>> = { DURT: 'JumpCloud Go', WEBAUTHN: 'WebAuthn', PUSH: 'push', PUSH_MFA: 'push', DUO: 'Duo', TOTP: 'TOTP', SMS_OTP: 'SMS' }

export function accessWords(policy: RawObject): string {
  const where = places[String(policy.type)] ?? 'wherever it applies'
  const named = listAt(policy, 'targets.resources').length
  const place = named > 0 && policy.type === 'application' ? `at ${counted(named, 'SSO application')}` : where
  const hasConditions = Object.keys((policy.conditions ?? {}) as object).length > 0
  return `Covers ${whomOf(policy)} ${place}${hasConditions ? ', where its conditions hold' : ', from anywhere'}: ${whatOf(policy)}.`
}

function whomOf(policy: RawObject): string {
  const [people, groups, others] = ['targets.users.inclusions', 'targets.userGroups.inclusions', 'targets.userGroups.exclusions'].map((path) => listAt(policy, path)) as [unknown[], unknown[], unknown[]]
  const isEverybody = people.includes('ALL') || (people.length === 0 && groups.length === 0)
  const named = [...(people.length > 0 ? [counted(people.length, 'user')] : []), ...(groups.length > 0 ? [counted(groups.length, 'user group')] : [])].join(' and ')
  return `${isEverybody ? (policy.type === 'admin_portal' ? 'every administrator' : 'everybody') : named}${others.length > 0 ? ` but ${counted(others.length, 'user group')}` : ''}`
}

function whatOf(policy: RawObject): string {
  if (valueAt(policy, 'effect.action') === 'deny') return 'it refuses them'
  if (valueAt(policy, 'effect.obligations.mfa.required') === true) {
    const asked = listAt(policy, 'effect.obligations.mfaFactors').map((factor) => factors[String((factor as { type?: unknown } | null)?.type)] ?? 'another factor')
    return `it asks for MFA${asked.length > 0 ? ` by ${asked.join(' or ')}` : ''}, and refuses whoever has none`
  }
  return valueAt(policy, 'effect.action') === 'allow' ? 'it lets them in' : 'what it does is not known'
}

function listAt(policy: RawObject, path: string): unknown[] {
  const value = valueAt(policy, path)
  return Array.isArray(value) ? (value as unknown[]) : []
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
