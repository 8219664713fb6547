// What an object itself is bound to: every edge of it, from either end and without a limit, for whoever has to put them back one day.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { packId, unpackId } from './packed-id.ts'
import { passagesFrom, readTitles } from './bindings.ts'
import type { Reading } from './readings.ts'

export interface DirectBinding {
  /** Kind of the edge, and its name in the copy. */
  readonly edge: string
  readonly edgeId: string
  /** The other end. */
  readonly kind: string
  readonly id: string
  readonly title: string
}

export interface DirectBindings {
  readonly bindings: readonly DirectBinding[]
  /** Kinds of edges that were never read completely: there may be more of them. */
  readonly missing: readonly string[]
}

export async function readDirectBindings({ session, layout, state }: Reading, organization: OrganizationId, kind: string, id: string): Promise<DirectBindings> {
  const rank = state.organizations.find((entry) => entry.organization.id === organization)?.rank
  if (rank === undefined) return { bindings: [], missing: [] }
  const found: Omit<DirectBinding, 'title'>[] = []
  const missing: string[] = []
  for (const { edges, near, far, farKind } of passagesFrom(layout, kind, 'start')) {
    if (!state.pass(rank, edges.kind)?.completeAt) missing.push(edges.kind)
    for (const row of await session.all(`SELECT edge_from, edge_to FROM ${edges.table} WHERE organization = ? AND edge_${near} = ? ORDER BY edge_${far}`, [rank, packId(id)])) {
      found.push({ edge: edges.kind, edgeId: `${unpackId(row.edge_from!)}:${unpackId(row.edge_to!)}`, kind: farKind, id: unpackId(row[`edge_${far}`]!) })
    }
  }
  const titles = await readTitles({ session, layout }, rank, found.map((each) => ({ ...each, via: [] })))
  return { bindings: found.map((each) => ({ ...each, title: titles.get(`${each.kind}/${each.id}`) ?? each.id })), missing: [...new Set(missing)] }
}
