// One pane: stripe, header, menu and page of the place it is at. Broken pages stay inside it.

import { useEffect } from 'react'
import { useClient } from '../bridge/bridge-context.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { type Pane as PaneData, placeOf, tabOf } from '../stores/panes.ts'
import { organizationOf } from '../stores/place.ts'
import { pictureText } from '../ui/visible-text.ts'
import { Banner } from './banner.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Navigation } from './navigation.tsx'
import { Page, pageTitle } from './pages.tsx'
import { PaneHeader } from './pane-header.tsx'

const windowTitleCharactersMax = 200

export function Pane({ pane }: { pane: PaneData }) {
  const place = placeOf(pane)
  const organizations = useOrganizations()
  const isFirstRun = organizations?.length === 0
  const organization = organizations?.find(({ id }) => id === organizationOf(place)) ?? null
  const title = pageTitle(place, isFirstRun)
  const windowTitle = pictureText([organization?.name, title, 'OrgDeck'].filter(Boolean).join(' · ')).slice(0, windowTitleCharactersMax)
  const client = useClient()
  useEffect(() => {
    document.title = windowTitle
    // The title bar of the window is a convenience: when it cannot be set, the page still says where it is.
    client.call('window.setTitle', { title: windowTitle }).catch(() => undefined)
  }, [client, windowTitle])

  // Until the list of organizations is there, the place may name one that is gone.
  if (!organizations) return <div className="pane" />
  const tab = tabOf(place)
  return (
    <div
      className={`pane ${organization?.isDemo ? 'is-demo' : ''}`}
      role="tabpanel"
      id="organization-panel"
      aria-labelledby={`organization-tab-${tab}`}
      {...(organization ? { 'data-colour': organization.appearance.colour } : {})}
    >
      <Banner organization={organization} />
      {organization && <div className={`stripe ${organization.isDemo ? 'hatched' : ''}`} />}
      {organization && <PaneHeader key={organization.id} organization={organization} />}
      <div className="pane-body">
        {!isFirstRun && <Navigation place={place} organization={organization?.id ?? null} />}
        <section className="page" aria-label={title} data-region="page">
          <ErrorBoundary resetKey={JSON.stringify([place.page, organization?.id])}>
            <Page place={place} organization={organization} isFirstRun={isFirstRun} />
          </ErrorBoundary>
        </section>
      </div>
    </div>
  )
}
