// Publishing a complete pass: changed versions move to history, unseen ids are closed, the kind gets its new run. One transaction.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import type { SqlSession } from './driver.ts'
import type { KindStage } from './kind-stage.ts'
import { unpackId } from './packed-id.ts'
import { forKeyBatches } from './row-batches.ts'
import { addRoot, addToRoot, takeFromRoot } from './row-hash.ts'
import type { Proof, Published } from './store.ts'

export interface Merge {
  readonly files: HistoryFiles
  readonly file: HistoryFile
  readonly organization: OrganizationId
  readonly kind: string
  readonly run: number
  readonly at: Instant
  readonly proof: Proof
  readonly stage: KindStage
  readonly quarantined: Quarantined
}

/** What this pass saw and could not take over: it is there still, so its version before stays. */
export interface Quarantined {
  readonly count: number
  readonly ids: ReadonlySet<string>
  /** An object without an id was among them, which may be any that was not seen. */
  readonly isAnyNameless: boolean
}

interface Merged {
  readonly published: Published
  /** Ids that were not read and stay as they were. */
  readonly kept: readonly string[]
}

type StoredId = string | Buffer

export async function mergeStage({ files, file, organization, kind, run, at, proof, stage, quarantined }: Merge): Promise<Merged> {
  const before = file.kind(kind)
  const unseen = await unseenIds(file, before, stage)
  const isKept = ({ id }: StoredVersion) => quarantined.isAnyNameless || quarantined.ids.has(unpackId(id))
  const removed = unseen.filter((version) => !isKept(version))
  const kept = unseen.filter(isKept).map(({ id }) => unpackId(id))
  const counts = { added: stage.count('new'), changed: stage.count('changed'), removed: removed.length }
  const total = before.total + counts.added - counts.removed
  const note = (session: SqlSession): Promise<number> =>
    session.run(
      'INSERT INTO kind_run (run, kind, outcome, at, proof, added, changed, removed, total, quarantined) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [run, before.code, 'complete', at, JSON.stringify(proof), counts.added, counts.changed, counts.removed, total, quarantined.count],
    )

  // A first pass that finds nothing is a generation too: from then on "none" is known.
  if (before.run > 0 && counts.added + counts.changed + counts.removed === 0) {
    await note(file.connection)
    return { published: { ...counts, total }, kept }
  }
  const root = await rootAfter(file, before, stage, removed)
  await files.publish(organization, file, { ...before, run, total, root }, async (session) => {
    await moveChanged(session, before.code, run)
    await closeUnseen(session, before.code, run, removed.map((row) => row.id))
    await note(session)
  })
  return { published: { ...counts, total }, kept }
}

interface StoredVersion {
  readonly id: StoredId
  readonly hash: Buffer
}

/** Published ids that this pass did not read; found in slices, and only when the numbers say that there are some. */
async function unseenIds(file: HistoryFile, { code, run, total }: PublishedKind, stage: KindStage): Promise<StoredVersion[]> {
  let missing = total - stage.count('same') - stage.count('changed')
  const unseen: StoredVersion[] = []
  let after = 0
  while (missing > 0) {
    const rows = await file.connection.all<StoredVersion & { row: number }>(
      'SELECT row, id, hash FROM cur WHERE row > ? AND kind = ? AND from_run <= ? ORDER BY row LIMIT ?',
      [after, code, run, limits.writeRowsMax],
    )
    if (rows.length === 0) break
    after = rows.at(-1)!.row
    const slice = rows.filter((row) => !stage.has(unpackId(row.id)))
    missing -= slice.length
    unseen.push(...slice)
  }
  return unseen
}

async function rootAfter(file: HistoryFile, { code, root }: PublishedKind, stage: KindStage, removed: readonly StoredVersion[]): Promise<Buffer> {
  const next = Buffer.from(root)
  addRoot(next, stage.addedRoot)
  for (const { id, hash } of removed) takeFromRoot(next, unpackId(id), hash)
  const changed = await file.connection.all<{ id: StoredId; old: Buffer; new: Buffer }>(
    'SELECT stage.id AS id, cur.hash AS old, stage.hash AS new FROM stage JOIN cur ON cur.kind = stage.kind AND cur.id = stage.id WHERE stage.kind = ?',
    [code],
  )
  for (const row of changed) {
    takeFromRoot(next, unpackId(row.id), row.old)
    addToRoot(next, unpackId(row.id), row.new)
  }
  return next
}

async function moveChanged(session: SqlSession, code: number, run: number): Promise<void> {
  const ofStage = 'FROM stage WHERE stage.kind = cur.kind AND stage.id = cur.id AND stage.kind = ?'
  await session.run(
    `INSERT INTO hist (kind, id, from_run, to_run, hash, payload, edge_from, edge_to)
     SELECT cur.kind, cur.id, cur.from_run, ?, cur.hash, cur.payload, cur.edge_from, cur.edge_to
     FROM stage JOIN cur ON cur.kind = stage.kind AND cur.id = stage.id WHERE stage.kind = ?`,
    [run, code],
  )
  await session.run(`UPDATE cur SET from_run = ?, hash = stage.hash, payload = stage.payload, edge_from = stage.edge_from, edge_to = stage.edge_to ${ofStage}`, [run, code])
  await session.run('DELETE FROM stage WHERE kind = ?', [code])
}

async function closeUnseen(session: SqlSession, code: number, run: number, ids: readonly StoredId[]): Promise<void> {
  await forKeyBatches(ids, async (batch, marks) => {
    await session.run(
      `INSERT INTO hist (kind, id, from_run, to_run, hash, payload, edge_from, edge_to)
       SELECT kind, id, from_run, ?, hash, payload, edge_from, edge_to FROM cur WHERE kind = ? AND id IN (${marks})`,
      [run, code, ...batch],
    )
    await session.run(`DELETE FROM cur WHERE kind = ? AND id IN (${marks})`, [code, ...batch])
  })
}
