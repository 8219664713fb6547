// What is known of each kind of each organization: the newest complete pass and how the last attempt ended.

import { type AppError, errorToPlain, type PlainError } from '../../../shared/base/app-error.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { SqlSession } from './driver.ts'

export interface Pass {
  readonly rank: number
  readonly kind: string
  /** Run of the history file whose rows the projection has; 0 when it has none. */
  readonly run: number
  readonly completeAt: Instant | null
  readonly state: 'complete' | 'partial' | 'failed' | null
  readonly error: PlainError | null
}

interface PassRow {
  readonly organization: number
  readonly kind: string
  readonly run: number
  readonly complete_at: Instant | null
  readonly state: Pass['state']
  readonly error: string | null
}

/** A condition on organizations; none where all are meant. */
export const ofRanks = (ranks: readonly number[] | undefined): string => (ranks === undefined ? '' : `WHERE organization IN (${ranks.map(() => '?').join(', ')})`)

/** In the order of organizations and kinds; of all organizations, or of those with these ranks. */
export async function readPasses(session: SqlSession, ranks?: readonly number[]): Promise<Pass[]> {
  const rows = await session.all<PassRow>(`SELECT organization, kind, run, complete_at, state, error FROM pass ${ofRanks(ranks)} ORDER BY organization, kind`, ranks)
  return rows.map((row) => ({
    rank: row.organization,
    kind: row.kind,
    run: row.run,
    completeAt: row.complete_at,
    state: row.state,
    error: row.error ? (JSON.parse(row.error) as PlainError) : null,
  }))
}

/** Rows of earlier tables are made anew with the row tables; history files know all of it. */
export const passSchema = `
DROP TABLE IF EXISTS pass;
CREATE TABLE pass (
  organization INTEGER NOT NULL, kind TEXT NOT NULL, run INTEGER NOT NULL DEFAULT 0, complete_at TEXT,
  state TEXT, attempted_at TEXT, failing_since TEXT, error TEXT, PRIMARY KEY (organization, kind)
) WITHOUT ROWID`

export const writeComplete = (session: SqlSession, rank: number, kind: string, run: number, at: Instant): Promise<number> =>
  session.run(
    `INSERT INTO pass (organization, kind, run, complete_at, state, attempted_at) VALUES (?, ?, ?, ?, 'complete', ?)
     ON CONFLICT DO UPDATE SET run = excluded.run, complete_at = excluded.complete_at, state = 'complete', attempted_at = excluded.attempted_at, failing_since = NULL, error = NULL`,
    [rank, kind, run, at, at],
  )

/** @param since the first failure after the newest complete pass, where it is known better than here */
export const writeAttempt = (session: SqlSession, rank: number, kind: string, state: 'partial' | 'failed', error: AppError | PlainError, at: Instant, since: Instant = at): Promise<number> =>
  session.run(
    `INSERT INTO pass (organization, kind, state, attempted_at, failing_since, error) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, attempted_at = excluded.attempted_at, failing_since = coalesce(failing_since, excluded.failing_since), error = excluded.error`,
    [rank, kind, state, at, since, JSON.stringify(errorToPlain(error as AppError))],
  )

/** Single objects of the kind are newer than its last pass; how that ended and when stays as it is. */
export const writeAmended = (session: SqlSession, rank: number, kind: string, run: number): Promise<number> => session.run('UPDATE pass SET run = ? WHERE organization = ? AND kind = ?', [run, rank, kind])
