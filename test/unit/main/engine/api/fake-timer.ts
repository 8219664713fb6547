// A timer whose time moves only when told; sleepers wake in the order of their times.

import { throwIfCancelled } from '../../../../../shared/base/cancel.ts'
import type { Timer } from '../../../../../main/engine/api/timer.ts'

export interface FakeTimer extends Timer {
  /** Moves time forward, waking sleepers on the way and letting what they started settle. */
  advance(ms: number): Promise<void>
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export function createFakeTimer(): FakeTimer {
  let nowMs = 0
  const sleepers = new Set<{ atMs: number; wake: () => void }>()
  return {
    tick: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const wake = () => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          try {
            throwIfCancelled(signal)
            resolve()
          } catch (error) {
            reject(error)
          }
        }
        const sleeper = { atMs: nowMs + ms, wake }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
        if (signal?.aborted) wake()
      }),
    advance: async (ms) => {
      const untilMs = nowMs + ms
      await settle()
      for (;;) {
        const next = [...sleepers].sort((one, other) => one.atMs - other.atMs)[0]
        if (!next || next.atMs > untilMs) break
        nowMs = Math.max(nowMs, next.atMs)
        next.wake()
        await settle()
      }
      nowMs = untilMs
    },
  }
}
