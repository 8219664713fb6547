// window.bridge → Client: every call ends as a value or a thrown AppError; an AbortSignal becomes `call.cancel`.

import { AppError, errorFromPlain } from '../../shared/base/app-error.ts'
import { isErrorCode } from '../../shared/base/error-codes.ts'
import type { Bridge } from '../../shared/contract/bridge.ts'
import type { Client } from '../../shared/contract/client.ts'
import type { Envelope } from '../../shared/contract/envelope.ts'

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
    if (signal?.aborted) throw new AppError('call.cancelled')
    const callId = `${prefix}-${++calls}`
    const cancel = () => void bridge.call({ name: 'call.cancel', input: { callId }, callId: `${prefix}-${++calls}` })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      const envelope = await bridge.call({ name, input, callId })
      if (signal?.aborted) throw new AppError('call.cancelled')
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
  // A code this build does not know comes from a newer main process: still an error a person can read.
  throw isErrorCode(envelope.error.code) ? errorFromPlain(envelope.error) : new AppError('app.unexpected', { support: String(envelope.error.code) })
}

/** Any thrown value as an AppError: what is not one is a programmer error and gets the general text. */
export const toAppError = (thrown: unknown): AppError => (thrown instanceof AppError ? thrown : new AppError('app.unexpected', { support: 'page' }))
