// The events of all organizations: filling the archive when asked, with a sync, and while somebody watches.
//
// Invariants:
// - Filling of one organization happens one after the other, so that no gap is read twice; following does not wait for it.
// - After `stop` of an organization nothing of it is read or written any more.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { dayMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Item } from '../../../shared/contract/client.ts'
import type { Api, ReadOptions } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import { systemTimer, type Timer } from '../api/timer.ts'
import { createQueue, type Queue } from '../store/async-queue.ts'
import type { EventArchive } from '../store/event-archive.ts'
import type { Span } from '../store/event-spans.ts'
import { type Filled, fillGaps } from './fill-gaps.ts'
import { createFollower } from './follow.ts'

export interface InsightsParts {
  readonly api: Pick<Api, 'events'>
  readonly archive: EventArchive
  readonly clock: { now(): number }
  readonly timer?: Timer
  readonly contextOf: (organization: OrganizationId) => Promise<OrganizationContext>
  readonly isCurrent: (context: OrganizationContext) => boolean
  readonly onFollowed: (item: Item<'insights.followed'>) => void
}

export interface Insights {
  readonly archive: EventArchive
  fetch(organization: OrganizationId, asked: Span, options: Pick<ReadOptions, 'signal'>): Promise<Filled>
  /** Since the newest span, or the last days when there is none: what a sync adds. */
  fetchNew(context: OrganizationContext, options: Omit<ReadOptions, 'parent'>, onEvents: (added: number) => void): Promise<Filled>
  follow(organization: OrganizationId): Promise<void>
  unfollow(organization: OrganizationId): Promise<void>
  /** Ends all that goes on for an organization; at once, except for what is being written. */
  stop(organization: OrganizationId): void
  close(): Promise<void>
}

export function createInsights({ api, archive, clock, timer = systemTimer, contextOf, isCurrent, onFollowed }: InsightsParts): Insights {
  const queues = new Map<OrganizationId, Queue>()
  const running = new Map<AbortController, OrganizationId>()
  const working = new Set<Promise<void>>()
  let isClosed = false

  const fill = (context: OrganizationContext, asked: Span, options: Omit<ReadOptions, 'parent'>, onEvents?: (added: number) => void): Promise<Filled> =>
    fillGaps({ api, archive, clock, context, isCurrent, options, ...(onEvents && { onEvents }) }, asked)

  /** Runs alone among the fillings of its organization, with a signal that also ends with the organization. */
  const inTurn = <T>(organization: OrganizationId, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (isClosed) return Promise.reject(new AppError('call.cancelled'))
    const controller = new AbortController()
    const cancel = () => controller.abort(signal?.reason)
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted) cancel()
    running.set(controller, organization)
    const queue = queues.get(organization) ?? createQueue()
    queues.set(organization, queue)
    const result = queue.run(async () => {
      throwIfCancelled(controller.signal)
      return work(controller.signal)
    })
    const settled: Promise<void> = result
      .catch(() => undefined)
      .then(() => {
        signal?.removeEventListener('abort', cancel)
        running.delete(controller)
        working.delete(settled)
      })
    working.add(settled)
    return result
  }

  const newestEndMs = async (organization: OrganizationId): Promise<number | null> => (await archive.spans(organization)).at(-1)?.toMs ?? null

  const follower = createFollower({
    timer,
    publish: onFollowed,
    readNew: async (organization, signal) => {
      const context = await contextOf(organization)
      const nowMs = clock.now()
      const reachMs = nowMs - limits.eventFollowReachMs
      const fromMs = Math.max((await newestEndMs(organization)) ?? reachMs, reachMs)
      await fill(context, { fromMs, toMs: nowMs }, { signal, isForeground: true })
      return archive.newestAtMs(organization)
    },
  })

  const stop = (organization: OrganizationId): void => {
    for (const [controller, owner] of running) if (owner === organization) controller.abort(new AppError('call.cancelled'))
    void follower.stop(organization)
  }

  return {
    archive,
    fetch: async (organization, asked, { signal }) => {
      const context = await contextOf(organization)
      return inTurn(organization, signal, (own) => fill(context, asked, { signal: own, isForeground: true }))
    },
    fetchNew: (context, options, onEvents) => {
      const organization = context.organization!
      return inTurn(organization, options.signal, async (signal) => {
        const nowMs = clock.now()
        const fromMs = (await newestEndMs(organization)) ?? nowMs - limits.eventDaysFirst * dayMs
        return fill(context, { fromMs, toMs: nowMs }, { ...options, signal }, onEvents)
      })
    },
    follow: async (organization) => {
      await contextOf(organization)
      if (!isClosed) follower.ask(organization)
    },
    unfollow: (organization) => follower.stop(organization),
    stop,
    close: async () => {
      isClosed = true
      for (const organization of new Set(running.values())) stop(organization)
      await follower.stopAll()
      await Promise.all(working)
    },
  }
}
