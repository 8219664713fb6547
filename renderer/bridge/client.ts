// window.bridge → Client: every call ends as a value or a thrown CallError; an AbortSignal becomes `call.cancel`.

import type { Bridge } from '../../shared/contract/bridge.ts'
import type { Client } from '../../shared/contract/client.ts'
import type { Envelope } from '../../shared/contract/envelope.ts'
import { CallError } from './call-error.ts'

declare global {
  interface Window {
    readonly bridge?: Bridge
  }
}

export function createClient(bridge: Bridge): Client {
  // Unique in this window is all the gate asks for; a reload starts a new window record.
  const prefix = Date.now().toString(36)
  let calls = 0

  const call = async (name: string, input: unknown, options?: { signal?: AbortSignal }): Promise<unknown> => {
    const signal = options?.signal
    if (signal?.aborted) throw new CallError('call.cancelled')
    const callId = `${prefix}-${++calls}`
    const cancel = () => void bridge.call({ name: 'call.cancel', input: { callId }, callId: `${prefix}-${++calls}` })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      const envelope = await bridge.call({ name, input, callId })
      if (signal?.aborted) throw new CallError('call.cancelled')
      return valueOf(envelope)
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  return {
    call: call as Client['call'],
    subscribe: (name, params, onItem) => bridge.subscribe({ name, params }, onItem as (item: unknown) => void),
  }
}

function valueOf(envelope: Envelope): unknown {
  if (envelope.ok) return envelope.value
  throw new CallError(envelope.error.code, envelope.error.detail)
}
