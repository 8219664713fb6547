// The progress of all runs in the contract's shape; those that moved are told at most every so often, and the newest state is never lost.

import type { AppError } from '../../../shared/base/app-error.ts'
import { errorToPlain } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import type { Clock, Timer } from '../api/timer.ts'

export type KindProgress = SyncProgress['kinds'][number]
export type RunPhase = SyncProgress['phase']

export interface RunProgress {
  readonly phase: RunPhase
  /** How long the service's limit makes it wait in all, in ms, from the moment it was told; 0 once it goes on. */
  readonly waitMs: number
  kind(kind: string): KindProgress
  set(change: Partial<Pick<SyncProgress, 'phase' | 'waitingUntil' | 'error'>>): void
  setKind(kind: string, change: Partial<Omit<KindProgress, 'kind'>>): void
  countRequest(): void
  end(phase: RunPhase, error: AppError | null): void
}

export interface ProgressBoard {
  begin(organization: OrganizationId, kinds: readonly string[]): RunProgress
  list(): SyncProgress[]
  close(): void
}

export function createProgressBoard(clock: Clock, timer: Timer, onProgress: (progress: SyncProgress[]) => void): ProgressBoard {
  const runs = new Map<OrganizationId, SyncProgress>()
  const closing = new AbortController()
  const untold = new Set<OrganizationId>()
  let isWaiting = false

  const list = (): SyncProgress[] => [...runs.values()]

  const tell = () => {
    const moved = [...untold].map((organization) => runs.get(organization)!)
    untold.clear()
    onProgress(moved)
  }
  const changed = (organization: OrganizationId) => {
    untold.add(organization)
    if (isWaiting || closing.signal.aborted) return
    tellFromNowOn()
  }
  const tellFromNowOn = () => {
    isWaiting = true
    tell()
    timer.sleep(limits.syncProgressMs, closing.signal).then(
      () => {
        isWaiting = false
        if (untold.size > 0) tellFromNowOn()
      },
      () => undefined,
    )
  }

  return {
    list,
    begin: (organization, kinds) => {
      const startedAt = instantFromMs(clock.now())
      const waiting = kinds.map((kind): KindProgress => ({ kind, phase: 'waiting', pages: 0, objects: 0, total: null, error: null }))
      let waitMs = 0
      let run: SyncProgress = { organization, phase: 'queued', startedAt, endedAt: null, requests: 0, waitingUntil: null, kinds: waiting, error: null }
      const replace = (change: Partial<SyncProgress>) => {
        run = { ...run, ...change }
        runs.set(organization, run)
        changed(organization)
      }
      replace({})
      return {
        get phase() {
          return run.phase
        },
        get waitMs() {
          return run.waitingUntil === null ? 0 : waitMs
        },
        kind: (kind) => run.kinds.find((entry) => entry.kind === kind)!,
        set: (change) => {
          if (change.waitingUntil) waitMs = Math.max(0, (instantToMs(change.waitingUntil) ?? 0) - clock.now())
          replace(change)
        },
        setKind: (kind, change) => replace({ kinds: run.kinds.map((entry) => (entry.kind === kind ? { ...entry, ...change } : entry)) }),
        countRequest: () => replace({ requests: run.requests + 1 }),
        end: (phase, error) => replace({ phase, error: error && errorToPlain(error), endedAt: instantFromMs(clock.now()), waitingUntil: null }),
      }
    },
    close: () => {
      tell()
      closing.abort()
    },
  }
}
