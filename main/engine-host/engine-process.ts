// The engine's process: fork, handshake, heartbeat, restart with back-off. What it does is not known here.

import { join } from 'node:path'
import { app, MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Log } from '../log/log.ts'
import type { EngineLink } from './engine-link.ts'
import { linkPortOf } from './link-port.ts'

export interface EngineProcess {
  start(): Promise<void>
  stop(): Promise<void>
  /** A new private port between engine and vault, after the vault was replaced. */
  reintroduce(): void
  /** The reader's end of a private port has the other; null when the reader is gone. */
  introduceReader(port: MessagePortMain | null): void
}

export interface EngineProcessParts {
  readonly link: EngineLink
  readonly log: Log
  /** Hands the vault its end of the private port; the other end goes to the engine. */
  readonly introduce: (port: MessagePortMain) => void
  /** The engine is up again after it died: open what was open. */
  readonly onRestarted: () => void
  readonly onGone: (isGivenUp: boolean) => void
}

export function createEngineProcess(parts: EngineProcessParts): EngineProcess {
  const { link, log } = parts
  let child: UtilityProcess | null = null
  let isStopping = false
  let heartbeat: ReturnType<typeof setInterval> | null = null
  let restartsAt: number[] = []

  const fork = async (): Promise<void> => {
    const forked = utilityProcess.fork(join(app.getAppPath(), 'out/engine/index.cjs'), [], { serviceName: 'OrgDeck engine', env: {}, stdio: 'ignore' })
    child = forked
    const calls = new MessageChannelMain()
    const secrets = new MessageChannelMain()
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new AppError('engine.unavailable')), limits.engineStartDeadlineMs)
      forked.on('message', (message: { type: string; text?: string }) => {
        if (message.type === 'ready') {
          clearTimeout(timer)
          resolve()
        }
        if (message.type === 'failure') log.failure('engine', new Error(message.text))
      })
      forked.once('exit', () => {
        clearTimeout(timer)
        reject(new AppError('engine.unavailable'))
        if (child === forked) onExit()
      })
    })
    forked.postMessage({ type: 'start' }, [calls.port1, secrets.port1])
    parts.introduce(secrets.port2)
    link.attach(linkPortOf(calls.port2))
    await ready
    heartbeat = setInterval(() => void beat(forked), limits.engineHeartbeatMs)
  }

  // The engine only waits and hands work on; one that does not answer this for a whole deadline hangs.
  const beat = async (forked: UtilityProcess): Promise<void> => {
    try {
      await link.call('engine.versions', {})
    } catch {
      if (child !== forked || isStopping) return
      log.warn('engine does not answer and is replaced')
      forked.kill()
    }
  }

  const onExit = (): void => {
    if (heartbeat) clearInterval(heartbeat)
    child = null
    link.detach()
    if (isStopping) return
    const now = Date.now()
    restartsAt = [...restartsAt.filter((at) => now - at < 60_000), now]
    const isGivenUp = restartsAt.length > limits.restartsPerMinuteMax
    log.warn('engine ended', { restarts: restartsAt.length, isGivenUp })
    parts.onGone(isGivenUp)
    if (isGivenUp) return
    setTimeout(() => {
      if (!isStopping) fork().then(parts.onRestarted, () => undefined)
    }, 200 * 2 ** (restartsAt.length - 1))
  }

  return {
    start: fork,
    reintroduce: () => {
      if (!child) return
      const secrets = new MessageChannelMain()
      child.postMessage({ type: 'vault' }, [secrets.port1])
      parts.introduce(secrets.port2)
    },
    introduceReader: (port) => {
      if (port) child?.postMessage({ type: 'reader' }, [port])
      else child?.postMessage({ type: 'readerGone' })
    },
    stop: async () => {
      isStopping = true
      if (heartbeat) clearInterval(heartbeat)
      const running = child
      if (!running) return
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      await Promise.race([link.call('engine.close', {}).catch(() => null), wait(limits.engineStopDeadlineMs)])
      running.postMessage({ type: 'stop' })
      await Promise.race([gone, wait(1_000)])
      running.kill()
    },
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
