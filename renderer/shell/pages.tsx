// Place → page. Every page is a chunk of its own: the frame shows before any of them is needed.

import { type ComponentType, lazy, Suspense } from 'react'
import type { Organization } from '../../shared/contract/organization.ts'
import { kindTitle } from '../bridge/registry.ts'
import type { Place } from '../stores/place.ts'

const page = <Props extends object>(load: () => Promise<ComponentType<Props>>) => lazy(async () => ({ default: await load() }))

const Overview = page(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage)
const ReadMeFirst = page(async () => (await import('../features/read-me-first/read-me-first.tsx')).ReadMeFirst)
const Home = page(async () => (await import('../features/home/home-page.tsx')).HomePage)
const List = page(async () => (await import('../features/list/list-page.tsx')).ListPage)
const AppSettings = page(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage)
const OrganizationSettings = page(async () => (await import('../features/settings/organization-settings-page.tsx')).OrganizationSettingsPage)

export function Page({ place, organization, isFirstRun }: { place: Place; organization: Organization | null; isFirstRun: boolean }) {
  return <Suspense fallback={null}>{pageOf(place, organization, isFirstRun)}</Suspense>
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
