// Rows of a list through windows of one hundred: a few pages in memory, one read ahead, old answers dropped.
// Invariants: at most `pagesMax` pages; a page shown before a change stays until its newer answer is there; nothing after close.

import type { Cell } from '../../shared/base/cell.ts'
import { objectKey, type OrganizationId, type ResourceId } from '../../shared/base/ids.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'
import { type CallError, toCallError } from '../bridge/call-error.ts'

export interface Row {
  /** Organization and id together: ids alone repeat across organizations. */
  readonly key: string
  readonly organization: OrganizationId
  readonly id: ResourceId
  readonly cells: readonly Cell[]
}

export interface PageAnswer {
  readonly rowsJson: string
  readonly total: number
  /** False: at least so many. */
  readonly isCounted: boolean
  readonly revision: number
  readonly coverage: Coverage
}

/** The same object for as long as nothing of it changed. */
export interface PageSourceState {
  /** Null until the first answer. */
  readonly total: number | null
  /** False until the first exact total; a newer one takes the place of an older without becoming unknown. */
  readonly isCounted: boolean
  readonly revision: number
  readonly coverage: Coverage | null
  readonly error: CallError | null
}

export interface PageSource {
  /** Paths of the cells of each row, in order. */
  readonly columns: readonly string[]
  state(): PageSourceState
  rowAt(index: number): Row | undefined
  /** Index of a row among the pages in memory, or −1. */
  indexOf(key: string): number
  /** Says which rows show; loads what is missing of them, then one page ahead in the direction of travel. */
  want(first: number, last: number): void
  /** The data changed: reads the shown pages again and forgets the others. */
  refresh(): void
  subscribe(listener: () => void): () => void
  close(): void
}

interface PageSourceParts {
  readonly columns: readonly string[]
  readonly load: (start: number, size: number, signal: AbortSignal) => Promise<PageAnswer>
  /** The exact total, asked for when an answer came without. */
  readonly count: (signal: AbortSignal) => Promise<number>
  readonly pageRows?: number
  readonly pagesMax?: number
  readonly inFlightMax?: number
}

interface Page {
  readonly rows: readonly Row[]
  readonly generation: number
}


export function createPageSource({ columns, load, count, pageRows = 100, pagesMax = 20, inFlightMax = 3 }: PageSourceParts): PageSource {
  const pages = new Map<number, Page>()
  const inFlight = new Set<number>()
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  let state: PageSourceState = { total: null, isCounted: false, revision: -1, coverage: null, error: null }
  let generation = 0
  /** Which generation is being counted, or was. */
  let counted = -1
  let wanted = { first: 0, last: 0, ahead: 1 }

  const tell = () => {
    for (const each of listeners) each()
  }
  /** The first page is asked for whatever was found before: an empty list fills when its rows are read. */
  const pageCount = () => (state.total === null ? Infinity : Math.max(1, Math.ceil(state.total / pageRows)))
  const isShown = (page: number) => page >= wanted.first && page <= wanted.last

  /** Pages to have, most urgent first. */
  function needed(): number[] {
    const shown = Array.from({ length: wanted.last - wanted.first + 1 }, (_, offset) => wanted.first + offset)
    const ahead = wanted.ahead > 0 ? wanted.last + 1 : wanted.first - 1
    return [...shown, ahead].filter((page) => page >= 0 && page < pageCount() && pages.get(page)?.generation !== generation && !inFlight.has(page))
  }

  function pump(): void {
    if (closing.signal.aborted || state.error) return
    for (const page of needed()) {
      if (inFlight.size >= inFlightMax) return
      void read(page)
    }
  }

  async function read(page: number): Promise<void> {
    const asked = generation
    inFlight.add(page)
    try {
      const answer = await load(page * pageRows, pageRows, closing.signal)
      if (closing.signal.aborted || asked !== generation) return
      keep(page, answer)
    } catch (thrown) {
      if (closing.signal.aborted || asked !== generation) return
      state = { ...state, error: toCallError(thrown) }
    } finally {
      inFlight.delete(page)
      if (!closing.signal.aborted) {
        tell()
        pump()
      }
    }
  }

  function keep(page: number, answer: PageAnswer): void {
    // Row: [organization, id, ...cells].
    const rows = (JSON.parse(answer.rowsJson) as [OrganizationId, ResourceId, ...Cell[]][]).map(
      ([organization, id, ...cells]): Row => ({ key: objectKey(organization, id), organization, id, cells }),
    )
    const { revision, coverage } = answer
    // Until a newer one is counted, the total before is the better one: a list must not shrink to its first page and grow again.
    const isCounted = answer.isCounted || state.isCounted
    const total = answer.isCounted ? answer.total : Math.max(answer.total, state.total ?? 0)
    // A reading that changes no row can still change what is known of the list: its age, or why it is not newer.
    const isSame = state.total === total && state.isCounted === isCounted && state.revision === revision && !state.error && JSON.stringify(state.coverage) === JSON.stringify(coverage)
    if (!isSame) state = { total, isCounted, revision, coverage, error: null }
    if (answer.isCounted) counted = generation
    else void askCount()
    pages.delete(page)
    pages.set(page, { rows, generation })
    for (const each of [...pages.keys()]) {
      if (each >= pageCount() || (pages.size > pagesMax && !isShown(each))) pages.delete(each)
    }
  }

  async function askCount(): Promise<void> {
    if (counted === generation) return
    const asked = (counted = generation)
    try {
      const total = await count(closing.signal)
      if (closing.signal.aborted || asked !== generation) return
      state = { ...state, total, isCounted: true }
    } catch (thrown) {
      if (closing.signal.aborted || asked !== generation) return
      state = { ...state, error: toCallError(thrown) }
    }
    tell()
    pump()
  }

  return {
    columns,
    state: () => state,
    rowAt: (index) => pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    indexOf: (key) => {
      for (const [page, { rows }] of pages) {
        const at = rows.findIndex((row) => row.key === key)
        if (at >= 0) return page * pageRows + at
      }
      return -1
    },
    want: (first, last) => {
      const next = { first: Math.floor(Math.max(0, first) / pageRows), last: Math.floor(Math.max(0, last) / pageRows) }
      const ahead = next.first < wanted.first ? -1 : next.first > wanted.first ? 1 : wanted.ahead
      wanted = { ...next, ahead }
      // Used pages move to the young end, so that the oldest unused one goes first.
      for (let page = next.first; page <= next.last; page++) {
        const kept = pages.get(page)
        if (kept) {
          pages.delete(page)
          pages.set(page, kept)
        }
      }
      pump()
    },
    refresh: () => {
      generation++
      if (state.error) state = { ...state, error: null }
      for (const page of [...pages.keys()]) if (!isShown(page)) pages.delete(page)
      // Reads of the older generation will be dropped; they must not keep newer ones of the same page waiting.
      inFlight.clear()
      pump()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // What was read stays readable: it may show until the next question is answered.
    close: () => {
      closing.abort()
      listeners.clear()
    },
  }
}
