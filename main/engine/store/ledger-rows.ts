// Plans and jobs in the ledger's file: frozen rows of a plan, and what became of each in its job.

import { AppError, type PlainError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import type { JobId, OrganizationId, PlanId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Image } from '../../../shared/actions/action.ts'
import type { Job, JobPhase, JobRow, Outcome, PlannedRow } from '../../../shared/actions/plan.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import type { ExceptionEffect, JobHeader, JobWorkRow, PlanHeader, PlanPage, RowWork, Settlement, StoredJob, StoredRow } from './ledger.ts'
import { runRows } from './row-batches.ts'

export async function writePlan(session: SqlSession, header: PlanHeader, rows: readonly StoredRow[]): Promise<void> {
  await session.run('INSERT INTO plan (id, created_at, header) VALUES (?, ?, ?)', [header.id, header.createdAt, JSON.stringify(header)])
  const values = rows.map(({ shown, work }): SqlParameter[] => [
    header.id, shown.position, shown.organization, shown.id, shown.verdict, shown.irreversible === null ? 0 : 1, shown.conflict.length, JSON.stringify(shown), JSON.stringify(work),
  ])
  await runRows(session, values, (marks) => `INSERT INTO plan_row (plan, position, organization, object, verdict, irreversible, conflict, shown, work) VALUES ${marks}`)
}

export async function readPlan(session: SqlSession, id: PlanId): Promise<{ header: PlanHeader; job: JobId | null } | null> {
  const [row] = await session.all<{ header: string; job: JobId | null }>('SELECT header, job FROM plan WHERE id = ?', [id])
  return row ? { header: JSON.parse(row.header) as PlanHeader, job: row.job } : null
}

export async function readPlanRows(session: SqlSession, id: PlanId, { show, organization, start, size }: PlanPage): Promise<{ rows: PlannedRow[]; total: number }> {
  const wanted: Record<PlanPage['show'], string> = { all: '1', irreversible: `verdict = 'change' AND irreversible = 1`, conflict: 'conflict > 0', change: `verdict = 'change'`, noop: `verdict = 'noop'`, refused: `verdict = 'refused'` }
  const where = `plan = ? AND ${wanted[show]}${organization ? ' AND organization = ?' : ''}`
  const parameters = organization ? [id, organization] : [id]
  const [count] = await session.all<{ total: number }>(`SELECT count(*) AS total FROM plan_row WHERE ${where}`, parameters)
  const rows = await session.all<{ shown: string }>(`SELECT shown FROM plan_row WHERE ${where} ORDER BY position LIMIT ? OFFSET ?`, [...parameters, size, start])
  return { rows: rows.map(({ shown }) => JSON.parse(shown) as PlannedRow), total: count?.total ?? 0 }
}

export async function readPlanWork(session: SqlSession, id: PlanId, verdict?: PlannedRow['verdict']): Promise<StoredRow[]> {
  const rows = await session.all<{ shown: string; work: string }>(`SELECT shown, work FROM plan_row WHERE plan = ?${verdict ? ' AND verdict = ?' : ''} ORDER BY position`, verdict ? [id, verdict] : [id])
  return rows.map(({ shown, work }) => ({ shown: JSON.parse(shown) as PlannedRow, work: JSON.parse(work) as RowWork }))
}

export async function deletePlansBefore(session: SqlSession, before: Instant): Promise<void> {
  await session.run('DELETE FROM plan_row WHERE plan IN (SELECT id FROM plan WHERE job IS NULL AND created_at < ?)', [before])
  await session.run('DELETE FROM plan WHERE job IS NULL AND created_at < ?', [before])
}

/** @throws AppError `plan.started` */
export async function writeJob(session: SqlSession, header: JobHeader): Promise<void> {
  const taken = await session.run('UPDATE plan SET job = ? WHERE id = ? AND job IS NULL', [header.id, header.plan])
  if (taken !== 1) throw new AppError('plan.started')
  await session.run('INSERT INTO job (id, started_at, phase, header) VALUES (?, ?, ?, ?)', [header.id, header.startedAt, 'queued', JSON.stringify(header)])
  for (const { organization } of header.organizations) await session.run('INSERT INTO job_organization (job, organization) VALUES (?, ?)', [header.id, organization])
  await session.run(
    `INSERT INTO job_row (job, position, organization, outcome, object) SELECT ?, position, organization, 'waiting', object FROM plan_row WHERE plan = ? AND verdict = 'change'`,
    [header.id, header.plan],
  )
}

interface JobTableRow {
  readonly header: string
  readonly phase: JobPhase
  readonly ended_at: Instant | null
  readonly undone_by: JobId | null
}

const jobFields = 'job.header AS header, job.phase AS phase, job.ended_at AS ended_at, job.undone_by AS undone_by'

export async function readJob(session: SqlSession, id: JobId): Promise<StoredJob | null> {
  const [row] = await session.all<JobTableRow>(`SELECT ${jobFields} FROM job WHERE id = ?`, [id])
  return row ? storedJob(session, row) : null
}

export async function readJobs(session: SqlSession, { organization, isOpen, size }: { readonly organization?: OrganizationId; readonly isOpen?: boolean; readonly size: number }): Promise<StoredJob[]> {
  const from = organization ? 'job_organization JOIN job ON job.id = job_organization.job' : 'job'
  const where = [...(organization ? ['job_organization.organization = ?'] : []), ...(isOpen ? ['ended_at IS NULL'] : [])].join(' AND ') || '1'
  const rows = await session.all<JobTableRow>(`SELECT ${jobFields} FROM ${from} WHERE ${where} ORDER BY started_at DESC, id LIMIT ?`, organization ? [organization, size] : [size])
  const jobs: StoredJob[] = []
  for (const row of rows) jobs.push(await storedJob(session, row))
  return jobs
}

async function storedJob(session: SqlSession, { header: text, phase, ended_at: endedAt, undone_by: undoneBy }: JobTableRow): Promise<StoredJob> {
  const header = JSON.parse(text) as JobHeader
  const found = await session.all<{ outcome: Outcome; rows: number }>('SELECT outcome, count(*) AS rows FROM job_row WHERE job = ? GROUP BY outcome', [header.id])
  const of = (outcome: Outcome): number => found.find((row) => row.outcome === outcome)?.rows ?? 0
  const counts: Job['counts'] = {
    total: found.reduce((sum, { rows }) => sum + rows, 0),
    waiting: of('waiting'), sent: of('sent'), confirmed: of('confirmed'), failed: of('failed'), unknown: of('unknown'), drifted: of('drifted'), skipped: of('skipped'),
  }
  const [undo] = await session.all<{ rows: number }>(
    `SELECT count(*) AS rows FROM job_row JOIN plan_row ON plan_row.plan = ? AND plan_row.position = job_row.position WHERE job_row.job = ? AND outcome = 'confirmed' AND irreversible = 0`,
    [header.plan, header.id],
  )
  const gone = await session.all<{ action: string; rows: number }>(
    `SELECT json_extract(shown, '$.action') AS action, count(*) AS rows FROM job_row JOIN plan_row ON plan_row.plan = ? AND plan_row.position = job_row.position WHERE job_row.job = ? AND outcome = 'confirmed' AND irreversible = 1 GROUP BY 1`,
    [header.plan, header.id],
  )
  return { ...header, phase, endedAt, undoneBy, counts, undoRows: undo?.rows ?? 0, goneRows: Object.fromEntries(gone.map(({ action, rows }) => [action, rows])) }
}

interface JobRowTable {
  readonly position: number
  readonly outcome: Outcome
  readonly note: string | null
  readonly problem: string | null
  readonly request_id: string | null
  readonly sent_at: Instant | null
  readonly settled_at: Instant | null
  readonly object: string | null
  readonly pre: string | null
  readonly shown: string
  readonly work: string
}

const rowSource = 'job_row JOIN job ON job.id = job_row.job JOIN plan_row ON plan_row.plan = ? AND plan_row.position = job_row.position'

export async function readJobRows(session: SqlSession, job: StoredJob, { show, start, size }: { readonly show: 'all' | 'problems' | Outcome; readonly start: number; readonly size: number }): Promise<{ rows: JobRow[]; total: number }> {
  const wanted = show === 'all' ? '1' : show === 'problems' ? `outcome IN ('failed', 'unknown', 'drifted', 'skipped')` : `outcome = '${show}'`
  const [count] = await session.all<{ total: number }>(`SELECT count(*) AS total FROM job_row WHERE job = ? AND ${wanted}`, [job.id])
  const rows = await session.all<JobRowTable>(
    `SELECT job_row.position AS position, outcome, note, problem, request_id, sent_at, settled_at, job_row.object AS object, shown FROM ${rowSource} WHERE job_row.job = ? AND ${wanted} ORDER BY job_row.position LIMIT ? OFFSET ?`,
    [job.plan, job.id, size, start],
  )
  return {
    rows: rows.map(({ outcome, note, problem, request_id: requestId, sent_at: sentAt, settled_at: settledAt, object, shown }): JobRow => {
      const { position, organization, title, action, changes, irreversible } = JSON.parse(shown) as PlannedRow
      return { position, organization, id: object as JobRow['id'], title, action, changes, irreversible, outcome, note, problem: problem ? (JSON.parse(problem) as PlainError) : null, sentAt, settledAt, requestId }
    }),
    total: count?.total ?? 0,
  }
}

export async function readJobWork(session: SqlSession, job: StoredJob, outcomes: readonly Outcome[]): Promise<JobWorkRow[]> {
  const rows = await session.all<JobRowTable>(
    `SELECT job_row.position AS position, outcome, job_row.object AS object, pre, shown, work FROM ${rowSource} WHERE job_row.job = ? AND outcome IN (${outcomes.map(() => '?').join(', ')}) ORDER BY job_row.position`,
    [job.plan, job.id, ...outcomes],
  )
  return rows.map(({ position, outcome, object, pre, shown, work: workText }) => {
    const work = JSON.parse(workText) as RowWork
    return { position, outcome, object, work, shown: JSON.parse(shown) as PlannedRow, pre: pre ? (JSON.parse(pre) as Image) : work.image }
  })
}

export async function writeSent(session: SqlSession, job: JobId, position: number, pre: Image, at: Instant): Promise<void> {
  const changed = await session.run(`UPDATE job_row SET outcome = 'sent', pre = ?, sent_at = ? WHERE job = ? AND position = ? AND outcome = 'waiting'`, [JSON.stringify(pre), at, job, position])
  invariant(changed === 1, 'a row is sent once')
}

export async function writeSettlement(session: SqlSession, job: JobId, position: number, { outcome, note, problem, requestId, object }: Settlement, at: Instant): Promise<void> {
  const changed = await session.run(
    `UPDATE job_row SET outcome = ?, note = ?, problem = ?, request_id = ?, settled_at = ?, object = coalesce(?, object) WHERE job = ? AND position = ? AND outcome IN ('waiting', 'sent')`,
    [outcome, note, problem && JSON.stringify(problem), requestId, at, object ?? null, job, position],
  )
  invariant(changed === 1, 'a row ends once')
}

/** The newest change of a place decides: what was excepted there is over, or is excepted anew. */
export async function writeException(session: SqlSession, { organization, object, places, exception }: ExceptionEffect): Promise<void> {
  for (const place of places) await session.run('DELETE FROM exception WHERE organization = ? AND object = ? AND place = ?', [organization, object, place])
  const [first] = places
  if (exception && first !== undefined) await session.run('INSERT INTO exception (organization, object, place, record) VALUES (?, ?, ?, ?)', [organization, object, first, JSON.stringify(exception)])
}
