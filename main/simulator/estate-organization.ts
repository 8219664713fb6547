// One organization of an estate, with the changes that tests and write routes make to it; each of them is an event too.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { changeOccurrence } from './events/chronicle.ts'
import { nodeIndex } from './graph/association-routes.ts'
import { type NodeType, nodes } from './graph/nodes.ts'
import { OrganizationObjects } from './organization-objects.ts'
import { Later } from './writes/later.ts'

export class EstateOrganization extends OrganizationObjects {
  /** How many people its provider allows it; null where nobody said. */
  seats: number | null = null
  readonly later = new Later(this.settings.seed)

  insertUser(fields: RawObject = {}): string {
    this.memberships.settle()
    const index = this.users.insert(fields)
    this.memberships.memberInserted(index)
    this.happened('user_create', this.#userResource(index))
    return this.users.idAt(index)
  }

  updateUser(id: string, fields: RawObject, type = 'user_update'): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.memberships.settle()
    const before = this.users.at(index)
    this.users.update(index, fields)
    this.memberships.memberChanged(index)
    this.happened(type, this.#userResource(index), { changes: Object.entries(fields).map(([field, to]) => ({ field, from: before[field] ?? null, to })) })
    return true
  }

  deleteUser(id: string): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.happened('user_delete', this.#userResource(index))
    this.memberships.memberRemoved(index)
    this.users.remove(index)
    return true
  }

  insertUserGroup(fields: RawObject = {}): string {
    this.memberships.settle()
    const index = this.userGroups.insert(fields)
    this.memberships.groupInserted(index)
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
    return this.#withMember(group, user, 'add')
  }

  removeMember(group: string, user: string): boolean {
    return this.#withMember(group, user, 'remove')
  }

  /** Puts a member into a group of people or devices, or takes it out. */
  changeMember(kind: 'userGroup' | 'deviceGroup', group: number, member: number, op: 'add' | 'remove'): void {
    const [memberships, groupType, memberType] = kind === 'userGroup' ? ([this.memberships, 'user_group', 'user'] as const) : ([this.deviceMemberships, 'system_group', 'system'] as const)
    memberships[op](group, member)
    this.#connected(op, this.#end(groupType, group), this.#end(memberType, member))
  }

  /** Connects two things, or gives their connection other attributes; false when one of them does not exist. */
  bind(from: NodeType, id: string, to: NodeType, otherId: string, attributes: RawObject | null = null): boolean {
    return this.#withEnds([from, id], [to, otherId], 'add', (index, other) => {
      this.graph.bind(from, index, to, other, attributes)
      return true
    })
  }

  /** False when they were not connected. */
  unbind(from: NodeType, id: string, to: NodeType, otherId: string): boolean {
    return this.#withEnds([from, id], [to, otherId], 'remove', (index, other) => this.graph.unbind(from, index, to, other))
  }

  /** A device that enrols; dynamic groups take it in. */
  insertDevice(fields: RawObject = {}): string {
    const devices = this.tableOf('device')
    this.deviceMemberships.settle()
    const index = devices.insert(fields)
    this.deviceMemberships.memberInserted(index)
    this.happened('system_create', { id: devices.idAt(index), type: 'system', hostname: devices.at(index).hostname })
    return devices.idAt(index)
  }

  deleteDevice(id: string): boolean {
    const devices = this.tableOf('device')
    const index = devices.indexOf(id)
    if (index === null) return false
    this.happened('system_delete', { id, type: 'system', hostname: devices.at(index).hostname })
    this.deviceMemberships.memberRemoved(index)
    devices.remove(index)
    return true
  }

  /** Settings that were sent take the place of those that were there, one by one. */
  changeSettings(settings: RawObject): void {
    const before = this.record.settings as RawObject
    this.currentSettings = { ...this.currentSettings, ...settings }
    this.happened('organization_update', { id: this.id, type: 'organization', name: this.name }, { changes: Object.entries(settings).map(([field, to]) => ({ field, from: before[field] ?? null, to })) })
  }

  /** Gives the organization's record another name, or takes it away. */
  rename(displayName: string | null): void {
    this.currentRow = { ...this.currentRow, displayName }
  }

  #withEnds([from, id]: readonly [NodeType, string], [to, otherId]: readonly [NodeType, string], op: 'add' | 'remove', change: (index: number, other: number) => boolean): boolean {
    const index = nodeIndex(this, from, id)
    const other = nodeIndex(this, to, otherId)
    if (index === null || other === null || !change(index, other)) return false
    this.#connected(op, this.#end(from, index), this.#end(to, other))
    return true
  }

  #end(type: NodeType, index: number): RawObject {
    const { kind } = nodes[type]
    return { name: this.nameOf(kind, index), type, object_id: this.tableOf(kind).idAt(index) }
  }

  #connected(op: 'add' | 'remove', from: RawObject, to: RawObject): void {
    this.happened('association_change', {}, { association: { op, action_source: 'manual', attributes: null, connection: { from, to } } })
  }

  /** Makes a row of a kind that is a row and little more; groups also learn that they have no members yet. */
  insertObject(kind: string, fields: RawObject): number {
    this.#membershipsOf(kind)?.settle()
    const index = this.tableOf(kind).insert(fields)
    this.#membershipsOf(kind)?.groupInserted(index)
    return index
  }

  updateObject(kind: string, index: number, fields: RawObject, event: { readonly type: string; readonly resource: RawObject }): void {
    const table = this.tableOf(kind)
    const before = table.at(index)
    table.update(index, fields)
    this.happened(event.type, event.resource, { changes: Object.entries(fields).map(([field, to]) => ({ field, from: before[field] ?? null, to })) })
  }

  deleteObject(kind: string, index: number): void {
    this.#membershipsOf(kind)?.groupRemoved(index)
    this.tableOf(kind).remove(index)
  }

  #membershipsOf(kind: string) {
    return kind === 'userGroup' ? this.memberships : kind === 'deviceGroup' ? this.deviceMemberships : null
  }

  /** Carries out what was scheduled for now or earlier. */
  catchUp(): void {
    for (const { user, state, isMailed } of this.later.due(this.presentMs)) {
      const isDone = this.updateUser(user, { state, suspended: state === 'SUSPENDED' }, state === 'SUSPENDED' ? 'user_suspended' : 'user_activated')
      if (isDone && isMailed && state === 'ACTIVATED') this.mailed(this.users.indexOf(user)!, 'user_activation_email')
    }
  }

  /** The moment it is, in ms. */
  get presentMs(): number {
    return this.settings.clock()
  }

  /** A mail that the service sends to a person. */
  mailed(user: number, type: string): void {
    this.happened(type, this.#userResource(user))
  }

  /** Writes down what somebody just did. */
  happened(type: string, resource: RawObject, more: RawObject = {}): void {
    this.events.record(changeOccurrence(this, type, this.settings.clock(), resource, more))
  }

  #userResource(index: number): RawObject {
    return { id: this.users.idAt(index), type: 'user', username: this.users.at(index).username }
  }

  #withMember(group: string, user: string, op: 'add' | 'remove'): boolean {
    const groupIndex = this.userGroups.indexOf(group)
    const userIndex = this.users.indexOf(user)
    if (groupIndex === null || userIndex === null) return false
    this.changeMember('userGroup', groupIndex, userIndex, op)
    return true
  }
}
