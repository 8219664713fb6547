// Evaluates a filter tree against one row of cells. SQL does this in the store; here it serves measures, tests and small lists.

import { assertNever } from '../base/assert.ts'
import type { Cell } from '../base/cell.ts'
import { isFieldFilter, type FieldFilter, type Filter } from './filter.ts'

export function matchesFilter(filter: Filter, cellOf: (field: string) => Cell): boolean {
  if (isFieldFilter(filter)) return matchesField(filter, cellOf(filter.field))
  if ('all' in filter) return filter.all.every((part) => matchesFilter(part, cellOf))
  if ('any' in filter) return filter.any.some((part) => matchesFilter(part, cellOf))
  return !matchesFilter(filter.not, cellOf)
}

function matchesField({ is, value }: FieldFilter, cell: Cell): boolean {
  switch (is) {
    case 'equals':
      return cell === normal(value)
    case 'in':
      return Array.isArray(value) && value.map(normal).includes(cell as never)
    case 'contains':
      return typeof cell === 'string' && cell.toLowerCase().includes(String(value).toLowerCase())
    case 'startsWith':
      return typeof cell === 'string' && cell.toLowerCase().startsWith(String(value).toLowerCase())
    case 'atLeast':
      return typeof cell === 'number' && cell >= Number(value)
    case 'atMost':
      return typeof cell === 'number' && cell <= Number(value)
    case 'before':
      return typeof cell === 'string' && cell !== '' && cell < String(value)
    case 'after':
      return typeof cell === 'string' && cell > String(value)
    case 'olderThanDays':
    case 'withinLastDays':
    case 'withinNextDays':
      // Without a clock there is no answer: `atTimes` comes first.
      throw new Error('relative times are put in their place first')
    case 'isEmpty':
      return (cell === null || cell === '') === (value !== false)
    default:
      return assertNever(is, 'comparison')
  }
}

/** Booleans are stored as 0 and 1, so a filter on true must equal a cell of 1. */
const normal = (value: unknown): Cell => (typeof value === 'boolean' ? Number(value) : (value as Cell))
