// The tables of the ledger's file, as steps from one epoch to the next: what is in it cannot be made again, so it is never rebuilt.

import { AppError } from '../../../shared/base/app-error.ts'
import type { SqlConnection } from './driver.ts'

/**
 * `line` is the ledger itself: added to, never changed, which the database refuses too. The other tables are what jobs work with:
 * plans as they were frozen, jobs with the state of each row, changes that wait, and those that may last only until a day.
 */
const steps: readonly string[] = [
  `
CREATE TABLE plan (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, header TEXT NOT NULL, job TEXT) WITHOUT ROWID;
CREATE TABLE plan_row (
  plan TEXT NOT NULL, position INTEGER NOT NULL, organization TEXT NOT NULL, object TEXT, verdict TEXT NOT NULL,
  irreversible INTEGER NOT NULL, conflict INTEGER NOT NULL, shown TEXT NOT NULL, work TEXT NOT NULL, PRIMARY KEY (plan, position)
) WITHOUT ROWID;
CREATE TABLE job (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, phase TEXT NOT NULL, undone_by TEXT, header TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX job_started ON job (started_at);
CREATE TABLE job_organization (job TEXT NOT NULL, organization TEXT NOT NULL, PRIMARY KEY (organization, job)) WITHOUT ROWID;
CREATE TABLE job_row (
  job TEXT NOT NULL, position INTEGER NOT NULL, organization TEXT NOT NULL, outcome TEXT NOT NULL, note TEXT, problem TEXT, request_id TEXT,
  sent_at TEXT, settled_at TEXT, object TEXT, pre TEXT, PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE INDEX job_row_outcome ON job_row (job, outcome, position);
CREATE TABLE line (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, type TEXT NOT NULL, organization TEXT, job TEXT, outcome TEXT, body TEXT NOT NULL, mark TEXT NOT NULL
);
CREATE INDEX line_job ON line (job, number);
CREATE INDEX line_organization ON line (organization, number);
CREATE TRIGGER line_kept BEFORE UPDATE ON line BEGIN SELECT RAISE(ABORT, 'lines of the ledger are never changed'); END;
CREATE TRIGGER line_stays BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'lines of the ledger are never taken out'); END;
CREATE TABLE draft (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, organization TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
`,
  `
CREATE TABLE exception (organization TEXT NOT NULL, object TEXT NOT NULL, place TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (organization, object, place)) WITHOUT ROWID;
`,
]

/** Brings the file to the newest epoch, step by step, each in a transaction of its own. @throws AppError `store.newer` */
export async function migrateLedger(connection: SqlConnection, all: readonly string[] = steps): Promise<void> {
  const epoch = (await connection.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > all.length) throw new AppError('store.newer', { version: epoch })
  for (const [index, step] of all.entries()) {
    if (index < epoch) continue
    await connection.transaction('write', (session) => session.exec(`${step}; PRAGMA user_version = ${index + 1}`))
  }
}
