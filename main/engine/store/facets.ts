// Distinct values of choice and boolean columns with their counts, under the filter and search as they stand.

import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { coverScope } from './coverage.ts'
import type { SqlValue } from './driver.ts'
import { atItsTimes, columnOf, scopeRanks } from './page.ts'
import type { Reading } from './readings.ts'
import { selectRows } from './question.ts'

export async function readFacets({ session, layout, state, nowMs }: Reading, input: ParsedInput<'snapshot.facets'>): Promise<Output<'snapshot.facets'>> {
  const table = layout.tables.get(input.kind)!
  const covered = coverScope(input.scope, [input.kind], state.organizations, state.pass)
  const { from, where } = selectRows(table, atItsTimes(input, covered, nowMs), scopeRanks(covered, input.kind, state))
  const facets: Output<'snapshot.facets'> = {}
  for (const path of new Set(input.fields)) {
    const { sql, codec } = columnOf(table, path)
    const groups = await session.all<{ value: SqlValue; count: number }>(
      `SELECT ${sql} AS value, count(*) AS count FROM ${from} WHERE ${where.sql} GROUP BY ${sql} ORDER BY count DESC, value`,
      where.parameters,
    )
    facets[path] = groups.map(({ value, count }) => ({ value: codec.decode(value), count }))
  }
  return facets
}
