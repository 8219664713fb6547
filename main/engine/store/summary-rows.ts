// One row per organization and kind with its total and the registry's measures, so that overviews never count.

import { atTimes } from '../../../shared/filter/relative-time.ts'
import type { SqlSession } from './driver.ts'
import { filterToSql } from './filter-sql.ts'
import { firstRow, type RowTable, rowsPerBlock } from './projection-layout.ts'

/** @param readMs when the rows were read, which times in filters are relative to */
export async function writeSummary(session: SqlSession, table: RowTable, rank: number, readMs: number): Promise<void> {
  const measured = table.resource.filters.filter((filter) => filter.measure)
  const conditions = measured.map(({ filter }) => filterToSql(table, atTimes(filter, { readMs, nowMs: readMs })))
  const sums = conditions.map(({ sql }, index) => `coalesce(sum(${sql}), 0) AS m${index}`)
  const rows = await session.all<Record<string, number>>(
    `SELECT ${['count(*) AS total', ...sums].join(', ')} FROM ${table.table} WHERE row >= ? AND row < ?`,
    [...conditions.flatMap(({ parameters }) => parameters), firstRow(rank), firstRow(rank) + rowsPerBlock],
  )
  const counts = rows[0] ?? {}
  const measures = Object.fromEntries(measured.map(({ id }, index) => [id, counts[`m${index}`] ?? 0]))
  await session.run('INSERT INTO summary (organization, kind, total, measures) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET total = excluded.total, measures = excluded.measures', [
    rank,
    table.kind,
    counts.total ?? 0,
    JSON.stringify(measures),
  ])
}
