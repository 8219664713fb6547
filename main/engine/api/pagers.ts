// Reads a whole list and says how that was proved: by overlapping pages in the order of ids, by two equal readings, or by one page.

import { type Instant, instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Proof } from '../store/store.ts'
import type { ListReading, ReadProgress } from './api.ts'
import { createPageWindows, type PageWindows, type ReadPage } from './page-windows.ts'
import { readPlain } from './plain-reading.ts'
import type { ReadingEnd, ReadingTally } from './reading.ts'
import { readSorted } from './sorted-reading.ts'
import type { Clock } from './timer.ts'
import { createWorkScope } from './work-scope.ts'

export interface PagedList {
  /** @param tally counts its requests there */
  readonly read: (tally: ReadingTally, signal: AbortSignal) => ReadPage
  readonly key: (row: RawObject) => string | null
  /** Sorted by what `key` gives, and that never changes. */
  readonly isSortedById: boolean
  readonly hasTotal: boolean
  readonly clock: Clock
  readonly limit?: number
  readonly overlap?: number
  readonly ahead?: number
  readonly signal?: AbortSignal
  readonly onPage?: (progress: ReadProgress) => void
}

export function readList(list: PagedList): ListReading {
  let proof: Proof | null = null
  const batches = readBatches(list, (found) => (proof = found))
  return {
    [Symbol.asyncIterator]: () => batches,
    proof: () => {
      if (!proof) throw new Error('broken invariant: the proof of a list exists only at its end')
      return proof
    },
  }
}

async function* readBatches(list: PagedList, prove: (proof: Proof) => void): AsyncGenerator<readonly RawObject[], void> {
  const { key, hasTotal, limit = limits.wirePageRowsMax, overlap = limits.wirePageOverlapRows, ahead = limits.wirePagesAheadMax } = list
  const tally: ReadingTally = { requests: 0, stepBacks: 0 }
  const startedAt: Instant = instantFromMs(list.clock.now())
  const scope = createWorkScope(list.signal)
  const readPage = list.read(tally, scope.signal)
  // A refused key must not be shown to the service once per page asked ahead.
  const read: ReadPage = (window, remaining) =>
    readPage(window, remaining).catch((error: unknown) => {
      scope.fail(error)
      throw error
    })
  const windowsOf = (step: number): PageWindows => createPageWindows(read, { limit, step, ahead })
  let pages = 0
  const parts = { limit, key, hasTotal, tally, onPage: (page: { total: number | null }) => list.onPage?.({ page: ++pages, total: page.total }) }

  const yielded = new Set<string>()
  const unyielded = (rows: readonly RawObject[]) => rows.filter((row) => isNew(key(row), yielded))
  const finish = (isComplete: boolean, method: Proof['method'], end: ReadingEnd) =>
    prove({
      isComplete,
      method,
      announced: end.announced,
      distinct: end.ids.size,
      requests: tally.requests,
      stepBacks: tally.stepBacks,
      startedAt,
      endedAt: instantFromMs(list.clock.now()),
    })

  try {
    let isSorted = list.isSortedById
    let previous: ReadingEnd | null = null
    for (let reading = 1; ; reading++) {
      if (isSorted) {
        const sorted = readSorted(parts, windowsOf(limit - overlap), limit - overlap)
        let step = await sorted.next()
        for (; !step.done; step = await sorted.next()) {
          const rows = unyielded(step.value)
          if (rows.length > 0) yield rows
        }
        const end = step.value
        if (end.verdict === 'proved') return finish(true, end.isOnePage ? 'single' : 'idOverlap', end)
        if (end.verdict === 'doubtful' && isEqual(previous, end)) return finish(true, 'twoReadings', end)
        if (end.verdict === 'unstable' || reading === limits.wireReadingsMax) return finish(false, 'idOverlap', end)
        isSorted = end.verdict !== 'disordered'
        previous = isSorted ? end : null
      } else {
        const end = await readPlain(parts, windowsOf(limit), read)
        const isAgreed = end.verdict === 'doubtful' && isEqual(previous, end)
        if (end.verdict === 'proved' || isAgreed || reading === limits.wireReadingsMax) {
          const rows = unyielded(end.rows)
          for (let from = 0; from < rows.length; from += limit) yield rows.slice(from, from + limit)
          return finish(end.verdict === 'proved' || isAgreed, end.verdict === 'proved' ? 'single' : 'twoReadings', end)
        }
        previous = end.verdict === 'doubtful' ? end : null
      }
    }
  } finally {
    scope.end()
  }
}

function isNew(id: string | null, known: Set<string>): boolean {
  if (id === null) return true
  if (known.has(id)) return false
  known.add(id)
  return true
}

/** Two readings saw the same objects and the same announcement. */
function isEqual(one: ReadingEnd | null, other: ReadingEnd): boolean {
  if (one === null || one.announced !== other.announced || one.ids.size !== other.ids.size) return false
  for (const id of one.ids) if (!other.ids.has(id)) return false
  return true
}
