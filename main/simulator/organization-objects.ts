// What one organization of an estate has: its record, its objects by kind, its edges and its events.

import { hourMs } from '../../shared/base/instant.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { Blueprint } from './blueprint.ts'
import { type CommandRun, commandRuns, seededQueue, type Waiting } from './commands/command-results.ts'
import type { DeviceFacts } from './devices/fleet.ts'
import { newDeviceGroup } from './devices/device-groups.ts'
import type { DeviceSurroundings } from './devices/device-payload.ts'
import { EventLog } from './events/event-log.ts'
import { seededEdges } from './graph/bindings.ts'
import { Graph } from './graph/graph.ts'
import { type KindSurroundings, type KindTable, kindTables } from './kind-tables.ts'
import { Memberships } from './memberships.ts'
import { mix } from './mixing.ts'
import { objectId, ownerText } from './object-ids.ts'
import { organizationRecord, organizationRow } from './organization-payload.ts'
import { type ParentRows, sampledParentRows, withGhosts } from './parent-rows.ts'
import { effectivePolicies } from './policies/effective-policies.ts'
import { statsOf } from './policies/policy-results.ts'
import type { Profile, VendorRegion } from './profile.ts'
import type { Quirks } from './quirks.ts'
import { sampledRows, sampleObject } from './samples.ts'
import { Table } from './table.ts'
import { belongs, type GroupDescription, groupPayload } from './user-groups.ts'
import { standingOf, userPayload, type Workforce } from './user-payload.ts'

export interface OrganizationSettings {
  readonly profile: Profile
  readonly seed: number
  readonly nowMs: number
  readonly clock: () => number
  readonly createdMs: number
  readonly registry: readonly ResourceDescription[]
  readonly provider: string | null
  readonly apiKey: string
  readonly apiKeyWithoutGroups: string
  /** Secret of the first service account. */
  readonly clientSecret: string
  readonly readOnlyKey: string
  readonly quirks: () => Quirks
  readonly ghostShare: number
}

export class OrganizationObjects {
  readonly id: string
  readonly name: string
  readonly region: VendorRegion
  /** Id of the provider above it. */
  readonly provider: string | null
  readonly apiKey: string
  readonly apiKeyWithoutGroups: string
  readonly clientSecret: string
  readonly readOnlyKey: string
  readonly profile: Profile
  readonly nowMs: number
  readonly blueprint: Blueprint
  readonly users: Table
  readonly userGroups: Table
  readonly memberships: Memberships<RawObject>
  readonly deviceMemberships: Memberships<DeviceFacts>
  readonly graph: Graph
  readonly events: EventLog
  protected readonly settings: OrganizationSettings
  readonly #workforce: Workforce
  readonly #tables = new Map<string, Table>()
  protected currentRow: RawObject
  /** Settings that somebody changed. */
  protected currentSettings: RawObject = {}
  #commandRuns: CommandRun[] | null = null
  #commandQueue: Waiting[] | null = null

