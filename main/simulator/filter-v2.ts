// Filters of v2: `field:op:value`, several separated by commas or repeated; all must hold.

import { equals, order, type Test, valuesAt } from './compare.ts'
import { FilterError } from './filter-v1.ts'

const any = (field: string, test: (value: unknown) => boolean): Test => (raw) => valuesAt(raw, field).some(test)
const ordered = (field: string, wanted: string, accept: (difference: number) => boolean): Test =>
  any(field, (value) => {
    const difference = order(value, wanted)
    return difference !== null && accept(difference)
  })

/** `*` stands for any characters, as the documents say without showing it. */
function same(value: unknown, wanted: string): boolean {
  if (!wanted.includes('*')) return equals(value, wanted)
  const pattern = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(String(value ?? ''))
}

const comparisons: Readonly<Record<string, (field: string, wanted: string) => Test>> = {
  eq: (field, wanted) => any(field, (value) => same(value, wanted)),
  ne: (field, wanted) => (raw) => !valuesAt(raw, field).some((value) => same(value, wanted)),
  gt: (field, wanted) => ordered(field, wanted, (difference) => difference > 0),
  ge: (field, wanted) => ordered(field, wanted, (difference) => difference >= 0),
  // What the documents call it where System Insights filter by uptime.
  gte: (field, wanted) => ordered(field, wanted, (difference) => difference >= 0),
  lt: (field, wanted) => ordered(field, wanted, (difference) => difference < 0),
  le: (field, wanted) => ordered(field, wanted, (difference) => difference <= 0),
  between: (field, wanted) => {
    const [low = '', high = ''] = wanted.split('|')
    return any(field, (value) => (order(value, low) ?? -1) >= 0 && (order(value, high) ?? 1) <= 0)
  },
  search: (field, wanted) => any(field, (value) => String(value ?? '').toLowerCase().includes(wanted.toLowerCase())),
  in: (field, wanted) => any(field, (value) => wanted.split('|').some((term) => equals(value, term))),
}

/**
 * The test of a list of filters; null for none.
 *
 * @param fields the only fields that the route filters by, when it names them
 */
export function filterFromList(filters: readonly string[], fields: readonly string[] | null = null): Test | null {
  if (filters.length === 0) return null
  const tests = filters.map((filter) => {
    const match = /^([^:]+):([^:]+):(.*)$/s.exec(filter)
    if (!match) throw new FilterError(`malformed filter ${filter}`)
    const [, field = '', operator = '', value = ''] = match
    if (fields && !fields.includes(field)) throw new FilterError(`invalid filter field ${field}`)
    if (!Object.hasOwn(comparisons, operator)) throw new FilterError(`unknown operator ${operator}`)
    return comparisons[operator]!(field, value)
  })
  return (raw) => tests.every((test) => test(raw))
}
