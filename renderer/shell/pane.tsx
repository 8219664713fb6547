// One pane: stripe, header, menu and page of the place it is at. Broken pages stay inside it.

import { useEffect, useRef } from 'react'
import { useClient } from '../bridge/bridge-context.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { PaneContext, PaneNameContext } from '../stores/pane-context.ts'
import { type Pane as PaneData, placeOf, tabOf, usePanes } from '../stores/panes.ts'
import { organizationOf } from '../stores/place.ts'
import { deferred } from '../ui/deferred.tsx'
import { pictureText } from '../ui/visible-text.ts'
import { Banner } from './banner.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Navigation } from './navigation.tsx'
import { Page, pageTitle } from './pages.tsx'
import { PaneHeader } from './pane-header.tsx'

const PlainHeader = deferred(async () => (await import('./pane-tools.tsx')).PlainHeader)

const windowTitleCharactersMax = 200

interface PaneProps {
  readonly pane: PaneData
  readonly isFocused: boolean
  /** Counted from the left, from 1. */
  readonly number: number
  /** Part of the window's width, between 0 and 1. */
  readonly width: number
}

export function Pane({ pane, number, isFocused, width }: PaneProps) {
  const place = placeOf(pane)
  const organizations = useOrganizations()
  const isFirstRun = organizations?.length === 0
  const organization = organizations?.find(({ id }) => id === organizationOf(place)) ?? null
  const title = pageTitle(place, isFirstRun)
  const root = useRef<HTMLDivElement>(null)
  useWindowTitle(isFocused ? pictureText([organization?.name, title, 'OrgDeck'].filter(Boolean).join(' · ')).slice(0, windowTitleCharactersMax) : null)
  useEffect(() => {
    // Keys must act where the operator sees the focus: never in the pane that was left.
    const active = document.activeElement
    if (isFocused) root.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    if (isFocused && active?.closest('.pane') && !root.current?.contains(active)) root.current?.querySelector<HTMLElement>('.page')?.focus()
  }, [isFocused])

  // Until the list of organizations is there, the place may name one that is gone.
  if (!organizations) return <div className="pane" />
  const page = JSON.stringify([place.page, organization?.id, 'kind' in place && place.kind, 'scope' in place && place.scope])
  const { focus } = usePanes.getState()
  const paneName = width < 1 ? ` of ${organization?.name ?? 'all organizations'}, pane ${number}` : ''
  return (
    <PaneContext value={pane.id}>
      <PaneNameContext value={paneName}>
      <div
        ref={root}
        className={`pane ${organization?.isDemo ? 'is-demo' : ''} ${isFocused ? 'has-focus' : ''}`}
        role="tabpanel"
        id={`organization-panel-${pane.id}`}
        aria-labelledby={`organization-tab-${tabOf(place)}`}
        style={{ flexGrow: width * 100 }}
        onPointerDownCapture={() => focus(pane.id)}
        onFocusCapture={() => focus(pane.id)}
        {...(organization ? { 'data-colour': organization.appearance.colour } : {})}
      >
        <Banner organization={organization} />
        {organization && <div className={`stripe ${organization.isDemo ? 'hatched' : ''}`} />}
        {organization ? <PaneHeader key={organization.id} organization={organization} pane={pane.id} isLinked={pane.isLinked} /> : width < 1 && <PlainHeader pane={pane.id} title={title} />}
        <div className="pane-body">
          {!isFirstRun && <Navigation place={place} organization={organization?.id ?? null} width={width} />}
          <section key={page} className="page" aria-label={title + paneName} data-region="page" tabIndex={-1}>
            <ErrorBoundary resetKey={page}>
              <Page place={place} organization={organization} isFirstRun={isFirstRun} />
            </ErrorBoundary>
          </section>
        </div>
      </div>
      </PaneNameContext>
    </PaneContext>
  )
}

/** The title bar of the window says what the focused pane shows; null leaves it to another pane. */
function useWindowTitle(title: string | null): void {
  const client = useClient()
  useEffect(() => {
    if (title === null) return
    document.title = title
    // A convenience: when it cannot be set, the page still says where it is.
    client.call('window.setTitle', { title }).catch(() => undefined)
  }, [client, title])
}
