// A gate that work passes between two steps; closed for one reason or several, open when none is left.

import { throwIfCancelled } from '../../../shared/base/cancel.ts'

export interface Gate {
  readonly isOpen: boolean
  close(reason: string): void
  open(reason: string): void
  /** @throws AppError `call.cancelled` when the signal fires while waiting or before */
  pass(signal: AbortSignal): Promise<void>
}

export function createGate(): Gate {
  const reasons = new Set<string>()
  const waiting = new Set<() => void>()
  return {
    get isOpen() {
      return reasons.size === 0
    },
    close: (reason) => void reasons.add(reason),
    open: (reason) => {
      reasons.delete(reason)
      if (reasons.size === 0) for (const wake of [...waiting]) wake()
    },
    pass: async (signal) => {
      throwIfCancelled(signal)
      while (reasons.size > 0) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake)
            signal.removeEventListener('abort', wake)
            resolve()
          }
          waiting.add(wake)
          signal.addEventListener('abort', wake, { once: true })
        })
        throwIfCancelled(signal)
      }
    },
  }
}
