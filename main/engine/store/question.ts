// A list question → what to select: from where, which rows, in which order.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import { filterToSql, joinConditions, type SqlCondition } from './filter-sql.ts'
import { firstRow, type RowTable, rowsPerBlock } from './projection-layout.ts'
import { searchToSql } from './search-sql.ts'

export interface Selection {
  readonly from: string
  readonly where: SqlCondition
  readonly order: string
  /** What to count: as what to select, or less where the same rows are known from less. `row` is the row number in it. */
  readonly counted: { readonly from: string; readonly where: SqlCondition; readonly row: string }
  /** Nothing narrows the rows but the organizations: the summary rows know how many there are. */
  readonly isWhole: boolean
  /** An index or the table itself gives this order, so that the first rows cost nothing. */
  readonly isOrdered: boolean
}

/** @param ranks organizations in the answer; null when every row of the table belongs to one of them */
export function selectRows(table: RowTable, question: Pick<ListQuestion, 'filter' | 'search'> & Partial<Pick<ListQuestion, 'sort'>>, ranks: readonly number[] | null): Selection {
  const filter = question.filter ? [filterToSql(table, question.filter)] : []
  const search = searchToSql(table, question.search)
  // What leads the reading also gives the order and is narrowed to an organization's block.
  const row = search?.row ?? 'row'
  const scope = ranks ? [ranksToSql(ranks, row)] : []
  const keys = (question.sort ?? []).map(({ column, descending }) => sortKey(table, column, descending))
  // Several blocks come in order when the search index leads; read by organization they would have to be sorted.
  const from = search?.from ?? table.table
  const where = joinConditions([...(search ? [search.where] : []), ...scope, ...filter], 'AND')
  const proof = filter.length === 0 && (ranks === null || ranks.length === 1) ? search?.proof : null
  const isInOrder = search !== null || ranks === null || ranks.length === 1
  return {
    from,
    where,
    counted: proof ? { from: proof.from, where: joinConditions([proof.where, ...scope], 'AND'), row } : { from, where, row },
    // Rows of one organization are numbered as they came, so the row number settles every tie the same way each time.
    order: [...keys.map(({ sql }) => sql), row].join(', '),
    isWhole: filter.length === 0 && !search,
    isOrdered: keys.length === 0 ? isInOrder : ranks === null && keys.length === 1 && keys[0]!.isIndexed && !search,
  }
}

function ranksToSql(ranks: readonly number[], row: string): SqlCondition {
  const [first] = ranks
  if (first !== undefined && ranks.length === 1) return { sql: `${row} >= ? AND ${row} < ?`, parameters: [firstRow(first), firstRow(first) + rowsPerBlock] }
  return { sql: 'organization IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(ranks)] }
}

/** Text without regard to the case of ASCII letters; what is missing comes last either way. */
function sortKey({ columns, indexed, resource }: RowTable, path: string, isDescending: boolean): { sql: string; isIndexed: boolean } {
  const column = columns.find((entry) => entry.path === path)
  if (!column) throw new AppError('filter.invalid', { kind: resource.words.many, field: path })
  const collation = column.codec.form === 'text' ? ' COLLATE NOCASE' : ''
  return { sql: `${column.sql}${collation} ${isDescending ? 'DESC' : 'ASC'} NULLS LAST`, isIndexed: indexed.includes(column) }
}
