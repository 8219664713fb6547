// Two sets of keyed objects: what is only on one side, and which two are the same one.

/** Which rows of a comparison are asked for: all that differ in any way, one sort of difference, or what is alike. */
export const compareShows = ['differences', 'onlyLeft', 'onlyRight', 'different', 'same'] as const
export type CompareShow = (typeof compareShows)[number]

export interface Keyed {
  /** As the service has it; null or empty when the object has none. */
  readonly key: string | null
  /** Settles the order of objects with the same key. */
  readonly id: string
}

export interface Matched<Item extends Keyed> {
  readonly left: Item | null
  readonly right: Item | null
}

export interface Match<Item extends Keyed> {
  readonly pairs: readonly Matched<Item>[]
  /** Objects without a key, which can be matched with nothing. */
  readonly unkeyed: { readonly left: number; readonly right: number }
  /** Objects whose key others of their side have too; they are matched in the order of their ids. */
  readonly repeated: { readonly left: number; readonly right: number }
}

/** Two spellings of one name are one name: case, spaces around it and the form of accents say nothing. */
const foldKey = (key: string): string => key.normalize('NFC').trim().toLowerCase()

/** Every object of both sides is in exactly one pair. */
export function matchByKey<Item extends Keyed>(left: readonly Item[], right: readonly Item[]): Match<Item> {
  const sides = { left: grouped(left), right: grouped(right) }
  const pairs: Matched<Item>[] = []
  for (const [key, lefts] of sides.left.byKey) {
    const rights = sides.right.byKey.get(key) ?? []
    for (let index = 0; index < Math.max(lefts.length, rights.length); index++) pairs.push({ left: lefts[index] ?? null, right: rights[index] ?? null })
  }
  for (const [key, rights] of sides.right.byKey) {
    if (!sides.left.byKey.has(key)) pairs.push(...rights.map((item) => ({ left: null, right: item })))
  }
  pairs.push(...sides.left.unkeyed.map((item) => ({ left: item, right: null })), ...sides.right.unkeyed.map((item) => ({ left: null, right: item })))
  return {
    pairs,
    unkeyed: { left: sides.left.unkeyed.length, right: sides.right.unkeyed.length },
    repeated: { left: sides.left.repeated, right: sides.right.repeated },
  }
}

function grouped<Item extends Keyed>(items: readonly Item[]): { byKey: Map<string, Item[]>; unkeyed: Item[]; repeated: number } {
  const byKey = new Map<string, Item[]>()
  const unkeyed: Item[] = []
  for (const item of items) {
    const key = item.key === null ? '' : foldKey(item.key)
    if (key === '') {
      unkeyed.push(item)
      continue
    }
    const known = byKey.get(key)
    if (known) known.push(item)
    else byKey.set(key, [item])
  }
  let repeated = 0
  for (const same of byKey.values()) {
    if (same.length < 2) continue
    repeated += same.length
    same.sort((one, other) => (one.id < other.id ? -1 : 1))
  }
  return { byKey, unkeyed, repeated }
}
