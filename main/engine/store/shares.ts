// How large a share of what is bound to each object matches a filter: which groups are worst.

import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { atTimes } from '../../../shared/filter/relative-time.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { coverScope } from './coverage.ts'
import { filterToSql } from './filter-sql.ts'
import { unpackId } from './packed-id.ts'
import type { Reading } from './readings.ts'
import { endsOf, titleIn } from './related.ts'

export async function readShares({ session, layout, state, nowMs }: Reading, input: ParsedInput<'snapshot.shares'>): Promise<Output<'snapshot.shares'>> {
  const [edges, ends, target] = [layout.tables.get(input.edge)!, layout.tables.get(input.kind)!, layout.tables.get(input.target)!]
  const { coverage, included } = coverScope(oneOrganization(input.organization), [input.edge, input.kind, input.target], state.organizations, state.pass)
  const { near, far } = endsOf(edges, input.kind, input.target)
  const rank = included[0]?.rank
  if (rank === undefined) return { rows: [], coverage }
  const times = { readMs: coverage.newestAt ? Date.parse(coverage.newestAt) : null, nowMs }
  const matches = filterToSql(target, atTimes(input.filter, times))
  const among = input.among ? filterToSql(target, atTimes(input.among, times)) : { sql: '1', parameters: [] }
  const titles = ends.titles.map(({ sql }, index) => `o.${sql} AS v${index}`)
  const rows = await session.all<{ id: string; matching: number; total: number }>(
    `WITH counted AS (
       SELECT e.edge_${near} AS id, sum(t.matches) AS matching, count(*) AS total FROM ${edges.table} AS e
       JOIN (SELECT id, (${matches.sql}) AS matches FROM ${target.table} WHERE organization = ? AND (${among.sql})) AS t ON t.id = e.edge_${far}
       WHERE e.organization = ? GROUP BY e.edge_${near} HAVING matching > 0 AND total >= ?
     )
     SELECT ${['c.id AS id', 'c.matching AS matching', 'c.total AS total', ...titles].join(', ')} FROM counted AS c
     LEFT JOIN ${ends.table} AS o ON o.organization = ? AND o.id = c.id
     ORDER BY c.matching * 1.0 / c.total DESC, c.matching DESC, c.id LIMIT ?`,
    [...matches.parameters, rank, ...among.parameters, rank, input.membersMin, rank, input.size],
  )
  return { rows: rows.map((row) => ({ id: unpackId(row.id) as ResourceId, title: titleIn(ends, row), matching: row.matching, total: row.total })), coverage }
}
