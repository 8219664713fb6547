// The projection's row tables with everything SQL needs to know of them: stored columns, their codecs, search text, indexes.

import { invariant } from '../../../shared/base/assert.ts'
import { hashText } from '../../../shared/base/random.ts'
import { type Column, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { columnName, storeLayout, tableOf } from '../../../shared/resources/derive/store-layout.ts'
import { type CellCodec, cellCodecOf } from './cell-codec.ts'

export interface RowColumn {
  readonly path: string
  readonly column: Column
  readonly codec: CellCodec
  /** SQL that reads the stored value; the row's own id is not stored twice. */
  readonly sql: string
  /** Name in the table, or null for the row's own id. */
  readonly name: string | null
  /** Kind of the edges that this column counts. */
  readonly countOf: string | null
}

export interface RowTable {
  readonly kind: string
  readonly resource: ResourceDescription
  readonly table: string
  readonly columns: readonly RowColumn[]
  /** Columns that a raw object fills, in table order. */
  readonly filled: readonly RowColumn[]
  readonly counts: readonly RowColumn[]
  readonly searched: readonly RowColumn[]
  readonly titles: readonly RowColumn[]
  readonly isEdge: boolean
  /** Full-text table and the view with its text; null when nothing of this kind is searched. */
  readonly search: { readonly table: string; readonly text: string } | null
  /** Sorted by index: what a list is sorted by before anybody chose otherwise, and what short searches start from. */
  readonly indexed: readonly RowColumn[]
}

export interface ProjectionLayout {
  readonly tables: ReadonlyMap<string, RowTable>
  /** Changes with everything that decides what lies in the row tables; another version means a rebuild. */
  readonly version: number
}

/** Raised when the row tables change for another reason than the registry. */
const layoutEpoch = 1

export function projectionLayout(resources: readonly ResourceDescription[]): ProjectionLayout {
  const tables = resources.map(toRowTable)
  const codes = tables.map(({ columns }) => columns.map(({ codec, column }) => [codec.form, codec.form === 'choice' ? column.choices?.map((entry) => entry.value) : null]))
  const summaries = resources.map((resource) => resource.filters.filter((entry) => entry.measure).map((entry) => [entry.id, entry.filter]))
  const { version } = storeLayout(resources)
  return {
    tables: new Map(tables.map((table) => [table.kind, table])),
    version: hashText(JSON.stringify([layoutEpoch, version, codes, summaries, tables.map(createTable), tables.map(createIndexes)])),
  }
}

function toRowTable(resource: ResourceDescription): RowTable {
  const table = tableOf(resource.kind)
  const columns = resource.columns.map((column) => rowColumn(resource, column))
  const searched = columns.filter(({ column }) => column.search)
  const titles = resource.titlePaths.map((path) => columns.find((column) => column.path === path))
  invariant(
    titles.every((title) => title !== undefined),
    `every title path of ${resource.kind} is a column`,
  )
  return {
    kind: resource.kind,
    resource,
    table,
    columns,
    filled: columns.filter(({ name, countOf }) => name !== null && countOf === null),
    counts: columns.filter(({ countOf }) => countOf !== null),
    searched,
    titles: titles as RowColumn[],
    isEdge: resource.edge !== undefined,
    search: searched.length > 0 ? { table: `search_${resource.kind}`, text: `text_${resource.kind}` } : null,
    indexed: columns.filter(({ column, name }) => name !== null && column.type === 'text' && column.sort && column.shown),
  }
}

function rowColumn(resource: ResourceDescription, column: Column): RowColumn {
  const countOf = isEdgeCountColumn(column) ? column.countOf : null
  if (column.path === resource.wire.idField && column.type === 'id') {
    return { path: column.path, column, codec: cellCodecOf({ ...column, search: false }), sql: 'id', name: null, countOf: null }
  }
  const name = columnName(column.path)
  return { path: column.path, column, codec: cellCodecOf(column), sql: `"${name}"`, name, countOf }
}

/** Row numbers of an organization: its rank picks a block, so that lists in row order are lists in organization order. */
export const rowsPerBlock = 2 ** 26
export const firstRow = (rank: number): number => rank * rowsPerBlock
export const rankOfRow = (row: number): number => Math.floor(row / rowsPerBlock)

/** The folded search text, put together from the columns unless the row carries one that SQL cannot fold. */
export function searchText({ searched }: RowTable): string {
  const parts = searched.map(({ sql, name }) => (name === null ? `CASE WHEN typeof(id) = 'blob' THEN lower(hex(id)) ELSE id END` : `coalesce(${sql}, '')`))
  return `coalesce(folded, lower(${parts.join(` || char(10) || `)}))`
}

export function createTable(rowTable: RowTable): string {
  const { table, columns, isEdge, search } = rowTable
  const stored = columns.filter(({ name }) => name !== null).map(({ sql, codec, countOf }) => `${sql} ${codec.affinity}${countOf ? ' NOT NULL DEFAULT 0' : ''}`)
  const edges = isEdge ? ['edge_from', 'edge_to'] : []
  const fields = ['row INTEGER PRIMARY KEY', 'organization INTEGER NOT NULL', 'id NOT NULL', ...edges, ...stored, 'folded TEXT', 'lowered TEXT']
  const statements = [`CREATE TABLE ${table} (${fields.join(', ')})`]
  if (search) {
    statements.push(
      `CREATE VIEW ${search.text} (row, text) AS SELECT row, ${searchText(rowTable)} FROM ${table}`,
      // The text is folded already, so the tokenizer compares it as it is.
      `CREATE VIRTUAL TABLE ${search.table} USING fts5 (text, content = '${search.text}', content_rowid = 'row', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0)`,
    )
  }
  return statements.join(';\n')
}

/** The index that every write needs; the others wait until the first rows are in. */
export const idIndex = ({ table }: RowTable): string => `CREATE UNIQUE INDEX IF NOT EXISTS ${table}_id ON ${table} (organization, id)`

export function createIndexes({ table, indexed, isEdge }: RowTable): string {
  const edges = isEdge ? [['from', 'organization, edge_from, edge_to'], ['to', 'organization, edge_to, edge_from']] : []
  const sorted = indexed.map(({ name, sql }) => [`by_${name}`, `${sql} COLLATE NOCASE`])
  return [...edges, ...sorted].map(([suffix, columns]) => `CREATE INDEX IF NOT EXISTS "${table}_${suffix}" ON ${table} (${columns})`).join(';\n')
}

export function dropTable({ table, search }: RowTable): string {
  const searching = search ? [`DROP TABLE IF EXISTS ${search.table}`, `DROP VIEW IF EXISTS ${search.text}`] : []
  return [...searching, `DROP TABLE IF EXISTS ${table}`].join(';\n')
}
