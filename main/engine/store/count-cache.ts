// Totals of filtered lists, remembered for as long as the rows they were counted over stay the same.

import { limits } from '../../../shared/base/limits.ts'

export interface CountCache {
  get(key: string): number | undefined
  set(key: string, count: number): void
}

/** Keys carry the version of the rows, so that an old count is never found again and falls out by itself. */
export function createCountCache(): CountCache {
  const kept = new Map<string, number>()
  return {
    get: (key) => kept.get(key),
    set: (key, count) => {
      kept.delete(key)
      kept.set(key, count)
      if (kept.size > limits.countsKeptMax) kept.delete(kept.keys().next().value as string)
    },
  }
}

/** Takes counts that are remembered only when `keep` is called. */
export function heldCounts(counts: CountCache): CountCache & { keep(): void } {
  const held = new Map<string, number>()
  return {
    get: (key) => held.get(key) ?? counts.get(key),
    set: (key, count) => void held.set(key, count),
    keep: () => {
      for (const [key, count] of held) counts.set(key, count)
    },
  }
}
