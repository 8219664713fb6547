// Budget and order of main's calls to the vault: every public call has one budget for all its steps, and what changes the marker
// runs one after the other.

import { limits } from '../../shared/base/limits.ts'
import { unanswered } from '../vault/protocol.ts'
import type { VaultLink } from './vault-link.ts'

export type Call = VaultLink<unknown>['call']

export interface VaultTurns {
  /** Over its budget nothing more of the work is done, and a process that owes it an answer is replaced. */
  budgeted<T>(work: (call: Call) => Promise<T>): Promise<T>
  /** Waits until everything that came before has ended; without a budget of its own. */
  turn<T>(work: () => Promise<T>): Promise<T>
  /** Both: the time of waiting counts. */
  inTurn<T>(work: (call: Call) => Promise<T>): Promise<T>
}

export function createVaultTurns(link: Pick<VaultLink<unknown>, 'call' | 'replace'>): VaultTurns {
  const budgeted = <T>(work: (call: Call, stopIfOver: () => void) => Promise<T>): Promise<T> => {
    let isOver = false
    let unansweredCalls = 0
    const stopIfOver = () => {
      if (isOver) throw unanswered()
    }
    const call: Call = async (method, input) => {
      stopIfOver()
      unansweredCalls++
      try {
        return await link.call(method, input)
      } finally {
        unansweredCalls--
      }
    }
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        isOver = true
        reject(unanswered())
        // A call that only waited for its turn has nothing against the process.
        if (unansweredCalls > 0) link.replace('the keychain did not answer')
      }, limits.vaultDeadlineMs)
      work(call, stopIfOver).then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }

  let last: Promise<unknown> = Promise.resolve()
  const turn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  const inTurn = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
    budgeted((call, stopIfOver) =>
      turn(async () => {
        stopIfOver()
        return work(call)
      }),
    )

  return { budgeted, turn, inTurn }
}
