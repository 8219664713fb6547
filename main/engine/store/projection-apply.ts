// Brings the projection of one kind of one organization up to what its history file has published: changed rows, closed rows, counts, summary.
// One transaction, so that a reader sees the old generation or the new one. Also the way a lagging projection is repaired.

import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { SqlParameter, SqlSession, SqlValue } from './driver.ts'
import { countEdges, type EdgeEnd } from './edge-counts.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import { unpackId } from './packed-id.ts'
import { createIndexes, firstRow, idIndex, type ProjectionLayout, type RowTable, rowsPerBlock, searchNames } from './projection-layout.ts'
import { type ProjectedObject, rowFields, rowValues } from './projection-row.ts'
import { forKeyBatches, runRows } from './row-batches.ts'
import { writeSummary } from './summary-rows.ts'

/** Objects that a run has staged and still remembers: what its versions in the file hold. */
export interface FreshObjects {
  readonly run: number
  object(id: string): RawObject | undefined
}

export interface ApplyTarget {
  readonly session: SqlSession
  /** Waited for between two pieces of work that take milliseconds. */
  readonly turn: () => Promise<void>
  readonly layout: ProjectionLayout
  readonly rank: number
  readonly file: HistoryFile
  /** End of the pass whose rows are applied. */
  readonly readMs: number
  readonly fresh?: FreshObjects
}

type StoredId = string | Buffer

interface Version {
  readonly row: number
  readonly id: StoredId
  readonly from_run: number
  readonly payload: Buffer
  readonly edge_from: StoredId | null
  readonly edge_to: StoredId | null
}

/** Answers with the kinds whose rows changed: counted kinds change with their edges. */
export async function applyKind(target: ApplyTarget, published: PublishedKind, appliedRun: number): Promise<string[]> {
  const { session, layout, rank, file } = target
  const table = layout.tables.get(published.kind)
  if (!table) return []
  const ends: EdgeEnd[] = []
  const isFirst = appliedRun === 0
  const isBulk = isFirst && (await isLarge(session, table, published.total))
  if (isBulk) await dropIndexes(session, table)
  if (!isFirst) await removeClosed(target, table, published, appliedRun, ends)
  const first = await nextRowOf(session, table, rank)
  let nextRow = first
  for await (const versions of changedVersions(file, published, appliedRun)) {
    nextRow = await writeVersions(target, table, versions, { isFirst, nextRow, ends })
  }
  if (isFirst) await addAllSearchText(session, table, first, nextRow)
  await session.exec(`${idIndex(table)}; ${createIndexes(table)}`)
  const counted = await countEdges(session, layout, table, rank, isFirst ? null : ends)
  for (const kind of [published.kind, ...counted]) await writeSummary(session, layout.tables.get(kind)!, rank, target.readMs)
  return [published.kind, ...counted]
}

/** Changed versions in slices, oldest run first; the next slice is read while the caller works on one. */
async function* changedVersions({ connection }: HistoryFile, { code, run }: PublishedKind, appliedRun: number): AsyncGenerator<Version[]> {
  const runs = await connection.all<{ run: number }>(`SELECT run FROM kind_run WHERE kind = ? AND run > ? AND run <= ? AND outcome IN ('complete', 'amended') ORDER BY run`, [code, appliedRun, run])
  for (const { run: from } of runs) {
    const sql = 'SELECT row, id, from_run, payload, edge_from, edge_to FROM cur WHERE kind = ? AND from_run = ? AND row > ? ORDER BY row LIMIT ?'
    const read = (after: number) => connection.all<Version>(sql, [code, from, after, limits.writeRowsMax])
    let slice = await read(0)
    while (slice.length > 0) {
      const next = read(slice.at(-1)!.row)
      // A caller that stops early must not leave a rejection behind.
      next.catch(() => undefined)
      yield slice
      slice = await next
    }
  }
}

interface WritePlan {
  readonly isFirst: boolean
  readonly nextRow: number
  readonly ends: EdgeEnd[]
}

async function writeVersions({ session, turn, rank, file, fresh }: ApplyTarget, table: RowTable, versions: readonly Version[], plan: WritePlan): Promise<number> {
  const fields = rowFields(table)
  const known = plan.isFirst ? new Map<string, number>() : await rowsOf(session, table, rank, versions)
  await removeSearchText(session, table, [...known.values()])
  let nextRow = plan.nextRow
  const written: number[] = []
  for (let start = 0; start < versions.length; start += limits.statementRowsMax) {
    const rows: SqlParameter[][] = []
    for (const [index, version] of versions.slice(start, start + limits.statementRowsMax).entries()) {
      if (index % limits.objectsInOneGo === 0) await turn()
      const object = projected(file, version, fresh)
      if (object.edge) plan.ends.push(object.edge)
      const row = known.get(object.id) ?? nextRow++
      written.push(row)
      rows.push([row, rank, ...rowValues(table, object)])
    }
    const updates = fields.filter((field) => field !== 'id').map((field) => `${field} = excluded.${field}`)
    const onConflict = plan.isFirst ? '' : ` ON CONFLICT (row) DO UPDATE SET ${updates.join(', ')}`
    await runRows(session, rows, (values) => `INSERT INTO ${table.table} (row, organization, ${fields.join(', ')}) VALUES ${values}${onConflict}`)
  }
  if (!plan.isFirst) await addSearchText(session, table, written)
  return nextRow
}

