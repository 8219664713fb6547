// Keeps the projection in step with the history files: after a publish, after a crash between the two, after a lost projection.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { SqlSession } from './driver.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import { readNotes } from './history-notes.ts'
import { findOrganization, readConnections, readOrganizations, writeApplied, writeConnection, writeOrganization, writeProblem, writeSyncedAt } from './organizations.ts'
import { readPasses, writeAmended, writeAttempt, writeComplete } from './passes.ts'
import { applyKind, type FreshObjects, removeRows } from './projection-apply.ts'
import { firstRow, type ProjectionLayout, type RowTable, rowsPerBlock } from './projection-layout.ts'
import { type Projection, raiseRevision } from './projection.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { StoreChange } from './store.ts'
import { historyOrganizations, type StoreFolder } from './store-files.ts'
import { type DayTotal, writeTrend } from './trend.ts'

/** Runs a change of the projection in one transaction and tells what it made readable. */
export async function changeProjection(projection: Projection, tell: (change: StoreChange) => void, work: (session: SqlSession) => Promise<Omit<StoreChange, 'revision'>>): Promise<void> {
  const change = await projection.writer.transaction('write', async (session) => {
    const made = { ...(await work(session)), revision: await raiseRevision(session, projection.latest()) }
    projection.announce(made)
    return made
  })
  projection.committed()
  tell(change)
}

/**
 * Brings the projection up to every history file that it may not have caught up with, or that somebody may have touched.
 *
 * @param isNew the file was made anew: records that could not be saved from the old one are in the history files
 */
export async function repairLagging(projection: Projection, tell: (change: StoreChange) => void, files: HistoryFiles, folder: StoreFolder, isNew: boolean): Promise<void> {
  const known = await readOrganizations(projection.writer)
  const suspects = await Promise.all(known.map(({ organization, applied }) => files.isSuspect(organization.id, applied)))
  for (const [index, { organization }] of known.entries()) {
    if (!isNew && !suspects[index]) continue
    await unlessInTrouble(() =>
      files.use(organization.id, async (file) => {
        if (isNew) await restoreRecords(projection, tell, file)
        await catchUp(projection, tell, organization.id, file)
      }, !isNew),
    )
  }
  // A file without its organization: the projection was lost, and this is what is left.
  for (const id of await historyOrganizations(folder)) {
    if (known.some(({ organization }) => organization.id === id)) continue
    await unlessInTrouble(() =>
      files.use(id, async (file) => {
        await restoreRecords(projection, tell, file)
        await catchUp(projection, tell, id, file)
      }),
    )
  }
}

async function restoreRecords(projection: Projection, tell: (change: StoreChange) => void, file: HistoryFile): Promise<void> {
  const { organization, connection } = await readNotes(file)
  await changeProjection(projection, tell, async (session) => {
    if (organization && !(await findOrganization(session, organization.id))) await writeOrganization(session, organization)
    if (connection) {
      const known = (await readConnections(session)).find(({ id }) => id === connection.id) ?? connection
      await writeConnection(session, { ...known, organizations: [...new Set([...known.organizations, ...connection.organizations])] })
    }
    return { organizations: organization ? [organization.id] : [], kinds: [] }
  })
}

/**
 * Trouble of one organization's file is told by its problem and must not keep the others from opening.
 * A full disk keeps the projection from catching up, not from showing the generation that it has.
 */
async function unlessInTrouble(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError) || !passing.has(error.code)) throw error
  }
}

const passing = new Set(['store.key', 'store.damaged', 'store.rolled-back', 'store.newer', 'store.full', 'organization.unknown'])

/** Applies every kind that history has published and the projection has not, kind by kind. */
async function catchUp(projection: Projection, tell: (change: StoreChange) => void, organization: OrganizationId, file: HistoryFile): Promise<void> {
  const attempts = await lastAttempts(file)
  for (const published of file.kinds()) await catchUpKind(projection, tell, organization, file, published)
  await changeProjection(projection, tell, async (session) => {
    const entry = await findOrganization(session, organization)
    if (!entry) return { organizations: [], kinds: [] }
    const known = await readPasses(session, [entry.rank])
    for (const { kind, outcome, at, error, since } of attempts) {
      if (outcome !== 'complete' && known.find((pass) => pass.kind === kind)?.state !== outcome) await writeAttempt(session, entry.rank, kind, outcome, error, at, since)
      else if (outcome === 'complete') await session.run('UPDATE pass SET complete_at = ? WHERE organization = ? AND kind = ?', [at, entry.rank, kind])
    }
    const synced = await file.connection.all<{ at: Instant | null }>(`SELECT max(ended_at) AS at FROM run WHERE outcome IN ('complete', 'partial')`)
    if (synced[0]?.at) await writeSyncedAt(session, organization, synced[0].at)
    await writeApplied(session, entry.rank, file.mark())
    return { organizations: [organization], kinds: [] }
  })
}

