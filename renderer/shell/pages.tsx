// Place → page. Every page is a chunk of its own: the frame shows before any of them is needed.

import { useEffect } from 'react'
import type { Organization } from '../../shared/contract/organization.ts'
import { kindTitle } from '../bridge/registry.ts'
import { allOrganizations, type Place } from '../stores/place.ts'
import { deferred, preloadNow, preloadWhenIdle } from '../ui/deferred.tsx'

const Overview = deferred(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage)
const ReadMeFirst = deferred(async () => (await import('../features/read-me-first/read-me-first.tsx')).ReadMeFirst)
const Home = deferred(async () => (await import('../features/home/home-page.tsx')).HomePage)
const Later = deferred(async () => (await import('./later-pages.tsx')).LaterPage)
const List = deferred(async () => (await import('../features/list/list-page.tsx')).ListPage)

/** Loads the code of a page ahead of showing it: its chunks come while the copies are still being opened. */
export function preloadPage({ page }: Place): Promise<void> {
  const component = page === 'overview' ? Overview : page === 'list' || page === 'estateList' ? List : page === 'home' ? Home : Later
  return preloadNow([component])
}

export function Page({ place, organization, isFirstRun }: { place: Place; organization: Organization | null; isFirstRun: boolean }) {
  useEffect(() => preloadWhenIdle([Home, List, Overview, Later]), [])
  return pageOf(place, organization, isFirstRun)
}

function pageOf(place: Place, organization: Organization | null, isFirstRun: boolean) {
  if (isFirstRun && !isOfProgram(place)) return <ReadMeFirst />
  if (place.page === 'overview') return <Overview scope={place.scope ?? allOrganizations} />
  if (place.page === 'estateList') return <List key={`${JSON.stringify(place.scope)} ${place.kind}`} organization={null} estate={place.scope} kind={place.kind} view={place.view} />
  if (place.page === 'home' && organization) return <Home key={organization.id} organization={organization} />
  if (place.page === 'list' && organization) return <List key={`${organization.id} ${place.kind}`} organization={organization} kind={place.kind} view={place.view} />
  return <Later place={place} organization={organization} />
}

/** Pages that are there before any organization is. */
const isOfProgram = ({ page }: Place): boolean => page === 'settings' || page === 'jobs' || page === 'ledger'

const titles: Readonly<Record<string, string>> = { jobs: 'Jobs', ledger: 'Ledger', providers: 'Providers', matrix: 'Compare settings', settings: 'Settings', organizationSettings: 'Settings', home: 'Home', mfa: 'MFA', securitySettings: 'Security settings', events: 'Events', compare: 'Compare' }

/** Name of the page for the window's title and the region's label. */
export function pageTitle(place: Place, isFirstRun: boolean): string {
  if (place.page === 'overview') return isFirstRun ? 'Welcome' : 'All organizations'
  return place.page === 'list' || place.page === 'estateList' ? kindTitle(place.kind) : (titles[place.page] ?? '')
}
