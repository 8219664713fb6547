// What one reading of a list is made of and how it ends; shared by the two ways to read.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { ListPage } from './page-shape.ts'

export interface ReadingTally {
  requests: number
  /** Pages read again because a reading did not fit together. */
  stepBacks: number
}

export interface ReadingParts {
  /** Rows of a full page. */
  readonly limit: number
  /** What is unique for a row in this list; null for an object that lacks it. */
  readonly key: (row: RawObject) => string | null
  /** Whether the service announces totals for this list. */
  readonly hasTotal: boolean
  readonly tally: ReadingTally
  readonly onPage: (page: ListPage) => void
}

export interface ReadingEnd {
  /**
   * - `proved`: nothing that existed throughout is missing
   * - `doubtful`: whole as far as this reading can tell; a second one must agree
   * - `unstable`: the list moved too much to be followed
   * - `disordered`: the service did not sort as asked
   */
  readonly verdict: 'proved' | 'doubtful' | 'unstable' | 'disordered'
  readonly ids: ReadonlySet<string>
  readonly announced: number | null
  /** The whole list came in one answer, so it was taken at one moment. */
  readonly isOnePage: boolean
}
