// Conditional access policies and the IP lists they refer to: conditions, effects and whom they are for.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Profile } from '../profile.ts'
import { places } from '../workplaces.ts'

export const ipListNames = ['Offices', 'VPN exits', 'Blocked networks', 'Partner data centre'] as const

const ipLists: readonly { readonly description: string; readonly ips: readonly string[] }[] = [
  { description: 'Fixed addresses of all sites', ips: ['198.51.100.0/26', '198.51.100.66', '198.51.100.70-198.51.100.79'] },
  { description: '', ips: ['192.0.2.10', '192.0.2.11'] },
  { description: 'Seen guessing passwords', ips: ['203.0.113.0/28', '203.0.113.77'] },
  { description: 'Payroll provider', ips: ['192.0.2.128/27'] },
]

export const ipListCount = ({ users }: Profile): number => (users < 40 ? 1 : users < 120 ? 2 : users < 300 ? 3 : 4)

export function ipListPayload(index: number, id: string): RawObject {
  const list = ipLists[index] ?? { description: '', ips: ['192.0.2.200'] }
  return { id, name: ipListNames[index] ?? `New IP list ${index + 1}`, description: list.description, ips: [...list.ips] }
}

/** Looks up ids by name, so that policies refer to objects that exist. */
export interface AccessNames {
  readonly ipList: (name: (typeof ipListNames)[number]) => string | null
  readonly userGroup: (name: string) => string | null
  readonly application: (at: number) => string | null
}

interface AccessPolicy {
  readonly name: string
  readonly description: string
  readonly type: 'user_portal' | 'application' | 'ldap' | 'admin_portal'
  readonly isOff?: boolean
  readonly isWatching?: boolean
  readonly effect: RawObject
  readonly targets: (names: AccessNames) => RawObject
  readonly conditions: (names: AccessNames) => RawObject
}

const known = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null)
const everybody = { users: { inclusions: ['ALL'] } }
const mfa = { action: 'allow', obligations: { mfa: { required: true }, userVerification: { requirement: 'none' }, mfaFactors: [] } }

function policiesOf({ problems, story, area, users }: Profile): AccessPolicy[] {
  const countries = [...new Set(places[area].map(({ country }) => country))]
  const list: AccessPolicy[] = [
    {
      name: 'User portal: MFA outside the offices',
      description: 'Asks for a second factor everywhere but in the offices',
      type: 'user_portal',
      // Bought, set up and never switched on: the usual state before an incident.
      isWatching: story.isAttacked,
      effect: mfa,
      targets: (names) => ({ ...everybody, userGroups: { inclusions: [], exclusions: known([names.userGroup('Contractors')]) }, resources: [{ type: 'user_portal' }] }),
      conditions: (names) => ({ not: { ipAddressIn: known([names.ipList('Offices')]) } }),
    },
    {
      name: 'Admin portal: phishing-resistant only',
      description: '',
      type: 'admin_portal',
      isOff: problems.withoutMfa > 0.4,
      effect: { action: 'allow', obligations: { mfa: { required: true }, userVerification: { requirement: 'required' }, mfaFactors: [{ type: 'WEBAUTHN' }, { type: 'DURT' }] } },
      targets: () => ({ ...everybody, resources: [{ type: 'admin_portal' }] }),
      conditions: () => ({}),
    },
    {
      name: 'Block other countries',
      description: `Sign-in only from ${countries.join(', ')}`,
      type: 'user_portal',
      effect: { action: 'deny' },
      targets: () => ({ ...everybody, resources: [{ type: 'user_portal' }] }),
      conditions: () => ({ not: { locationIn: { countries } } }),
    },
    {
      name: 'Finance applications on managed devices',
      description: 'Only from encrypted devices that we manage',
      type: 'application',
      effect: mfa,
      targets: (names) => ({ userGroups: { inclusions: known([names.userGroup('Finance'), names.userGroup('Executive')]), exclusions: [] }, resources: known([names.application(4), names.application(2)]).map((id) => ({ type: 'application', id })) }),
      conditions: () => ({ all: [{ deviceManaged: true }, { deviceEncrypted: true }] }),
    },
    {
      name: 'LDAP: blocked networks',
      description: '',
      type: 'ldap',
      isOff: true,
      effect: { action: 'deny' },
      targets: () => ({ ...everybody, resources: [{ type: 'ldap' }] }),
      conditions: (names) => ({ ipAddressIn: known([names.ipList('Blocked networks')]) }),
    },
  ]
  return list.slice(0, users < 40 ? 2 : users < 120 ? 3 : 5)
}

export const accessPolicyCount = (profile: Profile): number => policiesOf(profile).length

export function accessPolicyPayload(index: number, id: string, profile: Profile, names: AccessNames): RawObject {
  const policies = policiesOf(profile)
  const policy = policies[index] ?? policies[0]!
  return {
    id,
    name: policies[index] ? policy.name : `New policy ${index + 1}`,
    description: policy.description,
    disabled: policy.isOff ?? false,
    monitorOnly: policy.isWatching ?? false,
    type: policy.type,
    effect: policy.effect,
    targets: policy.targets(names),
    conditions: policy.conditions(names),
  }
}
