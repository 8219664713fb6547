// Who is in which user group: worked out once from the groups' rules, then kept in step with every change of users and groups.

import type { GroupDescription, Rule } from './user-groups.ts'
import { belongs } from './user-groups.ts'
import { inNaturalOrder, type Table } from './table.ts'

export class Memberships {
  readonly #users: Table
  readonly #groups: Table
  readonly #descriptions: GroupDescription[]
  readonly #seedOf: (group: number) => number
  /** How many readings of a group still see its members of before a change; the service's reads lag behind writes. */
  readonly #lagReads: number
  #members: Map<number, number[]> | null = null
  readonly #stale = new Map<number, { members: readonly number[]; readsLeft: number }>()

  constructor(options: { users: Table; groups: Table; descriptions: readonly GroupDescription[]; seedOf: (group: number) => number; lagReads: number }) {
    this.#users = options.users
    this.#groups = options.groups
    this.#descriptions = [...options.descriptions]
    this.#seedOf = options.seedOf
    this.#lagReads = options.lagReads
  }

  /** Members of a group as a reader sees them, in the service's own order. */
  read(group: number): readonly number[] {
    const stale = this.#stale.get(group)
    if (stale && stale.readsLeft-- > 0) return stale.members
    this.#stale.delete(group)
    return this.membersOf(group)
  }

  /** Members of a group as they are. */
  membersOf(group: number): readonly number[] {
    return this.#all().get(group) ?? []
  }

  groupsOf(user: number): number[] {
    return this.#groups.indexes().filter((group) => this.membersOf(group).includes(user))
  }

  add(group: number, user: number): void {
    if (!this.membersOf(group).includes(user)) this.#set(group, inNaturalOrder([...this.membersOf(group), user]))
  }

  remove(group: number, user: number): void {
    const members = this.membersOf(group)
    if (members.includes(user)) this.#set(group, members.filter((member) => member !== user))
  }

  /** Works out the edges of before a change; to be called before every change of users and groups. */
  settle(): void {
    this.#all()
  }

  /** A new group without members. */
  groupInserted(group: number, description: GroupDescription): void {
    this.#descriptions[group] = description
    this.#all().set(group, [])
  }

  groupRemoved(group: number): void {
    this.#all().delete(group)
    this.#stale.delete(group)
  }

  /** Puts a new or changed user where the rules of dynamic groups and of everybody's group say. */
  userChanged(user: number): void {
    const raw = this.#users.at(user)
    for (const group of this.#groups.indexes()) {
      const rule = this.#ruleOf(group)
      if (rule.by === 'hand') continue
      if (belongs(rule, raw, user, this.#seedOf(group))) this.add(group, user)
      else this.remove(group, user)
    }
  }

  userRemoved(user: number): void {
    for (const group of this.#groups.indexes()) this.remove(group, user)
  }

  #set(group: number, members: readonly number[]): void {
    if (this.#lagReads > 0 && !this.#stale.has(group)) this.#stale.set(group, { members: this.membersOf(group), readsLeft: this.#lagReads })
    this.#all().set(group, [...members])
  }

  #ruleOf(group: number): Rule {
    return this.#descriptions[group]?.rule ?? { by: 'hand', share: 0 }
  }

  #all(): Map<number, number[]> {
    this.#members ??= this.#workOut()
    return this.#members
  }

  /** One pass over all users, so that reading the groups of a large organization makes each user once. */
  #workOut(): Map<number, number[]> {
    const groups = this.#groups.indexes().map((group) => ({ group, rule: this.#ruleOf(group), seed: this.#seedOf(group), members: [] as number[] }))
    for (const user of this.#users.indexes()) {
      const raw = this.#users.at(user)
      for (const entry of groups) if (belongs(entry.rule, raw, user, entry.seed)) entry.members.push(user)
    }
    return new Map(groups.map(({ group, members }) => [group, [...inNaturalOrder(members)]]))
  }
}
