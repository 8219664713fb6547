// What an engine that died was reading has ended with it: nobody else would say so, and a queue that runs for ever is a lie.

import { instantFromMs } from '../../shared/base/instant.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'

const active: ReadonlySet<SyncProgress['phase']> = new Set(['queued', 'running', 'paused'])

export const endedSyncs = (runs: readonly SyncProgress[], nowMs: number): SyncProgress[] =>
  runs.flatMap((run) => (active.has(run.phase) ? [{ ...run, phase: 'stopped' as const, endedAt: instantFromMs(nowMs), waitingUntil: null }] : []))
