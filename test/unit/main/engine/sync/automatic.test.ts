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
    organization('mayBeOver', { syncedAt: minutesAgo(40), problem: { code: 'api.timeout', at: minutesAgo(6) } }),
    organization('waitsForOperator', { syncedAt: minutesAgo(40), problem: { code: 'api.shape', at: minutesAgo(30) } }),
    organization('justFailed', { syncedAt: minutesAgo(500), problem: { code: 'api.offline', at: minutesAgo(2) } }),
    organization('unreachable', { syncedAt: null, rights: [] }),
    organization('demo', { isDemo: true, syncedAt: minutesAgo(500) }),
    organization('running', { syncedAt: minutesAgo(500) }),
  ]
  const store = { organizations: async () => all, value: async (name: string) => (name.endsWith('cutOff') ? '{"user":{"atMs":1,"objects":2}}' : null) } as unknown as Store
  const sync = { start: (id: string) => void started.push(id), progress: () => [{ organization: 'running', endedAt: null }] } as unknown as Sync
  const timer = createFakeTimer()
  const automatic = createAutomatic({ store, sync, clock: { now: () => nowMs }, timer, isOffline: () => false })
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual([])
  automatic.every(60)
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['due', 'never', 'cutOff', 'offline', 'mayBeOver'])
  automatic.every(null)
  await timer.advance(10 * limits.syncAutomaticMs)
  expect(started).toHaveLength(5)
  automatic.close()
})

test('what is just being added is left to whoever adds it, and not for ever', async () => {
  let now = nowMs
  const started: string[] = []
  const all = [organization('before', { syncedAt: null, addedAt: minutesAgo(1) }), organization('added', { syncedAt: null, addedAt: instantFromMs(nowMs + 1) })]
  const store = { organizations: async () => all, value: async () => null } as unknown as Store
  const sync = { start: (id: string) => void started.push(id), progress: () => started.map((id) => ({ organization: id, endedAt: null })) } as unknown as Sync
  const timer = createFakeTimer()
  const automatic = createAutomatic({ store, sync, clock: { now: () => now }, timer, isOffline: () => false })
  automatic.every(60)
  now += limits.syncAutomaticMs
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['before'])
  now += limits.syncAddedMs
  await timer.advance(limits.syncAutomaticMs)
  expect(started).toEqual(['before', 'added'])
  automatic.close()
})

/** Every organization that is started fails again with its problem, at once. */
function failing(...all: ReturnType<typeof organization>[]) {
  let now = nowMs
  const started: { readonly id: string; readonly minute: number }[] = []
  const store = { organizations: async () => all, value: async () => null } as unknown as Store
  const start = (id: string) => {
    started.push({ id, minute: Math.round((now - nowMs) / 60_000) })
    const problem = all.find((each) => each.id === id)!.problem as unknown as { at: string } | null
    if (problem) problem.at = instantFromMs(now)
  }
  const sync = { start, progress: () => [{ organization: 'paused', phase: 'paused', endedAt: null }] } as unknown as Sync
  const timer = createFakeTimer()
  const pass = async (minutes: number) => {
    for (let step = 0; step < minutes * 4; step++) {
      now += 15_000
      await timer.advance(limits.syncAutomaticMs)
    }
  }
  return { store, sync, timer, clock: { now: () => now }, started, all, pass }
}

test('a trouble that lasts is tried at growing intervals, as seldom as anything else in the end, and as soon as at first once it was over', async () => {
  const { started, all, pass, ...parts } = failing(organization('slow', { problem: { code: 'api.timeout', at: minutesAgo(0) } }))
  const automatic = createAutomatic({ ...parts, isOffline: () => false })
  automatic.every(60)
  await pass(200)
  expect(started.map(({ minute }) => minute)).toEqual([5, 15, 35, 75, 135, 195])
  Object.assign(all[0]!, { problem: null, syncedAt: instantFromMs(parts.clock.now()) })
  await pass(1)
  Object.assign(all[0]!, { problem: { code: 'api.timeout', at: instantFromMs(parts.clock.now()) } })
  await pass(6)
  expect(started.at(-1)!.minute).toBe(206)
  automatic.close()
})

test('without a connection one organization at a time finds out, every few minutes and not less often; when it is back all follow at once', async () => {
  let isOffline = true
  const lost = () => ({ syncedAt: minutesAgo(60), problem: { code: 'api.offline', at: minutesAgo(50) } })
  const { started, pass, ...parts } = failing(organization('one', lost()), organization('two', lost()), organization('three', lost()), organization('other', { syncedAt: minutesAgo(90) }))
  const automatic = createAutomatic({ ...parts, isOffline: () => isOffline })
  automatic.every(60)
  await pass(0.25)
  expect(started.map(({ id }) => id)).toEqual(['one'])
  await pass(0.25)
  expect(started.map(({ id }) => id)).toEqual(['one', 'two'])
  await pass(300)
  const timesOf = (id: string) => started.filter((each) => each.id === id).map(({ minute }) => minute)
  expect(Math.max(...timesOf('one').slice(1).map((minute, index) => minute - timesOf('one')[index]!))).toBeLessThanOrEqual(6)
  expect(started.at(-1)!.minute).toBeGreaterThan(294)
  await pass(5)
  isOffline = false
  const before = started.length
  await pass(6)
  expect(new Set(started.slice(before).map(({ id }) => id))).toEqual(new Set(['one', 'two', 'three', 'other']))
  automatic.close()
})

test('a long time without a connection does not make the next trouble wait longer', async () => {
  const { started, all, pass, ...parts } = failing(organization('one', { problem: { code: 'api.offline', at: minutesAgo(0) } }))
  const automatic = createAutomatic({ ...parts, isOffline: () => true })
  automatic.every(60)
  await pass(100)
  expect(started.map(({ minute }) => minute)).toEqual(Array.from({ length: 20 }, (_, at) => (at + 1) * 5))
  Object.assign(all[0]!, { problem: { code: 'api.server', at: instantFromMs(parts.clock.now()) } })
  await pass(6)
  expect(started.at(-1)!.minute).toBe(105)
  automatic.close()
})
