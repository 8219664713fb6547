// One organization of an estate, with the changes that tests and write routes make to it; each of them is an event too.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { changeOccurrence } from './events/chronicle.ts'
import { nodeIndex } from './graph/association-routes.ts'
import { type NodeType, nodes } from './graph/nodes.ts'
import { OrganizationObjects } from './organization-objects.ts'

export class EstateOrganization extends OrganizationObjects {
  insertUser(fields: RawObject = {}): string {
    this.memberships.settle()
    const index = this.users.insert(fields)
    this.memberships.memberChanged(index)
    this.#happened('user_create', this.#userResource(index))
    return this.users.idAt(index)
  }

  updateUser(id: string, fields: RawObject): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.memberships.settle()
    const before = this.users.at(index)
    this.users.update(index, fields)
    this.memberships.memberChanged(index)
    this.#happened('user_update', this.#userResource(index), { changes: Object.entries(fields).map(([field, to]) => ({ field, from: before[field] ?? null, to })) })
    return true
  }

  deleteUser(id: string): boolean {
    const index = this.users.indexOf(id)
    if (index === null) return false
    this.#happened('user_delete', this.#userResource(index))
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
    return this.#withMember(group, user, 'add', (groupIndex, userIndex) => this.memberships.add(groupIndex, userIndex))
  }

  removeMember(group: string, user: string): boolean {
    return this.#withMember(group, user, 'remove', (groupIndex, userIndex) => this.memberships.remove(groupIndex, userIndex))
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
    this.deviceMemberships.memberChanged(index)
    this.#happened('system_create', { id: devices.idAt(index), type: 'system', hostname: devices.at(index).hostname })
    return devices.idAt(index)
  }

  deleteDevice(id: string): boolean {
    const devices = this.tableOf('device')
    const index = devices.indexOf(id)
    if (index === null) return false
    this.#happened('system_delete', { id, type: 'system', hostname: devices.at(index).hostname })
    this.deviceMemberships.memberRemoved(index)
    devices.remove(index)
    return true
  }

  /** Gives the organization's record another name, or takes it away. */
  rename(displayName: string | null): void {
    this.currentRow = { ...this.currentRow, displayName }
  }

  #withEnds([from, id]: readonly [NodeType, string], [to, otherId]: readonly [NodeType, string], op: 'add' | 'remove', change: (index: number, other: number) => boolean): boolean {
    const index = nodeIndex(this, from, id)
    const other = nodeIndex(this, to, otherId)
    if (index === null || other === null || !change(index, other)) return false
    const end = (type: NodeType, at: number, object_id: string) => ({ name: this.nameOf(nodes[type].kind, at), type, object_id })
    this.#happened('association_change', {}, { association: { op, action_source: 'manual', attributes: null, connection: { from: end(from, index, id), to: end(to, other, otherId) } } })
    return true
  }

  /** Writes down what somebody just did. */
  #happened(type: string, resource: RawObject, more: RawObject = {}): void {
    this.events.record(changeOccurrence(this, type, this.settings.clock(), resource, more))
  }

  #userResource(index: number): RawObject {
    return { id: this.users.idAt(index), type: 'user', username: this.users.at(index).username }
  }

  #withMember(group: string, user: string, op: 'add' | 'remove', change: (group: number, user: number) => void): boolean {
    const groupIndex = this.userGroups.indexOf(group)
    const userIndex = this.users.indexOf(user)
    if (groupIndex === null || userIndex === null) return false
    change(groupIndex, userIndex)
    const { username } = this.users.at(userIndex)
    const connection = { from: { name: this.userGroups.at(groupIndex).name, type: 'user_group', object_id: group }, to: { name: username, type: 'user', object_id: user } }
    this.#happened('association_change', {}, { association: { op, action_source: 'manual', attributes: null, connection } })
    return true
  }
}
