// The one door between windows and everything else: sender, shape, name, bounds, schema, effect, route, envelope, line — in that order.

import { AppError, errorToPlain } from '../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../shared/base/cancel.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Declaration, Operation, Topic } from '../../shared/contract/define.ts'
import { type Envelope, GateRequestSchema } from '../../shared/contract/envelope.ts'
import type { Log } from '../log/log.ts'
import { checkEffect, type EffectFacts } from './effect-gate.ts'
import { isWithinDepth } from './depth.ts'

/** A window as the gate sees it. */
export interface Caller {
  readonly id: number
  /** Called when a window keeps sending what no page of ours sends. */
  readonly onAbuse: () => void
}

export interface GateParts {
  readonly declarations: Readonly<Record<string, Declaration>>
  readonly route: (name: string, operation: Operation, input: unknown, signal: AbortSignal, callId: string, window: number) => Promise<unknown>
  readonly subscribe: (caller: Caller, subscriptionId: string, name: string, topic: Topic, params: unknown) => void
  readonly unsubscribe: (caller: Caller, subscriptionId: string) => void
  /** What the effect gate asks the engine about plans and jobs. */
  readonly facts: EffectFacts
  readonly log: Log
  readonly now: () => number
  /** Outputs of bulk pages are parsed too: development and tests. */
  readonly isEveryOutputParsed: boolean
}

interface WindowState {
  readonly inFlight: Map<string, AbortController>
  secondStartedAt: number
  callsThisSecond: number
  invalidAt: number[]
}

export interface Gate {
  /** Answers one request of a window whose frame has been checked. Never throws. */
  handle(caller: Caller, text: unknown): Promise<Envelope>
  /** Ends everything a window asked for: on reload, close and crash. */
  forget(callerId: number): void
}

export function createGate(parts: GateParts): Gate {
  const windows = new Map<number, WindowState>()

  const stateOf = (caller: Caller): WindowState => {
    let state = windows.get(caller.id)
    if (!state) {
      state = { inFlight: new Map(), secondStartedAt: parts.now(), callsThisSecond: 0, invalidAt: [] }
      windows.set(caller.id, state)
    }
    return state
  }

  const refuse = (caller: Caller, reason: string, name = ''): AppError => {
    const state = stateOf(caller)
    const now = parts.now()
    state.invalidAt = [...state.invalidAt.filter((at) => now - at < 60_000), now]
    parts.log.security('call refused', { reason, name: name.slice(0, 64), window: caller.id })
    if (state.invalidAt.length >= limits.invalidCallsPerMinuteMax) {
      state.invalidAt = []
      caller.onAbuse()
    }
    return new AppError('call.invalid')
  }

  const parse = (caller: Caller, text: unknown) => {
    if (typeof text !== 'string' || text.length > limits.callBytesMax) throw refuse(caller, 'size')
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      throw refuse(caller, 'not json')
    }
    if (!isWithinDepth(value, limits.callDepthMax, limits.callNodesMax)) throw refuse(caller, 'depth')
    const request = GateRequestSchema.safeParse(value)
    if (!request.success) throw refuse(caller, 'shape')
    return request.data
  }

  const bound = (caller: Caller, state: WindowState) => {
    const now = parts.now()
    if (now - state.secondStartedAt >= 1_000) {
      state.secondStartedAt = now
      state.callsThisSecond = 0
    }
    if (++state.callsThisSecond > limits.callsPerSecondPerWindowMax || state.inFlight.size >= limits.callsInFlightPerWindowMax) {
      parts.log.warn('calls over the limit', { window: caller.id, inFlight: state.inFlight.size })
      throw new AppError('call.overload')
    }
  }

  /** Nothing is routed before the effect gate has let it pass, nor after the call was given up meanwhile. */
  const checkedRoute = async (name: string, operation: Operation, input: unknown, signal: AbortSignal, callId: string, window: number): Promise<unknown> => {
    await checkEffect(name, operation, input, parts.facts)
    throwIfCancelled(signal)
    return parts.route(name, operation, input, signal, callId, window)
  }

  const call = async (caller: Caller, name: string, rawInput: unknown, callId: string): Promise<unknown> => {
    const state = stateOf(caller)
    if (state.inFlight.has(callId)) throw refuse(caller, 'call id in use', name)
    const operation = Object.hasOwn(parts.declarations, name) ? parts.declarations[name] : undefined
    if (!operation || operation.type === 'topic') throw refuse(caller, 'unknown name', name)
    bound(caller, state)
    const input = operation.input.safeParse(rawInput)
    if (!input.success) throw refuse(caller, operation.sensitive ? 'input' : `input at ${input.error.issues[0]?.path.join('.') ?? ''}`, name)
    if (name === 'call.cancel') {
      state.inFlight.get((input.data as { callId: string }).callId)?.abort(new AppError('call.cancelled'))
      return null
    }
    const controller = new AbortController()
    state.inFlight.set(callId, controller)
    const deadline = setTimeout(
      () => controller.abort(new AppError('call.deadline', { seconds: Math.round(operation.deadlineMs / 1_000) })),
      operation.deadlineMs,
    )
    try {
      const value = await settleOrAbort(checkedRoute(name, operation, input.data, controller.signal, callId, caller.id), controller.signal)
      return operation.bulk && !parts.isEveryOutputParsed ? value : operation.output.parse(value)
    } finally {
      clearTimeout(deadline)
      state.inFlight.delete(callId)
    }
  }

  return {
    handle: async (caller, text) => {
      const startedAt = parts.now()
      let name = ''
      let envelope: Envelope
      try {
        const request = parse(caller, text)
        if (request.type === 'unsubscribe') parts.unsubscribe(caller, request.subscriptionId)
        else name = request.name
        if (request.type === 'subscribe') {
          const topic = Object.hasOwn(parts.declarations, name) ? parts.declarations[name] : undefined
          if (topic?.type !== 'topic') throw refuse(caller, 'unknown topic', name)
          const params = topic.params.safeParse(request.params)
          if (!params.success) throw refuse(caller, 'params', name)
          parts.subscribe(caller, request.subscriptionId, name, topic, params.data)
        }
        envelope = { ok: true, value: request.type === 'call' ? await call(caller, name, request.input, request.callId) : null }
      } catch (error) {
        envelope = { ok: false, error: errorToPlain(toAppError(error, parts.log, name)) }
      }
      if (name !== '') {
        parts.log.info('call', { name, outcome: envelope.ok ? 'ok' : envelope.error.code, ms: parts.now() - startedAt })
      }
      return envelope
    },
    forget: (callerId) => {
      for (const controller of windows.get(callerId)?.inFlight.values() ?? []) controller.abort(new AppError('call.cancelled'))
      windows.delete(callerId)
    },
  }
}

/** Rejects as soon as the signal fires, whether or not the handler notices. */
function settleOrAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

function toAppError(error: unknown, log: Log, name: string): AppError {
  if (error instanceof AppError) return error
  const support = Math.random().toString(36).slice(2, 8)
  log.failure(`unexpected failure in ${name} (${support})`, error)
  return new AppError('app.unexpected', { support })
}
