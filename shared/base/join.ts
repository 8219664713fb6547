// A list that is told in parts: what changed takes the place of what it was, what is new comes last, everything else stays the same object.

export function joined<Item>(whole: readonly Item[], changed: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map(whole.map((item) => [keyOf(item), item]))
  for (const item of changed) byKey.set(keyOf(item), item)
  return [...byKey.values()]
}
