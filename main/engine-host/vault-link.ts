// The life of the vault process: start on demand, numbered calls, replace when it hangs. It knows nothing of keys.
//
// Invariants:
// - A replaced process that may still write is killed as soon as its successor has its belongings: a late write could undo a newer one.
// - One that only reads may wait a while longer: it holds the system's password prompt open, which goes away with its process.

import { type AppError, errorFromPlain } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Log } from '../log/log.ts'
import { type FromVault, type ToVault, unanswered, type VaultMethod, type VaultMethods } from '../vault/protocol.ts'

/** The process as far as it is used: Electron's, or a stand-in of a test. */
export interface VaultChild<Port> {
  postMessage(message: ToVault, transfer?: Port[]): void
  onMessage(listener: (message: FromVault) => void): void
  onExit(listener: () => void): void
  /** SIGKILL: a process that waits for a keychain does not react to anything milder. */
  kill(): void
}

export interface VaultLinkParts<Port> {
  readonly fork: () => VaultChild<Port>
  readonly createChannel: () => readonly [Port, Port]
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly now: () => number
  /** Called for every new process before anything else is sent to it. */
  readonly onStarted: () => void
  /** Called after `onStarted` for every process but the first. */
  readonly onRestarted: () => void
}

export interface VaultLink<Port> {
  call<Name extends VaultMethod>(method: Name, input: VaultMethods[Name]['input']): Promise<VaultMethods[Name]['output']>
  hand(port: Port): void
  /** Fails what the process was asked and goes on with another one. */
  replace(reason: string): void
  stop(): Promise<void>
}

interface Pending {
  readonly method: VaultMethod
  readonly resolve: (value: never) => void
  readonly reject: (error: AppError) => void
}

const reading: ReadonlySet<VaultMethod> = new Set(['configure', 'find', 'has'])

export function createVaultLink<Port>({ fork, createChannel, log, now, onStarted, onRestarted }: VaultLinkParts<Port>): VaultLink<Port> {
  let child: VaultChild<Port> | null = null
  let waiting: VaultChild<Port> | null = null
  let hasStarted = false
  let isStopping = false
  let lastId = 0
  let crashesAt: number[] = []
  const pending = new Map<number, Pending>()

  const failPending = () => {
    const failed = [...pending.values()]
    pending.clear()
    for (const { reject } of failed) reject(unanswered())
  }

  const endWaiting = () => {
    waiting?.kill()
    waiting = null
  }

  const onMessage = (message: FromVault, from: VaultChild<Port>) => {
    // The prompt was answered after all; the successor finds the keychain open.
    if (from === waiting && message.type === 'answer') return endWaiting()
    if (from !== child || message.type === 'goodbye' || message.type === 'takenOver') return
    if (message.type === 'overdue') return replace('a request of the engine got no answer')
    const entry = pending.get(message.id)
    if (!entry) return
    pending.delete(message.id)
    if (message.ok) entry.resolve(message.value as never)
    else entry.reject(errorFromPlain(message.error))
  }

  const onExit = (from: VaultChild<Port>) => {
    if (from === waiting) waiting = null
    if (from !== child) return
    child = null
    failPending()
    if (isStopping) return
    crashesAt = [...crashesAt.filter((at) => now() - at < 60_000), now()]
    const isGivenUp = crashesAt.length > limits.restartsPerMinuteMax
    log.warn('vault ended by itself', { crashes: crashesAt.length, isGivenUp })
    // Given up for now only: the next call starts one again.
    if (!isGivenUp) ensure()
  }

  /** What the old process has in memory goes to the new one; then, or when that takes too long, the old one ends. */
  const bequeath = (old: VaultChild<Port>, next: VaultChild<Port>, mayWait: boolean) => {
    const end = () => {
      clearTimeout(timer)
      if (old !== waiting) old.kill()
    }
    const timer = setTimeout(end, limits.vaultHandOverMs)
    next.onMessage((message) => {
      if (message.type === 'takenOver') end()
    })
    if (mayWait && !waiting) {
      waiting = old
      setTimeout(() => old === waiting && endWaiting(), limits.vaultPromptMs).unref()
    }
    const [giving, taking] = createChannel()
    old.postMessage({ type: 'handOver' }, [giving])
    next.postMessage({ type: 'takeOver' }, [taking])
  }

  const ensure = (bequest?: { readonly old: VaultChild<Port>; readonly mayWait: boolean }): VaultChild<Port> => {
    if (child) return child
    const started = fork()
    child = started
    started.onMessage((message) => onMessage(message, started))
    started.onExit(() => onExit(started))
    const isRestart = hasStarted
    hasStarted = true
    onStarted()
    if (bequest) bequeath(bequest.old, started, bequest.mayWait)
    if (isRestart) onRestarted()
    return started
  }

  const replace = (reason: string) => {
    const old = child
    child = null
    const mayWait = [...pending.values()].every(({ method }) => reading.has(method))
    failPending()
    if (!old) return
    log.warn('vault is replaced', { reason, mayWait })
    if (isStopping) old.kill()
    else ensure({ old, mayWait })
  }

  const call: VaultLink<Port>['call'] = (method, input) =>
    new Promise((resolve, reject) => {
      if (isStopping && method !== 'stop') return reject(unanswered())
      const process = ensure()
      const id = ++lastId
      pending.set(id, { method, resolve, reject })
      process.postMessage({ type: 'call', id, method, input })
    })

  return {
    call,
    hand: (port) => ensure().postMessage({ type: 'engine' }, [port]),
    replace,
    stop: async () => {
      if (isStopping) return
      isStopping = true
      endWaiting()
      const last = child
      if (!last) return
      const gone = new Promise<void>((resolve) => last.onExit(resolve))
      void call('stop', null).catch(() => undefined)
      await Promise.race([gone, new Promise<void>((resolve) => setTimeout(resolve, limits.vaultStopDeadlineMs))])
      last.kill()
    },
  }
}
