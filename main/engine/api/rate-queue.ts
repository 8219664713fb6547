// Requests waiting for their turn on one lane: foreground first, then shortest remaining work, with ageing so that nobody waits for
// ever. Within one work the order is kept, so that a page that was refused does not hold up all the pages read after it.

export interface Waiting {
  readonly isForeground: boolean
  /** What the request is part of, for example one list being read, and its place in there. */
  readonly work: object
  readonly order: number
  /** Pages that the same work still needs after this one; short work first makes most organizations fresh soonest. */
  readonly remaining: number
  /** Which reading of an organization it belongs to, counted from the first that asked. */
  readonly run: number
  readonly sinceTick: number
  /** Not before: what `Retry-After` asked of this one request. */
  readonly floorTick: number
  start(): void
}

export interface RateQueue {
  readonly length: number
  add(waiting: Waiting): void
  remove(waiting: Waiting): void
  /** The one whose turn it is; null when none may start yet. It stays queued until removed. */
  next(tick: number): Waiting | null
  /** Earliest time at which any may start; Infinity when empty. */
  earliestTick(): number
}

/** Waiting this long outweighs one page of remaining work. */
const ageMsPerPage = 1_000

export function createRateQueue(): RateQueue {
  const entries = new Set<Waiting>()
  const weight = (waiting: Waiting, tick: number) => waiting.remaining - Math.floor((tick - waiting.sinceTick) / ageMsPerPage)
  // Of equals the organization that began first, to its end: taken in turn, all of them would become fresh only with the last.
  const isBefore = (one: Waiting, other: Waiting, tick: number) => {
    if (one.isForeground !== other.isForeground) return one.isForeground
    const difference = weight(one, tick) - weight(other, tick)
    return difference === 0 ? one.run < other.run : difference < 0
  }

  return {
    get length() {
      return entries.size
    },
    add: (waiting) => void entries.add(waiting),
    remove: (waiting) => void entries.delete(waiting),
    next: (tick) => {
      const first = new Map<object, Waiting>()
      for (const waiting of entries) {
        if (waiting.floorTick > tick) continue
        const known = first.get(waiting.work)
        if (known === undefined || waiting.order < known.order) first.set(waiting.work, waiting)
      }
      let best: Waiting | null = null
      for (const waiting of first.values()) if (best === null || isBefore(waiting, best, tick)) best = waiting
      return best
    },
    earliestTick: () => {
      let earliest = Infinity
      for (const waiting of entries) earliest = Math.min(earliest, waiting.floorTick)
      return earliest
    },
  }
}
