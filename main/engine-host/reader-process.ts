// The reader's process: fork, introduce to the engine, replace when it dies. What it does is not known here.

import { join } from 'node:path'
import { app, MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import { limits } from '../../shared/base/limits.ts'
import type { Log } from '../log/log.ts'
import { createEngineLink } from './engine-link.ts'
import { linkPortOf } from './link-port.ts'
import { createReaderRoute, type ReaderRoute } from './reader-route.ts'

export interface ReaderProcess extends Pick<ReaderRoute, 'through' | 'told'> {
  /** Starts it in a moment, unless it is there. */
  start(): void
  /** Also when the engine is gone: another one knows no reader. */
  stop(): void
}

export interface ReaderProcessParts {
  readonly log: Log
  /** Hands the engine its end of the private port. */
  readonly introduce: (port: MessagePortMain) => void
  readonly onGone: () => void
}

export function createReaderProcess({ log, introduce, onGone }: ReaderProcessParts): ReaderProcess {
  const link = createEngineLink(() => undefined)
  let child: UtilityProcess | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let endsAt: number[] = []
  const route = createReaderRoute({ link, onHung: () => child?.kill() })

  const fork = (): void => {
    timer = null
    const forked = utilityProcess.fork(join(app.getAppPath(), 'out/reader/index.cjs'), [], { serviceName: 'OrgDeck reader', env: {}, stdio: 'ignore' })
    child = forked
    const calls = new MessageChannelMain()
    forked.on('message', (message: { type: string; text?: string; names?: string[] }) => {
      if (message.type === 'failure') log.failure('reader', new Error(message.text))
      if (message.type === 'ready' && child === forked) {
        route.open(message.names ?? [])
        const loan = new MessageChannelMain()
        forked.postMessage({ type: 'engine' }, [loan.port1])
        introduce(loan.port2)
      }
    })
    forked.once('exit', () => {
      if (child === forked) ended()
    })
    forked.postMessage({ type: 'start' }, [calls.port1])
    link.attach(linkPortOf(calls.port2))
  }

  const forget = (): void => {
    child = null
    route.close()
    link.detach()
    onGone()
  }

  const ended = (): void => {
    forget()
    const now = Date.now()
    endsAt = [...endsAt.filter((at) => now - at < 60_000), now]
    const isGivenUp = endsAt.length > limits.restartsPerMinuteMax
    log.warn('reader ended', { restarts: endsAt.length, isGivenUp })
    if (!isGivenUp) start()
  }

  const start = (): void => {
    if (!child) timer ??= setTimeout(fork, limits.readerStartMs)
  }

  return {
    start,
    told: route.told,
    through: route.through,
    stop: () => {
      if (timer) clearTimeout(timer)
      timer = null
      const ending = child
      if (!ending) return
      forget()
      ending.postMessage({ type: 'stop' })
      ending.kill()
    },
  }
}
