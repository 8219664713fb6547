// Place → page. Every page is a chunk of its own: the frame shows before any of them is needed.

import { useEffect } from 'react'
import type { Organization } from '../../shared/contract/organization.ts'
import { kindTitle } from '../bridge/registry.ts'
import { allOrganizations, type Place } from '../stores/place.ts'
import { deferred, preloadWhenIdle } from '../ui/deferred.tsx'

const Overview = deferred(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage)
const Matrix = deferred(async () => (await import('../features/matrix/matrix-page.tsx')).MatrixPage)
const ReadMeFirst = deferred(async () => (await import('../features/read-me-first/read-me-first.tsx')).ReadMeFirst)
const Home = deferred(async () => (await import('../features/home/home-page.tsx')).HomePage)
const List = deferred(async () => (await import('../features/list/list-page.tsx')).ListPage)
const AppSettings = deferred(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage)
const Mfa = deferred(async () => (await import('../features/security/mfa-page.tsx')).MfaPage)
const SecuritySettings = deferred(async () => (await import('../features/security/security-settings-page.tsx')).SecuritySettingsPage)
const Events = deferred(async () => (await import('../features/events/events-page.tsx')).EventsPage)
const Compare = deferred(async () => (await import('../features/compare/compare-page.tsx')).ComparePage)
const OrganizationSettings = deferred(async () => (await import('../features/settings/organization-settings-page.tsx')).OrganizationSettingsPage)

export function Page({ place, organization, isFirstRun }: { place: Place; organization: Organization | null; isFirstRun: boolean }) {
  useEffect(() => preloadWhenIdle([Home, List, Overview, OrganizationSettings, AppSettings]), [])
  return pageOf(place, organization, isFirstRun)
}

function pageOf(place: Place, organization: Organization | null, isFirstRun: boolean) {
  if (place.page === 'settings') return <AppSettings />
  if (isFirstRun) return <ReadMeFirst />
  if (place.page === 'compare') return <Compare place={place} />
  if (place.page === 'estateList') return <List key={`${JSON.stringify(place.scope)} ${place.kind}`} organization={null} estate={place.scope} kind={place.kind} view={place.view} />
  if (place.page === 'matrix') return <Matrix scope={place.scope} />
  if (place.page === 'overview' || !organization) return <Overview scope={(place.page === 'overview' && place.scope) || allOrganizations} />
  if (place.page === 'home') return <Home key={organization.id} organization={organization} />
  if (place.page === 'organizationSettings') return <OrganizationSettings key={organization.id} organization={organization} />
  if (place.page === 'mfa') return <Mfa key={organization.id} organization={organization} />
  if (place.page === 'securitySettings') return <SecuritySettings key={organization.id} organization={organization} />
  if (place.page === 'events') return <Events key={organization.id} organization={organization} view={place.view} />
  return <List key={`${organization.id} ${place.kind}`} organization={organization} kind={place.kind} view={place.view} />
}

const titles: Readonly<Record<string, string>> = { matrix: 'Compare settings', settings: 'Settings', organizationSettings: 'Settings', home: 'Home', mfa: 'MFA', securitySettings: 'Security settings', events: 'Events', compare: 'Compare' }

/** Name of the page for the window's title and the region's label. */
export function pageTitle(place: Place, isFirstRun: boolean): string {
  if (place.page === 'overview') return isFirstRun ? 'Welcome' : 'All organizations'
  return place.page === 'list' || place.page === 'estateList' ? kindTitle(place.kind) : (titles[place.page] ?? '')
}
