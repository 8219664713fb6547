// What the bulk gate and its child tell each other: where a life ends, and what the last one reports.

import { join } from 'node:path'
import type { Job, JobRow } from '../../shared/actions/plan.ts'
import type { LedgerCheck, LedgerLine } from '../../shared/contract/ledger.ts'

/** Steps of the job itself: the plan is kept and the job is not; the job is kept and nothing was sent. Each is come to once. */
export const jobSteps = ['planned', 'begun'] as const

/** Steps of each row. `sent`: the request is out and its answer is not back. The others are the engine's own steps. */
export const rowSteps = ['read', 'kept', 'sent', 'answered', 'verified', 'settled'] as const
export type BulkStep = (typeof jobSteps)[number] | (typeof rowSteps)[number]

/** Each step in the words of the promise. */
export const stepWords: { readonly [Step in BulkStep]: string } = {
  planned: 'before the job is kept',
  begun: 'after the job is kept',
  read: 'before the journal',
  kept: 'after the journal',
  sent: 'after the send',
  answered: 'after the answer',
  verified: 'after the reading',
  settled: 'after the outcome',
}

export interface BulkTask {
  readonly folder: string
  readonly rootKey: string
  readonly url: string
  readonly id: string
  readonly key: string
  readonly action: string
  /** `null` for a life that ends in peace. */
  readonly dieAt: { readonly step: BulkStep; /** The so manyeth time that it is come to. */ readonly time: number; readonly delayMs: number } | null
  readonly isPreparing: boolean
}

/** What a life leaves behind when it ends itself: the step that it really stood at, and of a request that is out its address. */
export interface LastWords {
  readonly step: BulkStep
  readonly path: string | null
}

/** Beside the store, written before the kill, so that a kill is counted only where it really hit. */
export const lastWordsFile = (folder: string): string => join(folder, 'last-words.json')

export interface BulkReport {
  readonly job: Job
  readonly rows: readonly JobRow[]
  readonly check: LedgerCheck
  /** The ledger's lines of the job's rows. */
  readonly lines: readonly Pick<LedgerLine, 'object' | 'outcome'>[]
}
