// The engine's end of the port to the reader. Without a reader nothing is lent, and the engine answers everything itself.

import { limits } from '../../../shared/base/limits.ts'
import type { ServerPort } from '../link/engine-server.ts'
import type { LentFile, ProjectionLoan } from '../store/projection-loan.ts'
import type { FromReader, ToReader } from './protocol.ts'

export interface ReaderLoan extends ProjectionLoan {
  /** A reader has come. */
  attach(port: ServerPort): void
  /** It is gone: nothing has to be waited for. */
  detach(): void
}

export function createReaderLoan(): ReaderLoan {
  let port: ServerPort | null = null
  let lent: LentFile | null = null
  let latest = 0
  let lastNumber = 0
  const recalling = new Map<number, () => void>()

  const tell = (message: ToReader) => port?.postMessage(message)
  const hand = ({ path, key }: LentFile) => tell({ type: 'lend', path, key, latest })
  const release = () => {
    for (const end of recalling.values()) end()
    recalling.clear()
  }

  return {
    attach: (next) => {
      release()
      port = next
      next.onMessage((message) => {
        const { returned } = message as FromReader
        recalling.get(returned)?.()
        recalling.delete(returned)
      })
      if (lent) hand(lent)
    },
    detach: () => {
      port = null
      release()
    },
    lend: (file) => {
      lent = file
      latest = file.latest
      hand(file)
    },
    recall: () => {
      lent?.key.fill(0)
      lent = null
      if (!port) return Promise.resolve()
      const number = ++lastNumber
      return new Promise((resolve) => {
        // One that does not answer is replaced by whoever asked it something.
        const timer = setTimeout(resolve, limits.readerRecallMs)
        recalling.set(number, () => {
          clearTimeout(timer)
          resolve()
        })
        tell({ type: 'recall', number })
      })
    },
    announced: (change) => {
      if (!lent) return
      latest = Math.max(latest, change.revision)
      tell({ type: 'announced', change })
    },
    committed: () => {
      if (lent) tell({ type: 'committed' })
    },
  }
}
