// Numbered calls to the engine over its port: deadline, cancel, late replies dropped, topics handed on.

import { AppError, errorFromPlain } from '../../shared/base/app-error.ts'
import type { EngineOperationName, Output, Input } from '../../shared/contract/client.ts'
import type { Envelope } from '../../shared/contract/envelope.ts'
import type { Operation } from '../../shared/contract/define.ts'
import { contract, engineContract } from '../../shared/contract/index.ts'

/** What both Electron's and Node's message ports can do, in the shape this file needs. */
export interface LinkPort {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  close(): void
}

export type ToEngine = { readonly id: number; readonly name: string; readonly input: unknown } | { readonly cancel: number }
export type FromEngine = { readonly id: number; readonly envelope: Envelope } | { readonly topic: string; readonly item: unknown }

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly deadlineMs: number
}

export interface EngineLink {
  /** A call of main itself, with the contract's types. */
  call<Name extends EngineOperationName>(name: Name, input: Input<Name>, signal?: AbortSignal): Promise<Output<Name>>
  /** A call of a window whose input the gate has parsed. */
  callByName(name: string, input: unknown, options: CallOptions): Promise<unknown>
  attach(port: LinkPort): void
  /** Fails everything in flight: the engine is gone. */
  detach(): void
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
  readonly release: () => void
}

export function createEngineLink(onTopic: (name: string, item: unknown) => void): EngineLink {
  let port: LinkPort | null = null
  let lastId = 0
  const pending = new Map<number, Pending>()

  const settle = (id: number, finish: (entry: Pending) => void) => {
    const entry = pending.get(id)
    // A late reply of a cancelled or timed-out call finds nothing here, and that is right.
    if (!entry) return
    pending.delete(id)
    entry.release()
    finish(entry)
  }

  const callByName: EngineLink['callByName'] = (name, input, { signal, deadlineMs }) =>
    new Promise((resolve, reject) => {
      if (!port) return reject(new AppError('engine.unavailable'))
      const id = ++lastId
      const give = (error: AppError) => settle(id, (entry) => {
        port?.postMessage({ cancel: id } satisfies ToEngine)
        entry.reject(error)
      })
      const timer = setTimeout(() => give(new AppError('call.deadline', { seconds: Math.round(deadlineMs / 1_000) })), deadlineMs)
      const onAbort = () => give(signal?.reason instanceof AppError ? signal.reason : new AppError('call.cancelled'))
      signal?.addEventListener('abort', onAbort, { once: true })
      pending.set(id, {
        resolve,
        reject,
        release: () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
        },
      })
      port.postMessage({ id, name, input } satisfies ToEngine)
    })

  return {
    callByName,
    call: ((name: EngineOperationName, input: unknown, signal?: AbortSignal) => {
      const { deadlineMs } = { ...contract, ...engineContract }[name] as Operation
      return callByName(name, input, signal ? { signal, deadlineMs } : { deadlineMs })
    }) as EngineLink['call'],
    attach: (next) => {
      port = next
      port.onMessage((message) => {
        const answer = message as FromEngine
        if ('topic' in answer) onTopic(answer.topic, answer.item)
        else
          settle(answer.id, (entry) => {
            if (answer.envelope.ok) entry.resolve(answer.envelope.value)
            else entry.reject(errorFromPlain(answer.envelope.error))
          })
      })
    },
    detach: () => {
      port?.close()
      port = null
      for (const id of [...pending.keys()]) settle(id, (entry) => entry.reject(new AppError('engine.unavailable')))
    },
  }
}
