// One reading of a list that has no stable order: its pages one after the other in position, and whether anything moved meanwhile.
// What it read is held back: only the agreement of two readings makes it worth showing (`security.md` 4.3).

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { PageWindows } from './page-windows.ts'
import type { ReadingEnd, ReadingParts } from './reading.ts'

export interface PlainEnd extends ReadingEnd {
  readonly rows: readonly RawObject[]
}

export async function readPlain({ key, limit, onPage }: ReadingParts, windows: PageWindows): Promise<PlainEnd> {
  const byId = new Map<string, RawObject>()
  const nameless: RawObject[] = []
  let announced: number | null = null
  let isSteady = true
  let count = 0

  for (let index = 0; ; index++) {
    const page = await windows.get(index, announced === null ? index : Math.max(Math.ceil(announced / limit) - 1, 0))
    if (announced !== null && page.total !== null && page.total !== announced) isSteady = false
    announced = page.total ?? announced
    for (const row of page.rows) {
      const id = key(row)
      if (id === null) nameless.push(row)
      else if (byId.has(id)) isSteady = false
      else byId.set(id, row)
    }
    count += page.rows.length
    onPage(page)
    // A page may be short although more follow: rows that point to deleted objects are left out after counting.
    const isEnd = announced === null ? page.rows.length < limit : (index + 1) * limit >= announced
    if (!isEnd) continue
    const isOnePage = index === 0
    const isProved = isOnePage && isSteady && count === announced
    return { verdict: isProved ? 'proved' : isSteady ? 'doubtful' : 'unstable', ids: new Set(byId.keys()), announced, isOnePage, rows: [...byId.values(), ...nameless] }
  }
}
