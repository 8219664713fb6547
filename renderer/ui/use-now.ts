// The current time for ages on screen: one ticker per period, shared by everything that shows it.

import { useSyncExternalStore } from 'react'

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void
  readonly read: () => number
}

const tickers = new Map<number, Ticker>()

function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  const round = () => Math.floor(Date.now() / everyMs) * everyMs
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      timer ??= setInterval(() => {
        for (const each of listeners) each()
      }, everyMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    // Rounded, so that two reads within one period are the same value.
    read: round,
  }
}

/** Milliseconds since 1970, renewed once a period; a countdown wants 1,000. */
export function useNow(everyMs = 15_000): number {
  const ticker = tickers.get(everyMs) ?? createTicker(everyMs)
  tickers.set(everyMs, ticker)
  return useSyncExternalStore(ticker.subscribe, ticker.read)
}
