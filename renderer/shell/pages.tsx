// Place → page. Every page is a chunk of its own: the frame shows before any of them is needed.

import { useEffect } from 'react'
import type { Organization } from '../../shared/contract/organization.ts'
import { kindTitle } from '../bridge/registry.ts'
import type { Place } from '../stores/place.ts'
import { deferred, preloadWhenIdle } from '../ui/deferred.tsx'

const Overview = deferred(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage)
const ReadMeFirst = deferred(async () => (await import('../features/read-me-first/read-me-first.tsx')).ReadMeFirst)
const Home = deferred(async () => (await import('../features/home/home-page.tsx')).HomePage)
const List = deferred(async () => (await import('../features/list/list-page.tsx')).ListPage)
const AppSettings = deferred(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage)
const OrganizationSettings = deferred(async () => (await import('../features/settings/organization-settings-page.tsx')).OrganizationSettingsPage)

export function Page({ place, organization, isFirstRun }: { place: Place; organization: Organization | null; isFirstRun: boolean }) {
  useEffect(() => preloadWhenIdle([Home, List, Overview, OrganizationSettings, AppSettings]), [])
  return pageOf(place, organization, isFirstRun)
}

function pageOf(place: Place, organization: Organization | null, isFirstRun: boolean) {
  if (place.page === 'settings') return <AppSettings />
  if (isFirstRun) return <ReadMeFirst />
  if (place.page === 'overview' || !organization) return <Overview />
  if (place.page === 'home') return <Home key={organization.id} organization={organization} />
  if (place.page === 'organizationSettings') return <OrganizationSettings key={organization.id} organization={organization} />
  return <List key={`${organization.id} ${place.kind}`} organization={organization} kind={place.kind} view={place.view} />
}

/** Name of the page for the window's title and the region's label. */
export function pageTitle(place: Place, isFirstRun: boolean): string {
  if (place.page === 'settings' || place.page === 'organizationSettings') return 'Settings'
  if (place.page === 'overview') return isFirstRun ? 'Welcome' : 'All organizations'
  return place.page === 'home' ? 'Home' : kindTitle(place.kind)
}
