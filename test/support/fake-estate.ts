// Made-up organizations for component tests and for looking at pages: rows made from the registry, the same for the same seed.

import type { Cell } from '../../shared/base/cell.ts'
import type { ConnectionId, OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import { cellOf, type RawObject, titleOf } from '../../shared/resources/derive/row-projection.ts'
import { columnTypes } from '../../shared/resources/column-types.ts'
import { isCaseColumn, isEdgeCountColumn } from '../../shared/resources/define.ts'
import { type Kind, kinds, resourceOf } from '../../shared/resources/index.ts'

export interface FakeRow {
  readonly id: ResourceId
  readonly title: string
  readonly cells: Readonly<Record<string, Cell>>
  readonly raw: RawObject
}

export interface FakeOrganization {
  readonly record: Organization
  readonly rows: { readonly [K in Kind]: readonly FakeRow[] }
  /** Group id → user ids. */
  readonly members: ReadonlyMap<string, readonly string[]>
}

interface FakeOrganizationParts {
  readonly name: string
  readonly monogram: string
  readonly colour: Organization['appearance']['colour']
  readonly users: number
  readonly groups?: number
  readonly record?: Partial<Organization>
}

const first = 'Ada Bo Cleo Dara Emil Fatma Grace Hana Ivo Jun Kofi Lena Mira Nils Olga Pablo Quinn Rosa Sven Tara Uma Viktor Wanda Xenia Yusuf Zoë'.split(' ')
const last = 'Adler Baum Chen Diaz Ek Fox Garcia Hall Ito Jansen Kumar Lopez Meyer Novak Okafor Park Quist Rossi Silva Tanaka Ueda Vance Weber Xu Young Zimmer'.split(' ')
const departments = ['Sales', 'Engineering', 'Finance', 'Support', 'People', 'Operations']
// Text that tries to break a list; every one must stay in its cell.
const hostile = ['Evil\u202Egnp.exe', 'Zero\u200Bwidth', '<img src=x onerror=alert(1)>', 'line\nbreak\ttab', '=1+1', 'مرحبا شركة', '👩‍💻 Team', 'A'.repeat(240)]

/** `now` fixes every date, so that pictures compare. */
export function fakeOrganization(parts: FakeOrganizationParts, now: number): FakeOrganization {
  const random = createRandom(parts.name.length * 7_919 + parts.users)
  const id = random.hex(24) as OrganizationId
  const groups = Array.from({ length: parts.groups ?? 12 }, (_, index) => rawGroup(random, index))
  const users = Array.from({ length: parts.users }, (_, index) => rawUser(random, index, now))
  const members = new Map(groups.map((group) => [String(group['id']), users.filter(() => random.chance(0.12)).map((user) => String(user['_id']))]))
  const groupCounts = new Map<string, number>()
  for (const ids of members.values()) for (const user of ids) groupCounts.set(user, (groupCounts.get(user) ?? 0) + 1)
  const connection = `con_${random.hex(16)}` as ConnectionId
  const record: Organization = {
    id,
    name: parts.name,
    appearance: { colour: parts.colour, monogram: parts.monogram },
    safety: 'readOnly',
    connection,
    rights: [{ connection, type: 'apiKey' }],
    alias: null,
    tags: [],
    isFavourite: false,
    isDemo: false,
    addedAt: new Date(now - 40 * 86_400_000).toISOString(),
    syncedAt: new Date(now - 3 * 60_000).toISOString(),
    lists: { total: kinds.length, read: kinds.length, failing: [] },
    problem: null,
    ...parts.record,
  }
  return {
    record,
    members,
    rows: {
      ...sampleRows(random),
      user: users.map((raw) => fakeRow('user', raw, groupCounts.get(String(raw['_id'])) ?? 0)),
      userGroup: groups.map((raw) => fakeRow('userGroup', raw, members.get(String(raw['id']))?.length ?? 0)),
      organization: [fakeRow('organization', { _id: id, displayName: parts.name, created: record.addedAt }, 0)],
    },
  }
}

/** Three plain rows of every kind with a list; edges are kept as members, not as rows. */
function sampleRows(random: Random): { readonly [K in Kind]: readonly FakeRow[] } {
  const rowsOf = (kind: Kind) => (resourceOf(kind).edge ? [] : [0, 1, 2].map((index) => fakeRow(kind, sampleObject(kind, random, index), index)))
  return Object.fromEntries(kinds.map((kind) => [kind, rowsOf(kind)])) as unknown as { readonly [K in Kind]: readonly FakeRow[] }
}

function sampleObject(kind: Kind, random: Random, index: number): RawObject {
  const { columns, example, wire } = resourceOf(kind)
  const raw: Record<string, unknown> = { ...example }
  for (const column of columns) {
    if (isEdgeCountColumn(column) || isCaseColumn(column)) continue
    const parts = column.path.split('.')
    const name = parts.pop() ?? ''
    const holder = parts.reduce<Record<string, unknown>>((at, part) => (at[part] ??= {}) as Record<string, unknown>, raw)
    holder[name] = column.choices ? random.pick(column.choices).value : columnTypes[column.type].sample(random, index)
  }
  return { ...raw, [wire.idField]: random.hex(24) }
}

function fakeRow(kind: Kind, raw: RawObject, edges: number): FakeRow {
  const resource = resourceOf(kind)
  const cells = Object.fromEntries(resource.columns.map((column) => [column.path, isEdgeCountColumn(column) ? edges : cellOf(column, raw)]))
  return { id: String(raw[resource.wire.idField]) as ResourceId, title: titleOf(resource, raw), cells, raw }
}

function rawUser(random: Random, index: number, now: number): RawObject {
  const firstname = random.pick(first)
  const lastname = index > 0 && index % 97 === 0 ? random.pick(hostile) : random.pick(last)
  const username = `${firstname}.${random.pick(last)}${index}`.toLowerCase().normalize('NFKD').replace(/[^a-z0-9.]/g, '')
  const state = random.pick(['ACTIVATED', 'ACTIVATED', 'ACTIVATED', 'ACTIVATED', 'ACTIVATED', 'STAGED', 'SUSPENDED'])
  const enrolment = random.pick(['ENROLLED', 'ENROLLED', 'ENROLLED', 'ENROLLED', 'NOT_ENROLLED', 'PENDING_ACTIVATION', 'ENROLLMENT_EXPIRED'])
  const at = (days: number) => new Date(now - Math.floor(days * 86_400_000)).toISOString()
  return {
    _id: random.hex(24),
    username,
    email: `${username}@contoso.test`,
    firstname,
    lastname,
    displayname: random.chance(0.5) ? `${firstname} ${lastname}` : '',
    state,
    suspended: state === 'SUSPENDED',
    activated: state !== 'STAGED',
    account_locked: random.chance(0.02),
    created: at(random.integer(0, 900) + 0.3),
    password_date: at(random.integer(0, 120)),
    password_expiration_date: at(-random.integer(0, 90) - 0.2),
    password_expired: random.chance(0.06),
    password_never_expires: random.chance(0.1),
    badLoginAttempts: random.integer(0, 4),
    enable_user_portal_multifactor: random.chance(0.6),
    totp_enabled: enrolment === 'ENROLLED',
    mfaEnrollment: { overallStatus: enrolment, totpStatus: enrolment },
    department: random.pick(departments),
    jobTitle: random.pick(['Analyst', 'Engineer', 'Lead', 'Manager', 'Technician']),
    employeeIdentifier: String(10_000 + index),
    location: random.pick(['Oslo', 'Lagos', 'Kyoto', 'Austin']),
    unix_uid: 5_000 + index,
    unix_guid: 5_000 + index,
    sudo: random.chance(0.05),
    externally_managed: random.chance(0.2),
    tags: [],
    unknownField: { kept: true },
  }
}

function rawGroup(random: Random, index: number): RawObject {
  return {
    id: random.hex(24),
    name: `${departments[index % departments.length] ?? 'Team'}${index < departments.length ? '' : ` ${Math.floor(index / departments.length) + 1}`}`,
    type: 'user_group',
    description: random.chance(0.5) ? `Everyone in ${departments[index % departments.length] ?? 'the team'}` : null,
    membershipMethod: random.pick(['NOTSET', 'STATIC', 'DYNAMIC_AUTOMATED', 'DYNAMIC_REVIEW_REQUIRED']),
  }
}
