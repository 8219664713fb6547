// One reading of a list sorted by its immutable id, pages overlapping (`security.md` 4.3).
//
// Why nothing that existed throughout can be missing: a page is a contiguous run of the sorted list at its time, so it holds
// every object between its first and its last id. The first page starts at the beginning, every accepted page shares an id with
// the one accepted before it, and the last one reaches the end announced in the same answer. So the runs leave no gap in the
// order of ids, whatever was added or deleted meanwhile, and in whatever order in time the pages were read: that is why they
// may be asked for ahead.
//
// A page is accepted when it agrees with its predecessor on every id where both overlap, and has as many rows as its own total
// says. Otherwise: nothing shared, or nothing new → step back one page. Shared but different → the page must come twice the
// same. Another number of rows → the same, and the reading ends as doubtful.

import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { PageWindows } from './page-windows.ts'
import type { ReadingEnd, ReadingParts } from './reading.ts'

/** @param step rows from the start of one page to the start of the next; the rest of a page is overlap */
export async function* readSorted({ key, limit, hasTotal, tally, onPage }: ReadingParts, windows: PageWindows, step: number): AsyncGenerator<readonly RawObject[], ReadingEnd> {
  const seen = new Set<string>()
  let accepted: { readonly ids: readonly string[]; readonly index: number } = { ids: [], index: -1 }
  let suspect: readonly string[] | null = null
  let isDoubtful = false
  let announced: number | null = null
  let index = 0
  const end = (verdict: ReadingEnd['verdict']): ReadingEnd => ({ verdict, ids: seen, announced, isOnePage: index === 0 })

  for (;;) {
    const page = await windows.get(index, announced === null ? index : Math.max(Math.ceil((announced - limit) / step), 0))
    const ids = page.rows.map(key).filter((id) => id !== null)
    const skip = index * step
    announced = page.total ?? announced

    const expected = page.total === null ? null : Math.min(limit, Math.max(page.total - skip, 0))
    const isSilentEnd = page.total === null && index > 0 && ids.every((id) => accepted.ids.includes(id)) && (ids.length > 0 ? ids.length <= limit - step : accepted.ids.length < limit)
    const isGap =
      !isSilentEnd &&
      ((expected !== null && page.rows.length > expected) ||
        (index > 0 && !isLinked(accepted.ids, ids)) ||
        (index > accepted.index && accepted.index >= 0 && ids.length > limit - step && isPast(accepted.ids, ids)))
    const isWhole = expected === null ? !hasTotal : page.rows.length === expected
    const isPlain = isAscending(ids) && isWhole && (index === 0 || isSilentEnd || isAgreed(accepted.ids, ids))

    if (isGap || (!isPlain && !isSame(suspect, ids))) {
      if (++tally.stepBacks > limits.wireStepBacksMax) return end('unstable')
      windows.drop(index)
      if (isGap && index > 0) windows.drop(--index)
      suspect = isGap ? null : ids
      continue
    }
    if (!isAscending(ids)) return end('disordered')

    suspect = null
    isDoubtful ||= !isWhole || expected === null
    const fresh = page.rows.filter((row) => isUnseen(key(row), seen))
    for (const id of ids) seen.add(id)
    onPage(page)
    if (fresh.length > 0) yield fresh
    if (isSilentEnd || (page.total !== null && skip + limit >= page.total)) return end(isDoubtful ? 'doubtful' : 'proved')
    accepted = { ids, index }
    index++
  }
}

const isUnseen = (id: string | null, seen: ReadonlySet<string>): boolean => id === null || !seen.has(id)

const isAscending = (ids: readonly string[]): boolean => ids.every((id, at) => at === 0 || ids[at - 1]! < id)

const isSame = (one: readonly string[] | null, other: readonly string[]): boolean => one !== null && one.length === other.length && one.every((id, at) => id === other[at])

const isLinked = (accepted: readonly string[], ids: readonly string[]): boolean => {
  const known = new Set(accepted)
  return ids.some((id) => known.has(id))
}

/** Nothing on this page lies beyond the one before. */
const isPast = (accepted: readonly string[], ids: readonly string[]): boolean => ids.at(-1)! <= accepted.at(-1)!

/** Both pages name the same ids where they overlap. */
function isAgreed(accepted: readonly string[], ids: readonly string[]): boolean {
  const [from, to] = [ids[0]!, accepted.at(-1)!]
  return isSame(
    accepted.filter((id) => id >= from),
    ids.filter((id) => id >= accepted[0]! && id <= to),
  )
}
