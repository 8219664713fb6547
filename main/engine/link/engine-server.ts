// The engine's side of the link: parse, route, cancel, reply. Topics leave through the same port.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { CallContext, Item, TopicName } from '../../../shared/contract/client.ts'
import type { Declaration } from '../../../shared/contract/define.ts'
import { contract, engineContract } from '../../../shared/contract/index.ts'

/** Structurally the same as main's LinkPort; the engine does not import main's files. */
export interface ServerPort {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

export interface EngineServer {
  publish<Name extends TopicName>(name: Name, item: Item<Name>): void
}

/** By operation's name. What is not in it is refused. */
export type ServedHandlers = Readonly<Record<string, (input: never, context: CallContext) => Promise<unknown>>>

export function serveEngine(port: ServerPort, handlers: ServedHandlers, onFailure: (name: string, error: unknown) => void): EngineServer {
  const declarations: Readonly<Record<string, Declaration>> = { ...contract, ...engineContract }
  const running = new Map<number, AbortController>()

  const run = async (id: number, name: string, rawInput: unknown): Promise<unknown> => {
    const declaration = declarations[name]
    const handler = handlers[name]
    if (!declaration || declaration.type === 'topic' || !handler) throw new AppError('call.invalid')
    // Parsed again although the gate did: the organization is checked wherever it is used.
    const input = declaration.input.safeParse(rawInput)
    if (!input.success) throw new AppError('call.invalid')
    const controller = new AbortController()
    running.set(id, controller)
    try {
      return await handler(input.data as never, { signal: controller.signal, callId: String(id) })
    } finally {
      running.delete(id)
    }
  }

  port.onMessage((message) => {
    const request = message as { id?: number; name?: string; input?: unknown; cancel?: number }
    if (typeof request.cancel === 'number') {
      running.get(request.cancel)?.abort(new AppError('call.cancelled'))
      return
    }
    if (typeof request.id !== 'number' || typeof request.name !== 'string') return
    const { id, name } = request
    run(id, name, request.input).then(
      (value) => port.postMessage({ id, envelope: { ok: true, value } }),
      (error: unknown) => port.postMessage({ id, envelope: { ok: false, error: errorToPlain(toAppError(error, name, onFailure)) } }),
    )
  })

  return { publish: (topic, item) => port.postMessage({ topic, item }) }
}

function toAppError(error: unknown, name: string, onFailure: (name: string, error: unknown) => void): AppError {
  if (error instanceof AppError) return error
  onFailure(name, error)
  return new AppError('app.unexpected', { support: Math.random().toString(36).slice(2, 8) })
}