/** Brings one kind up to its published run; nothing happens when it is there already. */
export async function catchUpKind(
  projection: Projection,
  tell: (change: StoreChange) => void,
  organization: OrganizationId,
  file: HistoryFile,
  published: PublishedKind,
  fresh?: FreshObjects,
): Promise<void> {
  const { layout } = projection
  if (!layout.tables.has(published.kind)) return
  const { at, isAmended } = await passEnd(file, published)
  await changeProjection(projection, tell, async (session) => {
    const entry = await findOrganization(session, organization)
    if (!entry) return { organizations: [], kinds: [] }
    const applied = (await readPasses(session, [entry.rank])).find((pass) => pass.kind === published.kind)
    const kinds = applied?.run === published.run ? [] : await applyKind({ session, turn: projection.turn, layout, rank: entry.rank, file, readMs: Date.parse(at), ...(fresh ? { fresh } : {}) }, published, applied?.run ?? 0)
    if (isAmended) await writeAmended(session, entry.rank, published.kind, published.run)
    else await writeComplete(session, entry.rank, published.kind, published.run, at)
    await writeTrend(session, layout.tables.get(published.kind)!, entry.rank, at, () => pastTotals(file, published))
    await writeApplied(session, entry.rank, file.mark())
    // The same rows are news all the same: what is shown of them says when they were read.
    return { organizations: [organization], kinds: isAmended ? kinds : [...new Set([published.kind, ...kinds])] }
  })
}

interface Attempt {
  readonly kind: string
  readonly outcome: 'complete' | 'partial' | 'failed'
  readonly at: Instant
  readonly error: AppError
  /** The first attempt after the newest complete pass, or ever. */
  readonly since: Instant
}

/** The newest pass of each kind, however it ended. */
async function lastAttempts({ connection }: HistoryFile): Promise<Attempt[]> {
  const rows = await connection.all<{ kind: string; outcome: Attempt['outcome']; at: Instant; error: string | null; since: Instant }>(
    `SELECT kind.name AS kind, outcome, at, error, coalesce((SELECT min(failed.at) FROM kind_run AS failed WHERE failed.kind = kind_run.kind AND failed.outcome IN ('partial', 'failed')
       AND failed.run > coalesce((SELECT max(run) FROM kind_run AS complete WHERE complete.kind = kind_run.kind AND complete.outcome = 'complete'), 0)), at) AS since
     FROM kind_run JOIN kind ON kind.kind = kind_run.kind
     WHERE kind_run.run = (SELECT max(run) FROM kind_run AS newest WHERE newest.kind = kind_run.kind AND newest.outcome <> 'amended')`,
  )
  return rows.map((row) => ({ ...row, error: JSON.parse(row.error ?? 'null') as AppError }))
}

/** What earlier passes counted, for a projection that has no days of its own yet. */
const pastTotals = ({ connection }: HistoryFile, { code }: PublishedKind): Promise<DayTotal[]> =>
  connection.all<{ at: Instant; total: number }>(`SELECT at, total FROM kind_run WHERE kind = ? AND outcome = 'complete' ORDER BY run DESC LIMIT ?`, [code, limits.trendPassesMax])

/** End of the newest complete pass, which may have found nothing new and then has no run of its own. */
async function passEnd({ connection }: HistoryFile, { code, run }: PublishedKind): Promise<{ at: Instant; isAmended: boolean }> {
  const rows = await connection.all<{ at: Instant }>(`SELECT at FROM kind_run WHERE kind = ? AND outcome = 'complete' ORDER BY run DESC LIMIT 1`, [code])
  const amended = await connection.all(`SELECT 1 FROM kind_run WHERE kind = ? AND run = ? AND outcome = 'amended'`, [code, run])
  return { at: rows[0]!.at, isAmended: amended.length > 0 }
}

/** Takes every row of an organization out of the projection. Answers with their number. */
export async function removeOrganizationRows(session: SqlSession, layout: ProjectionLayout, rank: number): Promise<number> {
  let removed = 0
  for (const table of layout.tables.values()) removed += await removeBlock(session, table, rank)
  await session.run('DELETE FROM pass WHERE organization = ?', [rank])
  await session.run('DELETE FROM summary WHERE organization = ?', [rank])
  return removed
}

async function removeBlock(session: SqlSession, table: RowTable, rank: number): Promise<number> {
  let removed = 0
  for (;;) {
    const rows = await session.all<{ row: number }>(`SELECT row FROM ${table.table} WHERE row >= ? AND row < ? LIMIT ?`, [firstRow(rank), firstRow(rank) + rowsPerBlock, limits.writeRowsMax])
    if (rows.length === 0) return removed
    await removeRows(session, table, rows.map(({ row }) => row))
    removed += rows.length
  }
}

/** Hides an organization whose history cannot be trusted, and says why. */
export async function hideOrganization(projection: Projection, tell: (change: StoreChange) => void, organization: OrganizationId, error: AppError, at: Instant): Promise<void> {
  await changeProjection(projection, tell, async (session) => {
    const entry = await findOrganization(session, organization)
    if (entry) {
      await removeOrganizationRows(session, projection.layout, entry.rank)
      await writeApplied(session, entry.rank, { generation: 0, root: '' })
      await session.run('UPDATE organization SET synced_at = NULL WHERE id = ?', [organization])
      await writeProblem(session, organization, error.with({ organization: entry.organization.name }), at)
    }
    return { organizations: [organization], kinds: [...projection.layout.tables.keys()] }
  })
}
