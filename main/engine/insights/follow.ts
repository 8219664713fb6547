// Following organizations: what is new is read every few seconds while somebody watches, and told after each reading.
// It ends by itself when nobody asks for it any more, when its key is of no use, and when its organization goes.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Item } from '../../../shared/contract/client.ts'
import type { Timer } from '../api/timer.ts'

export interface FollowParts {
  readonly timer: Timer
  /** Reads what is new; answers with the time of the newest event, or null when there is none. */
  readonly readNew: (organization: OrganizationId, signal: AbortSignal) => Promise<number | null>
  readonly publish: (item: Item<'insights.followed'>) => void
}

export interface Follower {
  /** Starts following, or keeps it going for another while. */
  ask(organization: OrganizationId): void
  /** Answers when the last reading is over. */
  stop(organization: OrganizationId): Promise<void>
  stopAll(): Promise<void>
}

interface Following {
  readonly controller: AbortController
  askedTick: number
  ended: Promise<void>
}

/** Failures that asking again would only repeat. */
const enders = new Set(['api.unauthorized', 'api.forbidden', 'api.not-entitled', 'organization.mismatch', 'organization.unknown', 'connection.unknown'])

export function createFollower({ timer, readNew, publish }: FollowParts): Follower {
  const followed = new Map<OrganizationId, Following>()

  async function run(organization: OrganizationId, following: Following): Promise<void> {
    const { signal } = following.controller
    let newestMs: number | null = null
    while (timer.tick() - following.askedTick < limits.eventFollowAskedMs) {
      let error: AppError | null = null
      try {
        newestMs = await readNew(organization, signal)
      } catch (thrown) {
        if (signal.aborted) return
        if (!(thrown instanceof AppError)) throw thrown
        error = thrown
      }
      if (signal.aborted) return
      publish({ organization, newestAt: newestMs === null ? null : instantFromMs(newestMs), error: error && errorToPlain(error) })
      if (error && enders.has(error.code)) return
      await timer.sleep(limits.eventFollowMs, signal).catch(() => undefined)
      if (signal.aborted) return
    }
  }

  const stop = async (organization: OrganizationId): Promise<void> => {
    const following = followed.get(organization)
    following?.controller.abort(new AppError('call.cancelled'))
    await following?.ended
  }

  return {
    ask: (organization) => {
      const known = followed.get(organization)
      if (known && !known.controller.signal.aborted) {
        known.askedTick = timer.tick()
        return
      }
      if (followed.size >= limits.eventFollowedMax) throw new AppError('call.overload')
      const following: Following = { controller: new AbortController(), askedTick: timer.tick(), ended: Promise.resolve() }
      followed.set(organization, following)
      following.ended = run(organization, following).finally(() => {
        if (followed.get(organization) === following) followed.delete(organization)
      })
    },
    stop,
    stopAll: async () => {
      await Promise.all([...followed.keys()].map(stop))
    },
  }
}
