// The ledger's port: plans as they were frozen, jobs with the state of each of their rows, changes that wait, and the lines of what was done.
//
// Invariants:
// - What is told as kept is on the disk: a job before its first request, `sent` before its request, an outcome before the next row.
// - A row ends once; an outcome and its line are one commit.
// - Lines are only added.

import type { Change } from '../../../shared/actions/judge.ts'
import type { Image } from '../../../shared/actions/action.ts'
import type { Job, JobPhase, JobRow, Outcome, Plan, PlannedRow } from '../../../shared/actions/plan.ts'
import type { PlainError } from '../../../shared/base/app-error.ts'
import type { DraftId, JobId, OrganizationId, PlanId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { LedgerCheck, LedgerFilter, LedgerLine } from '../../../shared/contract/ledger.ts'
import type { NewLine } from './ledger-chain.ts'

/** All that a deleted object was bound to, and what pointed at it, as the copy had it. */
export interface Remains {
  /** In words: "User groups", "Reported to them"; each with what it was, by name. */
  readonly lists: readonly { readonly title: string; readonly names: readonly string[] }[]
  /** What was never read completely, so that a list may lack some: "RADIUS servers". */
  readonly missing: readonly string[]
  readonly readAt: Instant | null
}

/** What carries a row out: never shown, kept with it. */
export interface RowWork {
  readonly action: string
  /** Without secrets. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Names of the parameters of this row that live in memory only. */
  readonly secrets?: readonly string[]
  /** What the plan was judged by. */
  readonly image: Image
  readonly changes: readonly Change[]
  /** What goes with a deleted object, for the plan that makes it again. */
  readonly remains?: Remains
}

export interface StoredRow {
  readonly shown: PlannedRow
  readonly work: RowWork
}

/** A plan without what changes with time: its organizations' problems and its pace are found at each look. */
export type PlanHeader = Plan & {
  /** Names of parameters that live in memory only. */
  readonly secrets: readonly string[]
}

export type JobHeader = Pick<Job, 'id' | 'plan' | 'action' | 'kind' | 'class' | 'title' | 'origin' | 'organizations' | 'reason' | 'ticket' | 'operator' | 'startedAt'> & { readonly isSnapshotForced: boolean; readonly secrets: readonly string[] }

export interface StoredJob extends JobHeader {
  readonly phase: JobPhase
  readonly endedAt: Instant | null
  readonly undoneBy: JobId | null
  readonly counts: Job['counts']
  /** Confirmed rows that can be taken back. */
  readonly undoRows: number
  /** Confirmed rows by their action, of those that cannot. */
  readonly goneRows: Readonly<Record<string, number>>
}

export interface JobWorkRow {
  readonly position: number
  readonly shown: PlannedRow
  readonly work: RowWork
  readonly outcome: Outcome
  /** Read just before it was sent; the plan's own image before that. */
  readonly pre: Image
  /** The object itself: of a new one known once it was made. */
  readonly object: string | null
}

export interface Settlement {
  readonly outcome: Exclude<Outcome, 'waiting' | 'sent'>
  readonly note: string | null
  readonly problem: PlainError | null
  readonly requestId: string | null
  readonly object?: string | null
}

/** What the end of a row means for exceptions: where it changed something, and the exception that this is. */
export interface ExceptionEffect {
  readonly organization: OrganizationId
  readonly object: string
  readonly places: readonly string[]
  readonly exception: LastingException | null
}

/** A change that may last only until a day; the newest change of the same place of the same object takes its place. */
export interface LastingException {
  readonly organization: OrganizationId
  readonly object: string
  readonly kind: string
  readonly title: string
  readonly action: string
  /** The action that ends it. */
  readonly remedy: string
  /** What it made so: while this holds, the exception lasts. */
  readonly changes: readonly Change[]
  readonly what: string
  readonly reason: string
  readonly until: Instant
  readonly operator: string
  readonly since: Instant
  readonly job: JobId
}

export interface PlanPage {
  readonly show: 'all' | 'irreversible' | 'conflict' | PlannedRow['verdict']
  readonly organization?: OrganizationId
  readonly start: number
  readonly size: number
}

export interface Draft {
  readonly id: DraftId
  readonly organization: OrganizationId
  readonly createdAt: Instant
  readonly operator: string
  /** Place among those that were kept with it: what was decided first is sent first. */
  readonly position: number
  /** Heading of the plan that several actions were kept from. */
  readonly part: string | null
  readonly kind: string
  /** Null for an object that does not exist yet. */
  readonly object: string | null
  readonly title: string
  readonly action: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly image: Image
  readonly changes: PlannedRow['changes']
  /** The same as values: what whoever decided it took for granted. */
  readonly expected: readonly Change[]
}

export interface Ledger {
  savePlan(header: PlanHeader, rows: readonly StoredRow[]): Promise<void>
  plan(id: PlanId): Promise<{ header: PlanHeader; job: JobId | null } | null>
  planRows(id: PlanId, page: PlanPage): Promise<{ rows: PlannedRow[]; total: number }>
  /** Rows with what carries them out, in order. */
  planWork(id: PlanId, verdict?: PlannedRow['verdict']): Promise<StoredRow[]>
  /** Forgets plans of before this time that nobody started. */
  dropPlans(before: Instant): Promise<void>

  /** Keeps a job with one row per change of its plan. @throws AppError `plan.started` when the plan has a job already */
  startJob(header: JobHeader, line: NewLine): Promise<StoredJob>
  job(id: JobId): Promise<StoredJob | null>
  jobs(filter: { readonly organization?: OrganizationId; readonly isOpen?: boolean; readonly size: number }): Promise<StoredJob[]>
  jobRows(id: JobId, page: { readonly show: 'all' | 'problems' | Outcome; readonly start: number; readonly size: number }): Promise<{ rows: JobRow[]; total: number }>
  /** Rows with what carries them out, in order. */
  jobWork(id: JobId, outcomes: readonly Outcome[]): Promise<JobWorkRow[]>
  /** Before the request leaves: what the object was like then. */
  markSent(job: JobId, position: number, pre: Image, at: Instant): Promise<void>
  /** After a reading that shows that a sent change was not carried out: it waits again. */
  unsend(job: JobId, position: number): Promise<void>
  /** Ends a row. Ending it twice is a broken invariant. */
  settle(job: JobId, position: number, settlement: Settlement, at: Instant, line: NewLine, effect?: ExceptionEffect | null): Promise<void>
  setPhase(job: JobId, phase: JobPhase, at: Instant, line: NewLine | null): Promise<StoredJob>
  setUndone(job: JobId, by: JobId): Promise<void>

  drafts(organization?: OrganizationId): Promise<Draft[]>
  /** Keeps them together or not at all. */
  saveDrafts(drafts: readonly Draft[]): Promise<void>
  dropDrafts(ids: readonly DraftId[]): Promise<void>

  /** Exceptions as they were made, whether or not they still hold. */
  exceptions(organization?: OrganizationId): Promise<LastingException[]>

  /** All of them or none. */
  addLines(lines: readonly NewLine[]): Promise<void>
  lines(filter: LedgerFilter, start: number, size: number): Promise<{ lines: LedgerLine[]; total: number }>
  check(): Promise<LedgerCheck>
  /** Takes away what plans, jobs and drafts keep of an organization's objects; its lines stay. */
  forget(organization: OrganizationId): Promise<void>
  close(): Promise<void>
}
