// Reads organizations again by themselves while the program is open: those that are due, those that were cut off, none that waits for
// its operator. Whoever adds organizations starts them together at the end: started one by one they would hold up the adding, and be
// read twice.

import type { ErrorCode } from '../../../shared/base/error-codes.ts'
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
}

/** Asking again would only be refused again. */
const waitsForOperator = new Set<ErrorCode | string>(['key.revoked', 'organization.mismatch', 'organization.unknown', 'connection.unknown', 'api.tls', 'api.redirect'])

export function createAutomatic({ store, sync, clock, timer }: AutomaticParts): Automatic {
  let everyMs: number | null = null
  const closing = new AbortController()

  const openedMs = clock.now()
  const isBeingAdded = ({ addedAt, syncedAt }: Organization): boolean => {
    const addedMs = instantToMs(addedAt) ?? 0
    return syncedAt === null && addedMs >= openedMs && clock.now() - addedMs < limits.syncAddedMs
  }

  const isDue = async (organization: Organization, ms: number): Promise<boolean> => {
    const { id, syncedAt, problem, isDemo, rights } = organization
    if (rights.length === 0 || (problem !== null && (waitsForOperator.has(problem.code) || problem.code.startsWith('keychain.') || problem.code.startsWith('store.'))) || isBeingAdded(organization)) return false
    const lastMs = Math.max(instantToMs(syncedAt) ?? 0, instantToMs(problem?.at ?? null) ?? 0)
    // The demo estate does not change; what was not read of it yet is read.
    if (!isDemo && clock.now() - lastMs >= ms) return true
    return lastMs === 0 || (problem === null && (await hasUnfinished(store, id)))
  }

  const look = async (): Promise<void> => {
    const ms = everyMs
    if (ms === null) return
    const busy = new Set(sync.progress().filter(({ endedAt }) => endedAt === null).map(({ organization }) => organization))
    for (const organization of await store.organizations()) {
      if (busy.has(organization.id) || !(await isDue(organization, ms)) || closing.signal.aborted) continue
      // Somebody may have started it in the meantime.
      try {
        sync.start(organization.id)
      } catch {
        continue
      }
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
