// Pages of a list by position, its ids and its total.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import { objectKey } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import { atTimes } from '../../../shared/filter/relative-time.ts'
import { coverScope, type CoveredScope } from './coverage.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import { firstRow, rankOfRow, type RowColumn, type RowTable, rowsPerBlock } from './projection-layout.ts'
import { type Selection, selectRows } from './question.ts'
import type { Reading } from './readings.ts'
import { type ReadState, revisionSql } from './read-state.ts'
import type { RowSlice } from './store.ts'

export async function readPage(reading: Reading, input: ParsedInput<'snapshot.page'>): Promise<Output<'snapshot.page'>> {
  const list = openList(reading, input)
  const columns = input.columns.map((path) => columnOf(list.table, path))
  const { rows, total, isCounted } = await list.rows(input.start, input.size, columns, input.countsLater)
  const organizations = new Map(reading.state.organizations.map(({ rank, organization }) => [rank, organization.id]))
  const cells = rows.map(([row, id, ...values]) => [organizations.get(rankOfRow(row)) ?? '', id, ...columns.map(({ codec }, index): Cell => codec.decode(values[index]!))])
  return { rowsJson: JSON.stringify(cells), start: input.start, total, isCounted, revision: reading.state.revision, coverage: list.covered.coverage }
}

/** The total alone, for whoever has shown the first rows meanwhile. */
export async function readCount(reading: Reading, input: ParsedInput<'snapshot.count'>, signal?: AbortSignal): Promise<Output<'snapshot.count'>> {
  return { total: await openList(reading, { ...input, sort: [] }, signal).total(), revision: reading.state.revision }
}

export async function readIds(reading: Reading, input: ParsedInput<'snapshot.ids'>): Promise<Output<'snapshot.ids'>> {
  const { rows, total } = await openList(reading, input).rows(input.start, input.size, [])
  const organizations = new Map(reading.state.organizations.map(({ rank, organization }) => [rank, organization.id]))
  const nameOf = ([row, id]: ListRow): string => (input.scope.type === 'one' ? id : objectKey(organizations.get(rankOfRow(row)) ?? '', id))
  return { idsJson: JSON.stringify(rows.map(nameOf)), total, revision: reading.state.revision }
}

/** A whole list; its order is worked out once, so that every slice costs the same. */
export async function readSlices(reading: Reading, question: ListQuestion & { readonly columns: readonly string[] }, work: (slice: RowSlice) => Promise<void>): Promise<void> {
  let start = 0
  for (;;) {
    const { rowsJson, total, coverage } = await readPage(reading, { ...question, columns: [...question.columns], start, size: limits.pageRowsMax })
    await work({ rowsJson, start, total, coverage })
    start += limits.pageRowsMax
    if (start >= total) return
  }
}

/** Row number, id, and the stored values of the columns that were asked for. */
type ListRow = readonly [row: number, id: string, ...values: (string | number | null)[]]

interface List {
  readonly table: RowTable
  readonly covered: CoveredScope
  rows(start: number, size: number, columns: readonly RowColumn[], countsLater?: boolean): Promise<{ rows: ListRow[]; total: number; isCounted: boolean }>
  total(): Promise<number>
}

