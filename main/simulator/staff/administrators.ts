// The administrators of an organization (v1 /users) and its service accounts (v2 /service-accounts): some without MFA, some keys run out.

import { dayMs, hourMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { mix, randomAt } from '../mixing.ts'
import type { PersonOf } from '../people.ts'
import type { Profile } from '../profile.ts'
import { roleName } from './roles.ts'

export interface StaffSettings {
  readonly organization: string
  readonly profile: Profile
  readonly seed: number
  readonly nowMs: number
  readonly personOf: PersonOf
  readonly roleIdAt: (index: number) => string
  readonly provider: string | null
}

export const administratorCount = ({ users }: Profile): number => Math.min(14, Math.max(2, Math.round(1 + Math.sqrt(users) / 2.5)))

/** The owner, then administrators, help desk and others; the last one left and was never removed. */
const rolePlaces = [0, 1, 3, 3, 4, 6, 2, 3, 1, 3, 6, 4, 3, 2] as const

export function administratorPayload(settings: StaffSettings, index: number, id: string, createdMs: number): RawObject {
  const { organization, profile, nowMs, personOf, roleIdAt, provider } = settings
  const random = randomAt(settings.seed, index)
  const person = personOf(index * 3 + 1)
  const role = rolePlaces[index % rolePlaces.length]!
  const hasLeft = index > 2 && index === administratorCount(profile) - 1
  const hasKey = index < 2 || random.chance(0.35)
  const hasTotp = index === 0 || !random.chance(profile.problems.withoutMfa)
  const keyMadeMs = Math.max(createdMs, nowMs - random.integer(10, 700) * dayMs)
  // Keys are good for a year; the second one of every organization is about to run out.
  const keyEndsMs = index === 1 ? nowMs + 8 * dayMs : keyMadeMs + 365 * dayMs
  return {
    _id: id,
    apiKeyAllowed: role !== 6,
    apiKeyHash: hasKey ? { createdAt: instantFromMs(keyMadeMs), expireAt: instantFromMs(keyEndsMs), prefix: `jca_${random.hex(4)}` } : {},
    apiKeySet: hasKey,
    ...(hasKey ? { apiKeyUpdatedAt: instantFromMs(keyMadeMs) } : {}),
    created: instantFromMs(createdMs),
    disableIntroduction: true,
    email: `${person.given.latin}.${person.family.latin}@${profile.domain}`,
    enableMultiFactor: index === 0 || profile.problems.withoutMfa < 0.3,
    firstname: person.given.spelled,
    growthData: {},
    id,
    isEnterprise: false,
    lastLogin: instantFromMs(nowMs - (hasLeft ? random.integer(120, 400) * dayMs : random.integer(0, 9) * dayMs) - random.integer(0, 20) * hourMs),
    lastWhatsNewChecked: instantFromMs(nowMs - random.integer(1, 60) * dayMs),
    lastname: person.family.spelled,
    organization,
    passwordUpdatedAt: instantFromMs(nowMs - random.integer(5, 300) * dayMs),
    ...(provider === null ? {} : { provider }),
    role: roleIdAt(role),
    roleName: roleName(profile, role),
    roleNames: [roleName(profile, role)],
    roles: [roleIdAt(role)],
    sessionCount: random.integer(4, 900),
    suspended: hasLeft && random.chance(0.4),
    totpEnrolled: hasTotp,
    ...(hasTotp ? { totpUpdatedAt: instantFromMs(createdMs + dayMs) } : {}),
    usersTimeZone: '',
  }
}

export const serviceAccountCount = ({ users }: Profile): number => (users < 40 ? 1 : users < 120 ? 2 : users < 300 ? 3 : 4)

const purposes = ['HR sync', 'Backup of settings', 'Ticket system', 'Inventory export'] as const
/** Days until each runs out; the second always expires soon, the third has. */
const daysLeft = [240, 6, -12, 90] as const

export function serviceAccountPayload(settings: StaffSettings, index: number, id: string, createdMs: number, createdBy: { readonly id: string; readonly name: string }): RawObject {
  const { organization, profile, seed, nowMs, roleIdAt } = settings
  const days = profile.problems.withoutMfa > 0.5 && index === 0 ? -3 : (daysLeft[index] ?? 365)
  const status = days < 0 ? 'EXPIRED' : days < 14 ? 'EXPIRING' : 'ACTIVE'
  const expiresAt = instantFromMs(nowMs + days * dayMs)
  const isSecret = index % 2 === 0
  const random = randomAt(seed, 100 + index)
  const credential = { objectId: random.hex(24), createdAt: instantFromMs(createdMs), createdBy: { ...createdBy, type: 'ADMIN' }, expiresAt, lifetime: `${365 * 86_400}s`, status }
  return {
    objectId: id,
    name: purposes[index] ?? `New service account ${index + 1}`,
    roleId: roleIdAt(mix(seed, index) % 2 === 0 ? 6 : 2),
    roleName: roleName(profile, mix(seed, index) % 2 === 0 ? 6 : 2),
    status,
    authType: isSecret ? 'CLIENT_SECRET' : 'API_KEY',
    // Secrets are shown once, when they are made.
    authConfigList: [isSecret ? { authType: 'CLIENT_SECRET', clientSecretConfig: { ...credential, clientId: random.hex(24) } } : { authType: 'API_KEY', apiKeyConfig: { ...credential, apiKeyPrefix: `jcsa_${random.hex(4)}` } }],
    createdAt: instantFromMs(createdMs),
    expiresAt,
    orgCount: 1,
    orgId: organization,
  }
}
