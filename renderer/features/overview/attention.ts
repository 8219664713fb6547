// What needs attention, over all organizations, worst first: a reason in words and the one step towards its end. Pure.

import { dayMs, instantToMs } from '../../../shared/base/instant.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { EndedExceptions } from '../../bridge/exceptions.ts'
import { countText } from '../../bridge/freshness.ts'
import { overviewColumns } from '../../bridge/registry-overview.ts'
import { driftCount, driftText, type OverviewRow } from './rows.ts'

export type AttentionFix =
  | { readonly type: 'list'; readonly kind: Kind; readonly filter: string }
  | { readonly type: 'replaceKey' }
  | { readonly type: 'replaceKeys'; readonly connections: readonly ConnectionId[] }
  | { readonly type: 'sync' }
  | { readonly type: 'drift' }
  | { readonly type: 'exceptions'; readonly ended: EndedExceptions }

export interface Attention {
  readonly key: string
  readonly organization: Organization
  /** Others that suffer from the same cause, so that one step ends it for all of them. */
  readonly others: readonly Organization[]
  readonly text: string
  readonly tone: 'neutral' | 'warn' | 'bad'
  readonly score: number
  readonly fix: AttentionFix
}

/** Below this a number is a number and no reason to interrupt anyone. */
const scoreMin = 25
const oldAfterMs = 7 * dayMs
/** So many with the same error are one line; fewer are told one by one. */
const manyMin = 4
/** Troubles whose end is another key. */
const keyTroubles = new Set(['key.revoked', 'api.unauthorized'])
const scores = { key: 500, trouble: 300, exception: 200, old: 150, never: 120, drift: 30 }
/** News is no risk by itself: however much of it there is, it stays below what is wrong in many. */
const driftScoreMax = 60

/**
 * @param whatOf an error of an organization in words
 * @param ended exceptions whose day has come; nothing was switched back by itself
 * @param isSyncing organizations that are being read just now: their age is about to change
 */
export function attentionOf(rows: readonly OverviewRow[], now: number, whatOf: (organization: Organization) => string, isSyncing: (organization: OrganizationId) => boolean, ended: readonly EndedExceptions[] = []): Attention[] {
  const found = rows.flatMap((row) => [...stateOf(row.organization, now, whatOf, isSyncing), ...exceptionsOf(row.organization, ended), ...measuresOf(row), ...driftOf(row)])
  return byCause(found.map((each) => ({ ...each, others: [] }))).sort((left, right) => right.score - left.score || left.organization.name.localeCompare(right.organization.name))
}

/** One refused key of a provider is one trouble and not one of each of its organizations; so is a service that none of many can read, and so are many that nobody has read yet. */
function byCause(all: readonly Attention[]): Attention[] {
  const causes = new Map<string, Attention[]>()
  for (const each of all) {
    const { organization, fix } = each
    const isOfKey = fix.type === 'replaceKey'
    const state = organization.problem?.code ?? (organization.syncedAt === null ? 'never' : 'old')
    const cause = isOfKey || fix.type === 'sync' ? `${state} ${isOfKey ? organization.connection : ''}` : each.key
    causes.set(cause, [...(causes.get(cause) ?? []), each])
  }
  const joined = [...causes.values()].flatMap((same) => {
    const [first] = same
    return !first || same.length < (first.fix.type === 'replaceKey' ? 2 : manyMin) ? same : [{ ...first, others: same.slice(1).map(({ organization }) => organization) }]
  })
  return manyKeysOnce(joined)
}

/** Many keys that are refused at once are replaced in one go, one after the other. */
function manyKeysOnce(all: readonly Attention[]): Attention[] {
  const ofKeys = all.filter(({ fix }) => fix.type === 'replaceKey')
  const [first] = ofKeys
  if (!first || ofKeys.length < manyMin) return [...all]
  const organizations = ofKeys.flatMap(({ organization, others }) => [organization, ...others])
  const together: Attention = { ...first, others: organizations.slice(1), fix: { type: 'replaceKeys', connections: [...new Set(ofKeys.map(({ organization }) => organization.connection))] } }
  return [together, ...all.filter((each) => !ofKeys.includes(each))]
}

type Single = Omit<Attention, 'others'>

function stateOf(organization: Organization, now: number, whatOf: (organization: Organization) => string, isSyncing: (organization: OrganizationId) => boolean): Single[] {
  const { id, problem, syncedAt } = organization
  // Nobody has to do anything about a limit that a running sync waits for.
  if (problem?.code === 'api.rate-limited' && isSyncing(id)) return []
  if (problem) {
    const needsKey = keyTroubles.has(problem.code)
    return [{ key: `${id} problem`, organization, text: whatOf(organization), tone: 'bad', score: needsKey ? scores.key : scores.trouble, fix: { type: needsKey ? 'replaceKey' : 'sync' } }]
  }
  if (isSyncing(id)) return []
  const ms = instantToMs(syncedAt)
  if (ms === null) return [{ key: `${id} never`, organization, text: 'Never read completely', tone: 'warn', score: scores.never, fix: { type: 'sync' } }]
  if (now - ms < oldAfterMs) return []
  return [{ key: `${id} old`, organization, text: `Not read for ${Math.floor((now - ms) / dayMs).toLocaleString()} days`, tone: 'warn', score: scores.old, fix: { type: 'sync' } }]
}

const exceptionsOf = (organization: Organization, all: readonly EndedExceptions[]): Single[] =>
  all
    .filter((ended) => ended.organization === organization.id)
    .map((ended) => ({ key: `${organization.id} exceptions ${ended.remedy}`, organization, text: ended.text, tone: 'bad', score: scores.exception, fix: { type: 'exceptions', ended } }))

function measuresOf({ organization, counts }: OverviewRow): Single[] {
  return overviewColumns.flatMap(({ kind, measure, words, risk, tone }, at): Single[] => {
    const count = counts[at] ?? 0
    if (risk === 0 || measure === null || count === 0) return []
    const whole = counts[overviewColumns.findIndex((each) => each.kind === kind && each.measure === null)] ?? null
    const score = risk * Math.sqrt(count) * (1 + 2 * (whole === null || whole === 0 ? 0 : Math.min(1, count / whole)))
    if (score < scoreMin) return []
    const text = whole === null ? `${words}: ${count.toLocaleString()}` : `${words}: ${count.toLocaleString()} of ${countText(whole, kind)}`
    return [{ key: `${organization.id} ${kind} ${measure}`, organization, text, tone: tone === 'bad' ? 'bad' : 'warn', score, fix: { type: 'list', kind, filter: measure } }]
  })
}

/** What came, went or changed while nobody looked. */
function driftOf({ organization, drift }: OverviewRow): Single[] {
  const count = driftCount(drift)
  if (drift === null || count === null || count === 0) return []
  const since = drift.lookedAt === null ? 'since the first reading' : 'since your last look'
  const score = Math.min(driftScoreMax, scores.drift + Math.sqrt(count))
  return [{ key: `${organization.id} drift`, organization, text: `${count.toLocaleString()} changed ${since}: ${driftText(drift)}`, tone: 'neutral', score, fix: { type: 'drift' } }]
}
