// The engine's side of the private port to the vault. Keys are asked for when they are needed, kept as bytes and wiped on `drop`.

import { type AppError, errorFromPlain } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type Answer, type EngineRequest, unanswered } from '../../vault/protocol.ts'

/** Electron's port hands an event with `data`; Node's port hands the value itself. Both fit. */
export interface VaultPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  start?(): void
  close?(): void
}

export interface VaultClient {
  /** The key of a connection, or the one held under a ticket. @throws AppError `keychain.*` */
  key(credential: string): Promise<string>
  /** The caller owns and wipes these bytes. @throws AppError `keychain.*` */
  rootKey(): Promise<Buffer>
  /** Wipes one remembered key, or all. */
  drop(credential?: string): void
}

export interface AttachableVaultClient extends VaultClient {
  /** Goes on with a vault that was started anew: what is remembered stays, what is unanswered is asked again. */
  attach(port: VaultPort): void
}

interface Pending {
  readonly request: EngineRequest
  readonly resolve: (bytes: Buffer) => void
  readonly reject: (error: AppError) => void
}

export function createVaultClient(firstPort: VaultPort): AttachableVaultClient {
  let port = firstPort
  let lastId = 0
  /** Raised by every drop, so that an answer asked for before it is not remembered after it. */
  let generation = 0
  const pending = new Map<number, Pending>()
  const remembered = new Map<string, Buffer>()

  const listen = (to: VaultPort) => {
    to.on('message', (received) => {
      const message = received as Answer<Uint8Array> | { readonly data: Answer<Uint8Array> }
      const answer = 'data' in message ? message.data : message
      const entry = pending.get(answer.id)
      if (!entry) return
      pending.delete(answer.id)
      if (!answer.ok) return entry.reject(errorFromPlain(answer.error))
      const { buffer, byteOffset, byteLength } = answer.value
      entry.resolve(Buffer.from(buffer, byteOffset, byteLength))
    })
    to.start?.()
  }

  const ask = (request: { method: 'key'; credential: string } | { method: 'rootKey' }): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      const sent: EngineRequest = { id, ...request }
      // The vault keeps the budget; this one is for a vault that died without a word.
      const timer = setTimeout(() => {
        pending.delete(id)
        reject(unanswered())
      }, limits.vaultDeadlineMs)
      const settle = <T>(finish: (value: T) => void) => (value: T) => {
        clearTimeout(timer)
        finish(value)
      }
      pending.set(id, { request: sent, resolve: settle(resolve), reject: settle(reject) })
      port.postMessage(sent)
    })

  const drop = (credential?: string) => {
    generation++
    for (const name of credential === undefined ? [...remembered.keys()] : [credential]) {
      remembered.get(name)?.fill(0)
      remembered.delete(name)
    }
  }

  listen(port)
  return {
    key: async (credential) => {
      const known = remembered.get(credential)
      if (known) return known.toString('utf8')
      const askedIn = generation
      const bytes = await ask({ method: 'key', credential })
      const text = bytes.toString('utf8')
      if (askedIn === generation) remembered.set(credential, bytes)
      else bytes.fill(0)
      return text
    },
    rootKey: () => ask({ method: 'rootKey' }),
    drop,
    attach: (next) => {
      port.close?.()
      port = next
      listen(next)
      // What waited behind the call that hung is asked again; its own budget goes on.
      for (const { request } of pending.values()) next.postMessage(request)
    },
  }
}
