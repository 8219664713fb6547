// The lines of the ledger in words.

import type { Outcome } from '../../../shared/actions/plan.ts'
import { type Instant, instantToMs } from '../../../shared/base/instant.ts'
import type { LedgerLine } from '../../../shared/contract/ledger.ts'

export const lineWords: { readonly [Type in LedgerLine['type']]: string } = {
  started: 'Started',
  row: 'Row',
  paused: 'Paused',
  resumed: 'Continued',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  ended: 'Ended',
  level: 'Safety level changed',
  replaced: 'Damaged file set aside',
}

export const outcomeTitles: { readonly [Name in Outcome]: { readonly title: string; readonly tone: string } } = {
  waiting: { title: 'Waiting', tone: 'neutral' },
  sent: { title: 'Sent', tone: 'info' },
  confirmed: { title: 'Done', tone: 'ok' },
  failed: { title: 'Failed', tone: 'bad' },
  unknown: { title: 'Unknown', tone: 'warn' },
  drifted: { title: 'Changed meanwhile', tone: 'warn' },
  skipped: { title: 'Skipped', tone: 'neutral' },
}

const lineTimeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** A plan's whole hash is for those who compare it; its beginning is enough to tell two apart. */
export const shortNote = (note: string): string => note.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/, '$1…')

/** Day and second of a line, as the operator's clock shows them. */
export const lineTime = (at: Instant): string => lineTimeFormat.format(instantToMs(at) ?? 0)

/** A day of a date field as the instant at which it begins here, or ends. */
export function dayEdge(day: string, edge: 'begins' | 'ends'): string | undefined {
  if (day === '') return undefined
  const at = new Date(`${day}T00:00:00`)
  if (Number.isNaN(at.getTime())) return undefined
  if (edge === 'ends') at.setDate(at.getDate() + 1)
  return at.toISOString()
}
