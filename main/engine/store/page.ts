// Pages of a list by position, its ids and its total.

import { AppError } from '../../../shared/base/app-error.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import { objectKey } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import { atTimes } from '../../../shared/filter/relative-time.ts'
import { coverScope, type CoveredScope } from './coverage.ts'
import type { SqlRow, SqlSession } from './driver.ts'
import type { CountCache } from './count-cache.ts'
import { unpackId } from './packed-id.ts'
import { rankOfRow, type RowColumn, type RowTable } from './projection-layout.ts'
import { type Selection, selectRows } from './question.ts'
import type { Reading } from './projection.ts'
import type { ReadState } from './read-state.ts'
import type { RowSlice } from './store.ts'

export async function readPage(reading: Reading, input: ParsedInput<'snapshot.page'>): Promise<Output<'snapshot.page'>> {
  const list = openList(reading, input)
  const columns = input.columns.map((path) => columnOf(list.table, path))
  const { rows, total } = await list.rows(input.start, input.size, columns.map(({ sql }) => sql))
  const organizations = new Map(reading.state.organizations.map(({ rank, organization }) => [rank, organization.id]))
  const cells = rows.map((row) => [
    organizations.get(rankOfRow(row.row as number)) ?? '',
    unpackId(row.id!),
    ...columns.map(({ codec }, index): Cell => codec.decode(row[`v${index}`]!)),
  ])
  return { rowsJson: JSON.stringify(cells), start: input.start, total, revision: reading.state.revision, coverage: list.covered.coverage }
}

export async function readIds(reading: Reading, input: ParsedInput<'snapshot.ids'>): Promise<Output<'snapshot.ids'>> {
  const { rows, total } = await openList(reading, input).rows(input.start, input.size, [])
  const organizations = new Map(reading.state.organizations.map(({ rank, organization }) => [rank, organization.id]))
  const nameOf = (row: SqlRow): string => (input.scope.type === 'one' ? unpackId(row.id!) : objectKey(organizations.get(rankOfRow(row.row as number)) ?? '', unpackId(row.id!)))
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

interface List {
  readonly table: RowTable
  readonly covered: CoveredScope
  /** Rows from a position on: `row`, `id` and the given expressions as `v0`, `v1` … */
  rows(start: number, size: number, expressions: readonly string[]): Promise<{ rows: SqlRow[]; total: number }>
}

function openList({ session, layout, state, ranks, counts, nowMs }: Reading, asked: ListQuestion): List {
  const table = layout.tables.get(asked.kind)!
  const covered = coverScope(asked.scope, [asked.kind], state.organizations, state.pass)
  const question = atItsTimes(asked, covered, nowMs)
  const within = scopeRanks(covered, question.kind, state)
  const selection = selectRows(table, question, within)
  // The organizations and not the scope: which ones carry a tag changes while the rows stay.
  const key = JSON.stringify([question.kind, state.version(question.kind), within, question.filter, question.search, question.sort])
  return {
    table,
    covered,
    rows: async (start, size, expressions) => {
      const fields = ['row', 'id', ...expressions.map((sql, index) => `${sql} AS v${index}`)].join(', ')
      let rank = ranks.known(key)
      if (!rank && selection.isOrdered && start + size <= limits.directRowsMax) {
        const { from, where, order } = selection
        const rows = await session.all(`SELECT ${fields} FROM ${from} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [...where.parameters, size, start])
        return { rows, total: await totalOf(session, covered, state, question.kind, selection, counts, key, rows.length < size && (start === 0 || rows.length > 0) ? start + rows.length : null) }
      }
      rank ??= await ranks.build(session, key, selection)
      const rows = await session.all(
        `SELECT r.row AS row, ${fields.slice('row, '.length)} FROM temp.${rank.name} AS r CROSS JOIN ${table.table} AS t ON t.row = r.row WHERE r.position > ? AND r.position <= ? ORDER BY r.position`,
        [start, start + size],
      )
      return { rows, total: rank.total }
    },
  }
}

/** Relative times of a filter become instants; those counted from the reading are, of one organization, exactly those that its summary counted with. */
export const atItsTimes = <Question extends Pick<ListQuestion, 'filter'>>(question: Question, { coverage }: CoveredScope, nowMs: number): Question =>
  question.filter ? { ...question, filter: atTimes(question.filter, { readMs: coverage.newestAt ? Date.parse(coverage.newestAt) : null, nowMs }) } : question

async function totalOf(
  session: SqlSession,
  { included }: CoveredScope,
  state: ReadState,
  kind: string,
  { isWhole, from, where }: Selection,
  counts: CountCache,
  key: string,
  seenEnd: number | null,
): Promise<number> {
  if (isWhole) return included.reduce((sum, { rank }) => sum + (state.summary(rank, kind)?.total ?? 0), 0)
  const known = counts.get(key)
  if (known !== undefined) return known
  const count = seenEnd ?? (await session.all<{ total: number }>(`SELECT count(*) AS total FROM ${from} WHERE ${where.sql}`, where.parameters))[0]!.total
  counts.set(key, count)
  return count
}

/** The ranks that rows must be narrowed to, or null when rows of other organizations do not exist. */
export function scopeRanks({ included }: CoveredScope, kind: string, state: ReadState): readonly number[] | null {
  const ranks = new Set(included.map(({ rank }) => rank))
  return state.organizations.every(({ rank }) => ranks.has(rank) || !state.summary(rank, kind)?.total) ? null : [...ranks]
}

export function columnOf(table: RowTable, path: string): RowColumn {
  const column = table.columns.find((entry) => entry.path === path)
  if (!column) throw new AppError('filter.invalid', { kind: table.resource.words.many, field: path })
  return column
}
