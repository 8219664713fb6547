// Chips of a list ↔ the filter tree of its question, and the words on the chips.

import { type Comparison, isRelative, type RelativeComparison } from '../../shared/filter/comparison.ts'
import type { Filter } from '../../shared/filter/filter.ts'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import type { NamedFilter } from '../../shared/resources/define.ts'
import type { ListFilter } from '../stores/place.ts'

type FilterColumn = Pick<GridColumn, 'path' | 'title' | 'type' | 'choices'>

export interface FilterNames {
  readonly named: readonly Pick<NamedFilter, 'id' | 'title' | 'filter'>[]
  readonly columns: readonly FilterColumn[]
}

type Value = string | number | null

/** All chips at once; chips of other versions that name nothing known are left out. */
export function toFilter(filters: readonly ListFilter[], names: FilterNames): Filter | undefined {
  const parts = filters.flatMap((filter) => partOf(filter, names) ?? [])
  return parts.length > 1 ? { all: parts } : parts[0]
}

function partOf(filter: ListFilter, { named, columns }: FilterNames): Filter | undefined {
  if (filter.type === 'named') return named.find((each) => each.id === filter.id)?.filter
  if (filter.type === 'compare') return { field: filter.field, is: filter.is, value: filter.value }
  const isBoolean = columns.find((column) => column.path === filter.field)?.type === 'boolean'
  return isBoolean ? booleanFilter(filter.field, filter.values) : valuesFilter(filter.field, filter.values)
}

/** A boolean is yes, no or unknown, and can only be asked for equality: unknown is what is neither. */
function booleanFilter(field: string, values: readonly Value[]): Filter | undefined {
  const is = (value: boolean): Filter => ({ field, is: 'equals', value })
  const wants = (value: boolean) => values.some((each) => each !== null && Boolean(each) === value)
  const others = [true, false].filter((value) => !wants(value)).map((value): Filter => ({ not: is(value) }))
  const parts = values.includes(null) ? others : [true, false].filter(wants).map(is)
  if (parts.length < 2) return parts[0]
  return values.includes(null) ? { all: parts } : { any: parts }
}

function valuesFilter(field: string, values: readonly Value[]): Filter | undefined {
  const known = values.filter((value) => value !== null)
  const parts: Filter[] = []
  if (known.length === 1) parts.push({ field, is: 'equals', value: known[0] ?? '' })
  else if (known.length > 1) parts.push({ field, is: 'in', value: known })
  if (values.includes(null)) parts.push({ field, is: 'isEmpty', value: true })
  return parts.length > 1 ? { any: parts } : parts[0]
}

export const comparisonWords: { readonly [Name in Comparison]: string } = {
  equals: 'is',
  in: 'is one of',
  contains: 'contains',
  startsWith: 'starts with',
  atLeast: 'at least',
  atMost: 'at most',
  olderThanDays: 'more than … days ago',
  withinLastDays: 'in the last … days',
  withinNextDays: 'in the next … days',
  before: 'before the date',
  after: 'after the date',
  isEmpty: 'is empty',
}

/** One value of a column in words. */
export function valueWord(column: FilterColumn | undefined, value: Value): string {
  if (value === null || value === '') return 'Empty'
  if (column?.type === 'boolean') return value === 1 || value === 'true' ? 'Yes' : 'No'
  return column?.choices.find((choice) => choice.value === String(value))?.label ?? String(value)
}

/** The words on a chip: "State: Suspended, Staged". */
export function chipText(filter: ListFilter, { named, columns }: FilterNames): string {
  if (filter.type === 'named') return named.find((each) => each.id === filter.id)?.title ?? filter.id
  const column = columns.find((each) => each.path === filter.field)
  const title = column?.title ?? filter.field
  if (filter.type === 'values') return `${title}: ${[...new Set(filter.values.map((value) => valueWord(column, value)))].join(', ')}`
  if (filter.is === 'isEmpty') return `${title} ${filter.value === false ? 'is not empty' : 'is empty'}`
  if (isRelative(filter.is)) return `${title} ${relativeText(filter.is, Number(filter.value))}`
  if (filter.is === 'before' || filter.is === 'after') return `${title} ${filter.is} ${dayText(String(filter.value))}`
  return `${title} ${comparisonWords[filter.is]} ${filter.value}`
}

/** The operator's own day: what the date field said when the filter was made. */
function dayText(instant: string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? instant : date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
}

function relativeText(is: RelativeComparison, days: number): string {
  const span = `${days.toLocaleString()} ${days === 1 ? 'day' : 'days'}`
  if (is === 'olderThanDays') return `more than ${span} ago`
  return `in the ${is === 'withinLastDays' ? 'last' : 'next'} ${span}`
}

export const valuesOf = (filters: readonly ListFilter[], field: string): readonly Value[] =>
  filters.flatMap((filter) => (filter.type === 'values' && filter.field === field ? filter.values : []))

/** Sets or removes values of one field; no value left removes the chip. Values that read alike go together. */
export function withValues(filters: readonly ListFilter[], field: string, values: readonly Value[]): ListFilter[] {
  const at = filters.findIndex((filter) => filter.type === 'values' && filter.field === field)
  const chip: ListFilter = { type: 'values', field, values }
  if (at < 0) return values.length > 0 ? [...filters, chip] : [...filters]
  return filters.flatMap((filter, index) => (index !== at ? [filter] : values.length > 0 ? [chip] : []))
}

export const withNamed = (filters: readonly ListFilter[], id: string, isOn: boolean): ListFilter[] => {
  const rest = filters.filter((filter) => filter.type !== 'named' || filter.id !== id)
  return isOn ? [...rest, { type: 'named', id }] : rest
}

export const hasNamed = (filters: readonly ListFilter[], id: string): boolean => filters.some((filter) => filter.type === 'named' && filter.id === id)
