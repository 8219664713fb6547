// Where one kind of an organization stands: read, read in part, never read, or left out by the plan or by the key's rights.

import type { Output } from '../../shared/contract/client.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'

export type KindSummary = Output<'snapshot.summary'>['organizations'][number]['kinds'][number]
export type KindProgress = SyncProgress['kinds'][number]

export interface KindProblem {
  readonly code: string
  readonly detail: Readonly<Record<string, string | number>>
}

export interface KindState {
  readonly type: 'complete' | 'partial' | 'never' | 'notInPlan' | 'notAllowed'
  /** Why the newest reading did not end well; null when it did, or when nobody tried. */
  readonly problem: KindProblem | null
}

const leftOut: Readonly<Record<string, 'notInPlan' | 'notAllowed'>> = { 'api.not-entitled': 'notInPlan', 'api.forbidden': 'notAllowed' }

/** How it is said that a kind is left out: by the plan with the portal's own word. */
export const leftOutWords: Readonly<Record<string, string>> = { notInPlan: 'PREMIUM', notAllowed: 'Not allowed' }

/** The reason of a coverage is an error code, except for what nobody has tried to read. */
function problemOf(coverage: Coverage | undefined, progress: KindProgress | undefined): KindProblem | null {
  if (progress?.error) return progress.error
  // Rows of an earlier reading may be whole while the newest one failed.
  const reason = coverage?.isComplete === false ? coverage.missing[0]?.reason : coverage?.behind?.find(({ isOfList }) => isOfList)?.reason
  return reason?.startsWith('api.') ? { code: reason, detail: {} } : null
}

export function kindState(summary: Pick<KindSummary, 'total' | 'coverage'> | undefined, progress?: KindProgress): KindState {
  const coverage = summary?.coverage
  const problem = problemOf(coverage, progress)
  const isRead = coverage !== undefined && (coverage.oldestAt !== null || summary!.total > 0)
  const out = problem ? leftOut[problem.code] : undefined
  // What was read before stays worth showing, whatever the plan says now.
  if (out && !isRead) return { type: out, problem }
  if (!isRead) return { type: 'never', problem }
  return { type: coverage.isComplete && problem === null ? 'complete' : 'partial', problem }
}
