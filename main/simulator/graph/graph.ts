// The graph of one organization: memberships and associations under one question, from whichever end it is asked.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Memberships } from '../memberships.ts'
import type { Table } from '../table.ts'
import { type NodeType, nodes } from './nodes.ts'
import { type Edge, Relation, type SeededEdge } from './relation.ts'

/** What the graph asks of memberships, whatever they are memberships of. */
type Members = Pick<Memberships, 'read' | 'readGroups' | 'membersOf' | 'groupsOf' | 'add' | 'remove'>

export interface GraphSettings {
  readonly table: (kind: string) => Table
  readonly userMemberships: Members
  readonly deviceMemberships: Members
  /** The edges that the organization began with; null for two sorts of things that are never connected. */
  readonly seeded: (near: NodeType, far: NodeType) => (() => Iterable<SeededEdge>) | null
  readonly lagReads: () => number
}

export class Graph {
  readonly #settings: GraphSettings
  readonly #relations = new Map<string, Relation | null>()

  constructor(settings: GraphSettings) {
    this.#settings = settings
  }

  /** The live things of one sort that a thing is connected to. */
  edges(from: NodeType, index: number, to: NodeType): readonly Edge[] {
    return this.#live(to, this.#ask(from, index, to, 'of'))
  }

  /** The same as a reader sees it, who may be a little behind. */
  read(from: NodeType, index: number, to: NodeType): readonly Edge[] {
    return this.#live(to, this.#ask(from, index, to, 'read'))
  }

  bind(from: NodeType, index: number, to: NodeType, other: number, attributes: RawObject | null = null): void {
    const memberships = this.#memberships(from, to)
    if (memberships) return memberships.groups === from ? memberships.of.add(index, other) : memberships.of.add(other, index)
    const found = this.#relation(from, to)
    if (found?.isNear) found.relation.set(index, other, attributes)
    else found?.relation.set(other, index, attributes)
  }

  /** False when they were not connected. */
  unbind(from: NodeType, index: number, to: NodeType, other: number): boolean {
    const memberships = this.#memberships(from, to)
    if (memberships) {
      const [group, member] = memberships.groups === from ? [index, other] : [other, index]
      const isMember = memberships.of.membersOf(group).includes(member)
      memberships.of.remove(group, member)
      return isMember
    }
    const found = this.#relation(from, to)
    if (!found) return false
    return found.isNear ? found.relation.remove(index, other) : found.relation.remove(other, index)
  }

  #ask(from: NodeType, index: number, to: NodeType, how: 'of' | 'read'): readonly Edge[] {
    const memberships = this.#memberships(from, to)
    if (memberships) return plain(memberships.groups === from ? (how === 'read' ? memberships.of.read(index) : memberships.of.membersOf(index)) : how === 'read' ? memberships.of.readGroups(index) : memberships.of.groupsOf(index))
    const found = this.#relation(from, to)
    return found ? found.relation[how](found.isNear ? 'near' : 'far', index) : []
  }

  #memberships(from: NodeType, to: NodeType): { readonly of: Members; readonly groups: NodeType } | null {
    const pair = [from, to]
    if (pair.includes('user') && pair.includes('user_group')) return { of: this.#settings.userMemberships, groups: 'user_group' }
    if (pair.includes('system') && pair.includes('system_group')) return { of: this.#settings.deviceMemberships, groups: 'system_group' }
    return null
  }

  #relation(from: NodeType, to: NodeType): { readonly relation: Relation; readonly isNear: boolean } | null {
    for (const [near, far, isNear] of [
      [from, to, true],
      [to, from, false],
    ] as const) {
      const name = `${near} ${far}`
      let relation = this.#relations.get(name)
      if (relation === undefined) {
        const make = this.#settings.seeded(near, far)
        relation = make ? new Relation(make, this.#settings.lagReads) : null
        this.#relations.set(name, relation)
      }
      if (relation) return { relation, isNear }
    }
    return null
  }

  #live(type: NodeType, edges: readonly Edge[]): readonly Edge[] {
    const table = this.#settings.table(nodes[type].kind)
    return edges.every(({ index }) => table.has(index)) ? edges : edges.filter(({ index }) => table.has(index))
  }
}

const plain = (indexes: readonly number[]): Edge[] => indexes.map((index) => ({ index, attributes: null }))
