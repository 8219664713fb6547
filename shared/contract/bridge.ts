// The shape the preload exposes: two verbs and what this runtime is. It knows no operation names.

import type { Envelope } from './envelope.ts'

export interface Bridge {
  call(request: { name: string; input: unknown; callId: string }): Promise<Envelope>
  /** Calls `onItem` for every item until the returned function is called. */
  subscribe(request: { name: string; params: unknown }, onItem: (item: unknown) => void): () => void
  readonly runtime: { readonly platform: string; readonly version: string }
}

/** The only two Electron channels between a window and main. */
export const channels = { call: 'call', push: 'push' } as const

export interface PushMessage {
  readonly subscriptionId: string
  readonly item: unknown
}
