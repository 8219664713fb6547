// TanStack Query set up for IPC: answers come from the local store, topics say when they are out of date.

import { QueryClient } from '@tanstack/react-query'

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The default pauses everything when the machine is offline; our answers never need the network.
        networkMode: 'always',
        // The engine retries what can be retried.
        retry: false,
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  })
