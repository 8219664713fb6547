// Times in a filter that are no instants yet: counted back from the reading ("no contact for 30 days" of a copy is a question about
// its reading) or from now ("expires within 14 days"). The question keeps them relative; every answer puts instants in their place.

import { dayMs, instantFromMs } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { isRelative, type RelativeComparison } from './comparison.ts'
import { type FieldFilter, type Filter, isFieldFilter } from './filter.ts'

export interface FilterTimes {
  /** End of the reading that is asked, in ms; null when nothing was read. */
  readonly readMs: number | null
  /** The engine's clock, in ms. */
  readonly nowMs: number
}

const sinceReading = /^reading-(\d{1,4})d$/

/** The same filter with every relative time as the instants it stands for. */
export function atTimes(filter: Filter, times: FilterTimes): Filter {
  if (isFieldFilter(filter)) return isRelative(filter.is) ? fromNow(filter, filter.is, times.nowMs) : fromReading(filter, times.readMs)
  const inside = (part: Filter) => atTimes(part, times)
  if ('all' in filter) return { all: filter.all.map(inside) }
  if ('any' in filter) return { any: filter.any.map(inside) }
  return { not: inside(filter.not) }
}

function fromReading(filter: FieldFilter, readMs: number | null): Filter {
  const days = typeof filter.value === 'string' ? sinceReading.exec(filter.value)?.[1] : undefined
  return days === undefined || readMs === null ? filter : { ...filter, value: instantFromMs(readMs - Number(days) * dayMs) }
}

function fromNow({ field, value }: FieldFilter, is: RelativeComparison, nowMs: number): Filter {
  const days = typeof value === 'number' ? value : Number.NaN
  // The schema lets only days through; whatever else comes in matches nothing.
  if (!(days >= 0 && days <= limits.filterDaysMax)) return { any: [] }
  const before = (ms: number): Filter => ({ field, is: 'before', value: instantFromMs(ms) })
  const after = (ms: number): Filter => ({ field, is: 'after', value: instantFromMs(ms) })
  const span = days * dayMs
  if (is === 'olderThanDays') return before(nowMs - span)
  // Both ends belong to a span, and an empty date to none.
  if (is === 'withinLastDays') return { all: [{ not: before(nowMs - span) }, { not: after(nowMs) }, { field, is: 'isEmpty', value: false }] }
  return { all: [{ not: before(nowMs) }, { not: after(nowMs + span) }, { field, is: 'isEmpty', value: false }] }
}
