// A plan's numbers in words: what is in it, what it costs, and what its rows say.

import { ageText, instantToMs } from '../../../shared/base/instant.ts'
import type { ChangeText, Plan, PlanCounts } from '../../../shared/actions/plan.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { timeText } from '../../bridge/freshness.ts'

export type PlanShow = Input<'action.getPlan'>['show']

interface CountLine {
  readonly show: PlanShow
  readonly title: string
  readonly count: number
}

/** The parts of a plan as filters of its rows; parts without rows are left out, except those that will change. */
export function countLines({ total, change, noop, refused, irreversible, conflict }: PlanCounts): readonly CountLine[] {
  const lines: readonly CountLine[] = [
    { show: 'all', title: 'All', count: total },
    { show: 'change', title: 'Will change', count: change },
    { show: 'noop', title: 'Already so', count: noop },
    { show: 'refused', title: 'Left out', count: refused },
    { show: 'irreversible', title: 'Cannot be taken back', count: irreversible },
    { show: 'conflict', title: 'Changed meanwhile', count: conflict },
  ]
  return lines.filter(({ show, count }) => show === 'change' || count > 0)
}

/** "about 40 s", "about 4 min" */
export function durationText(seconds: number): string {
  if (seconds < 1) return 'about 1 s'
  if (seconds < 100) return `about ${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `about ${minutes} min` : `about ${Math.ceil(minutes / 60)} h`
}

export function costText({ calls, seconds, callsPerMinute }: Pick<Plan, 'calls' | 'seconds' | 'callsPerMinute'>): string {
  if (calls === 0) return 'No call is made.'
  const count = calls === 1 ? '1 call' : `${calls.toLocaleString()} calls`
  return `${count} to JumpCloud, ${durationText(seconds)} at ${Math.round(callsPerMinute).toLocaleString()} a minute.`
}

/** How old what the plan was judged on is, and until when it may be started. */
export function ageLine({ organizations, expiresAt }: Pick<Plan, 'organizations' | 'expiresAt'>, now: number): string {
  const oldest = organizations.flatMap(({ oldestAt }) => oldestAt ?? []).sort()[0]
  const judged = oldest === undefined ? '' : `Judged on data of ${timeText(oldest, now)} (${ageText(now - (instantToMs(oldest) ?? now))}). `
  return `${judged}Each object is read again just before it is sent. Good until ${timeText(expiresAt, now)}.`
}

export const isExpired = ({ expiresAt }: Pick<Plan, 'expiresAt'>, now: number): boolean => (instantToMs(expiresAt) ?? 0) <= now

/** "Active → Suspended"; the name of the field where there are several. */
export function changeParts({ title, from, to }: ChangeText): { readonly title: string; readonly from: string; readonly to: string } {
  return { title, from: from ?? nothing, to: to ?? nothing }
}

const nothing = '–'
