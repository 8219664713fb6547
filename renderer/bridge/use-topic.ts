// Topics of the contract in components: every item through a callback, or the latest item as a value.

import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Client, Item, Params, TopicName } from '../../shared/contract/client.ts'
import { useClient } from './bridge-context.ts'

export function useTopic<Name extends TopicName>(name: Name, params: Params<Name>, onItem: (item: Item<Name>) => void): void {
  const client = useClient()
  const latest = useRef(onItem)
  useEffect(() => {
    latest.current = onItem
  })
  const key = JSON.stringify(params)
  useEffect(() => client.subscribe(name, JSON.parse(key) as Params<Name>, (item) => latest.current(item)), [client, name, key])
}

interface Shared {
  value: unknown
  readonly listeners: Set<() => void>
  stop: (() => void) | null
}

// One subscription per topic and client however many components look at it; main bounds subscriptions per window.
const sharedTopics = new WeakMap<Client, Map<string, Shared>>()

function sharedTopic(client: Client, name: string): Shared {
  const topics = sharedTopics.get(client) ?? new Map<string, Shared>()
  sharedTopics.set(client, topics)
  const shared = topics.get(name) ?? { value: undefined, listeners: new Set(), stop: null }
  topics.set(name, shared)
  return shared
}

/** The latest item of a topic without parameters; undefined until the first one arrives. */
export function useLatest<Name extends TopicName>(name: Params<Name> extends Record<string, never> ? Name : never): Item<Name> | undefined {
  const client = useClient()
  const shared = sharedTopic(client, name)
  const subscribe = useCallback(
    (listener: () => void) => {
      shared.listeners.add(listener)
      shared.stop ??= client.subscribe(name as TopicName, {}, (item) => {
        shared.value = item
        for (const each of shared.listeners) each()
      })
      return () => {
        shared.listeners.delete(listener)
        if (shared.listeners.size > 0) return
        shared.stop?.()
        shared.stop = null
      }
    },
    [client, name, shared],
  )
  return useSyncExternalStore(subscribe, () => shared.value) as Item<Name> | undefined
}
