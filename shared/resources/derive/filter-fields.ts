// Registry → what can be filtered in a kind, and with which comparisons.

import type { Comparison } from '../../filter/comparison.ts'
import type { Filter } from '../../filter/filter.ts'
import { filterFields } from '../../filter/filter.ts'
import type { ColumnTypeName } from '../column-types.ts'
import type { Choice, Column, ResourceDescription } from '../define.ts'

export interface FilterField {
  readonly field: string
  readonly title: string
  readonly type: ColumnTypeName
  readonly comparisons: readonly Comparison[]
  readonly choices: readonly Choice[]
}

const comparisonsOf: { readonly [Name in ColumnTypeName]: readonly Comparison[] } = {
  text: ['contains', 'equals', 'startsWith', 'in', 'isEmpty'],
  id: ['equals', 'in', 'isEmpty'],
  choice: ['equals', 'in', 'isEmpty'],
  boolean: ['equals'],
  instant: ['olderThanDays', 'withinLastDays', 'withinNextDays', 'before', 'after', 'isEmpty'],
  count: ['equals', 'atLeast', 'atMost', 'in'],
  list: ['contains', 'isEmpty'],
}

/** Every date can be asked for, whether or not its description says so: "how long ago" is asked of all of them. */
export const filterFieldsOf = (resource: ResourceDescription): FilterField[] =>
  resource.columns.filter((column) => column.filter || column.type === 'instant').map(filterField)

const filterField = (column: Column): FilterField => ({
  field: column.path,
  title: column.title,
  type: column.type,
  comparisons: comparisonsOf[column.type],
  choices: column.type === 'boolean' ? booleanChoices : (column.choices ?? []),
})

const booleanChoices: readonly Choice[] = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** Fields whose distinct values are offered with counts. */
export const facetFieldsOf = (resource: ResourceDescription): FilterField[] =>
  filterFieldsOf(resource).filter((field) => field.type === 'choice' || field.type === 'boolean')

/** The first condition that the kind cannot answer, or null when the whole tree fits. */
export function unknownField(resource: ResourceDescription, filter: Filter): string | null {
  const known = new Map(filterFieldsOf(resource).map((field) => [field.field, field]))
  for (const condition of filterFields(filter)) {
    const field = known.get(condition.field)
    if (!field?.comparisons.includes(condition.is)) return condition.field
  }
  return null
}
