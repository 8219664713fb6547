// What an object is bound to: edges from either end, with the titles of the far ends.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { coverScope } from './coverage.ts'
import type { SqlRow } from './driver.ts'
import { packId, unpackId } from './packed-id.ts'
import type { Reading } from './readings.ts'
import type { RowTable } from './projection-layout.ts'

export async function readRelated({ session, layout, state }: Reading, input: ParsedInput<'snapshot.related'>): Promise<Output<'snapshot.related'>> {
  const [edges, target] = [layout.tables.get(input.edge)!, layout.tables.get(input.target)!]
  const { coverage, included } = coverScope(oneOrganization(input.organization), [input.edge, input.target], state.organizations, state.pass)
  const ends = endsOf(edges, input.kind, input.target)
  const rank = included[0]?.rank
  if (rank === undefined) return { rows: [], total: 0, coverage }
  const mine = [rank, packId(input.id)] as const
  const ofMine = `FROM ${edges.table} AS e WHERE e.organization = ? AND e.edge_${ends.near} = ?`
  const total = (await session.all<{ total: number }>(`SELECT count(*) AS total ${ofMine}`, mine))[0]!.total
  const titles = target.titles.map(({ sql }, index) => `t.${sql} AS v${index}`)
  const order = target.titles.map(({ sql }) => `nullif(t.${sql}, '')`)
  const rows = await session.all(
    `SELECT ${[`e.edge_${ends.far} AS id`, ...titles].join(', ')} FROM ${edges.table} AS e
     LEFT JOIN ${target.table} AS t ON t.organization = e.organization AND t.id = e.edge_${ends.far}
     WHERE e.organization = ? AND e.edge_${ends.near} = ?
     ORDER BY ${[...(order.length > 0 ? [`coalesce(${order.join(', ')}, NULL) COLLATE NOCASE NULLS LAST`] : []), `e.edge_${ends.far}`].join(', ')} LIMIT ? OFFSET ?`,
    [...mine, input.size, input.start],
  )
  return { rows: rows.map((row) => ({ id: unpackId(row.id!) as ResourceId, title: titleIn(target, row) })), total, coverage }
}

export function endsOf(edges: RowTable, kind: string, target: string): { near: 'from' | 'to'; far: 'from' | 'to' } {
  const edge = edges.resource.edge
  if (edge?.from === kind && edge.to === target) return { near: 'from', far: 'to' }
  if (edge?.to === kind && edge.from === target) return { near: 'to', far: 'from' }
  throw new AppError('call.invalid')
}

/** An end whose object is not (yet) in the offline copy is named by its id. */
export function titleIn({ titles }: Pick<RowTable, 'titles'>, row: SqlRow): string {
  const found = titles.map((_, index) => row[`v${index}`]).find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof found === 'string' ? found : unpackId(row.id!)
}