  constructor(settings: OrganizationSettings) {
    const { profile, seed, createdMs, nowMs } = settings
    const lagReads = () => settings.quirks().lagReads
    this.settings = settings
    this.profile = profile
    this.nowMs = nowMs
    this.id = objectId(Math.floor(createdMs / 1_000), ownerText(seed, 'organization'), 0)
    this.name = profile.name
    this.region = profile.region
    this.provider = settings.provider
    this.apiKey = settings.apiKey
    this.apiKeyWithoutGroups = settings.apiKeyWithoutGroups
    this.clientSecret = settings.clientSecret
    this.readOnlyKey = settings.readOnlyKey
    this.currentRow = organizationRow(this.id, profile, createdMs)
    this.blueprint = new Blueprint({ profile, seed, nowMs, createdMs, standingOf: (user) => this.standingOf(user) })
    const workforce: Workforce = {
      organization: this.id,
      profile,
      seed: mix(seed, 2),
      nowMs,
      createdMs,
      personOf: this.blueprint.personOf,
      userIdAt: (index) => this.users.idAt(index),
      externalDirectory: () => this.#externalDirectory(),
    }
    this.#workforce = workforce
    const groups = this.blueprint.userGroups
    this.users = this.#newTable('user', { size: profile.users, make: (index, id, madeMs) => userPayload(workforce, index, id, madeMs) })
    this.userGroups = this.#newTable('userGroup', { size: groups.length, make: (index, id) => groupPayload(groups[index] ?? newGroup(index), index, id, mix(seed, 5)) })
    this.memberships = new Memberships({
      members: this.users,
      groups: this.userGroups,
      factsOf: (user) => this.users.at(user),
      belongs: (group, raw, user) => belongs((groups[group] ?? newGroup(group)).rule, raw, user, mix(mix(seed, 6), group)),
      isByHand: (group) => (groups[group] ?? newGroup(group)).rule.by === 'hand',
      isEverybodys: (group) => (groups[group] ?? newGroup(group)).rule.by === 'everybody',
      lagReads,
    })
    const deviceGroups = this.blueprint.deviceGroups
    this.deviceMemberships = new Memberships({
      members: this.tableOf('device'),
      groups: this.tableOf('deviceGroup'),
      factsOf: (device) => this.blueprint.fleet.at(device),
      belongs: (group, facts) => (deviceGroups[group] ?? newDeviceGroup(group)).holds(facts, mix(mix(seed, 8), group), nowMs),
      isByHand: (group) => (deviceGroups[group] ?? newDeviceGroup(group)).isHandmade,
      isEverybodys: (group) => deviceGroups[group]?.role === 'all',
      lagReads,
    })
    this.graph = new Graph({
      table: (kind) => this.tableOf(kind),
      userMemberships: this.memberships,
      deviceMemberships: this.deviceMemberships,
      seeded: (near, far) => seededEdges(this.blueprint, near, far),
      lagReads,
    })
    this.events = new EventLog(this)
  }

  get row(): RawObject {
    return this.currentRow
  }

  get record(): RawObject {
    const made = organizationRecord(this.currentRow, this.settings.profile, this.settings.provider, this.settings.nowMs)
    return { ...made, settings: { ...(made.settings as RawObject), ...this.currentSettings } }
  }

  /** Which command ran on which device when, as far as the service remembers. */
  get commandRuns(): readonly CommandRun[] {
    this.#commandRuns ??= commandRuns(this.blueprint, this.graph)
    return this.#commandRuns
  }

  /** Commands that devices have not fetched yet. */
  get commandQueue(): readonly Waiting[] {
    this.#commandQueue ??= seededQueue(this.blueprint, this.graph)
    return this.#commandQueue
  }

  /** A command that was just sent to devices: those that are connected answer, for the others it waits. */
  ran(command: number, devices: readonly number[], atMs: number): void {
    const results = this.tableOf('commandResult')
    const isConnected = (device: number) => this.tableOf('device').at(device).active === true
    for (const device of devices.filter(isConnected)) {
      ;(this.commandRuns as CommandRun[]).push({ command, device, requestMs: atMs })
      results.insert({})
    }
    const away = devices.filter((device) => !isConnected(device))
    if (away.length > 0) (this.commandQueue as Waiting[]).push({ command, devices: away })
  }

