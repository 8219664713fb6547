// Mounts a component the way the page does: a client over the fake bridge, and a query cache of its own.

import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { BridgeContext } from '../../../renderer/bridge/bridge-context.ts'
import { createClient } from '../../../renderer/bridge/client.ts'
import { createQueryClient } from '../../../renderer/bridge/query-client.ts'
import { createFakeBridge, type FakeBridge, type FakeBridgeParts } from '../../support/fake-bridge.ts'
import { fakeOrganization } from '../../support/fake-estate.ts'
import './patience.ts'

export const now = Date.parse('2026-11-21T14:10:00.000Z')
export const contoso = fakeOrganization({ name: 'Contoso', monogram: 'CO', colour: 'azure', users: 12 }, now)

export interface Mounted {
  readonly bridge: FakeBridge
  readonly queries: ReturnType<typeof createQueryClient>
  /** Shows other content in the same place. */
  update(content: ReactNode): void
}

export function mount(content: ReactNode, parts: FakeBridgeParts = {}): Mounted {
  cleanup()
  const bridge = createFakeBridge({ organizations: [contoso], now: () => now, ...parts })
  const queries = createQueryClient()
  const client = createClient(bridge)
  const around = (inner: ReactNode) => (
    <BridgeContext value={client}>
      <QueryClientProvider client={queries}>{inner}</QueryClientProvider>
    </BridgeContext>
  )
  const { rerender } = render(around(content))
  return { bridge, queries, update: (next) => rerender(around(next)) }
}
