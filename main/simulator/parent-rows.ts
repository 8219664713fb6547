// Lists that exist once per parent: members of a group, edges and objects of kinds that only their description is known of.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { fraction, mix } from './mixing.ts'
import { objectId, ownerText } from './object-ids.ts'
import { sampledRows, sampleObject, setPath } from './samples.ts'
import { inNaturalOrder, type RowSource, type Table } from './table.ts'

/** A null row points to a deleted object: it is counted and not sent. */
export interface ParentRows extends Omit<RowSource, 'at'> {
  at(index: number): RawObject | null
}

export const memberRow = (id: string, type: string, attributes: RawObject | null = null): RawObject => ({ attributes, to: { attributes: null, id, type } })

/** Rows in the order given; they are read once, so they have no history. */
export const edgeRows = (indexes: readonly number[], at: (index: number) => RawObject): ParentRows => ({ revision: 0, indexes: () => indexes, natural: () => indexes, at })

/** Adds rows of deleted objects, as the service keeps them. */
export function withGhosts(rows: ParentRows, share: number, seed: number): ParentRows {
  if (share === 0) return rows
  const haunted = rows.natural().flatMap((index) => (fraction(seed, index) < share ? [-1 - index, index] : [index]))
  return { ...rows, natural: () => haunted, indexes: () => haunted, at: (index) => (index < 0 ? null : rows.at(index)) }
}

/**
 * Rows of a kind from its description alone.
 *
 * @param far the table that edges lead to, so that they lead to real objects
 */
export function sampledParentRows(resource: ResourceDescription, seed: number, far: Table | null): ParentRows {
  const owner = ownerText(seed, resource.kind)
  const indexes = far ? inNaturalOrder(far.indexes()).slice(0, sampledRows) : Array.from({ length: sampledRows }, (_, place) => place)
  return edgeRows(indexes, (index) => {
    const raw: Record<string, unknown> = { ...sampleObject(resource, seed, index, objectId(0x6000_0000 + mix(seed, index) % 0xff_ffff, owner, index)) }
    if (far && resource.edge) setPath(raw, resource.edge.toPath, far.idAt(index))
    return raw
  })
}