  /** How a person stood when the estate was made. */
  standingOf(user: number): ReturnType<typeof standingOf> {
    return standingOf(this.#workforce, user, this.users.createdMsAt(user))
  }

  /** The objects of a kind that is listed once per organization. */
  table(resource: ResourceDescription): Table {
    return this.tableOf(resource.kind)
  }

  tableOf(kind: string): Table {
    const known = this.#tables.get(kind)
    if (known) return known
    const made = kindTables[kind]?.(this.#surroundings())
    if (made) return this.#newTable(kind, this.settings.profile.isNew && !fromTheBeginning.has(kind) ? { ...made, size: 0 } : made)
    const resource = this.#describe(kind)
    return this.#newTable(kind, { size: sampledRows, make: (index, id) => sampleObject(resource, this.settings.seed, index, id) })
  }

  /** The list of one parent, or null when there is no such parent here. */
  parentRows(resource: ResourceDescription, parentKind: string, parentId: string): ParentRows | null {
    const parent = this.tableOf(parentKind).indexOf(parentId)
    if (parent === null) return null
    return sampledParentRows(resource, mix(this.settings.seed, parent), resource.edge ? this.tableOf(resource.edge.to) : null)
  }

  /** Rows of edges as a reader may find them: some point to objects that were deleted. */
  haunted(rows: ParentRows, owner: number): ParentRows {
    return withGhosts(rows, Math.max(this.settings.ghostShare, this.settings.quirks().ghosts), mix(this.settings.seed, owner))
  }

  /** The objects of a kind as its list reads them. */
  listed(resource: ResourceDescription): ParentRows {
    const table = this.table(resource)
    // Only lists of the newer surface have been seen to be short.
    return resource.list.api === 'v2' ? withGhosts(table, this.settings.quirks().ghosts, mix(this.settings.seed, 77)) : table
  }

  #newTable(kind: string, made: KindTable): Table {
    const { seed, nowMs, createdMs } = this.settings
    const table = new Table({ fromMs: createdMs + hourMs, toMs: nowMs - hourMs, ...made, owner: ownerText(seed, kind) })
    this.#tables.set(kind, table)
    return table
  }

  #surroundings(): KindSurroundings {
    const { profile, provider } = this.settings
    const devices: DeviceSurroundings = {
      organization: this.id,
      profile,
      sinceMadeMs: () => Math.max(0, this.settings.clock() - this.settings.nowMs),
      appleMdm: () => (profile.story.appleCertificateDays === null ? null : this.tableOf('appleMdm').idAt(0)),
      ownerOf: (facts) => this.#ownerOf(facts),
      statsOf: (facts) => statsOf(effectivePolicies(this, facts).map(({ outcome }) => outcome)),
    }
    return { organization: this.id, provider, blueprint: this.blueprint, table: (kind) => this.tableOf(kind), devices, nameOf: (kind, index) => this.nameOf(kind, index), commandRuns: () => this.commandRuns }
  }

  #ownerOf(facts: DeviceFacts): ReturnType<DeviceSurroundings['ownerOf']> {
    const { owner } = facts
    if (owner === null || !this.users.has(owner)) return null
    const { username, suspended } = this.users.at(owner)
    return { id: this.users.idAt(owner), username: String(username), given: this.blueprint.personOf(owner).given, isSuspended: suspended === true, isAdmin: this.blueprint.isDeviceAdmin(facts.index) }
  }

  /** What a person calls an object. */
  nameOf(kind: string, index: number): string {
    const { titlePaths } = this.#describe(kind)
    const raw = this.tableOf(kind).at(index)
    return String(titlePaths.map((path) => raw[path]).find((value) => typeof value === 'string' && value !== '') ?? '')
  }

  #externalDirectory(): ReturnType<Workforce['externalDirectory']> {
    const index = this.settings.profile.story.directories.findIndex(({ type }) => type === 'active_directory')
    return index < 0 ? null : { id: this.tableOf('directory').idAt(index), name: 'ActiveDirectory' }
  }

  #describe(kind: string): ResourceDescription {
    const found = this.settings.registry.find((resource) => resource.kind === kind)
    if (!found) throw new Error(`no resource of kind ${kind}`)
    return found
  }
}

/** What an organization has on its first day. */
const fromTheBeginning: ReadonlySet<string> = new Set(['administrator', 'role', 'serviceAccount', 'passwordPolicy'])

const newGroup = (index: number): GroupDescription => ({ name: `New group ${index + 1}`, description: '', rule: { by: 'hand', share: 0 } })
