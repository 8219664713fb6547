// Filters of v1: `field:$op:value` in queries and in search bodies, alone or combined with and / or.

import { equals, order, type Test, valuesAt } from './compare.ts'
import type { Query } from './wire-request.ts'

/** A filter the service would not understand; the message goes into the answer. */
export class FilterError extends Error {}

export interface FilterSettings {
  /** True when the request carries `x-eventually-consistent: true`, which some comparisons need. */
  readonly isEventual: boolean
}

type Comparison = (field: string, value: unknown, settings: FilterSettings) => Test

const any = (field: string, test: (value: unknown) => boolean): Test => (raw) => valuesAt(raw, field).some(test)
const not = (test: Test): Test => (raw) => !test(raw)
const ordered = (accept: (difference: number) => boolean): Comparison => (field, wanted) =>
  any(field, (value) => {
    const difference = order(value, wanted)
    return difference !== null && accept(difference)
  })
const text = (test: (value: string, term: string) => boolean): Comparison => (field, wanted) =>
  any(field, (value) => typeof value === 'string' && terms(wanted).some((term) => test(value, String(term))))
const eventual = (comparison: Comparison): Comparison => (field, wanted, settings) => {
  if (!settings.isEventual) throw new FilterError('operator requires the x-eventually-consistent header')
  return comparison(field, wanted, settings)
}

const isIn: Comparison = (field, wanted) => any(field, (value) => terms(wanted).some((term) => equals(value, term)))
const isEqual: Comparison = (field, wanted) => any(field, (value) => equals(value, wanted))
const contains = text((value, term) => value.includes(term))

const comparisons: Readonly<Record<string, Comparison>> = {
  $eq: isEqual,
  $ne: (field, wanted, settings) => not(isEqual(field, wanted, settings)),
  $in: isIn,
  $nin: (field, wanted, settings) => not(isIn(field, wanted, settings)),
  $lt: ordered((difference) => difference < 0),
  $lte: ordered((difference) => difference <= 0),
  $gt: ordered((difference) => difference > 0),
  $gte: ordered((difference) => difference >= 0),
  $sw: (field, wanted, settings) => {
    if (terms(wanted).length > 1 && !settings.isEventual) throw new FilterError('several terms require the x-eventually-consistent header')
    return text((value, term) => value.startsWith(term))(field, wanted, settings)
  },
  $ew: eventual(text((value, term) => value.endsWith(term))),
  $co: eventual(contains),
  $nco: eventual((field, wanted, settings) => not(contains(field, wanted, settings))),
  // Undocumented, sent by the official PowerShell module.
  $regex: (field, wanted) => {
    const pattern = regularExpression(String(wanted))
    return any(field, (value) => typeof value === 'string' && pattern.test(value))
  },
}

function regularExpression(source: string): RegExp {
  const isInsensitive = source.startsWith('(?i)')
  try {
    return new RegExp(isInsensitive ? source.slice(4) : source, isInsensitive ? 'i' : '')
  } catch {
    throw new FilterError('invalid regular expression')
  }
}

/** `a|b` is two terms, `a\|b` is one with a bar in it; a list is taken as it is. */
function terms(wanted: unknown): readonly unknown[] {
  if (Array.isArray(wanted)) return wanted
  if (typeof wanted !== 'string') return [wanted]
  return wanted.split(/(?<!\\)\|/).map((term) => term.replaceAll('\\|', '|'))
}

export function compareField(field: string, operator: string, value: unknown, settings: FilterSettings): Test {
  if (!Object.hasOwn(comparisons, operator)) throw new FilterError(`unknown operator ${operator}`)
  return comparisons[operator]!(field, value, settings)
}

/** Reads `department:$eq:Finance`; only the first two colons separate. */
export function filterFromText(filter: string, settings: FilterSettings): Test {
  const match = /^([^:]+):([^:]+):(.*)$/s.exec(filter)
  if (!match) throw new FilterError(`malformed filter ${filter}`)
  return compareField(match[1]!, match[2]!, match[3]!, settings)
}

/** `filter=…`, `filter[0]=…&filter[1]=…` (all must hold) and `filter[or][0]=…` (one must); null without a filter. */
export function filterFromQuery(query: Query, settings: FilterSettings): Test | null {
  const all = query.matching(/^filter(\[(and)?\d*\])?(\[\d*\])?$/).map(({ value }) => filterFromText(value, settings))
  const some = query.matching(/^filter\[or\]\[\d*\]$/).map(({ value }) => filterFromText(value, settings))
  if (all.length === 0 && some.length === 0) return null
  return (raw) => all.every((test) => test(raw)) && (some.length === 0 || some.some((test) => test(raw)))
}
