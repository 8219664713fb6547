// Hands the client to components: one value per window, replaced by a fake in tests.

import { createContext, useContext } from 'react'
import type { Client } from '../../shared/contract/client.ts'

const ClientContext = createContext<Client | null>(null)

export const BridgeContext = ClientContext.Provider

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('no client: the component is rendered outside BridgeContext')
  return client
}
