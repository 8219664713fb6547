// One object whole, from its history file: also one that a later pass no longer found.

import { AppError } from '../../../shared/base/app-error.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { cellOf, type RawObject, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import type { SqlSession, SqlValue } from './driver.ts'
import type { HistoryFile } from './history-file.ts'
import { packId, unpackId } from './packed-id.ts'
import type { RowTable } from './projection-layout.ts'
import { forKeyBatches } from './row-batches.ts'

type ObjectOutput = Output<'snapshot.object'>

/** What the history file knows of an object; null when it never had it. */
export async function readVersion({ connection, codec, kind }: HistoryFile, kindName: string, id: string): Promise<{ raw: string; goneAt: Instant | null } | null> {
  const { code, run } = kind(kindName)
  const current = await connection.all<{ payload: Buffer }>('SELECT payload FROM cur WHERE kind = ? AND id = ? AND from_run <= ?', [code, packId(id), run])
  if (current[0]) return { raw: codec.decode(current[0].payload), goneAt: null }
  const closed = await connection.all<{ payload: Buffer; at: Instant }>(
    `SELECT payload, (SELECT at FROM kind_run WHERE kind_run.kind = hist.kind AND kind_run.run = hist.to_run) AS at
     FROM hist WHERE kind = ? AND id = ? ORDER BY to_run DESC LIMIT 1`,
    [code, packId(id)],
  )
  return closed[0] ? { raw: codec.decode(closed[0].payload), goneAt: closed[0].at } : null
}

/** The edge counts of an object, which its raw form does not have. */
export async function readCounts(session: SqlSession, { table, counts }: RowTable, rank: number, id: string): Promise<Record<string, Cell>> {
  if (counts.length === 0) return {}
  const rows = await session.all<Record<string, Cell>>(
    `SELECT ${counts.map(({ sql }, index) => `${sql} AS v${index}`).join(', ')} FROM ${table} WHERE organization = ? AND id = ?`,
    [rank, packId(id)],
  )
  return Object.fromEntries(counts.map(({ path }, index) => [path, rows[0]?.[`v${index}`] ?? 0]))
}

/** The newest version of each object, in the order asked for; null for one that this file never had. */
export async function readVersionTexts(file: HistoryFile, kindName: string, ids: readonly string[]): Promise<(string | null)[]> {
  const texts = await readCurrentTexts(file, kindName, ids)
  // What went away since the list was drawn up is in the closed versions.
  for (const [index, id] of ids.entries()) texts[index] ??= (await readVersion(file, kindName, id))?.raw ?? null
  return texts
}

/** The published version of each object, in the order asked for; null for one that the newest generation does not have. */
export async function readCurrentTexts({ connection, codec, kind }: HistoryFile, kindName: string, ids: readonly string[]): Promise<(string | null)[]> {
  const { code, run } = kind(kindName)
  const texts = new Map<string, string>()
  await forKeyBatches(ids, async (batch, marks) => {
    const rows = await connection.all<{ id: SqlValue; payload: Buffer }>(`SELECT id, payload FROM cur WHERE kind = ? AND id IN (${marks}) AND from_run <= ?`, [code, ...batch.map(packId), run])
    for (const { id, payload } of rows) texts.set(unpackId(id), codec.decode(payload))
  })
  return ids.map((id) => texts.get(id) ?? null)
}

/** How the object is called in this version; null when there is none. */
export const versionTitle = (table: RowTable | undefined, version: { raw: string } | null): string | null =>
  table && version ? titleOf(table.resource, JSON.parse(version.raw) as RawObject) : null

export function objectOutput(
  { resource }: RowTable,
  { kind, id }: ParsedInput<'snapshot.object'>,
  version: { raw: string; goneAt: Instant | null } | null,
  counts: Record<string, Cell>,
  readAt: Instant | null,
): ObjectOutput {
  if (!version || !readAt) throw new AppError('object.unknown', { kind })
  const raw = JSON.parse(version.raw) as RawObject
  const cells = Object.fromEntries(resource.columns.map((column) => [column.path, cellOf(column, raw)]))
  return { id, title: titleOf(resource, raw), cells: { ...cells, ...counts }, raw: version.raw, readAt, goneAt: version.goneAt }
}
