import { expect, test } from 'vitest'
import { endedSyncs } from '../../../../main/engine-host/ended-syncs.ts'
import type { SyncProgress } from '../../../../shared/contract/sync.ts'

const run = (organization: string, phase: SyncProgress['phase']) => ({ organization, phase, startedAt: '2026-11-22T07:00:00.000Z', endedAt: null, requests: 3, waitingUntil: '2026-11-22T08:00:00.000Z', kinds: [], error: null }) as never as SyncProgress

test('what a dead engine was reading has stopped; what had ended stays as it was', () => {
  const ended = endedSyncs([run('a', 'running'), run('b', 'complete'), run('c', 'queued')], Date.UTC(2026, 10, 22, 7, 30))
  expect(ended.map(({ organization, phase, endedAt, waitingUntil }) => [organization, phase, endedAt, waitingUntil])).toEqual([
    ['a', 'stopped', '2026-11-22T07:30:00.000Z', null],
    ['c', 'stopped', '2026-11-22T07:30:00.000Z', null],
  ])
})
