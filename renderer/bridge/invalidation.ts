// store.changed → the cached queries that read what changed. Keys are [operation, input]; what an operation reads is data of the contract.

import type { Query, QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type StoreChange, touches } from '../../shared/contract/touched.ts'
import { reads as readsByName } from './registry.ts'
import { useTopic } from './use-topic.ts'

type Table = Readonly<Record<string, readonly string[]>>

/** The kinds one question reads, with the placeholders of its declaration filled in. */
export function readsOf(name: string, input: unknown, table: Table = readsByName): string[] {
  return (table[name] ?? []).map((each) => (each.startsWith('$') ? String((input as Record<string, unknown> | null)?.[each.slice(1)]) : each))
}

/** True when the answer to this question may differ after the change. */
export const isTouched = (name: string, input: unknown, change: StoreChange, table: Table = readsByName): boolean => touches(change, readsOf(name, input, table), input)

/** A question rests so many times as long as its answer took: whatever the store does, asking takes a fourth of the time at most. */
const restFactor = 3
const restMsMax = 5_000

/**
 * Asks touched answers again. One that is on its way, or that was asked a moment ago, is asked once more after it: a store that changes
 * faster than it answers would otherwise never be seen, and an estate that is filled would leave time for nothing but questions.
 */
export function invalidator(queries: QueryClient, now: () => number = () => performance.now()): (change: StoreChange) => void {
  const again = new Set<Query>()
  const askedAt = new Map<Query, number>()
  const restsUntil = new Map<Query, number>()
  const askAgain = (query: Query) => {
    if (!again.delete(query)) return
    void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }
  queries.getQueryCache().subscribe(({ query, type }) => {
    if (type === 'removed') for (const each of [askedAt, restsUntil, again]) each.delete(query)
    if (type !== 'updated') return
    const since = askedAt.get(query)
    if (query.state.fetchStatus !== 'idle') {
      if (since === undefined) askedAt.set(query, now())
      return
    }
    askedAt.delete(query)
    if (since !== undefined) restsUntil.set(query, now() + Math.min(restMsMax, (now() - since) * restFactor))
    if (again.has(query)) setTimeout(() => askAgain(query), Math.max(0, (restsUntil.get(query) ?? 0) - now()))
  })
  return (change) => {
    const predicate = (query: Query) => isTouched(String(query.queryKey[0]), query.queryKey[1], change)
    for (const query of queries.getQueryCache().findAll({ predicate })) {
      if (query.state.fetchStatus !== 'idle') again.add(query)
      else if (query.isActive()) {
        const restMs = (restsUntil.get(query) ?? 0) - now()
        if (restMs <= 0) void queries.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false })
        else if (!again.has(query)) {
          again.add(query)
          setTimeout(() => askAgain(query), restMs)
        }
      } else query.invalidate()
    }
  }
}

/** Mounted once: keeps the query cache in step with the store. */
export function useInvalidation(): void {
  const queries = useQueryClient()
  const invalidate = useMemo(() => invalidator(queries), [queries])
  useTopic('store.changed', {}, invalidate)
}
