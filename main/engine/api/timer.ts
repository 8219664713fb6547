// Monotonic time and cancellable sleep, as one small object so that tests can run hours in a moment.

import { throwIfCancelled } from '../../../shared/base/cancel.ts'

/** Wall time in ms since 1970: for instants that people see, never for durations. */
export interface Clock {
  now(): number
}

export interface Timer {
  /** Milliseconds that never run backwards: a changed system clock must not stall or flood the service. */
  tick(): number
  /** @throws AppError `call.cancelled` as soon as the signal fires */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemTimer: Timer = {
  tick: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(handle)
        signal?.removeEventListener('abort', end)
        try {
          throwIfCancelled(signal)
          resolve()
        } catch (error) {
          reject(error)
        }
      }
      const handle = setTimeout(end, ms)
      signal?.addEventListener('abort', end, { once: true })
      if (signal?.aborted) end()
    }),
}
