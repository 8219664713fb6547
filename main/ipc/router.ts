// Operation name → main's handler or the engine's; both maps are complete by their types.

import { throwIfCancelled } from '../../shared/base/cancel.ts'
import type { CallContext, Handlers } from '../../shared/contract/client.ts'
import type { Operation } from '../../shared/contract/define.ts'
import type { Contract } from '../../shared/contract/index.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'

type CallByName = EngineLink['callByName']

/** What a window asks while the copies are being opened waits for that; it is refused only when they stay closed. */
export const whenTried =
  (tried: () => Promise<void>, callByName: CallByName): CallByName =>
  async (name, input, options) => {
    await tried()
    if (options.signal) throwIfCancelled(options.signal)
    return callByName(name, input, options)
  }

/** `call.cancel` is the gate's own: only it knows what is in flight. */
export type MainHandlers = Omit<Handlers<Contract, 'main'>, 'call.cancel'>

type AnyHandler = (input: unknown, context: CallContext) => Promise<unknown>

export function createRouter(mainHandlers: MainHandlers, engine: Pick<EngineLink, 'callByName'>) {
  const table = mainHandlers as unknown as Readonly<Record<string, AnyHandler>>
  return (name: string, operation: Operation, input: unknown, signal: AbortSignal, callId: string, window: number): Promise<unknown> => {
    if (operation.host === 'engine') return engine.callByName(name, input, { signal, deadlineMs: operation.deadlineMs })
    const handler = table[name]
    if (!handler) throw new Error(`no handler for ${name}`)
    return handler(input, { signal, callId, window })
  }
}
