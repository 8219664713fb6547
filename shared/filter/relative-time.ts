// Times in a filter that are so long before the data was read: "no contact for 30 days" is a question about the reading, not about now.

import { dayMs, instantFromMs } from '../base/instant.ts'
import { type Filter, isFieldFilter } from './filter.ts'

const relative = /^reading-(\d{1,4})d$/

/** The same filter with every relative time as the instant it stands for. */
export function atReading(filter: Filter, readMs: number): Filter {
  if (isFieldFilter(filter)) {
    const days = typeof filter.value === 'string' ? relative.exec(filter.value)?.[1] : undefined
    return days === undefined ? filter : { ...filter, value: instantFromMs(readMs - Number(days) * dayMs) }
  }
  const inside = (part: Filter) => atReading(part, readMs)
  if ('all' in filter) return { all: filter.all.map(inside) }
  if ('any' in filter) return { any: filter.any.map(inside) }
  return { not: inside(filter.not) }
}
