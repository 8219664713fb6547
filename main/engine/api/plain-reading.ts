// One reading of a list that has no stable order: its pages one after the other in position, and whether anything moved meanwhile.
// What it read is held back: only the agreement of two readings makes it worth showing (`security.md` 4.3).
//
// A page may be short although more follows: rows that point to deleted objects are left out after counting (the vendor's own
// tools report it), or the service may cut pages below what was asked. The rest of a short page is asked for by its position:
// in the first case it brings nothing new, in the second what was cut.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { PageWindows, ReadPage } from './page-windows.ts'
import type { ReadingEnd, ReadingParts } from './reading.ts'

export interface PlainEnd extends ReadingEnd {
  readonly rows: readonly RawObject[]
}

export async function readPlain({ key, limit, onPage }: ReadingParts, windows: PageWindows, read: ReadPage): Promise<PlainEnd> {
  const byId = new Map<string, RawObject>()
  const nameless: RawObject[] = []
  let announced: number | null = null
  let isSteady = true

  /** Takes rows over and counts those not seen before in this reading. */
  const take = (rows: readonly RawObject[]): number => {
    let fresh = 0
    for (const row of rows) {
      const id = key(row)
      if (id !== null && byId.has(id)) continue
      if (id === null) nameless.push(row)
      else byId.set(id, row)
      fresh++
    }
    return fresh
  }

  for (let index = 0; ; index++) {
    const page = await windows.get(index, announced === null ? index : Math.max(Math.ceil(announced / limit) - 1, 0))
    if (announced !== null && page.total !== null && page.total !== announced) isSteady = false
    announced = page.total ?? announced
    const skip = index * limit
    const expected: number = announced === null ? limit : Math.min(limit, announced - skip)
    if (take(page.rows) < page.rows.length) isSteady = false
    onPage(page)

    let filled = page.rows.length
    while (filled > 0 && filled < expected) {
      const rest = await read({ skip: skip + filled, limit: expected - filled }, 0)
      if (take(rest.rows) === 0) break
      filled += rest.rows.length
    }
    // A whole page of nothing but leftovers is not believable.
    if (page.rows.length > expected || (page.rows.length === 0 && expected === limit && announced !== null)) isSteady = false

    const isEnd = announced === null ? filled < limit : skip + limit >= announced
    if (!isEnd) continue
    const isOnePage = index === 0
    const isProved = isOnePage && isSteady && page.rows.length === announced
    return { verdict: isProved ? 'proved' : isSteady ? 'doubtful' : 'unstable', ids: new Set(byId.keys()), announced, isOnePage, rows: [...byId.values(), ...nameless] }
  }
}
