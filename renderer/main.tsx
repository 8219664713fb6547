// Composition root of the page: client, queries, first render. No decisions.

import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { BridgeContext } from './bridge/bridge-context.ts'
import { createClient } from './bridge/client.ts'
import { createQueryClient } from './bridge/query-client.ts'
import { Shell } from './shell/shell.tsx'

const page = document.getElementById('page')
if (!page || !window.bridge) throw new Error('the page runs only in a window of OrgDeck')

createRoot(page).render(
  <BridgeContext value={createClient(window.bridge)}>
    <QueryClientProvider client={createQueryClient()}>
      <Shell />
    </QueryClientProvider>
  </BridgeContext>,
)
