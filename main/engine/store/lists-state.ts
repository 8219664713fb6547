// How many lists of each organization are as new as its last sync, and since when the others are not: worked out from the passes.

import type { Instant } from '../../../shared/base/instant.ts'
import type { ListsState } from '../../../shared/contract/organization.ts'
import { isLeftOut } from '../../../shared/scope/left-out.ts'
import type { SqlSession } from './driver.ts'
import type { ProjectionLayout } from './projection-layout.ts'

interface FailingRow {
  readonly organization: number
  readonly kind: string
  readonly complete_at: Instant | null
  readonly attempted_at: Instant
  readonly failing_since: Instant | null
  readonly code: string
}

/** Answers by the rank of an organization, of all or of those asked for; lists that nobody has tried yet are neither read nor failing. */
export async function readListsStates(session: SqlSession, { tables }: ProjectionLayout, ranks?: readonly number[]): Promise<(rank: number) => ListsState> {
  const among = ranks === undefined ? '' : `organization IN (${ranks.map(() => '?').join(', ')}) AND`
  const read = new Map((await session.all<{ organization: number; lists: number }>(`SELECT organization, count(*) AS lists FROM pass WHERE ${among} state = 'complete' GROUP BY organization`, ranks)).map(({ organization, lists }) => [organization, lists]))
  const ended = await session.all<FailingRow>(
    `SELECT organization, kind, complete_at, attempted_at, failing_since, error ->> '$.code' AS code FROM pass WHERE ${among} state IN ('partial', 'failed') ORDER BY organization, kind`,
    ranks,
  )
  const byRank = new Map<number, FailingRow[]>()
  for (const row of ended) byRank.set(row.organization, [...(byRank.get(row.organization) ?? []), row])
  return (rank) => {
    const failing = (byRank.get(rank) ?? []).filter(({ code }) => !isLeftOut(code))
    const leftOut = (byRank.get(rank)?.length ?? 0) - failing.length
    return {
      total: Math.max(0, tables.size - leftOut),
      read: read.get(rank) ?? 0,
      failing: failing.map(({ kind, code, failing_since, attempted_at, complete_at }) => ({ kind, reason: code, since: failing_since ?? attempted_at, readAt: complete_at })),
    }
  }
}
