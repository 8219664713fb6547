// Questions that the projection alone answers go to the reader's process. The engine answers whatever the reader does not: nobody is
// refused because the reader is not there.

import { isAppError } from '../../shared/base/app-error.ts'
import type { Item } from '../../shared/contract/client.ts'
import type { Dated } from '../engine/reader/protocol.ts'
import type { EngineLink } from './engine-link.ts'

type CallByName = EngineLink['callByName']

export interface ReaderRoute {
  /** A reader has come that answers these operations. */
  open(names: readonly string[]): void
  close(): void
  /** The engine has told windows of a change: what is older is not an answer any more. */
  told(change: Pick<Item<'store.changed'>, 'revision'>): void
  through(engine: CallByName): CallByName
}

export interface ReaderRouteParts {
  readonly link: Pick<EngineLink, 'callByName'>
  /** It let a question's time pass. */
  readonly onHung: () => void
}

export function createReaderRoute({ link, onHung }: ReaderRouteParts): ReaderRoute {
  let names: ReadonlySet<string> = new Set()
  let newest = 0

  /** Null where the engine is to be asked. */
  const ask: (...call: Parameters<CallByName>) => Promise<Dated | null> = async (name, input, options) => {
    try {
      return (await link.callByName(name, input, options)) as Dated
    } catch (error) {
      if (options.signal?.aborted) throw error
      if (!isAppError(error, 'call.deadline')) return null
      onHung()
      throw error
    }
  }

  return {
    open: (given) => (names = new Set(given)),
    close: () => (names = new Set()),
    // Not the highest: a projection that was made anew counts from the beginning.
    told: ({ revision }) => (newest = revision),
    through: (engine) => async (name, input, options) => {
      // An answer may cross the news of a change on its way; the one that follows has it.
      for (let attempt = 0; attempt < 2 && names.has(name); attempt++) {
        const answer = await ask(name, input, options)
        if (!answer) break
        if (answer.revision >= newest) return answer.value
      }
      return engine(name, input, options)
    },
  }
}
