// Two hundred runs are told by what moved: a window that gets all of them ten times a second has time for nothing else.

import { expect, test } from 'vitest'
import { createProgressBoard } from '../../../../../main/engine/sync/progress.ts'
import type { OrganizationId } from '../../../../../shared/base/ids.ts'
import type { SyncProgress } from '../../../../../shared/contract/sync.ts'

const organizations = Array.from({ length: 200 }, (_, at) => at.toString(16).padStart(24, '0') as OrganizationId)

test('each item holds the runs that moved since the one before, and nothing that moved is left out', async () => {
  const items: SyncProgress[][] = []
  const waiting: (() => void)[] = []
  const board = createProgressBoard({ now: () => 0 }, { tick: () => 0, sleep: () => new Promise<void>((resolve) => void waiting.push(resolve)) }, (item) => items.push(item))
  const nextSlot = async () => {
    for (const resolve of waiting.splice(0)) resolve()
    await new Promise((resolve) => setTimeout(resolve))
  }
  const runs = organizations.map((organization) => board.begin(organization, ['user', 'device']))
  await nextSlot()
  expect(items.flat().map(({ organization }) => organization)).toEqual(organizations)
  await nextSlot()
  const before = items.length

  runs[7]!.setKind('user', { phase: 'reading' })
  runs[9]!.countRequest()
  runs[7]!.setKind('user', { phase: 'complete' })
  await nextSlot()
  const told = items.slice(before).flat()
  expect(new Set(told.map(({ organization }) => organization))).toEqual(new Set([organizations[7], organizations[9]]))
  expect(told.filter(({ organization }) => organization === organizations[7]).at(-1)!.kinds[0]).toMatchObject({ kind: 'user', phase: 'complete' })

  await nextSlot()
  const quiet = items.length
  await nextSlot()
  expect(items.length).toBe(quiet)
  runs[3]!.end('complete', null)
  runs[4]!.end('complete', null)
  board.close()
  expect(new Set(items.slice(quiet).flat().map(({ organization }) => organization))).toEqual(new Set([organizations[3], organizations[4]]))
})
