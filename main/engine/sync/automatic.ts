// Reads organizations again by themselves while the program is open: those that are due, those that were cut off, those whose trouble may
// be over, none that waits for its operator. Whoever adds organizations starts them together at the end: started one by one they would
// hold up the adding, and be read twice.

import { errorCodes, type ErrorCode } from '../../../shared/base/error-codes.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Clock, Timer } from '../api/timer.ts'
import type { Store } from '../store/store.ts'
import { hasUnfinished } from './checkpoint.ts'
import type { Sync } from './schedule.ts'

export interface Automatic {
  /** Null: nothing starts by itself. */
  every(minutes: number | null): void
  close(): void
}

export interface AutomaticParts {
  readonly store: Store
  readonly sync: Sync
  readonly clock: Clock
  readonly timer: Timer
  /** No request comes through: one organization at a time finds out when that is over. */
  readonly isOffline: () => boolean
}

/** Asking again would only be refused again. */
const waitsForOperator = new Set<ErrorCode | string>(['key.revoked', 'organization.mismatch', 'organization.unknown', 'connection.unknown', 'api.tls', 'api.redirect'])

type Problem = Organization['problem']

/** Whether the words of the problem promise that the program tries again by itself. */
const isTriedAgain = (problem: Problem): problem is NonNullable<Problem> =>
  problem !== null && Object.hasOwn(errorCodes, problem.code) && errorCodes[problem.code as ErrorCode].retry === 'automatic'

export function createAutomatic({ store, sync, clock, timer, isOffline }: AutomaticParts): Automatic {
  let everyMs: number | null = null
  const closing = new AbortController()
  /** How often in a row an organization was tried again after a trouble other than a lost connection, without that being over. */
  const retries = new Map<OrganizationId, number>()

  const openedMs = clock.now()
  const isBeingAdded = ({ addedAt, syncedAt }: Organization): boolean => {
    const addedMs = instantToMs(addedAt) ?? 0
    return syncedAt === null && addedMs >= openedMs && clock.now() - addedMs < limits.syncAddedMs
  }

  /** A lost connection costs one request to find out about; any other trouble may cost a whole reading, and gets twice the time each time. */
  const isCostly = ({ code }: NonNullable<Problem>): boolean => code !== 'api.offline'
  const retryMs = (id: OrganizationId, problem: NonNullable<Problem>): number => limits.syncRetryMs * (isCostly(problem) ? 2 ** (retries.get(id) ?? 0) : 1)

  const isDue = async (organization: Organization, intervalMs: number): Promise<boolean> => {
    const { id, syncedAt, problem, isDemo, rights } = organization
    const ms = isTriedAgain(problem) ? Math.min(intervalMs, retryMs(id, problem)) : intervalMs
    if (rights.length === 0 || (problem !== null && (waitsForOperator.has(problem.code) || problem.code.startsWith('keychain.') || problem.code.startsWith('store.'))) || isBeingAdded(organization)) return false
    const lastMs = Math.max(instantToMs(syncedAt) ?? 0, instantToMs(problem?.at ?? null) ?? 0)
    // The demo estate does not change; what was not read of it yet is read.
    if (!isDemo && clock.now() - lastMs >= ms) return true
    return lastMs === 0 || (problem === null && (await hasUnfinished(store, id)))
  }

  const look = async (): Promise<void> => {
    const ms = everyMs
    if (ms === null) return
    const runs = sync.progress().filter(({ endedAt }) => endedAt === null)
    const busy = new Set(runs.map(({ organization }) => organization))
    // A paused run finds nothing out.
    let isFindingOut = runs.some(({ phase }) => phase !== 'paused')
    for (const organization of await store.organizations()) {
      const { id, problem } = organization
      if (problem === null) retries.delete(id)
      if (isOffline() && isFindingOut) return
      if (busy.has(id) || !(await isDue(organization, ms)) || closing.signal.aborted) continue
      // Somebody may have started it in the meantime.
      try {
        sync.start(id)
      } catch {
        continue
      }
      isFindingOut = true
      if (isTriedAgain(problem) && isCostly(problem)) retries.set(id, (retries.get(id) ?? 0) + 1)
    }
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await timer.sleep(limits.syncAutomaticMs, closing.signal).catch(() => undefined)
      // What a store that is being closed or is full cannot answer is asked again later.
      if (!closing.signal.aborted) await look().catch(() => undefined)
    }
  }
  void run()

  return {
    every: (minutes) => {
      everyMs = minutes === null ? null : minutes * 60_000
    },
    close: () => closing.abort(),
  }
}
