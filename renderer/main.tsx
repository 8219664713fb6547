// Composition root of the page: client, queries, the operator's settings, first render. No decisions.

import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/overlays.css'
import './styles/grid.css'
import './styles/list.css'
import './styles/detail.css'
import './styles/pages.css'
import './styles/kinds.css'
import './styles/forms.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BridgeContext } from './bridge/bridge-context.ts'
import { createClient } from './bridge/client.ts'
import { createQueryClient } from './bridge/query-client.ts'
import { callOptions } from './bridge/use-call.ts'
import { keepEarlyKeys } from './shell/early-keys.ts'
import { preloadFrame, Shell } from './shell/shell.tsx'
import { restoreSettings } from './shell/restore-settings.ts'
import { preloadPage } from './shell/pages.tsx'
import { placeOf, usePanes } from './stores/panes.ts'
import { applyAppearance } from './stores/appearance.ts'

const page = document.getElementById('page')
if (!page || !window.bridge) throw new Error('the page runs only in a window of OrgDeck')

const client = createClient(window.bridge)
applyAppearance(document.documentElement)
keepEarlyKeys()

const queries = createQueryClient()
// Asked ahead of the first render: who is there decides what it shows.
void queries.prefetchQuery(callOptions(client, 'organization.list', {}))

const show = () => {
  void preloadFrame()
  for (const pane of usePanes.getState().panes) void preloadPage(placeOf(pane))
  createRoot(page).render(
    <StrictMode>
      <BridgeContext value={client}>
        <QueryClientProvider client={queries}>
          <Shell />
        </QueryClientProvider>
      </BridgeContext>
    </StrictMode>,
  )
}

// Settings come from main within a few milliseconds; without them the page starts with the defaults.
client.call('settings.get', {}).then(restoreSettings).catch(() => undefined).finally(show)
