// Filter tree → a condition with parameters. Says for every row exactly what `matchesFilter` says of its cells.
// Every condition is 0 or 1, never NULL, so that NOT means the same in both.

import { AppError } from '../../../shared/base/app-error.ts'
import { assertNever } from '../../../shared/base/assert.ts'
import type { FieldFilter, Filter } from '../../../shared/filter/filter.ts'
import { isFieldFilter } from '../../../shared/filter/filter.ts'
import { unknownField } from '../../../shared/resources/derive/filter-fields.ts'
import type { SqlParameter } from './driver.ts'
import { isLikeable } from './fold.ts'
import { firstInstantFrom } from './instant-bound.ts'
import { loweredColumn, type RowColumn, type RowTable } from './projection-layout.ts'

export interface SqlCondition {
  readonly sql: string
  readonly parameters: readonly SqlParameter[]
}

const always: SqlCondition = { sql: '1', parameters: [] }
export const never: SqlCondition = { sql: '0', parameters: [] }

/** @throws AppError `filter.invalid` for a field or comparison that the kind does not have */
export function filterToSql(table: RowTable, filter: Filter): SqlCondition {
  const field = unknownField(table.resource, filter)
  if (field !== null) throw new AppError('filter.invalid', { kind: table.resource.words.many, field })
  return treeToSql(table, filter)
}

export function joinConditions(conditions: readonly SqlCondition[], operator: 'AND' | 'OR'): SqlCondition {
  if (conditions.length === 0) return operator === 'AND' ? always : never
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(` ${operator} `), parameters: conditions.flatMap(({ parameters }) => parameters) }
}

function treeToSql(table: RowTable, filter: Filter): SqlCondition {
  if (isFieldFilter(filter)) return fieldToSql(table.columns.find((column) => column.path === filter.field)!, filter)
  if ('all' in filter) return joinConditions(filter.all.map((part) => treeToSql(table, part)), 'AND')
  if ('any' in filter) return joinConditions(filter.any.map((part) => treeToSql(table, part)), 'OR')
  const { sql, parameters } = treeToSql(table, filter.not)
  return { sql: `NOT (${sql})`, parameters }
}

function fieldToSql(column: RowColumn, { is, value }: FieldFilter): SqlCondition {
  switch (is) {
    case 'equals':
      return equalsToSql(column, Array.isArray(value) ? [] : [value as Scalar])
    case 'in':
      return equalsToSql(column, Array.isArray(value) ? value : [])
    case 'contains':
      return textToSql(column, String(value).toLowerCase(), '%', '> 0')
    case 'startsWith':
      return textToSql(column, String(value).toLowerCase(), '', '= 1')
    case 'atLeast':
      return compareNumber(column, '>=', Number(value))
    case 'atMost':
      return compareNumber(column, '<=', Number(value))
    case 'before':
      return beforeToSql(column, String(value))
    case 'after':
      return afterToSql(column, String(value))
    case 'olderThanDays':
    case 'withinLastDays':
    case 'withinNextDays':
      throw new Error('relative times are put in their place first')
    case 'isEmpty': {
      const empty = isNumeric(column) ? `${column.sql} IS NULL` : `(${column.sql} IS NULL OR ${column.sql} IS '')`
      return { sql: value === false ? `NOT ${empty}` : empty, parameters: [] }
    }
    default:
      return assertNever(is, 'comparison')
  }
}

type Scalar = string | number | boolean | null

const isNumeric = ({ column }: RowColumn): boolean => column.type === 'count' || column.type === 'boolean'

/** Only values of the column's own type can be equal: SQL would find the number 5 in the text "5". */
function equalsToSql(column: RowColumn, values: readonly Scalar[]): SqlCondition {
  const wanted = isNumeric(column) ? 'number' : 'string'
  const fitting = values.map((value) => (typeof value === 'boolean' ? Number(value) : value)).filter((value) => value === null || typeof value === wanted)
  if (fitting.length === 0) return never
  if (fitting.length === 1) return { sql: `${column.sql} IS ?`, parameters: [column.codec.encode(fitting[0]!)] }
  return { sql: `ifnull(${column.sql} IN (${fitting.map(() => '?').join(', ')}), 0)`, parameters: fitting.map((value) => column.codec.encode(value)) }
}

/** Most texts are plain and judged by LIKE, which knows the case of ASCII letters only, as `lower` does. */
function textToSql(column: RowColumn, needle: string, before: '%' | '', position: '> 0' | '= 1'): SqlCondition {
  const lowered = `instr(${loweredColumn(column)}, ?) ${position}`
  if (!isLikeable(needle)) return { sql: `ifnull(${lowered}, 0)`, parameters: [needle] }
  return { sql: `ifnull(${column.sql} LIKE ?, 0) OR (extra IS NOT NULL AND ifnull(${lowered}, 0))`, parameters: [`${before}${needle}%`, needle] }
}

function compareNumber(column: RowColumn, operator: '>=' | '<=', value: number): SqlCondition {
  if (!isNumeric(column) || Number.isNaN(value)) return never
  if (!Number.isFinite(value)) return { sql: `${column.sql} IS NOT NULL AND ${operator === '>=' ? value < 0 : value > 0}`, parameters: [] }
  return { sql: `ifnull(${column.sql} ${operator} ?, 0)`, parameters: [value] }
}

// Instants are compared as text by `matchesFilter`; the bound in milliseconds is where the text order turns.
function beforeToSql({ sql }: RowColumn, value: string): SqlCondition {
  return {
    sql: `CASE typeof(${sql}) WHEN 'text' THEN CAST(${sql} AS TEXT) < ? WHEN 'null' THEN 0 ELSE ${sql} < ? END`,
    parameters: [value, firstInstantFrom((text) => text >= value)],
  }
}

function afterToSql({ sql }: RowColumn, value: string): SqlCondition {
  return {
    sql: `CASE typeof(${sql}) WHEN 'text' THEN CAST(${sql} AS TEXT) > ? WHEN 'null' THEN 0 ELSE ${sql} >= ? END`,
    parameters: [value, firstInstantFrom((text) => text > value)],
  }
}
