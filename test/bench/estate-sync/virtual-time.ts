// Time that jumps from one event to the next when nothing is left to do: an hour of an estate passes in seconds, and the load of the
// machine that measures says nothing.

import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { Timer } from '../../../main/engine/api/timer.ts'

export interface VirtualTime extends Timer {
  /** Lets time pass until the work is done. */
  until<T>(work: Promise<T>): Promise<T>
}

interface Sleeper {
  readonly atMs: number
  readonly number: number
  readonly wake: () => void
}

export function createVirtualTime(): VirtualTime {
  let nowMs = 0
  let count = 0
  /** Earliest last, so that the next one is taken from the end. */
  const sleepers: Sleeper[] = []
  const isLater = (one: Sleeper, other: Sleeper) => one.atMs - other.atMs || one.number - other.number

  const insert = (sleeper: Sleeper) => {
    let low = 0
    let high = sleepers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isLater(sleepers[middle]!, sleeper) > 0) low = middle + 1
      else high = middle
    }
    sleepers.splice(low, 0, sleeper)
  }

  return {
    tick: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const end = () => {
          signal?.removeEventListener('abort', end)
          try {
            throwIfCancelled(signal)
            resolve()
          } catch (error) {
            reject(error)
          }
        }
        if (signal?.aborted) return end()
        insert({ atMs: nowMs + Math.max(0, ms), number: count++, wake: end })
        signal?.addEventListener('abort', end, { once: true })
      }),
    until: async (work) => {
      let isDone = false
      const settled = work.finally(() => {
        isDone = true
      })
      settled.catch(() => undefined)
      while (!isDone) {
        // What one event started goes on as far as it can before the next.
        await new Promise((resolve) => setImmediate(resolve))
        if (isDone) break
        const next = sleepers.pop()
        if (!next) continue
        nowMs = Math.max(nowMs, next.atMs)
        next.wake()
      }
      return settled
    },
  }
}
