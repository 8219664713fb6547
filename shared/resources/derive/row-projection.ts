// Registry → how a raw object becomes a row: its id, its title and the cells of its columns.

import type { Cell } from '../../base/cell.ts'
import { type RawObject, valueAt } from '../../base/raw-object.ts'
import { columnTypes } from '../column-types.ts'
import { type CaseColumn, type Column, type Condition, isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../define.ts'

export { type RawObject, valueAt }

/** The vendor's id: `id` and `_id` both occur on the wire for the same object, so any spelling is accepted. */
export function rawId(resource: ResourceDescription, raw: RawObject): string | null {
  const value = raw[resource.wire.idField] ?? raw['_id'] ?? raw['id'] ?? raw['objectId']
  return typeof value === 'string' && value !== '' ? value : null
}

/** The cell of one column; edge counts are kept by the store and read as 0 here. */
export function cellOf(column: Column, raw: RawObject): Cell {
  if (isEdgeCountColumn(column)) return 0
  if (isCaseColumn(column)) return caseValue(column.cases, raw)
  const found = valueAt(raw, column.path)
  const value = column.item !== undefined && Array.isArray(found) ? namesIn(found, column.item) : found
  const type = columnTypes[column.type]
  const cell = type.parse(value === undefined || value === null ? column.missing : value)
  return column.whenEmpty && (cell === null || cell === '') ? caseValue(column.whenEmpty, raw) : cell
}

/** Names alone, in their order: what is counted beside them would make two equal lists differ. */
const namesIn = (items: readonly unknown[], field: string): string[] =>
  items
    .map((item) => (typeof item === 'object' && item !== null ? (item as RawObject)[field] : item))
    .filter((name) => typeof name === 'string' && name !== '')
    .map(String)
    .sort((left, right) => (left < right ? -1 : 1))

export const cellsOf = (resource: ResourceDescription, raw: RawObject): Cell[] => resource.columns.map((column) => cellOf(column, raw))

export function titleOf(resource: ResourceDescription, raw: RawObject): string {
  for (const path of resource.titlePaths) {
    const value = valueAt(raw, path)
    if (typeof value === 'string' && value.trim() !== '') return value
    const words = wordsWhenEmpty(resource, path, raw)
    if (words !== null) return words
  }
  return rawId(resource, raw) ?? ''
}

function wordsWhenEmpty({ columns }: ResourceDescription, path: string, raw: RawObject): string | null {
  const column = columns.find((candidate) => candidate.path === path)
  return column && 'whenEmpty' in column && column.whenEmpty ? caseValue(column.whenEmpty, raw) : null
}

function caseValue(cases: CaseColumn['cases'], raw: RawObject): string | null {
  const found = cases.find((entry) => entry.when.every((condition) => holds(condition, raw)))
  return found?.value ?? null
}

const holds = (condition: Condition, raw: RawObject): boolean => (valueAt(raw, condition.path) ?? null) === condition.is
