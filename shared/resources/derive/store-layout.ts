// Registry → the projection's tables: hot columns, indexes and a version that changes whenever they do.

import { hashText } from '../../base/random.ts'
import { columnTypes } from '../column-types.ts'
import { type Column, isEdgeCountColumn, type ResourceDescription } from '../define.ts'

export interface StoredColumn {
  /** SQL name, safe to put between double quotes. */
  readonly name: string
  readonly path: string
  readonly sql: 'TEXT' | 'INTEGER'
  readonly isSorted: boolean
  /** Kind of the edges this column counts, when it is one that the store keeps itself. */
  readonly countOf: string | null
}

export interface TableLayout {
  readonly kind: string
  readonly table: string
  readonly columns: readonly StoredColumn[]
  /** Columns of the folded search text, in order. */
  readonly searchPaths: readonly string[]
  readonly isEdge: boolean
}

export interface StoreLayout {
  readonly tables: readonly TableLayout[]
  /** Changes with every table, column or search path; a projection of another version is rebuilt. */
  readonly version: number
}

export const tableOf = (kind: string): string => `row_${kind}`
export const columnName = (path: string): string => `c_${path.replaceAll('.', '__')}`

export function storeLayout(resources: readonly ResourceDescription[]): StoreLayout {
  const tables = resources.map(tableLayout)
  return { tables, version: hashText(JSON.stringify(tables)) }
}

function tableLayout(resource: ResourceDescription): TableLayout {
  return {
    kind: resource.kind,
    table: tableOf(resource.kind),
    columns: resource.columns.map(storedColumn),
    searchPaths: resource.columns.filter((column) => column.search).map((column) => column.path),
    isEdge: resource.edge !== undefined,
  }
}

const storedColumn = (column: Column): StoredColumn => ({
  name: columnName(column.path),
  path: column.path,
  sql: columnTypes[column.type].sql,
  isSorted: column.sort === true,
  countOf: isEdgeCountColumn(column) ? column.countOf : null,
})
