// Whoever waits in a window goes first. Work of a sync is done in pieces of a few milliseconds, one in a turn of the event loop; it
// stands back while a question is being answered, and takes half of the time at most while answers follow each other.

import { limits } from '../../../shared/base/limits.ts'

export interface ReadersFirst {
  /** Answers a question; work that takes turns waits meanwhile. */
  answering<T>(work: () => Promise<T>): Promise<T>
  /** Waits for the next piece's turn; bounded, however many questions there are. */
  turn(): Promise<void>
  /** Settles when nothing is being answered. */
  ended(): Promise<void>
  /** Answers were given a moment ago, so that more will be. */
  isActive(): boolean
}

interface Waiter {
  readonly sinceMs: number
  readonly resume: () => void
}

export function createReadersFirst(): ReadersFirst {
  let underWay = 0
  let answeredMs = -Infinity
  const waiters: Waiter[] = []
  let isScheduled = false
  let stopWaiting = () => {}
  const onEnded: (() => void)[] = []

  const schedule = (afterMs = 0) => {
    if (isScheduled || waiters.length === 0) return
    isScheduled = true
    if (afterMs < 1) setImmediate(giveTurn)
    else setTimeout(giveTurn, afterMs)
  }

  const giveTurn = () => {
    isScheduled = false
    const first = waiters[0]
    if (!first) return
    const nowMs = performance.now()
    const patienceMs = first.sinceMs + limits.readersFirstMs - nowMs
    // An answer that takes long must not stop a sync.
    if (underWay > 0 && patienceMs > 0) {
      const timer = setTimeout(() => {
        stopWaiting = () => {}
        schedule()
      }, patienceMs)
      stopWaiting = () => {
        clearTimeout(timer)
        stopWaiting = () => {}
        schedule()
      }
      return
    }
    waiters.shift()
    first.resume()
    // Runs when the piece is done, before anything else of this turn of the loop does.
    setImmediate(() => {
      const tookMs = performance.now() - nowMs
      schedule(isActive() ? Math.min(tookMs, limits.readersPauseMs) : 0)
    })
  }

  const isActive = () => underWay > 0 || performance.now() - answeredMs < limits.readersActiveMs

  return {
    isActive,
    answering: async (work) => {
      underWay++
      try {
        return await work()
      } finally {
        answeredMs = performance.now()
        if (--underWay === 0) {
          stopWaiting()
          for (const tell of onEnded.splice(0)) tell()
        }
      }
    },
    ended: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => onEnded.push(resolve))),
    turn: () =>
      new Promise((resolve) => {
        waiters.push({ sinceMs: performance.now(), resume: resolve })
        schedule()
      }),
  }
}