function projected({ codec }: HistoryFile, { id: stored, from_run, payload, edge_from, edge_to }: Version, fresh: FreshObjects | undefined): ProjectedObject {
  const id = unpackId(stored)
  const edge = edge_from !== null && edge_to !== null ? { from: unpackId(edge_from), to: unpackId(edge_to) } : null
  const remembered = fresh?.run === from_run ? fresh.object(id) : undefined
  return { id, edge, raw: remembered ?? (JSON.parse(codec.decode(payload)) as RawObject) }
}

/** Row numbers of the objects that are in the projection already, by id. */
async function rowsOf(session: SqlSession, table: RowTable, rank: number, versions: readonly { readonly id: StoredId }[]): Promise<Map<string, number>> {
  const rows = new Map<string, number>()
  await forKeyBatches(versions.map((version) => version.id), async (batch, marks) => {
    const found = await session.all<{ row: number; id: SqlValue }>(`SELECT row, id FROM ${table.table} WHERE organization = ? AND id IN (${marks})`, [rank, ...batch])
    for (const { row, id } of found) rows.set(unpackId(id), row)
  })
  return rows
}

async function removeClosed({ session, rank, file }: ApplyTarget, table: RowTable, { code, run }: PublishedKind, appliedRun: number, ends: EdgeEnd[]): Promise<void> {
  const closed = await file.connection.all<{ id: StoredId; edge_from: StoredId | null; edge_to: StoredId | null; gone: number }>(
    `SELECT id, edge_from, edge_to, NOT EXISTS (SELECT 1 FROM cur WHERE cur.kind = hist.kind AND cur.id = hist.id) AS gone
     FROM hist WHERE kind = ? AND to_run > ? AND to_run <= ?`,
    [code, appliedRun, run],
  )
  for (const { edge_from, edge_to } of closed) if (edge_from !== null && edge_to !== null) ends.push({ from: unpackId(edge_from), to: unpackId(edge_to) })
  const rows = [...(await rowsOf(session, table, rank, closed.filter(({ gone }) => gone))).values()]
  await removeRows(session, table, rows)
}

/** Deletes rows with their search text. */
export async function removeRows(session: SqlSession, table: RowTable, rows: readonly number[]): Promise<void> {
  await removeSearchText(session, table, rows)
  await forKeyBatches(rows, async (batch, marks) => {
    await session.run(`DELETE FROM ${table.table} WHERE row IN (${marks})`, batch)
  })
}

// The index has no copy of the text: what goes must be named exactly as it came, so this runs before a row changes.
async function removeSearchText(session: SqlSession, { search, searched }: RowTable, rows: readonly number[]): Promise<void> {
  if (!search) return
  const names = searchNames(searched)
  await forKeyBatches(rows, async (batch, marks) => {
    await session.run(`INSERT INTO ${search.table} (${search.table}, rowid, ${names}) SELECT 'delete', row, ${names} FROM ${search.text} WHERE row IN (${marks})`, batch)
  })
}

async function addSearchText(session: SqlSession, { search, searched }: RowTable, rows: readonly number[]): Promise<void> {
  if (!search) return
  const names = searchNames(searched)
  await forKeyBatches([...rows].sort((left, right) => left - right), async (batch, marks) => {
    await session.run(`INSERT INTO ${search.table} (rowid, ${names}) SELECT row, ${names} FROM ${search.text} WHERE row IN (${marks})`, batch)
  })
}

/** A whole organization at once: one statement instead of one per hundred rows. */
async function addAllSearchText(session: SqlSession, { search, searched }: RowTable, first: number, end: number): Promise<void> {
  if (!search) return
  const names = searchNames(searched)
  await session.run(`INSERT INTO ${search.table} (rowid, ${names}) SELECT row, ${names} FROM ${search.text} WHERE row >= ? AND row < ?`, [first, end])
}

async function nextRowOf(session: SqlSession, { table }: RowTable, rank: number): Promise<number> {
  const first = firstRow(rank)
  const rows = await session.all<{ last: number | null }>(`SELECT max(row) AS last FROM ${table} WHERE row >= ? AND row < ?`, [first, first + rowsPerBlock])
  return (rows[0]?.last ?? first) + 1
}

/** A load that outweighs what is there is cheaper with its indexes built afterwards. */
async function isLarge(session: SqlSession, { table }: RowTable, incoming: number): Promise<boolean> {
  if (incoming < limits.bulkRowsMin) return false
  const rows = await session.all<{ rows: number }>(`SELECT count(*) AS rows FROM (SELECT 1 FROM ${table} LIMIT ?)`, [incoming])
  return (rows[0]?.rows ?? 0) < incoming
}

async function dropIndexes(session: SqlSession, { table }: RowTable): Promise<void> {
  const indexes = await session.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`, [table])
  for (const { name } of indexes) await session.exec(`DROP INDEX "${name}"`)
}
