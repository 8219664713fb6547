// The pages that nobody sees first: their table is a chunk of its own, because the first code has little room.

import type { Organization } from '../../shared/contract/organization.ts'
import { allOrganizations, type Place } from '../stores/place.ts'
import { deferred } from '../ui/deferred.tsx'

const Overview = deferred(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage)
const Matrix = deferred(async () => (await import('../features/matrix/matrix-page.tsx')).MatrixPage)
const AppSettings = deferred(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage)
const Mfa = deferred(async () => (await import('../features/security/mfa-page.tsx')).MfaPage)
const SecuritySettings = deferred(async () => (await import('../features/security/security-settings-page.tsx')).SecuritySettingsPage)
const Events = deferred(async () => (await import('../features/events/events-page.tsx')).EventsPage)
const Compare = deferred(async () => (await import('../features/compare/compare-page.tsx')).ComparePage)
const Jobs = deferred(async () => (await import('../features/jobs/jobs-page.tsx')).JobsPage)
const Ledger = deferred(async () => (await import('../features/ledger/ledger-page.tsx')).LedgerPage)
const Providers = deferred(async () => (await import('../features/provider/providers-page.tsx')).ProvidersPage)
const OrganizationSettings = deferred(async () => (await import('../features/settings/organization-settings-page.tsx')).OrganizationSettingsPage)

export function LaterPage({ place, organization }: { place: Place; organization: Organization | null }) {
  if (place.page === 'settings') return <AppSettings />
  if (place.page === 'jobs') return <Jobs view={place.view} />
  if (place.page === 'ledger') return <Ledger />
  if (place.page === 'providers') return <Providers />
  if (place.page === 'matrix') return <Matrix scope={place.scope} />
  if (place.page === 'compare') return <Compare place={place} />
  if (!organization) return <Overview scope={allOrganizations} />
  if (place.page === 'organizationSettings') return <OrganizationSettings key={organization.id} organization={organization} />
  if (place.page === 'mfa') return <Mfa key={organization.id} organization={organization} />
  if (place.page === 'securitySettings') return <SecuritySettings key={organization.id} organization={organization} />
  if (place.page === 'events') return <Events key={organization.id} organization={organization} view={place.view} />
  return <Overview scope={allOrganizations} />
}