function openList(reading: Reading, asked: ListQuestion, signal?: AbortSignal): List {
  const { session, layout, state, ranks, counts, nowMs } = reading
  const table = layout.tables.get(asked.kind)!
  const covered = coverScope(asked.scope, [asked.kind], state.organizations, state.pass)
  const question = atItsTimes(asked, covered, nowMs)
  const within = scopeRanks(covered, question.kind, state)
  const selection = selectRows(table, question, within)
  // The organizations and not the scope: which ones carry a tag changes while the rows stay.
  const narrowed = [question.kind, state.version(question.kind), within, question.filter, question.search]
  const key = JSON.stringify([...narrowed, question.sort])
  // How many there are does not hang on their order.
  const countKey = JSON.stringify(narrowed)
  // Worked out only where something is counted: every slice of a scrolled list comes through here.
  const pieces = () => countPieces(covered, state, question.kind)
  const total = async () => {
    if (selection.isWhole) return covered.included.reduce((sum, { rank }) => sum + (state.summary(rank, question.kind)?.total ?? 0), 0)
    const known = counts.get(countKey)
    if (known !== undefined) return known
    const count = await countRows(session, selection, pieces(), signal)
    counts.set(countKey, count)
    return count
  }
  return {
    table,
    covered,
    total,
    rows: async (start, size, columns, countsLater = false) => {
      const fields = [idSql, ...columns.map(jsonSql)].join(', ')
      let rank = ranks.known(key)
      if (!rank && selection.isOrdered && start + size <= limits.directRowsMax) {
        const { from, where, order } = selection
        const rows = await rowsAsText(reading, `SELECT json_array(row, ${fields}) AS fields FROM ${from} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [...where.parameters, size, start])
        // A page that is not full ends the list.
        if (rows.length < size && (start === 0 || rows.length > 0)) counts.set(countKey, start + rows.length)
        const isLong = () => rows.length === size && !selection.isWhole && counts.get(countKey) === undefined && pieces().length > 1
        return countsLater && isLong() ? { rows, total: start + rows.length, isCounted: false } : { rows, total: await total(), isCounted: true }
      }
      rank ??= await ranks.build(session, key, selection)
      const rows = await rowsAsText(
        reading,
        `SELECT json_array(r.row, ${fields}) AS fields FROM temp.${rank.name} AS r CROSS JOIN ${table.table} AS t ON t.row = r.row WHERE r.position > ? AND r.position <= ? ORDER BY r.position`,
        [start, start + size],
      )
      return { rows, total: rank.total, isCounted: true }
    },
  }
}

/** One text of all rows instead of an object for each: unpacking a hundred rows through the binding costs a millisecond, parsing a tenth of it. */
async function rowsAsText({ session, saw }: Reading, sql: string, parameters: readonly SqlParameter[]): Promise<ListRow[]> {
  // The order of the inner query is that of the text: SQLite keeps it for every aggregate but counts and extremes.
  const [found] = await session.all<{ rows: string | null; revision: number }>(`SELECT group_concat(fields, ',') AS rows, (${revisionSql}) AS revision FROM (${sql})`, parameters)
  saw(found!.revision)
  return JSON.parse(`[${found!.rows ?? ''}]`) as ListRow[]
}

const unpackedSql = (sql: string): string => `CASE typeof(${sql}) WHEN 'blob' THEN lower(hex(${sql})) ELSE ${sql} END`

const idSql = unpackedSql('id')

/** A stored value as JSON has it. SQL writes fractions with fifteen digits by itself; with seventeen they are exact from 1e-20 to 1e20, and infinity is no JSON. */
function jsonSql({ sql, codec }: RowColumn): string {
  if (codec.form === 'id') return unpackedSql(sql)
  return codec.form === 'number' ? `CASE WHEN typeof(${sql}) <> 'real' THEN ${sql} WHEN abs(${sql}) <= ${Number.MAX_VALUE} THEN json(printf('%!.17g', ${sql})) END` : sql
}

/** Relative times of a filter become instants; those counted from the reading are, of one organization, exactly those that its summary counted with. */
export const atItsTimes = <Question extends Pick<ListQuestion, 'filter'>>(question: Question, { coverage }: CoveredScope, nowMs: number): Question =>
  question.filter ? { ...question, filter: atTimes(question.filter, { readMs: coverage.newestAt ? Date.parse(coverage.newestAt) : null, nowMs }) } : question

/** Row numbers in the order of organizations, in pieces of about as many rows as are counted at once; one piece when there are few. */
function countPieces({ included }: CoveredScope, state: ReadState, kind: string): readonly (readonly [from: number, to: number])[] {
  const pieces: [number, number][] = []
  let rows = Infinity
  for (const rank of included.map((each) => each.rank).sort((left, right) => left - right)) {
    const more = state.summary(rank, kind)?.total ?? 0
    const last = pieces.at(-1)
    if (!last || rows + more > limits.countPieceRows) {
      const block = firstRow(rank)
      for (let start = 0; start === 0 || start < more; start += limits.countPieceRows) pieces.push([block + start, block + start + limits.countPieceRows])
      // Numbers of rows that are gone are not given again: the last piece goes to the end.
      pieces.at(-1)![1] = block + rowsPerBlock
      rows = more
    } else {
      last[1] = firstRow(rank) + rowsPerBlock
      rows += more
    }
  }
  return pieces
}

/** In pieces, so that a count that nobody waits for any more ends soon. */
async function countRows(session: SqlSession, { counted: { from, where, row } }: Selection, pieces: readonly (readonly [number, number])[], signal?: AbortSignal): Promise<number> {
  const count = async (condition: string, more: readonly number[]) => (await session.all<{ total: number }>(`SELECT count(*) AS total FROM ${from} WHERE ${condition}`, [...where.parameters, ...more]))[0]!.total
  if (pieces.length < 2) return count(where.sql, [])
  let total = 0
  for (const piece of pieces) {
    throwIfCancelled(signal)
    total += await count(`(${where.sql}) AND ${row} >= ? AND ${row} < ?`, piece)
  }
  return total
}

export function scopeRanks({ included }: CoveredScope, kind: string, state: ReadState): readonly number[] | null {
  const ranks = new Set(included.map(({ rank }) => rank))
  return narrowedRanks(state.holders(kind), (rank) => ranks.has(rank))
}

/** The ranks that rows must be narrowed to, or null when rows of other organizations do not exist. */
export function narrowedRanks(holders: readonly number[], isIncluded: (rank: number) => boolean): readonly number[] | null {
  const within = holders.filter(isIncluded)
  return within.length === holders.length ? null : within
}

export function columnOf(table: RowTable, path: string): RowColumn {
  const column = table.columns.find((entry) => entry.path === path)
  if (!column) throw new AppError('filter.invalid', { kind: table.resource.words.many, field: path })
  return column
}
