// Which banner stands above the pane: at most one, the worst; the others are counted. Texts of ux.md 3.15.

import { ageText, instantToMs, type Instant } from '../../shared/base/instant.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { AppState } from '../../shared/contract/app.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import { errorWords } from '../bridge/error-text.ts'
import { timeText } from '../bridge/freshness.ts'
import { pictureText } from '../ui/visible-text.ts'

export interface Banner {
  readonly id: 'engine' | 'key' | 'keychain' | 'problem' | 'offline' | 'trouble' | 'sessionOnly' | 'demo'
  readonly tone: 'bad' | 'warn' | 'info' | 'demo'
  readonly text: string
  /** What the text has no room for. */
  readonly title?: string
  readonly action?: { readonly label: string; readonly does: 'replaceKey' | 'sync' | 'retryKeychain' }
}

export interface BannerFacts {
  readonly app: AppState | undefined
  readonly network: { readonly status: 'unknown' | 'online' | 'offline' | 'trouble'; readonly since: Instant; readonly troubled: readonly OrganizationId[] } | undefined
  /** The organization shown; null where the page shows all of them. */
  readonly organization: Organization | null
  /** All that are here. */
  readonly organizations: readonly Organization[]
  readonly now: number
}

const keyProblems = ['key.revoked', 'api.unauthorized', 'keychain.missing-item']
const keychainProblems = ['keychain.locked', 'keychain.denied', 'keychain.timeout']
const offlineProblems = ['api.offline', 'api.timeout']
const troubleProblems = ['api.server', 'api.tls', 'api.redirect']
/** Names that a line has room for. */
const namesMax = 3

/** All banners that apply, worst first. */
export function bannersOf({ app, network, organization, organizations, now }: BannerFacts): Banner[] {
  const banners: (Banner | null)[] = [
    app?.engine === 'restarting' ? { id: 'engine', tone: 'bad', text: 'The part of OrgDeck that reads data stopped and is being started again. What you see stays as it was.' } : null,
    organization ? problemBanner(organization, network, now) : null,
    network?.status === 'offline' && organization?.isDemo !== true ? { id: 'offline', tone: 'warn', text: `Offline since ${timeText(network.since, now)}. ${shownData(organization, now)}` } : null,
    organization?.isDemo === true ? null : troubleBanner(network, organization, organizations, now),
    app?.isSessionOnly === true && organization?.isDemo !== true
      ? { id: 'sessionOnly', tone: 'info', text: 'Keys and offline copies are kept for this session only. They are forgotten when OrgDeck closes.' }
      : null,
    organization?.isDemo === true ? { id: 'demo', tone: 'demo', text: 'Demo data. Nothing leaves this computer.' } : null,
  ]
  return banners.filter((banner) => banner !== null)
}

/** An error is the trouble of who was answered with it: of how many that is so, and of whom, is part of the news. */
function troubleBanner(network: BannerFacts['network'], organization: Organization | null, organizations: readonly Organization[], now: number): Banner | null {
  if (network?.status !== 'trouble') return null
  const asked = organizations.filter(({ isDemo }) => !isDemo)
  const troubled = asked.filter(({ id }) => network.troubled.includes(id))
  if (troubled.length === 0 || (organization && !troubled.includes(organization))) return null
  const names = troubled.map(({ name }) => pictureText(name))
  const isAll = troubled.length === asked.length
  const rest = names.length - namesMax
  const shown = rest > 1 ? `${names.slice(0, namesMax).join(', ')} and ${rest.toLocaleString()} more` : names.join(', ')
  const share = `${troubled.length.toLocaleString()} of ${asked.length.toLocaleString()} organizations`
  const whom = isAll ? '' : organization ? ` for ${pictureText(organization.name)}, ${share} in all` : ` for ${share}: ${shown}`
  return { id: 'trouble', tone: 'warn', text: `JumpCloud answers with errors${whom}. ${shownData(organization, now)} OrgDeck tries again by itself.`, ...(!isAll && { title: names.join(', ') }) }
}

function shownData(organization: Organization | null, now: number): string {
  const syncedAt = instantToMs(organization?.syncedAt)
  if (organization && syncedAt === null) return 'Not everything had been read before that.'
  return syncedAt === null ? 'Showing what was read before.' : `Showing data that is ${ageOld(now - syncedAt)}.`
}

const ageOld = (ms: number): string => (ageText(ms) === 'just now' ? 'less than a minute old' : `${ageText(ms)} old`)

function problemBanner(organization: Organization, network: BannerFacts['network'], now: number): Banner | null {
  const { problem, name } = organization
  // What the network's own banner says is not said twice; a limit ends by itself.
  const isSaid = (code: string) => (offlineProblems.includes(code) && network?.status === 'offline') || (troubleProblems.includes(code) && network?.status === 'trouble' && network.troubled.includes(organization.id))
  if (!problem || problem.code === 'api.rate-limited' || isSaid(problem.code)) return null
  const { syncedAt, lists } = organization
  const share = problem.list === undefined ? 'Data' : `${lists.read} of ${lists.total} lists are`
  const dataOf = syncedAt ? ` ${share} of ${timeText(syncedAt, now)}.` : ''
  // Errors name an organization with its id, for a place that does not show whose they are; a banner stands in its pane.
  const { what } = errorWords({ ...problem, detail: { ...problem.detail, organization: name } })
  if (keyProblems.includes(problem.code)) return { id: 'key', tone: 'bad', text: `${what}${dataOf}`, action: { label: 'Replace key', does: 'replaceKey' } }
  if (keychainProblems.includes(problem.code)) return { id: 'keychain', tone: 'bad', text: `${what}${dataOf}`, action: { label: 'Retry', does: 'retryKeychain' } }
  return { id: 'problem', tone: 'warn', text: `${what}${dataOf}`, action: { label: 'Sync again', does: 'sync' } }
}
