// The projection's row tables with everything SQL needs to know of them: stored columns, their codecs, search texts, indexes.

import { limits } from '../../../shared/base/limits.ts'
import { hashText } from '../../../shared/base/random.ts'
import { type Column, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { columnName, storeLayout, tableOf } from '../../../shared/resources/derive/store-layout.ts'
import { type CellCodec, cellCodecOf } from './cell-codec.ts'

export interface RowColumn {
  readonly path: string
  readonly column: Column
  readonly codec: CellCodec
  /** SQL that reads the stored value. */
  readonly sql: string
  /** Short name of the column inside `extra` and the search index. */
  readonly key: string
  /** A column of its own in the table, some bits of a word, an edge count, or the row's own id, which is not stored twice. */
  readonly place: 'own' | 'word' | 'count' | 'id'
  readonly word: { readonly name: string; readonly shift: number } | null
  /** Kind of the edges that this column counts. */
  readonly countOf: string | null
}

export interface RowTable {
  readonly kind: string
  readonly resource: ResourceDescription
  readonly table: string
  readonly columns: readonly RowColumn[]
  readonly words: readonly string[]
  readonly own: readonly RowColumn[]
  readonly counts: readonly RowColumn[]
  readonly searched: readonly RowColumn[]
  readonly titles: readonly RowColumn[]
  readonly isEdge: boolean
  /** Full-text table and the view with its texts; null when nothing of this kind is searched. */
  readonly search: { readonly table: string; readonly text: string } | null
  /** Sorted by index; every other order is worked out when it is asked for. */
  readonly indexed: readonly RowColumn[]
}

export interface ProjectionLayout {
  readonly tables: ReadonlyMap<string, RowTable>
  /** Changes with everything that decides what lies in the row tables; another version means a rebuild. */
  readonly version: number
}

/** Raised when the row tables change for another reason than the registry. */
const layoutEpoch = 3

/** A word is bound as a JavaScript number, which is exact up to 53 bits. */
const wordBits = 48

export function projectionLayout(resources: readonly ResourceDescription[]): ProjectionLayout {
  const tables = resources.map(toRowTable)
  const cells = resources.map(({ columns }) => columns.map((column) => ({ ...column })))
  const summaries = resources.map((resource) => resource.filters.filter((entry) => entry.measure).map((entry) => [entry.id, entry.filter]))
  const { version } = storeLayout(resources)
  return {
    tables: new Map(tables.map((table) => [table.kind, table])),
    version: hashText(JSON.stringify([layoutEpoch, version, cells, summaries, tables.map(createTable), tables.map(createIndexes)])),
  }
}

function toRowTable(resource: ResourceDescription): RowTable {
  const columns = placeColumns(resource)
  // The row's own id is found whole, through its own index: its random digits would be a third of the search index.
  const searched = columns.filter(({ column, place }) => column.search && place === 'own')
  // A title path that is no column cannot be read here; such objects are named by their next path or their id.
  const titles = resource.titlePaths.flatMap((path) => columns.filter((column) => column.path === path && column.codec.form === 'text'))
  return {
    kind: resource.kind,
    resource,
    table: tableOf(resource.kind),
    columns,
    words: [...new Set(columns.flatMap(({ word }) => (word ? [word.name] : [])))],
    own: columns.filter(({ place }) => place === 'own'),
    counts: columns.filter(({ place }) => place === 'count'),
    searched,
    titles,
    isEdge: resource.edge !== undefined,
    search: searched.length > 0 ? { table: `search_${resource.kind}`, text: `text_${resource.kind}` } : null,
    indexed: columns.filter(({ column, place }) => place === 'own' && column.type === 'text' && column.sort && column.shown).slice(0, 1),
  }
}

function placeColumns(resource: ResourceDescription): RowColumn[] {
  let word = 0
  let used = 0
  return resource.columns.map((column, index): RowColumn => {
    const shared = { path: column.path, column, key: String(index), word: null, countOf: null }
    if (column.path === resource.wire.idField && column.type === 'id') return { ...shared, place: 'id', codec: cellCodecOf({ ...column, search: false }), sql: 'id' }
    const codec = cellCodecOf(column)
    const sql = `"${columnName(column.path)}"`
    if (isEdgeCountColumn(column)) return { ...shared, place: 'count', codec, sql, countOf: column.countOf }
    if (codec.bits === 0) return { ...shared, place: 'own', codec, sql }
    if (used + codec.bits > wordBits) {
      word += 1
      used = 0
    }
    const name = `word${word}`
    const shift = used
    used += codec.bits
    return { ...shared, place: 'word', codec, sql: wordSql(name, shift, codec, String(index)), word: { name, shift } }
  })
}

function wordSql(name: string, shift: number, { bits, form }: CellCodec, key: string): string {
  const mask = 2 ** bits - 1
  const part = `((${name} >> ${shift}) & ${mask})`
  if (form === 'boolean') return `(nullif(${part}, 0) - 1)`
  return `(CASE ${part} WHEN 0 THEN NULL WHEN ${mask} THEN extra ->> '$.o${key}' ELSE ${part} - 1 END)`
}

/** Row numbers of an organization: its rank picks a block, so that lists in row order are lists in organization order. */
export const rowsPerBlock = 2 ** 26
export const firstRow = (rank: number): number => rank * rowsPerBlock
export const rankOfRow = (row: number): number => Math.floor(row / rowsPerBlock)

/** A text column in the case that a filter compares in; where SQL's own `lower` falls short, the row carries the text. */
export const loweredColumn = ({ sql, key }: RowColumn): string => `CASE WHEN extra IS NULL THEN lower(${sql}) ELSE coalesce(extra ->> '$.l${key}', lower(${sql})) END`

/** A searched column in folded form; null where it is empty. */
export const foldedColumn = ({ sql, key }: RowColumn): string => `CASE WHEN extra IS NULL THEN lower(${sql}) ELSE coalesce(extra ->> '$.f${key}', lower(${sql})) END`

export const searchNames = (searched: readonly RowColumn[]): string => searched.map(({ key }) => `s${key}`).join(', ')

/** Stands twice before a value in the search index: with it, one or two characters make a trigram that says "begins with". */
export const valueStart = '\u0001\u0001'

/** Columns that short searches look at the beginning of: those shown without being chosen. */
const hasStart = ({ column }: RowColumn): boolean => column.shown === true

export function createTable({ table, words, own, counts, isEdge, search, searched }: RowTable): string {
  const fields = [
    'row INTEGER PRIMARY KEY',
    'organization INTEGER NOT NULL',
    'id NOT NULL',
    ...(isEdge ? ['edge_from', 'edge_to'] : []),
    ...words.map((name) => `${name} INTEGER NOT NULL`),
    ...counts.map(({ sql }) => `${sql} INTEGER NOT NULL DEFAULT 0`),
    ...own.map(({ sql, codec }) => `${sql} ${codec.affinity}`),
    'extra TEXT',
  ]
  const statements = [`CREATE TABLE ${table} (${fields.join(', ')})`]
  if (search) {
    const names = searchNames(searched)
    const texts = searched.map((column) => (hasStart(column) ? `char(1, 1) || ${foldedColumn(column)}` : foldedColumn(column)))
    statements.push(
      `CREATE VIEW ${search.text} (row, ${names}) AS SELECT row, ${texts.join(', ')} FROM ${table}`,
      // One column per value, so that no trigram crosses from one into the next. The texts are folded already.
      `CREATE VIRTUAL TABLE ${search.table} USING fts5 (${names}, content = '${search.text}', content_rowid = 'row', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0)`,
      // What is written in one transaction is put in order in memory first: a first load becomes one piece, without merging.
      `INSERT INTO ${search.table} (${search.table}, rank) VALUES ('hashsize', ${limits.searchBuildBytes})`,
    )
  }
  return statements.join(';\n')
}

/** The index that every write needs; the others wait until the first rows are in. */
export const idIndex = ({ table }: RowTable): string => `CREATE UNIQUE INDEX IF NOT EXISTS ${table}_id ON ${table} (organization, id)`

export function createIndexes({ table, indexed, isEdge }: RowTable): string {
  const edges = isEdge ? [['from', 'organization, edge_from, edge_to'], ['to', 'organization, edge_to, edge_from']] : []
  const sorted = indexed.map(({ key, sql }) => [`by_${key}`, `${sql} COLLATE NOCASE`])
  return [...edges, ...sorted].map(([suffix, columns]) => `CREATE INDEX IF NOT EXISTS ${table}_${suffix} ON ${table} (${columns})`).join(';\n')
}

export function dropTable({ table, search }: RowTable): string {
  const searching = search ? [`DROP TABLE IF EXISTS ${search.table}`, `DROP VIEW IF EXISTS ${search.text}`] : []
  return [...searching, `DROP TABLE IF EXISTS ${table}`].join(';\n')
}
