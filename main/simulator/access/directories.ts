// The directories an organization is connected to, in one list and each by its own routes; some grants are broken.

import { dayMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { randomAt } from '../mixing.ts'
import type { DirectoryPlan, DirectoryType, Profile } from '../profile.ts'

export interface DirectorySettings {
  readonly organization: string
  readonly profile: Profile
  readonly nowMs: number
  readonly seed: number
}

const names: Readonly<Record<DirectoryType, (profile: Profile) => string>> = {
  active_directory: ({ domain }) => `DC=corp,DC=${domain.split('.').join(',DC=')}`,
  g_suite: () => 'Google Workspace',
  ldap_server: () => 'JumpCloud LDAP',
  office_365: ({ name }) => `Microsoft 365 – ${name}`,
  workday: () => 'Workday',
}

const brokenGrants: Readonly<Record<string, { readonly error: string; readonly message: string }>> = {
  office_365: { error: 'invalid_grant', message: 'AADSTS700082: The refresh token has expired due to inactivity. Trace ID: 5c2f Correlation ID: 91d0 Timestamp: 2026-10-30 04:12:09Z' },
  g_suite: { error: 'invalid_grant', message: 'Token has been expired or revoked.' },
}

const hasGrant = (type: DirectoryType): boolean => type === 'g_suite' || type === 'office_365' || type === 'workday'

export function directoryRow(plan: DirectoryPlan, index: number, id: string, { organization, profile, nowMs, seed }: DirectorySettings): RawObject {
  const broken = plan.isBroken ? (brokenGrants[plan.type] ?? brokenGrants.g_suite!) : null
  const expirySeconds = Math.floor((nowMs + (plan.isBroken ? -22 * dayMs : dayMs / 24)) / 1_000)
  return {
    id,
    name: names[plan.type](profile),
    type: plan.type,
    organizationId: organization,
    oAuthStatus: hasGrant(plan.type) ? { expiry: { seconds: String(expirySeconds) }, ...(broken ? { error: broken.error, errorMessage: broken.message } : {}) } : null,
    defaultDomain: plan.type === 'g_suite' || plan.type === 'office_365' ? { id: domainId(index, seed), domain: profile.domain } : null,
  }
}

const domainId = (index: number, seed: number): string => randomAt(seed, 500 + index).hex(24)

/** `GET /gsuites/{id}` and `GET /office365s/{id}`. */
export function directoryRecord(plan: DirectoryPlan, index: number, id: string, settings: DirectorySettings): RawObject {
  const { organization, profile, seed } = settings
  const random = randomAt(seed, 600 + index)
  const shared = {
    id,
    name: names[plan.type](profile),
    userLockoutAction: random.pick(['suspend', 'maintain']),
    userPasswordExpirationAction: random.pick(['suspend', 'maintain']),
    groupsEnabled: random.chance(0.5),
    defaultDomain: { id: domainId(index, seed), domain: profile.domain },
  }
  return plan.type === 'g_suite' ? { ...shared, importFilter: '', organizationObjectId: organization } : shared
}

/** Domains of a directory: the organization's own and what an acquisition brought. */
export function directoryDomains(index: number, id: string, { profile, seed }: DirectorySettings, owner: 'accountObjectId' | 'resourceObjectId'): RawObject[] {
  const list = [{ objectId: domainId(index, seed), [owner]: id, domain: profile.domain, default: true }]
  return profile.users > 100 ? [...list, { objectId: domainId(index + 50, seed), [owner]: id, domain: `mail.${profile.domain}`, default: false }] : list
}

const googleRules = ['user_work_addresses', 'user_mobile_phone_numbers', 'user_manager', 'user_primary_organization_department', 'user_primary_organization_title'] as const
const microsoftRules = ['user_department', 'user_job_title', 'user_manager', 'user_mobile_phone', 'user_city'] as const

export function translationRules(plan: DirectoryPlan, index: number, seed: number): RawObject[] {
  const random = randomAt(seed, 700 + index)
  return (plan.type === 'g_suite' ? googleRules : microsoftRules).map((builtIn, at) => ({ builtIn, direction: plan.type === 'g_suite' && at % 4 === 3 ? 'import' : 'export', id: random.hex(24) }))
}
