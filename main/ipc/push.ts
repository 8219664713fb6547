// Topics to windows: a table of subscriptions, the latest item first, coalesced to the topic's rate, dropped with the window.

import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Topic } from '../../shared/contract/define.ts'
import type { TopicName } from '../../shared/contract/client.ts'

interface Subscription {
  readonly callerId: number
  readonly name: string
  readonly send: (item: unknown) => void
}

interface Stream {
  latest: { readonly item: unknown } | null
  /** Items of the slot that is still running, joined into one. */
  pending: { item: unknown } | null
  slotEndsAt: number
  timer: ReturnType<typeof setTimeout> | null
}

export interface Push {
  subscribe(callerId: number, subscriptionId: string, name: string, send: (item: unknown) => void): void
  unsubscribe(callerId: number, subscriptionId: string): void
  forget(callerId: number): void
  publish(name: TopicName, item: unknown): void
  /** What a subscriber would get first; undefined before the first item. */
  latest(name: TopicName): unknown
}

export function createPush(topicOf: (name: string) => Topic, now: () => number): Push {
  const subscriptions = new Map<string, Subscription>()
  const streams = new Map<string, Stream>()
  const keyOf = (callerId: number, subscriptionId: string) => `${callerId}:${subscriptionId}`

  const streamOf = (name: string): Stream => {
    let stream = streams.get(name)
    if (!stream) {
      stream = { latest: null, pending: null, slotEndsAt: 0, timer: null }
      streams.set(name, stream)
    }
    return stream
  }

  const flush = (name: string, stream: Stream, slotMs: number) => {
    if (stream.timer) clearTimeout(stream.timer)
    stream.timer = null
    if (!stream.pending) return
    const { item } = stream.pending
    stream.pending = null
    stream.slotEndsAt = now() + slotMs
    for (const subscription of subscriptions.values()) if (subscription.name === name) subscription.send(item)
  }

  return {
    subscribe: (callerId, subscriptionId, name, send) => {
      const own = [...subscriptions.values()].filter((subscription) => subscription.callerId === callerId)
      if (own.length >= limits.subscriptionsPerWindowMax) throw new AppError('call.overload')
      subscriptions.set(keyOf(callerId, subscriptionId), { callerId, name, send })
      const { latest } = streamOf(name)
      if (latest) send(latest.item)
    },
    unsubscribe: (callerId, subscriptionId) => void subscriptions.delete(keyOf(callerId, subscriptionId)),
    forget: (callerId) => {
      for (const [key, subscription] of subscriptions) if (subscription.callerId === callerId) subscriptions.delete(key)
    },
    latest: (name) => streams.get(name)?.latest?.item,
    publish: (name, item) => {
      const topic = topicOf(name)
      const stream = streamOf(name)
      stream.latest = { item: topic.isInParts && stream.latest && topic.merge ? topic.merge(stream.latest.item, item) : item }
      stream.pending = { item: stream.pending && topic.merge ? topic.merge(stream.pending.item, item) : item }
      const slotMs = 1_000 / topic.itemsPerSecondMax
      const waitMs = stream.slotEndsAt - now()
      if (waitMs <= 0) flush(name, stream, slotMs)
      else stream.timer ??= setTimeout(() => flush(name, stream, slotMs), waitMs)
    },
  }
}
