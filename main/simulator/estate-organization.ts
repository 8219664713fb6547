// One organization of an estate: its record, its objects by kind, its edges, and the changes tests make to them.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { Memberships } from './memberships.ts'
import { mix } from './mixing.ts'
import { objectId, ownerText } from './object-ids.ts'
import { organizationRecord, organizationRow } from './organization-payload.ts'
import { edgeRows, memberRow, type ParentRows, sampledParentRows, withGhosts } from './parent-rows.ts'
import { createPeople } from './people.ts'
import type { Profile, VendorRegion } from './profile.ts'
import { sampledRows, sampleObject } from './samples.ts'
import { Table } from './table.ts'
import { type GroupDescription, groupDescriptions, groupPayload } from './user-groups.ts'
import { userPayload } from './user-payload.ts'

export interface OrganizationSettings {
  readonly profile: Profile
  readonly seed: number
  readonly nowMs: number
  readonly createdMs: number
  readonly registry: readonly ResourceDescription[]
  readonly provider: string | null
  readonly apiKey: string
  readonly apiKeyWithoutGroups: string
  readonly lagReads: number
  readonly ghostShare: number
}

export class EstateOrganization {
  readonly id: string
  readonly name: string
  readonly region: VendorRegion
  readonly apiKey: string
  readonly apiKeyWithoutGroups: string
  readonly users: Table
  readonly userGroups: Table
  readonly memberships: Memberships
  readonly #settings: OrganizationSettings
  readonly #tables = new Map<string, Table>()
  #row: RawObject

  constructor(settings: OrganizationSettings) {
    const { profile, seed, createdMs, nowMs } = settings
    this.#settings = settings
    this.id = objectId(Math.floor(createdMs / 1_000), ownerText(seed, 'organization'), 0)
    this.name = profile.name
    this.region = profile.region
    this.apiKey = settings.apiKey
    this.apiKeyWithoutGroups = settings.apiKeyWithoutGroups
    this.#row = organizationRow(this.id, profile, createdMs)
    const workforce = {
      organization: this.id,
      profile,
      seed: mix(seed, 2),
      nowMs,
      createdMs,
      personOf: createPeople(profile.cultures, mix(seed, 3) % 10_000),
      userIdAt: (index: number) => this.users.idAt(index),
      directoryId: objectId(Math.floor(createdMs / 1_000), ownerText(seed, 'directory'), 1),
    }
    const span = { fromMs: createdMs + 3_600_000, toMs: nowMs - 3_600_000 }
    this.users = new Table({ ...span, size: profile.users, owner: ownerText(seed, 'user'), make: (index, id, madeMs) => userPayload(workforce, index, id, madeMs) })
    const descriptions = groupDescriptions(profile, mix(seed, 4))
    this.userGroups = new Table({
      ...span,
      size: descriptions.length,
      owner: ownerText(seed, 'userGroup'),
      make: (index, id) => groupPayload(descriptions[index] ?? newGroup(index), index, id, mix(seed, 5)),
    })
    this.memberships = new Memberships({
      users: this.users,
      groups: this.userGroups,
      descriptions,
      seedOf: (group) => mix(mix(seed, 6), group),
      lagReads: settings.lagReads,
    })
    this.#tables.set('user', this.users).set('userGroup', this.userGroups)
  }

  get row(): RawObject {
    return this.#row
  }

  get record(): RawObject {
    return organizationRecord(this.#row, this.#settings.profile, this.#settings.provider)
  }

  /** The objects of a kind that is listed once per organization. */
  table(resource: ResourceDescription): Table {
    const known = this.#tables.get(resource.kind)
    if (known) return known
    const { seed, createdMs, nowMs } = this.#settings
    const table = new Table({
      size: sampledRows,
      owner: ownerText(seed, resource.kind),
      fromMs: createdMs,
      toMs: nowMs,
      make: (index, id) => sampleObject(resource, seed, index, id),
    })
    this.#tables.set(resource.kind, table)
    return table
  }

  /** The list of one parent, or null when there is no such parent here. */
  parentRows(resource: ResourceDescription, parentKind: string, parentId: string): ParentRows | null {
    const parent = this.table(this.#describe(parentKind)).indexOf(parentId)
    if (parent === null) return null
    const { seed, ghostShare } = this.#settings
    const parentSeed = mix(seed, parent)
    if (resource.kind === 'membership') return withGhosts(edgeRows(this.memberships.read(parent), (user) => memberRow(this.users.idAt(user))), ghostShare, parentSeed)
    return sampledParentRows(resource, parentSeed, resource.edge ? this.table(this.#describe(resource.edge.to)) : null)
  }

  insertUser(fields: RawObject = {}): string {
    this.memberships.settle()
    const index = this.users.insert(fields)
    this.memberships.userChanged(index)
    return this.users.idAt(index)
  }

  updateUser(id: string, fields: RawObject): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.memberships.settle()
    this.users.update(index, fields)
    this.memberships.userChanged(index)
    return true
  }

  deleteUser(id: string): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.memberships.userRemoved(index)
    this.users.remove(index)
    return true
  }

  insertUserGroup(fields: RawObject = {}): string {
    this.memberships.settle()
    const index = this.userGroups.insert(fields)
    this.memberships.groupInserted(index, newGroup(index))
    return this.userGroups.idAt(index)
  }

  updateUserGroup(id: string, fields: RawObject): boolean {
    const index = this.userGroups.indexOf(id)
    if (index !== null) this.userGroups.update(index, fields)
    return index !== null
  }

  deleteUserGroup(id: string): boolean {
    const index = this.userGroups.indexOf(id)
    if (index === null) return false
    this.memberships.groupRemoved(index)
    this.userGroups.remove(index)
    return true
  }

  addMember(group: string, user: string): boolean {
    return this.#withMember(group, user, (groupIndex, userIndex) => this.memberships.add(groupIndex, userIndex))
  }

  removeMember(group: string, user: string): boolean {
    return this.#withMember(group, user, (groupIndex, userIndex) => this.memberships.remove(groupIndex, userIndex))
  }

  /** Gives the organization's record another name, or takes it away. */
  rename(displayName: string | null): void {
    this.#row = { ...this.#row, displayName }
  }

  #withMember(group: string, user: string, change: (group: number, user: number) => void): boolean {
    const groupIndex = this.userGroups.indexOf(group)
    const userIndex = this.users.indexOf(user)
    if (groupIndex === null || userIndex === null) return false
    change(groupIndex, userIndex)
    return true
  }

  #describe(kind: string): ResourceDescription {
    const found = this.#settings.registry.find((resource) => resource.kind === kind)
    if (!found) throw new Error(`no resource of kind ${kind}`)
    return found
  }
}

const newGroup = (index: number): GroupDescription => ({ name: `New group ${index + 1}`, description: '', rule: { by: 'hand', share: 0 } })
