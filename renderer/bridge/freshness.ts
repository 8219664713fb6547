// How old data is, and what a running sync says, in words. Pure: the time comes in.

import { ageText, dayMs, instantToMs, type Instant } from '../../shared/base/instant.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { kindWords } from './registry.ts'

export interface Freshness {
  /** "14:02 (3 min)", "20 Nov, 16:31 (29 h old)", "1 Nov (20 days old)" */
  readonly text: string
  /** "3 min", where there is no room for more */
  readonly short: string
  readonly tone: 'neutral' | 'warn' | 'bad'
}

const staleAfterMs = dayMs
const oldAfterMs = 7 * dayMs
/** From here on the hour says nothing more, and its room is wanted. */
const dateOnlyAfterMs = 3 * dayMs

/** Clock time today, with the date before that. */
export function timeText(at: Instant, now: number): string {
  const ms = instantToMs(at) ?? now
  const isToday = new Date(ms).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(undefined, isToday ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(ms)
}

export function freshness(syncedAt: Instant | null, now: number): Freshness {
  const ms = instantToMs(syncedAt)
  if (ms === null || syncedAt === null) return { text: 'never', short: 'never', tone: 'warn' }
  const age = now - ms
  const at = age > dateOnlyAfterMs ? new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...(age > 300 * dayMs && { year: 'numeric' }) }).format(ms) : timeText(syncedAt, now)
  const short = `${ageText(age)}${age > staleAfterMs ? ' old' : ''}`
  return { text: `${at} (${short})`, short, tone: age > oldAfterMs ? 'bad' : age > staleAfterMs ? 'warn' : 'neutral' }
}

export const exactTime = (at: Instant): string => new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' }).format(instantToMs(at) ?? 0)

const numberText = new Intl.NumberFormat()

/** A number of objects with the right word: "812 users", "1 user group". */
export function countText(count: number, kind: string): string {
  const words = kindWords(kind)
  return `${numberText.format(count)} ${words ? (count === 1 ? words.one : words.many) : kind}`
}

/** What a sync is doing right now: "300 of 812 users", "waits for the rate limit, 12 s". */
export function syncText(progress: SyncProgress, now: number): string {
  if (progress.phase === 'queued') return 'waiting to start'
  if (progress.phase === 'paused') return 'paused'
  const wait = (instantToMs(progress.waitingUntil) ?? 0) - now
  if (wait > 0) return `limit reached, continuing in ${Math.ceil(wait / 1_000)} s`
  const reading = progress.kinds.find((kind) => kind.phase === 'reading')
  if (!reading) return 'reading'
  return reading.total === null ? `${countText(reading.objects, reading.kind)} read` : `${numberText.format(reading.objects)} of ${countText(reading.total, reading.kind)}`
}

/** Share of the lists of an organization that are read, 0…1, the one being read by its objects; null before the first is begun. */
export function syncShare({ kinds }: SyncProgress): number | null {
  if (kinds.every(({ phase }) => phase === 'waiting')) return null
  const read = kinds.reduce((sum, { phase, objects, total }) => {
    if (phase === 'waiting') return sum
    if (phase !== 'reading') return sum + 1
    // What announces no total may be nearly done or hardly begun.
    return sum + (total === null || total === 0 ? 0 : Math.min(1, objects / total))
  }, 0)
  return read / kinds.length
}

/** What runs now with what ended since the first of it began: how many, how many are done, and how much of all of it, 0…1. */
export function syncWave(all: readonly SyncProgress[]): { readonly total: number; readonly ended: number; readonly share: number } {
  const running = all.filter(({ endedAt }) => endedAt === null)
  const since = running.reduce((first, { startedAt }) => (startedAt < first ? startedAt : first), running[0]?.startedAt ?? '')
  const ended = since === '' ? 0 : all.filter(({ endedAt }) => endedAt !== null && endedAt >= since).length
  const total = running.length + ended
  return { total, ended, share: total === 0 ? 0 : (ended + running.reduce((sum, progress) => sum + (syncShare(progress) ?? 0), 0)) / total }
}

/** "12 of 48 lists" */
export const listsText = ({ kinds }: SyncProgress): string => `${kinds.filter(({ phase }) => phase !== 'waiting' && phase !== 'reading').length} of ${kinds.length} lists`

/** "Data of 14:02" */
export const asOfText = (coverage: Coverage, now: number): string => (coverage.oldestAt === null ? 'Nothing read yet' : `Data of ${timeText(coverage.oldestAt, now)}`)

// Reasons of a coverage are codes; these are the ones that people meet.
const reasonWords: Readonly<Record<string, string>> = {
  'sync.never': 'not read yet',
  'api.rate-limited': 'waiting for the rate limit',
  'api.forbidden': 'not allowed',
  'api.not-entitled': 'not in this plan',
  'api.partial': 'it changed while it was read',
  'api.offline': 'no connection',
  'api.timeout': 'no answer',
  'key.revoked': 'key refused',
  'api.unauthorized': 'key refused',
  'api.server': 'service errors',
  'api.shape': 'unexpected answer',
  'api.not-found': 'not found there',
  'api.not-offered': 'not offered there',
  'api.refused': 'refused by the service',
  'api.tls': 'connection not secure',
  'api.redirect': 'answer from elsewhere',
  'keychain.locked': 'keychain locked',
  'keychain.denied': 'keychain refused',
  'keychain.timeout': 'keychain without answer',
  'keychain.missing-item': 'key not in the keychain',
  'store.full': 'disk full',
  'store.key': 'offline copy unreadable',
  'store.damaged': 'offline copy damaged',
  'store.rolled-back': 'offline copy is an older one',
  'organization.mismatch': 'key of another organization',
  'organization.unknown': 'no longer here',
  'connection.unknown': 'no key left',
}

/** Why an organization is missing from an answer, in a few words. */
export const reasonText = (reason: string): string => reasonWords[reason] ?? 'last reading failed'

/** "Data of 14:02, complete", or what is missing from it. */
export function coverageText(coverage: Coverage, now: number): string {
  if (coverage.oldestAt === null) return 'Nothing read yet'
  const asOf = asOfText(coverage, now)
  // Whole, but not the newest that there could be.
  const [late] = coverage.behind ?? []
  if (coverage.isComplete && late && coverage.organizationsTotal === 1) return `${asOf}; the last reading failed (${reasonText(late.reason)})`
  if (coverage.isComplete) return `${asOf}, complete`
  const reasons = [...new Set(coverage.missing.map(({ reason }) => reasonText(reason)))].join(', ')
  if (coverage.organizationsTotal > 1) return `${asOf}, ${coverage.organizationsIncluded} of ${coverage.organizationsTotal} organizations${reasons ? ` (${reasons})` : ''}`
  return `${asOf}, incomplete${reasons ? ` (${reasons})` : ''}`
}
