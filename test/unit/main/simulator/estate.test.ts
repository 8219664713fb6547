import { expect, test } from 'vitest'
import { cultures, namePart } from '../../../../main/simulator/cultures.ts'
import { createEstate, type Estate } from '../../../../main/simulator/estate.ts'
import type { EstateOrganization } from '../../../../main/simulator/estate-organization.ts'
import { matchesFilter } from '../../../../shared/filter/filter-match.ts'
import { cellOf } from '../../../../shared/resources/derive/row-projection.ts'
import { user } from '../../../../shared/resources/user.ts'
import { userGroup } from '../../../../shared/resources/user-group.ts'

const everything = (estate: Estate) =>
  estate.organizations.map((organization) => ({
    record: organization.record,
    key: organization.apiKey,
    users: organization.users.natural().map((index) => organization.users.at(index)),
    groups: organization.userGroups.natural().map((index) => [organization.userGroups.at(index), organization.memberships.membersOf(index)]),
  }))

const usersOf = (organization: EstateOrganization) => organization.users.indexes().map((index) => organization.users.at(index))

test('the same seed makes the same estate, another seed another one', () => {
  const text = (seed: number) => JSON.stringify(everything(createEstate('small', { seed })))
  expect(text(7)).toBe(text(7))
  expect(text(7)).not.toBe(text(8))
})

test('estates of different names share no id and no key', () => {
  const names = (['demo', 'small', 'large'] as const).flatMap((name) => createEstate(name).organizations.flatMap(({ id, apiKey, apiKeyWithoutGroups }) => [id, apiKey, apiKeyWithoutGroups]))
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((_, at) => at % 3 > 0).every((key) => /^jca_[0-9A-Za-z]{36}$/.test(key))).toBe(true)
})

test('every object fits the registry, and ids are 24 hex characters that ascend in time', () => {
  for (const organization of createEstate('demo').organizations) {
    const users = usersOf(organization)
    for (const raw of users) expect(user.schema.safeParse(raw).success).toBe(true)
    for (const index of organization.userGroups.indexes()) expect(userGroup.schema.safeParse(organization.userGroups.at(index)).success).toBe(true)
    const ids = users.map(({ _id }) => String(_id))
    expect(ids).toEqual([...ids].sort())
    expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true)
    expect(users.every(({ _id, created }) => Number.parseInt(String(_id).slice(0, 8), 16) === Math.floor(Date.parse(String(created)) / 1_000))).toBe(true)
    expect(users.every(({ _id, id, organization: owner }) => _id === id && owner === organization.id)).toBe(true)
  }
})

