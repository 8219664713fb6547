// Search text → conditions: trigrams of the index where there are three characters, word starts of the sorted columns below that.

import { fold } from './fold.ts'
import { always, joinConditions, type SqlCondition } from './filter-sql.ts'
import { type RowTable, searchText } from './projection-layout.ts'

const trigramCharacters = 3

export interface SearchPlan {
  /** What to read from: with trigrams the index leads, and it gives rows in their order. */
  readonly from: string
  readonly where: SqlCondition
}

/** Null when the text asks for nothing. */
export function searchToSql(table: RowTable, search: string | undefined): SearchPlan | null {
  const needle = fold(search ?? '').trim()
  if (needle === '') return null
  if (!table.search) return { from: table.table, where: { sql: '0', parameters: [] } }
  const characters = Array.from(needle)
  if (characters.length < trigramCharacters) return { from: table.table, where: startsToSql(table, needle) }
  const matches: SqlCondition = { sql: `${table.search.table} MATCH ?`, parameters: [trigrams(characters)] }
  // Three characters are one trigram, and the index is exact about those. Longer texts may hold all trigrams apart.
  const contains: SqlCondition = characters.length === trigramCharacters ? always : { sql: `instr(${searchText(table)}, ?) > 0`, parameters: [needle] }
  return { from: `${table.search.table} CROSS JOIN ${table.table} ON ${table.table}.row = ${table.search.table}.rowid`, where: joinConditions([matches, contains], 'AND') }
}

function trigrams(characters: readonly string[]): string {
  const parts = new Set<string>()
  for (let start = 0; start + trigramCharacters <= characters.length; start++) {
    parts.add(`"${characters.slice(start, start + trigramCharacters).join('').replaceAll('"', '""')}"`)
  }
  return [...parts].join(' AND ')
}

/** One or two characters: what begins with them in a column that is sorted by index. */
function startsToSql({ indexed, searched }: RowTable, needle: string): SqlCondition {
  const end = `${needle}\u{10FFFF}`
  const columns = indexed.filter((column) => searched.includes(column))
  return joinConditions(
    columns.map(({ sql }) => ({ sql: `${sql} COLLATE NOCASE >= ? AND ${sql} COLLATE NOCASE < ?`, parameters: [needle, end] })),
    'OR',
  )
}
