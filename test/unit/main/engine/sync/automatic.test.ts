// What starts by itself: organizations that are due or were cut off, never one that waits for its operator.

import { expect, test } from 'vitest'
import { createAutomatic } from '../../../../../main/engine/sync/automatic.ts'
import type { Sync } from '../../../../../main/engine/sync/schedule.ts'
import type { Store } from '../../../../../main/engine/store/store.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import { instantFromMs } from '../../../../../shared/base/instant.ts'
import { createFakeTimer } from '../api/fake-timer.ts'

const nowMs = Date.UTC(2026, 10, 22, 12)
const minutesAgo = (minutes: number) => instantFromMs(nowMs - minutes * 60_000)
const organization = (id: string, fields: object) => ({ id, rights: [{}], isDemo: false, addedAt: minutesAgo(1_000), syncedAt: minutesAgo(5), problem: null, ...fields })

test('due, cut off and never read organizations are started; refused, fresh and unreachable ones are not', async () => {
  const started: string[] = []
  const all = [
    organization('fresh', {}),
    organization('due', { syncedAt: minutesAgo(61) }),
    organization('never', { syncedAt: null }),
    organization('cutOff', {}),
    organization('refused', { syncedAt: minutesAgo(500), problem: { code: 'key.revoked', at: minutesAgo(300) } }),
    organization('offline', { syncedAt: minutesAgo(500), problem: { code: 'api.offline', at: minutesAgo(61) } }),
    organization('justFailed', { syncedAt: minutesAgo(500), problem: { code: 'api.offline', at: minutesAgo(2) } }),
    organization('unreachable', { syncedAt: null, rights: [] }),
    organization('demo', { isDemo: true, syncedAt: minutesAgo(500) }),
    organization('running', { syncedAt: minutesAgo(500) }),
  ]
  const store = { organizations: async () => all, value: async (name: string) => (name.endsWith('cutOff') ? '{"user":{"atMs":1,"objects":2}}' : null) } as unknown as Store
  const sync = { start: (id: string) => void started.push(id), progress: () => [{ organization: 'running', endedAt: null }] } as unknown as Sync
  const timer = createFakeTimer()
  const automatic = createAutomatic({ store, sync, clock: { now: () => nowMs }, timer })
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual([])
  automatic.every(60)
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['due', 'never', 'cutOff', 'offline'])
  automatic.every(null)
  await timer.advance(10 * limits.syncAutomaticMs)
  expect(started).toHaveLength(4)
  automatic.close()
})

test('what is just being added is left to whoever adds it, and not for ever', async () => {
  let now = nowMs
  const started: string[] = []
  const all = [organization('before', { syncedAt: null, addedAt: minutesAgo(1) }), organization('added', { syncedAt: null, addedAt: instantFromMs(nowMs + 1) })]
  const store = { organizations: async () => all, value: async () => null } as unknown as Store
  const sync = { start: (id: string) => void started.push(id), progress: () => started.map((id) => ({ organization: id, endedAt: null })) } as unknown as Sync
  const timer = createFakeTimer()
  const automatic = createAutomatic({ store, sync, clock: { now: () => now }, timer })
  automatic.every(60)
  now += limits.syncAutomaticMs
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['before'])
  now += limits.syncAddedMs
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['before', 'added'])
  automatic.close()
})
