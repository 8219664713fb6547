// Which banner stands above the pane: at most one, the worst; the others are counted. Texts of ux.md 3.15.

import { ageText, instantToMs, type Instant } from '../../shared/base/instant.ts'
import type { AppState } from '../../shared/contract/app.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import { errorWords } from '../bridge/error-text.ts'
import { timeText } from '../bridge/freshness.ts'

export interface Banner {
  readonly id: 'engine' | 'key' | 'keychain' | 'problem' | 'offline' | 'trouble' | 'sessionOnly' | 'demo'
  readonly tone: 'bad' | 'warn' | 'info' | 'demo'
  readonly text: string
  readonly action?: { readonly label: string; readonly does: 'replaceKey' | 'sync' | 'retryKeychain' }
}

export interface BannerFacts {
  readonly app: AppState | undefined
  readonly network: { readonly status: 'unknown' | 'online' | 'offline' | 'trouble'; readonly since: Instant } | undefined
  /** The organization shown; null where the page shows all of them. */
  readonly organization: Organization | null
  readonly now: number
}

const keyProblems = ['key.revoked', 'api.unauthorized', 'keychain.missing-item']
const keychainProblems = ['keychain.locked', 'keychain.denied', 'keychain.timeout']
// These are the network's own banners.
const networkProblems = ['api.offline', 'api.timeout', 'api.server', 'api.rate-limited']

/** All banners that apply, worst first. */
export function bannersOf({ app, network, organization, now }: BannerFacts): Banner[] {
  const banners: (Banner | null)[] = [
    app?.engine === 'restarting' ? { id: 'engine', tone: 'bad', text: 'The part of OrgDeck that reads data stopped and is being started again. What you see stays as it was.' } : null,
    organization ? problemBanner(organization, now) : null,
    network?.status === 'offline' && organization?.isDemo !== true ? { id: 'offline', tone: 'warn', text: `Offline since ${timeText(network.since, now)}. ${shownData(organization, now)}` } : null,
    network?.status === 'trouble' && organization?.isDemo !== true
      ? { id: 'trouble', tone: 'warn', text: `JumpCloud answers with errors. ${shownData(organization, now)} OrgDeck tries again by itself.` }
      : null,
    app?.isSessionOnly === true && organization?.isDemo !== true
      ? { id: 'sessionOnly', tone: 'info', text: 'Keys and offline copies are kept for this session only. They are forgotten when OrgDeck closes.' }
      : null,
    organization?.isDemo === true ? { id: 'demo', tone: 'demo', text: 'Demo data. Nothing leaves this computer.' } : null,
  ]
  return banners.filter((banner) => banner !== null)
}

function shownData(organization: Organization | null, now: number): string {
  const syncedAt = instantToMs(organization?.syncedAt)
  if (organization && syncedAt === null) return 'Not everything had been read before that.'
  return syncedAt === null ? 'Showing what was read before.' : `Showing data that is ${ageOld(now - syncedAt)}.`
}

const ageOld = (ms: number): string => (ageText(ms) === 'just now' ? 'less than a minute old' : `${ageText(ms)} old`)

function problemBanner(organization: Organization, now: number): Banner | null {
  const { problem, name } = organization
  if (!problem || networkProblems.includes(problem.code)) return null
  const { syncedAt, lists } = organization
  const share = problem.list === undefined ? 'Data' : `${lists.read} of ${lists.total} lists are`
  const dataOf = syncedAt ? ` ${share} of ${timeText(syncedAt, now)}.` : ''
  const { what } = errorWords(problem, { organization: name })
  if (keyProblems.includes(problem.code)) return { id: 'key', tone: 'bad', text: `${what}${dataOf}`, action: { label: 'Replace key', does: 'replaceKey' } }
  if (keychainProblems.includes(problem.code)) return { id: 'keychain', tone: 'bad', text: `${what}${dataOf}`, action: { label: 'Retry', does: 'retryKeychain' } }
  return { id: 'problem', tone: 'warn', text: `${what}${dataOf}`, action: { label: 'Sync again', does: 'sync' } }
}
