// Search text → conditions: trigrams from three characters on, beginnings of values below that, whole ids.

import { fold, isLikeable } from './fold.ts'
import { joinConditions, never, type SqlCondition } from './filter-sql.ts'
import { packId } from './packed-id.ts'
import { foldedColumn, type RowColumn, type RowTable, valueStart } from './projection-layout.ts'

const trigramCharacters = 3

/** What is long enough to be an id and nothing else. */
const idLike = /^[0-9a-f][0-9a-f-]{15,}$/

export interface SearchPlan {
  /** What to read from: the index leads, and it gives rows in their order. */
  readonly from: string
  /** The row number as the leading table has it. */
  readonly row: string
  readonly where: SqlCondition
  /** The index alone, where it proves what is found without a look at the rows. */
  readonly proof: { readonly from: string; readonly where: SqlCondition } | null
}

/** Null when the text asks for nothing. */
export function searchToSql(rowTable: RowTable, text: string | undefined): SearchPlan | null {
  const needle = fold(text ?? '').trim()
  if (needle === '') return null
  const { table, search } = rowTable
  const texts = search && textPlan(rowTable, search.table, needle)
  if (!idLike.test(needle)) return texts ?? { from: table, row: 'row', where: never, proof: null }
  const byId = { sql: `SELECT row FROM ${table} WHERE organization IN (SELECT rank FROM organization) AND id = ?`, parameters: [packId(needle)] }
  const byText = texts ? [{ sql: `SELECT row FROM ${texts.from} WHERE ${texts.where.sql}`, parameters: texts.where.parameters }] : []
  const either = [byId, ...byText]
  return { from: table, row: 'row', where: { sql: `row IN (${either.map(({ sql }) => sql).join(' UNION ')})`, parameters: either.flatMap(({ parameters }) => parameters) }, proof: null }
}

function textPlan({ table, searched }: RowTable, index: string, needle: string): SearchPlan {
  const characters = Array.from(needle)
  const matches: SqlCondition = { sql: `${index} MATCH ?`, parameters: [trigrams(characters.length < trigramCharacters ? beginning(characters) : characters)] }
  // One trigram is exact. Longer texts may hold all trigrams of a needle and not the needle.
  const contains = characters.length <= trigramCharacters ? [] : [containsToSql(searched, needle)]
  return { from: `${index} CROSS JOIN ${table} ON ${table}.row = ${index}.rowid`, row: `${index}.rowid`, where: joinConditions([matches, ...contains], 'AND'), proof: contains.length === 0 ? { from: index, where: matches } : null }
}

export interface FoundFrom {
  /** The row table is `t` in it. */
  readonly from: string
  readonly row: string
  readonly where: SqlCondition
}

/**
 * Rows that hold every word somewhere, in row order; a word of one or two characters must begin a value.
 *
 * @param words folded
 * @param ranks organizations to look in; null when every row of the table belongs to one of them
 * @param isBeginning only rows with a value that begins with the first word
 */
export function foundFrom({ table, search, searched }: RowTable, words: readonly string[], ranks: readonly number[] | null, isBeginning: boolean): FoundFrom | null {
  if (!search) return null
  const index = search.table
  const pieces = words.map((word) => Array.from(word))
  const [first = []] = pieces
  const asked = pieces.map((word) => trigrams(word.length < trigramCharacters ? beginning(word) : word))
  if (isBeginning) asked.unshift(trigrams([...valueStart, ...first].slice(0, Math.max(trigramCharacters, 2 + first.length))))
  const matches: SqlCondition = { sql: `${index} MATCH ?`, parameters: [asked.join(' AND ')] }
  const contained = words.filter((_, at) => pieces[at]!.length > trigramCharacters).map((word) => containsToSql(searched, word))
  const scope: SqlCondition[] = ranks ? [{ sql: `t.organization IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(ranks)] }] : []
  return { from: `${index} CROSS JOIN ${table} AS t ON t.row = ${index}.rowid`, row: `${index}.rowid`, where: joinConditions([matches, ...scope, ...contained], 'AND') }
}

/** The rows of an id, one at most in each organization; null for what cannot be one. */
export function withId({ table }: RowTable, needle: string, ranks: readonly number[] | null): FoundFrom | null {
  if (!idLike.test(needle)) return null
  const among = ranks ? { sql: 't.organization IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(ranks)] } : { sql: 't.organization IN (SELECT rank FROM organization)', parameters: [] }
  return { from: `${table} AS t`, row: 't.row', where: joinConditions([among, { sql: 't.id = ?', parameters: [packId(needle)] }], 'AND') }
}

/** Most rows need no folding and are judged by LIKE alone, which folds ASCII by itself. */
function containsToSql(searched: readonly RowColumn[], needle: string): SqlCondition {
  const folded = joinConditions(searched.map((column) => ({ sql: `instr(${foldedColumn(column)}, ?) > 0`, parameters: [needle] })), 'OR')
  if (!isLikeable(needle)) return folded
  const likes = searched.map(({ sql }) => ({ sql: `${sql} LIKE ?`, parameters: [`%${needle}%`] }))
  return joinConditions([...likes, { sql: `extra IS NOT NULL AND (${folded.sql})`, parameters: folded.parameters }], 'OR')
}

/** One or two characters with as much of the mark before them as makes three. */
const beginning = (characters: readonly string[]): string[] => [...valueStart, ...characters].slice(-trigramCharacters)

/** All of them, as a question to a trigram index; empty for less than three characters. */
export function trigrams(characters: readonly string[]): string {
  const parts = new Set<string>()
  for (let start = 0; start + trigramCharacters <= characters.length; start++) {
    parts.add(`"${characters.slice(start, start + trigramCharacters).join('').replaceAll('"', '""')}"`)
  }
  return [...parts].join(' AND ')
}
