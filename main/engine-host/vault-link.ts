// The life of the vault process: start on demand, numbered calls, kill and start again. It knows nothing of keys.

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
  /** Fails what the process was asked, starts another one and kills it as soon as that one has its belongings. */
  replace(reason: string): void
  stop(): Promise<void>
}

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: AppError) => void
}

export function createVaultLink<Port>({ fork, createChannel, log, now, onStarted, onRestarted }: VaultLinkParts<Port>): VaultLink<Port> {
  let child: VaultChild<Port> | null = null
  let hasStarted = false
  let isStopping = false
  let lastId = 0
  let crashesAt: number[] = []
  const pending = new Map<number, Pending>()
  const predecessors: VaultChild<Port>[] = []

  const failPending = () => {
    const failed = [...pending.values()]
    pending.clear()
    for (const { reject } of failed) reject(unanswered())
  }

  const onMessage = (message: FromVault, from: VaultChild<Port>) => {
    if (from !== child) return
    if (message.type === 'overdue') return replace('a request of the engine got no answer')
    if (message.type === 'takenOver') return endPredecessors()
    if (message.type === 'goodbye') return
    const entry = pending.get(message.id)
    if (!entry) return
    pending.delete(message.id)
    if (message.ok) entry.resolve(message.value as never)
    else entry.reject(errorFromPlain(message.error))
  }

  const onExit = (from: VaultChild<Port>) => {
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

  const endPredecessors = () => {
    for (const predecessor of predecessors.splice(0)) predecessor.kill()
  }

  const bequeath = (from: VaultChild<Port>, to: VaultChild<Port>) => {
    const [giving, taking] = createChannel()
    from.postMessage({ type: 'handOver' }, [giving])
    to.postMessage({ type: 'takeOver' }, [taking])
    predecessors.push(from)
    setTimeout(endPredecessors, limits.vaultHandOverMs)
  }

  const ensure = (predecessor?: VaultChild<Port>): VaultChild<Port> => {
    if (child) return child
    const started = fork()
    child = started
    started.onMessage((message) => onMessage(message, started))
    started.onExit(() => onExit(started))
    const isRestart = hasStarted
    hasStarted = true
    onStarted()
    if (predecessor) bequeath(predecessor, started)
    if (isRestart) onRestarted()
    return started
  }

  const replace = (reason: string) => {
    const old = child
    child = null
    failPending()
    if (!old) return
    log.warn('vault is replaced', { reason })
    if (isStopping) old.kill()
    else ensure(old)
  }

  const call: VaultLink<Port>['call'] = (method, input) =>
    new Promise((resolve, reject) => {
      if (isStopping && method !== 'stop') return reject(unanswered())
      const process = ensure()
      const id = ++lastId
      pending.set(id, { resolve, reject })
      process.postMessage({ type: 'call', id, method, input })
    })

  return {
    call,
    hand: (port) => ensure().postMessage({ type: 'engine' }, [port]),
    replace,
    stop: async () => {
      if (isStopping) return
      isStopping = true
      endPredecessors()
      const last = child
      if (!last) return
      const gone = new Promise<void>((resolve) => last.onExit(resolve))
      void call('stop', null).catch(() => undefined)
      await Promise.race([gone, new Promise<void>((resolve) => setTimeout(resolve, limits.vaultStopDeadlineMs))])
      last.kill()
    },
  }
}
