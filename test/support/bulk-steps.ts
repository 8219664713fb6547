// What the bulk gate and its child tell each other: where a life ends, and what the last one reports.

import type { Job, JobRow } from '../../shared/actions/plan.ts'
import type { LedgerCheck, LedgerLine } from '../../shared/contract/ledger.ts'

/** `sent`: the request is out and its answer is not back. The others are the engine's own steps. */
export const bulkSteps = ['read', 'kept', 'sent', 'answered', 'verified', 'settled'] as const
export type BulkStep = (typeof bulkSteps)[number]

export interface BulkTask {
  readonly folder: string
  readonly rootKey: string
  readonly url: string
  readonly id: string
  readonly key: string
  readonly action: string
  /** `null` for the life that reads the organization and ends in peace. */
  readonly dieAt: { readonly step: BulkStep; /** The so manyeth time that it is come to. */ readonly time: number; readonly delayMs: number } | null
  readonly isPreparing: boolean
}

export interface BulkReport {
  readonly job: Job
  readonly rows: readonly JobRow[]
  readonly check: LedgerCheck
  /** The ledger's lines of the job's rows. */
  readonly lines: readonly Pick<LedgerLine, 'object' | 'outcome'>[]
}
