// Time that skips over waits: hours of back-off pass in a moment, and every tick still moves forward.

import { throwIfCancelled } from '../../../../../shared/base/cancel.ts'
import type { Timer } from '../../../../../main/engine/api/timer.ts'

export interface SkippingTimer extends Timer {
  /** Milliseconds that were waited for and skipped. */
  readonly skippedMs: number
}

export function createSkippingTimer(): SkippingTimer {
  let skippedMs = 0
  return {
    get skippedMs() {
      return skippedMs
    },
    tick: () => performance.now() + skippedMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const untilTick = performance.now() + skippedMs + ms
        setImmediate(() => {
          try {
            throwIfCancelled(signal)
            // Waits run beside each other: only what is left of this one is skipped.
            skippedMs += Math.max(0, untilTick - (performance.now() + skippedMs))
            resolve()
          } catch (error) {
            reject(error)
          }
        })
      }),
  }
}
