// One system user as the service sends it: every documented field, populated as unevenly as in a real directory.

import { dayMs, hourMs, instantFromMs } from '../../shared/base/instant.ts'
import type { Random } from '../../shared/base/random.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { createChoice, mix, randomAt } from './mixing.ts'
import { mfaFields } from './mfa-payload.ts'
import type { PersonOf } from './people.ts'
import type { Profile } from './profile.ts'
import { addresses, phoneNumbers, sshKeys } from './user-details.ts'
import { commonDepartments, type Department, places, type Trade, tradeDepartments } from './workplaces.ts'

export interface Workforce {
  readonly organization: string
  readonly profile: Profile
  readonly seed: number
  /** The estate's present, in ms. */
  readonly nowMs: number
  readonly createdMs: number
  readonly personOf: PersonOf
  /** Id of the user with the given index, for managers. */
  readonly userIdAt: (index: number) => string
  /** Id and name of the Active Directory that people come from, where there is one. */
  readonly externalDirectory: () => { readonly id: string; readonly name: string } | null
}

type Condition = 'active' | 'suspended' | 'staged' | 'pending' | 'locked' | 'passwordExpired'

const passwordAgeMaxDays = 90

export function userPayload(workforce: Workforce, index: number, id: string, createdMs: number): RawObject {
  const { profile } = workforce
  const random = randomAt(workforce.seed, index)
  const condition = conditionOf(workforce, random, createdMs)
  const person = workforce.personOf(index)
  const suffix = person.round === 0 ? '' : String(person.round + 1)
  const username = `${person.given.latin}${profile.separator}${person.family.latin}${suffix}`
  const department = chooseDepartment[profile.trade](random.next())
  const place = places[profile.area][Math.floor(random.next() ** 2 * places[profile.area].length)]!
  const external = random.chance(profile.problems.external) ? workforce.externalDirectory() : null
  const isExternal = external !== null
  const isContractor = random.chance(0.12)
  const isActivated = condition !== 'staged' && condition !== 'pending' && !(condition === 'suspended' && random.chance(0.1))
  const unixId = 5_000 + index
  const mfa = mfaFields(random, profile.problems.withoutMfa, isActivated, workforce.nowMs)
  const password = passwordFields(workforce, random, condition, isActivated, createdMs)
  const manager = managerOf(workforce, index, random)
  // Rows older than the field: the service fills it when a user is next written.
  const isStateMissing = createdMs < Date.UTC(2018, 6) && condition === 'active' && random.chance(0.3)
  // One literal without spreads: a page of a hundred of these is made for every request.
  const raw: Record<string, unknown> = {
    account_locked: condition === 'locked',
    account_locked_date: condition === 'locked' ? instantFromMs(workforce.nowMs - random.integer(1, 96) * hourMs - random.integer(0, 3_599_999)) : null,
    activated: isActivated,
    addresses: addresses(random, place, id),
    admin: random.chance(0.01) ? { id: `${id.slice(0, 8)}${random.hex(16)}`, roleName: 'Administrator', roleNames: ['Administrator'] } : null,
    allow_public_key: true,
    alternateEmail: random.chance(0.35) ? `${person.given.latin}${random.integer(1, 99)}@mail.example` : '',
    attributes: attributes(random, department),
    badLoginAttempts: condition === 'locked' ? 6 : random.chance(0.1) ? random.integer(1, 4) : 0,
    company: isContractor ? random.pick(['Brightwork Staffing', 'Tessellate Consulting', 'Quorum Partners']) : profile.name,
    costCenter: department.costCenter,
    creationSource: isExternal ? 'jumpcloud:ad' : chooseCreationSource(random.next()),
    delegatedAuthority: external ? { id: external.id, name: 'ActiveDirectory' } : null,
    department: department.name,
    description: description(random, condition),
    disableDeviceMaxLoginAttempts: random.chance(0.02),
    displayname: random.chance(0.85) ? `${person.given.written} ${person.family.written}` : '',
    email: `${username}@${profile.domain}`,
    employeeIdentifier: random.chance(0.8) ? `E${String(10_000 + index)}` : null,
    employeeType: isContractor ? 'Contractor' : chooseEmployeeType(random.next()),
    enable_managed_uid: random.chance(0.08),
    enable_user_portal_multifactor: random.chance(0.75 - profile.problems.withoutMfa * 0.7),
    external_dn: isExternal ? `CN=${person.given.written} ${person.family.written},OU=${department.name},DC=${profile.domain.split('.').join(',DC=')}` : '',
    external_source_type: isExternal ? 'active_directory' : '',
    externally_managed: isExternal,
    firstname: person.given.written,
    jobTitle: random.pick(department.titles),
    lastname: person.family.written,
    ldap_binding_user: random.chance(0.01),
    location: place.locality,
    managedAppleId: random.chance(0.15) ? `${username}@appleid.${profile.domain}` : '',
    mfa: mfa.mfa,
    mfaEnrollment: mfa.mfaEnrollment,
    middlename: random.chance(0.14) ? workforce.personOf(mix(index, 7) % 400).given.written : '',
    organization: workforce.organization,
    password_date: password.date,
    password_expiration_date: password.expirationDate,
    password_expired: condition === 'passwordExpired' && isActivated,
    password_never_expires: password.isNever,
    passwordless_sudo: random.chance(0.015),
    public_key: '',
    phoneNumbers: phoneNumbers(random, place, id),
    recoveryEmail: random.chance(0.1) ? { address: `${person.given.latin}.${person.family.latin}@mail.example`, verified: true, verifiedAt: instantFromMs(createdMs + dayMs) } : {},
    relationships: [],
    restrictedFields: external ? externalFields.map((field) => ({ field, type: 'active_directory', id: external.id })) : [],
    samba_service_user: random.chance(0.005),
    ssh_keys: department.name === 'IT' || department.name === 'Engineering' ? sshKeys(random, username, createdMs) : [],
    sudo: department.name === 'IT' ? random.chance(0.5) : random.chance(0.02),
    suspended: condition === 'suspended',
    systemUsername: random.chance(0.2) ? `${person.given.latin.charAt(0)}${person.family.latin}`.slice(0, 20) : '',
    tags: random.chance(0.15) ? [random.pick(['remote', 'night-shift', 'vip', 'audit-2026', 'shared-device'])] : [],
    totp_enabled: mfa.hasTotp,
    unix_guid: unixId,
    unix_uid: unixId,
    username,
    created: instantFromMs(createdMs),
    _id: id,
    id,
  }
  if (manager !== null) raw.manager = manager
  if (!isStateMissing) raw.state = condition === 'staged' ? 'STAGED' : condition === 'suspended' ? 'SUSPENDED' : 'ACTIVATED'
  return raw
}