test('usernames, email addresses and employee numbers are unique, also in a large organization', () => {
  const [organization] = createEstate({ organizations: [{ users: 2_000, cultures: ['arabic', 'hebrew'] }] }).organizations
  const users = usersOf(organization!)
  for (const field of ['username', 'email', 'id', 'unix_uid']) expect(new Set(users.map((raw) => raw[field])).size).toBe(2_000)
  const numbers = users.map(({ employeeIdentifier }) => employeeIdentifier).filter((value) => value !== null)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('no two names of a culture have the same spelling in a username', () => {
  for (const culture of Object.values(cultures)) {
    for (const names of [culture.given, culture.family]) {
      const latin = names.map((name) => namePart(name).latin)
      expect(new Set(latin).size).toBe(latin.length)
      expect(latin.every((name) => /^[a-z]{2,}$/.test(name))).toBe(true)
    }
  }
})

interface Story {
  readonly state?: string
  readonly suspended: boolean
  readonly activated: boolean
  readonly account_locked: boolean
  readonly account_locked_date: string | null
  readonly password_date: string | null
  readonly password_expiration_date: string | null
  readonly password_expired: boolean
  readonly password_never_expires: boolean
  readonly totp_enabled: boolean
  readonly mfa: { readonly exclusion: boolean; readonly exclusionUntil?: string }
  readonly mfaEnrollment: { readonly overallStatus: string; readonly totpStatus: string }
  readonly manager?: string
}

test('the facts of a user tell one story', () => {
  const nowMs = Date.UTC(2026, 10, 21, 12)
  for (const organization of createEstate('demo').organizations) {
    const users = usersOf(organization) as unknown as Story[]
    const contradictions = {
      suspended: users.filter((raw) => raw.suspended !== (raw.state === 'SUSPENDED')),
      staged: users.filter((raw) => raw.state === 'STAGED' && raw.activated),
      pending: users.filter((raw) => !raw.activated && (raw.password_date !== null || raw.password_expired || raw.mfaEnrollment.overallStatus !== 'NOT_ENROLLED')),
      locked: users.filter((raw) => raw.account_locked !== (raw.account_locked_date !== null)),
      totp: users.filter((raw) => raw.totp_enabled !== (raw.mfaEnrollment.totpStatus === 'ENROLLED')),
      grace: users.filter((raw) => raw.mfa.exclusion !== (raw.mfa.exclusionUntil !== undefined)),
      expired: users.filter((raw) => raw.activated && raw.password_expired !== (raw.password_expiration_date !== null && Date.parse(raw.password_expiration_date) < nowMs)),
      never: users.filter((raw) => raw.activated && raw.password_never_expires !== (raw.password_expiration_date === null)),
      manager: users.filter((raw) => raw.manager !== undefined && organization.users.indexOf(raw.manager) === null),
    }
    expect(Object.entries(contradictions).filter(([, found]) => found.length > 0)).toEqual([])
  }
})

test('the demo has eight organizations with people of many cultures and every problem the product counts', () => {
  const { organizations } = createEstate('demo')
  const all = organizations.flatMap(usersOf)
  const columnOf = (field: string) => user.columns.find(({ path }) => path === field)!
  expect(organizations).toHaveLength(8)
  expect(all.length).toBeGreaterThan(1_000)
  const measured = user.filters.filter(({ measure }) => measure)
  const absent = measured.filter(({ filter }) => !all.some((raw) => matchesFilter(filter, (field) => cellOf(columnOf(field), raw))))
  expect(absent.map(({ id }) => id)).toEqual([])
  const names = all.map(({ firstname, lastname }) => `${String(firstname)} ${String(lastname)}`)
  expect(names.some((name) => /[\u0590-\u05ff]/.test(name))).toBe(true)
  expect(names.some((name) => /[\u0600-\u06ff]/.test(name))).toBe(true)
  expect(names.filter((name) => name !== name.normalize('NFD')).length).toBeGreaterThan(200)
  for (const organization of organizations) {
    const empty = organization.userGroups.indexes().filter((group) => organization.memberships.membersOf(group).length === 0)
    expect(empty.length).toBeGreaterThan(0)
  }
})

test('memberships agree from both ends and with the rules of dynamic groups', () => {
  const organization = createEstate('small').organizations[0]!
  const { users, userGroups, memberships } = organization
  for (const group of userGroups.indexes()) {
    const members = memberships.membersOf(group)
    const { memberQuery, name } = userGroups.at(group) as { memberQuery?: { filters: { field: string; value: string }[] } | null; name: string }
    const rule = memberQuery?.filters[0]
    const expected = users.indexes().filter((index) => (rule ? users.at(index)[rule.field] === rule.value : memberships.groupsOf(index).includes(group)))
    expect([name, [...members].sort((left, right) => left - right)]).toEqual([name, expected])
  }
  expect(memberships.membersOf(0)).toHaveLength(users.count)
})

test('changes keep the estate consistent: joining, leaving, moving to another department', () => {
  const organization = createEstate('small').organizations[0]!
  const { users, userGroups, memberships } = organization
  const groupNamed = (name: string) => userGroups.indexes().find((index) => userGroups.at(index).name === name)!
  const isIn = (name: string, id: string) => memberships.membersOf(groupNamed(name)).includes(users.indexOf(id)!)
  const before = users.count
  const id = organization.insertUser({ username: 'new.person', department: 'Finance' })
  expect([users.count, isIn('All Users', id), isIn('Finance', id)]).toEqual([before + 1, true, true])
  expect(id > users.idAt(before - 1)).toBe(true)
  organization.updateUser(id, { department: 'Product' })
  expect([isIn('Finance', id), isIn('Product', id)]).toEqual([false, true])
  const crm = userGroups.idAt(groupNamed('CRM') ?? 2)
  organization.addMember(crm, id)
  const index = users.indexOf(id)!
  expect(memberships.groupsOf(index)).toContain(userGroups.indexOf(crm))
  organization.removeMember(crm, id)
  expect(memberships.groupsOf(index)).not.toContain(userGroups.indexOf(crm))
  expect(organization.deleteUser(id)).toBe(true)
  expect([users.count, users.indexOf(id), memberships.groupsOf(index), organization.deleteUser(id)]).toEqual([before, null, [], false])
  const group = organization.insertUserGroup({ name: 'Fresh' })
  expect(memberships.membersOf(userGroups.indexOf(group)!)).toEqual([])
  expect([organization.updateUserGroup(group, { name: 'Stale' }), userGroups.at(userGroups.indexOf(group)!).name]).toEqual([true, 'Stale'])
  organization.rename(null)
  expect([organization.row.displayName, organization.record.displayName]).toEqual([null, null])
  expect([organization.deleteUserGroup(group), organization.updateUserGroup(group, {})]).toEqual([true, false])
})

test('everybody’s group takes in whoever is new, and nobody again who was taken out', () => {
  const organization = createEstate('small').organizations[0]!
  const { users, userGroups, memberships } = organization
  const everybody = userGroups.indexes().find((index) => userGroups.at(index).name === 'All Users')!
  const id = users.idAt(users.indexes()[0]!)
  const isIn = () => memberships.membersOf(everybody).includes(users.indexOf(id)!)
  organization.removeMember(userGroups.idAt(everybody), id)
  organization.updateUser(id, { jobTitle: 'Pilot' })
  expect(isIn()).toBe(false)
  organization.addMember(userGroups.idAt(everybody), id)
  expect(isIn()).toBe(true)
})

test('churn changes about as much as asked for and never leaves a member without a user', () => {
  const estate = createEstate({ organizations: [{ users: 60 }] })
  const { users, userGroups, memberships } = estate.organizations[0]!
  const revision = users.revision
  for (let round = 0; round < 40; round++) estate.churn(1.5, { ...fixedRandom(round) })
  expect(users.revision - revision).toBeGreaterThan(10)
  for (const group of userGroups.indexes()) for (const member of memberships.membersOf(group)) expect(users.indexes()).toContain(member)
})

function fixedRandom(seed: number) {
  let state = seed * 7_919 + 13
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return {
    next,
    integer: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability: number) => next() < probability,
    pick: <T>(items: readonly T[]) => items[Math.floor(next() * items.length)]!,
    hex: (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(''),
    fork: () => fixedRandom(seed + 1),
  }
}

test('a user takes about as many bytes as in a real directory', () => {
  const { organizations } = createEstate('large')
  const sample = organizations.flatMap(({ users }) => [0, Math.floor(users.count / 2), users.count - 1].map((index) => users.at(index)))
  const bytes = sample.map((raw) => Buffer.byteLength(JSON.stringify(raw)))
  const average = bytes.reduce((sum, size) => sum + size, 0) / bytes.length
  expect(average).toBeGreaterThan(1_700)
  expect(average).toBeLessThan(2_100)
})

test('a large estate of 200 organizations and 100,000 users keeps no user in memory', () => {
  const before = process.memoryUsage().heapUsed
  const estate = createEstate('large')
  const grownBytes = process.memoryUsage().heapUsed - before
  const sizes = estate.organizations.map(({ users }) => users.count)
  expect([sizes.length, sizes.reduce((sum, size) => sum + size, 0)]).toEqual([200, 100_000])
  expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(20)
  expect(grownBytes).toBeLessThan(40 * 1024 * 1024)
  expect(new Set(estate.organizations.map(({ region }) => region))).toEqual(new Set(['us', 'eu', 'in']))
  expect(estate.organizations.some(({ row }) => row.displayName === null)).toBe(true)
})
