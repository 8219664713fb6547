// Columns that count edges: an object's number of edges whose end of its kind it is, kept with the edges in one transaction.

import type { SqlSession } from './driver.ts'
import { packId } from './packed-id.ts'
import { firstRow, type ProjectionLayout, type RowTable, rowsPerBlock } from './projection-layout.ts'
import { forKeyBatches } from './row-batches.ts'

export interface EdgeEnd {
  readonly from: string
  readonly to: string
}

/**
 * Counts again after rows of a kind changed: its own counting columns when it has some, those of both ends when it is an edge.
 *
 * @param ends edges that came or went; null counts everything of the organization
 * @returns the other kinds that have counted anew
 */
export async function countEdges(session: SqlSession, layout: ProjectionLayout, changed: RowTable, rank: number, ends: readonly EdgeEnd[] | null): Promise<string[]> {
  const counted: string[] = []
  for (const table of layout.tables.values()) {
    for (const column of table.counts) {
      const edges = layout.tables.get(column.countOf!)
      const end = edges?.resource.edge?.from === table.kind ? 'from' : 'to'
      if (!edges || (edges.kind !== changed.kind && table.kind !== changed.kind)) continue
      const assignment = `UPDATE ${table.table} SET ${column.sql} = (SELECT count(*) FROM ${edges.table} AS e WHERE e.organization = ${table.table}.organization AND e.edge_${end} = ${table.table}.id)`
      if (table.kind === changed.kind) {
        // Only rows that have just come can be wrong, and only when edges came before them.
        const isCounted = `EXISTS (SELECT 1 FROM ${edges.table} AS e WHERE e.organization = ${table.table}.organization AND e.edge_${end} = ${table.table}.id)`
        await session.run(`${assignment} WHERE row >= ? AND row < ? AND ${column.sql} = 0 AND ${isCounted}`, [firstRow(rank), firstRow(rank) + rowsPerBlock])
        continue
      }
      if (ends === null) await session.run(`${assignment} WHERE row >= ? AND row < ?`, [firstRow(rank), firstRow(rank) + rowsPerBlock])
      else {
        const ids = [...new Set(ends.map((edge) => edge[end]))]
        await forKeyBatches(ids, async (batch, marks) => {
          await session.run(`${assignment} WHERE organization = ? AND id IN (${marks})`, [rank, ...batch.map(packId)])
        })
      }
      if (!counted.includes(table.kind)) counted.push(table.kind)
    }
  }
  return counted
}
