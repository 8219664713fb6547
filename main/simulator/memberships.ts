// Who is in which group, users and devices alike: worked out once from the groups' rules, then kept in step with every change.

import { inNaturalOrder, type Table } from './table.ts'

export interface MembershipSettings<Facts> {
  readonly members: Table
  readonly groups: Table
  /** What rules look at; asked once per member. */
  readonly factsOf: (member: number) => Facts
  readonly belongs: (group: number, facts: Facts, member: number) => boolean
  /** Groups by hand keep their members whatever becomes of these. */
  readonly isByHand: (group: number) => boolean
  /** Takes in whoever is new, and nobody again who was taken out. */
  readonly isEverybodys: (group: number) => boolean
  /** How many readings of a group still see its members of before a change; the service's reads lag behind writes. */
  readonly lagReads: () => number
}

export class Memberships<Facts = unknown> {
  readonly #settings: MembershipSettings<Facts>
  #members: Map<number, number[]> | null = null
  #groups: Map<number, readonly number[]> | null = null
  readonly #stale = new Map<number, { members: readonly number[]; readsLeft: number }>()
  readonly #staleGroups = new Map<number, { groups: readonly number[]; readsLeft: number }>()

  constructor(settings: MembershipSettings<Facts>) {
    this.#settings = settings
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

  groupsOf(member: number): readonly number[] {
    this.#groups ??= turned(this.#all())
    return this.#groups.get(member) ?? []
  }

  /** Groups of a member as a reader sees them. */
  readGroups(member: number): readonly number[] {
    const stale = this.#staleGroups.get(member)
    if (stale && stale.readsLeft-- > 0) return stale.groups
    this.#staleGroups.delete(member)
    return this.groupsOf(member)
  }

  add(group: number, member: number): void {
    if (this.membersOf(group).includes(member)) return
    this.#remember(member)
    this.#set(group, inNaturalOrder([...this.membersOf(group), member]))
  }

  remove(group: number, member: number): void {
    const members = this.membersOf(group)
    if (!members.includes(member)) return
    this.#remember(member)
    this.#set(group, members.filter((other) => other !== member))
  }

  /** Works out the edges of before a change; to be called before every change of members and groups. */
  settle(): void {
    this.#all()
  }

  /** A new group without members. */
  groupInserted(group: number): void {
    this.#all().set(group, [])
  }

  groupRemoved(group: number): void {
    this.#all().delete(group)
    this.#groups = null
    this.#stale.delete(group)
  }

  /** Puts a new member where the rules of dynamic groups and of everybody's group say. */
  memberInserted(member: number): void {
    this.#follow(member, ({ isByHand }, group) => !isByHand(group))
  }

  /** Puts a changed member where the rules of dynamic groups say; everybody's group takes in new ones only. */
  memberChanged(member: number): void {
    this.#follow(member, ({ isByHand, isEverybodys }, group) => !isByHand(group) && !isEverybodys(group))
  }

  #follow(member: number, isAsked: (settings: MembershipSettings<Facts>, group: number) => boolean): void {
    const { groups, factsOf, belongs } = this.#settings
    const facts = factsOf(member)
    for (const group of groups.indexes()) {
      if (!isAsked(this.#settings, group)) continue
      if (belongs(group, facts, member)) this.add(group, member)
      else this.remove(group, member)
    }
  }

  memberRemoved(member: number): void {
    for (const group of [...this.groupsOf(member)]) this.remove(group, member)
  }

  #remember(member: number): void {
    const lagReads = this.#settings.lagReads()
    if (lagReads > 0 && !this.#staleGroups.has(member)) this.#staleGroups.set(member, { groups: this.groupsOf(member), readsLeft: lagReads })
  }

  #set(group: number, members: readonly number[]): void {
    const lagReads = this.#settings.lagReads()
    if (lagReads > 0 && !this.#stale.has(group)) this.#stale.set(group, { members: this.membersOf(group), readsLeft: lagReads })
    this.#all().set(group, [...members])
    this.#groups = null
  }

  #all(): Map<number, number[]> {
    this.#members ??= this.#workOut()
    return this.#members
  }

  /** One pass over all members, so that reading the groups of a large organization makes each member once. */
  #workOut(): Map<number, number[]> {
    const { members, groups, factsOf, belongs } = this.#settings
    const found = groups.indexes().map((group) => ({ group, members: [] as number[] }))
    for (const member of members.indexes()) {
      const facts = factsOf(member)
      for (const entry of found) if (belongs(entry.group, facts, member)) entry.members.push(member)
    }
    return new Map(found.map((entry) => [entry.group, [...inNaturalOrder(entry.members)]]))
  }
}

function turned(members: ReadonlyMap<number, readonly number[]>): Map<number, readonly number[]> {
  const groups = new Map<number, number[]>()
  for (const group of [...members.keys()].sort((left, right) => left - right)) {
    for (const member of members.get(group)!) {
      const own = groups.get(member)
      if (own) own.push(group)
      else groups.set(member, [group])
    }
  }
  return groups
}
