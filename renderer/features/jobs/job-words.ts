// Jobs in words: where one stands, what became of its rows, how fast it goes and how long it takes.

import type { Job, JobPhase, Outcome } from '../../../shared/actions/plan.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import { isEnded } from '../../bridge/jobs.ts'
import type { Toast } from '../../stores/toasts.ts'

type Tone = 'neutral' | 'ok' | 'info' | 'warn' | 'bad'

interface Word {
  readonly title: string
  readonly tone: Tone
}

export const phaseWords: { readonly [Phase in JobPhase]: Word } = {
  queued: { title: 'Waiting to start', tone: 'neutral' },
  snapshot: { title: 'Reading into history', tone: 'info' },
  running: { title: 'Running', tone: 'info' },
  paused: { title: 'Paused', tone: 'warn' },
  stopping: { title: 'Stopping', tone: 'warn' },
  interrupted: { title: 'Interrupted', tone: 'warn' },
  complete: { title: 'Complete', tone: 'ok' },
  completeWithErrors: { title: 'Completed with errors', tone: 'warn' },
  stopped: { title: 'Stopped', tone: 'warn' },
}

export const outcomeWords: { readonly [Name in Outcome]: Word } = {
  waiting: { title: 'Waiting', tone: 'neutral' },
  sent: { title: 'Being verified', tone: 'info' },
  confirmed: { title: 'Done', tone: 'ok' },
  failed: { title: 'Failed', tone: 'bad' },
  unknown: { title: 'Unknown', tone: 'warn' },
  drifted: { title: 'Changed meanwhile', tone: 'warn' },
  skipped: { title: 'Skipped', tone: 'neutral' },
}

/** In the order in which they matter to somebody who looks at numbers. */
export const outcomes: readonly Outcome[] = ['confirmed', 'failed', 'unknown', 'drifted', 'skipped', 'sent', 'waiting']

/** "15 done, 1 failed, 8 waiting": the parts that are not nought, which add up to the total. */
export const countsText = ({ counts }: Pick<Job, 'counts'>): string =>
  outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome].toLocaleString()} ${outcomeWords[outcome].title.toLowerCase()}`)
    .join(', ')

export const settled = ({ counts }: Pick<Job, 'counts'>): number => counts.total - counts.waiting - counts.sent

/** Rows that `job.retryFailed` would repeat. */
export const repeatable = ({ counts }: Pick<Job, 'counts'>): number => counts.failed + counts.drifted

/** What it is doing now: "40 a minute, 30 s left", "limit reached, continuing in 12 s". */
export function paceText(job: Job, now: number): string {
  if (isEnded(job)) return phaseWords[job.phase].title
  const wait = (instantToMs(job.waitingUntil) ?? 0) - now
  if (wait > 0 && job.phase === 'running') return `limit reached, continuing in ${Math.ceil(wait / 1_000)} s`
  if (job.phase !== 'running' || job.rowsPerMinute === 0) return phaseWords[job.phase].title
  const left = job.secondsLeft === null ? '' : `, ${leftText(job.secondsLeft)} left`
  return `${Math.round(job.rowsPerMinute).toLocaleString()} a minute${left}`
}

function leftText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`
}

/** What is said once when a job has ended. */
export function endToast(job: Job, now: number): Omit<Toast, 'id'> {
  const until = instantToMs(job.undo.offeredUntil)
  const organization = job.organizations.length === 1 ? job.organizations[0]?.organization : undefined
  return {
    text: `${job.title}: ${job.counts.confirmed === job.counts.total ? 'done' : countsText(job)}`,
    tone: job.phase === 'complete' ? 'ok' : 'warn',
    ...(organization ? { organization } : {}),
    ...(until !== null && until > now && canUndo(job) ? { undo: { job: job.id, until } } : {}),
  }
}

export const canUndo = ({ undo }: Pick<Job, 'undo'>): boolean => undo.rows > 0 && undo.by === null

/** Whether the short way back is still offered. */
export const isUndoFresh = (job: Job, now: number): boolean => canUndo(job) && (instantToMs(job.undo.offeredUntil) ?? 0) > now
