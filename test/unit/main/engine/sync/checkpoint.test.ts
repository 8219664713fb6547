// Going on after an interrupted run: nothing finished is read again, and nothing is skipped that is not proved and fresh.

import { expect, test } from 'vitest'
import { createCheckpoint, hasUnfinished } from '../../../../../main/engine/sync/checkpoint.ts'
import type { OrganizationId } from '../../../../../shared/base/ids.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import { resourceOf } from '../../../../../shared/resources/index.ts'
import { asStore, createMemoryStore } from './memory-store.ts'

const organization = 'a'.repeat(24) as OrganizationId
const registry = (['organization', 'user', 'userGroup', 'membership', 'policy'] as const).map((kind) => resourceOf(kind))

function setUp() {
  const store = asStore(createMemoryStore([{ id: organization, name: 'Acme' }]))
  const clock = { at: 1_000_000, now: () => clock.at }
  return { store, clock, open: () => createCheckpoint(store, clock, registry, organization) }
}

test('what was published is skipped by the next run, but never the own record nor a parent of an unread list', async () => {
  const { store, open } = setUp()
  const first = open()
  expect([...(await first.load())]).toEqual([])
  for (const kind of ['organization', 'user', 'userGroup']) await first.published(kind, 3)
  expect(await hasUnfinished(store, organization)).toBe(true)
  expect([...(await open().load())]).toEqual([['user', 3]])
  await first.published('membership', 9)
  expect([...(await open().load()).keys()]).toEqual(['user', 'userGroup', 'membership'])
})

test('a run that ended, and one too long ago, leave nothing to go on from', async () => {
  const { store, clock, open } = setUp()
  const run = open()
  await run.published('user', 3)
  clock.at += limits.syncResumeMs + 1
  expect([...(await open().load())]).toEqual([])
  await run.published('policy', 1)
  await run.end()
  expect(await hasUnfinished(store, organization)).toBe(false)
  expect([...(await open().load())]).toEqual([])
})