const chooseEmployeeType = createChoice([['Full-time', 80], ['Part-time', 14], ['Intern', 4], ['', 6]])
const chooseCreationSource = createChoice([['jumpcloud:ui', 40], ['jumpcloud:bulk', 30], ['jumpcloud:gapps', 12], ['jumpcloud:o365', 12], ['jumpcloud:scim', 6]])
const externalFields = ['email', 'username', 'password'] as const

/** Who has not started yet was created lately; the share of the whole stays what the profile says. */
const newcomerMs = 540 * dayMs

/** How a person stands, without the rest of the row: who left or has not started does not use devices. */
export function standingOf(workforce: Workforce, index: number, userCreatedMs: number): 'here' | 'away' | 'notStarted' {
  const condition = conditionOf(workforce, randomAt(workforce.seed, index), userCreatedMs)
  return condition === 'suspended' ? 'away' : condition === 'staged' ? 'notStarted' : 'here'
}

function conditionOf({ profile: { problems }, nowMs, createdMs }: Workforce, random: Random, userCreatedMs: number): Condition {
  const newcomers = userCreatedMs < nowMs - newcomerMs ? 0 : (nowMs - createdMs) / newcomerMs
  const shares = [
    ['suspended', problems.suspended],
    ['staged', problems.staged * newcomers],
    ['pending', problems.pending * newcomers],
    ['locked', problems.locked],
    ['passwordExpired', problems.passwordExpired],
  ] as const
  let rest = random.next()
  for (const [condition, share] of shares) {
    rest -= share
    if (rest < 0) return condition
  }
  return 'active'
}

const chooseDepartment = Object.fromEntries(
  Object.entries(tradeDepartments).map(([trade, own]) => [trade, createChoice([...own, ...commonDepartments].map((entry) => [entry, entry.weight] as const))]),
) as Record<Trade, (share: number) => Department>

function managerOf(workforce: Workforce, index: number, random: Random): string | null {
  if (index < 4 || random.chance(0.15)) return null
  return workforce.userIdAt(random.integer(0, Math.floor(Math.sqrt(index))))
}

function attributes(random: Random, department: Department): RawObject[] {
  const list = random.chance(0.5) ? [{ name: 'badge', value: random.hex(8).toUpperCase() }] : []
  if (random.chance(0.2)) list.push({ name: 'shirtSize', value: random.pick(['S', 'M', 'L', 'XL']) })
  if (department.name === 'IT') list.push({ name: 'onCall', value: random.chance(0.5) ? 'yes' : 'no' })
  return list
}

function description(random: Random, condition: Condition): string {
  if (condition === 'suspended') return random.pick(['Left the company', 'Parental leave', 'On leave until further notice', ''])
  if (condition === 'staged') return random.pick(['Starts next month', 'Waiting for signed contract', ''])
  return random.chance(0.12) ? random.pick(['Works from home on Fridays', 'Shares a workstation', 'Key holder', 'First aider']) : ''
}

interface PasswordFields {
  readonly date: string | null
  readonly expirationDate: string | null
  readonly isNever: boolean
}

function passwordFields({ nowMs, profile }: Workforce, random: Random, condition: Condition, isActivated: boolean, createdMs: number): PasswordFields {
  if (!isActivated) return { date: null, expirationDate: null, isNever: false }
  const isExpired = condition === 'passwordExpired'
  const ageDays = isExpired ? random.integer(passwordAgeMaxDays + 1, 400) : random.integer(0, passwordAgeMaxDays - 2)
  const setMs = Math.max(createdMs, nowMs - ageDays * dayMs - random.integer(0, 86_399_999))
  const isNever = !isExpired && random.chance(profile.problems.neverExpires)
  const expiration = instantFromMs(isExpired ? Math.min(nowMs - hourMs, setMs + passwordAgeMaxDays * dayMs) : setMs + passwordAgeMaxDays * dayMs)
  // The service writes bare dates too.
  return { date: instantFromMs(setMs), expirationDate: isNever ? null : random.chance(0.15) ? expiration.slice(0, 10) : expiration, isNever }
}
