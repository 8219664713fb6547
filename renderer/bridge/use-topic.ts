// Topics of the contract in components: every item through a callback, or the latest item as a value; of a topic that is told in
// parts, the parts joined.

import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { joined } from '../../shared/base/join.ts'
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

/** The key of what a topic tells in parts; every other topic tells all of it each time. */
const partKeys: { readonly [Name in TopicName]?: (part: never) => string } = {
  'sync.progressed': ({ organization }: Item<'sync.progressed'>[number]) => organization,
}

const whole = (value: unknown): unknown => value

/** The latest item of a topic without parameters, or what `select` takes of it; undefined until the first one arrives. */
export function useLatest<Name extends TopicName, Part = Item<Name>>(name: Params<Name> extends Record<string, never> ? Name : never, select: (item: Item<Name>) => Part = whole as never): Part | undefined {
  const client = useClient()
  const shared = sharedTopic(client, name)
  const subscribe = useCallback(
    (listener: () => void) => {
      shared.listeners.add(listener)
      shared.stop ??= client.subscribe(name as TopicName, {}, (item) => {
        const keyOf = partKeys[name as TopicName] as ((part: unknown) => string) | undefined
        shared.value = keyOf && shared.value ? joined(shared.value as unknown[], item as unknown[], keyOf) : item
        for (const each of shared.listeners) each()
      })
      return () => {
        shared.listeners.delete(listener)
        if (shared.listeners.size > 0) return
        shared.stop?.()
        shared.stop = null
        // Parts that are told from now on would be missed; whoever comes next is told the whole first.
        shared.value = undefined
      }
    },
    [client, name, shared],
  )
  return useSyncExternalStore(subscribe, () => (shared.value === undefined ? undefined : select(shared.value as Item<Name>)))
}
