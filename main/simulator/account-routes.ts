// What an organization pays for and is warned of: price list, trials, counts of alerts, one alert with its occurrences.

import { dayMs, instantFromMs } from '../../shared/base/instant.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { type Answer, badRequest, refusals } from './answer.ts'
import type { Call, Handler } from './kind-routes.ts'
import type { Route } from './routes.ts'

const core = ['cloudDirectory', 'userLifecycle', 'mfa', 'sso', 'ldap', 'radius', 'jumpcloudProtect', 'jumpcloudGo']
const devices = ['deviceManagement', 'mdm', 'systemInsights', 'softwareManagement', 'remoteAccess']

const priceList = [
  { productCode: 'DeviceManagement', displayName: 'Device Management', listPrice: 11, annualPrice: 9, features: devices, upgradeRecommendation: 'JCPlatform' },
  { productCode: 'JCPlatform', displayName: 'JumpCloud Platform', listPrice: 24, annualPrice: 19, features: [...core, ...devices, 'directoryInsightsPremium', 'osPatchManagement', 'passwordManagement', 'cloudInsights'], upgradeRecommendation: 'PlatformPrime' },
  { productCode: 'PlatformPrime', displayName: 'Platform Prime', listPrice: 33, annualPrice: 27, features: [...core, ...devices, 'directoryInsightsPremium', 'osPatchManagement', 'passwordManagement', 'cloudInsights', 'zeroTrust', 'premiumSupport', 'workflows', 'deviceMonitoringAlerting', 'saasMgmt', 'assetMgmt'] },
  { productCode: 'DirectoryInsightsPremium', displayName: 'Directory Insights Premium', listPrice: 3, annualPrice: 2, features: ['directoryInsightsPremium'] },
]

const subscriptions: Handler = () => ({ status: 200, body: priceList.map(({ features, ...product }) => ({ ...product, features: features.map((name) => ({ name })) })) })

const trialDays = 30

const featureTrial: Handler = ({ organization, parameters }) => {
  const began = organization.profile.story.trials[parameters.code!]
  if (began === undefined) return refusals.notFound
  const startMs = organization.nowMs - began * dayMs
  return { status: 200, body: { startDate: instantFromMs(startMs), endDate: instantFromMs(startMs + trialDays * dayMs) } }
}

const groupings: Readonly<Record<string, string>> = { status: 'status', severity: 'severity', category: 'category', sourceType: 'sourceType' }

/** Open alerts by whatever was asked for; without a wish by status, which is what a badge needs. */
function alertStats({ organization, request }: Call): Answer {
  const field = groupings[request.query.text('groupBy') ?? 'status']
  if (!field) return badRequest('invalid groupBy')
  const alerts = organization.tableOf('alert')
  const context: Record<string, number> = {}
  for (const index of alerts.indexes()) {
    const value = String(alerts.at(index)[field])
    context[value] = (context[value] ?? 0) + 1
  }
  return { status: 200, body: { context, totalCount: alerts.count } }
}

const oneAlert: Handler = ({ organization, parameters }) => {
  const alerts = organization.tableOf('alert')
  const index = alerts.indexOf(parameters.id!)
  return index === null ? refusals.notFound : { status: 200, body: { alert: alerts.at(index) } }
}

const occurrences: Handler = ({ organization, parameters }) => {
  const alerts = organization.tableOf('alert')
  const index = alerts.indexOf(parameters.id!)
  if (index === null) return refusals.notFound
  const { occurrencesCount, firstOccurredAt, lastOccurredAt } = alerts.at(index) as { occurrencesCount: number; firstOccurredAt: string; lastOccurredAt: string }
  const [first, last] = [Date.parse(firstOccurredAt), Date.parse(lastOccurredAt)]
  const count = Math.min(100, occurrencesCount)
  const alertOccurrences = Array.from({ length: count }, (_, at): RawObject => {
    const occurredAt = instantFromMs(last - Math.floor(((last - first) * at) / Math.max(1, count - 1)))
    return { alertObjectId: parameters.id!, context: {}, createdAt: occurredAt, occurredAt, updatedAt: occurredAt }
  })
  return { status: 200, body: { alertOccurrences, count: occurrencesCount } }
}

const oneServiceAccount: Handler = ({ organization, parameters }) => {
  const accounts = organization.tableOf('serviceAccount')
  const index = accounts.indexOf(parameters.id!)
  // Wrapped on the wire although the document has it bare.
  return index === null ? refusals.notFound : { status: 200, body: { serviceAccount: accounts.at(index) } }
}

const route = { method: 'GET', api: 'v2', header: 'sent' } as const

export const accountRoutes: readonly Route[] = [
  { ...route, path: '/subscriptions', kind: null, handle: subscriptions },
  { ...route, path: '/featureTrials/{code}', kind: null, handle: featureTrial },
  { ...route, path: '/alerts-stats', kind: 'alert', handle: alertStats },
  { ...route, path: '/alerts/{id}', kind: 'alert', handle: oneAlert },
  { ...route, path: '/alerts/{id}/occurrences', kind: 'alert', handle: occurrences },
  { ...route, path: '/service-accounts/{id}', kind: 'serviceAccount', handle: oneServiceAccount },
]
