// A command edited in what the list does not tell: the plan asks the service for it, sends the whole command, and takes it back.

import { afterEach, expect, test } from 'vitest'
import { detailed } from '../../../main/simulator/kind-details.ts'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

let world: ActionWorld
afterEach(() => world.close())

test('the time limit has its value of now in the plan, is changed alone, and comes back', async () => {
  world = await startActionWorld({ users: 2 })
  const table = world.truth.tableOf('command')
  const index = table.indexes()[0]!
  const now = (): Record<string, unknown> => ({ ...detailed(world.truth, 'command', index, table.at(index)) })
  const first = now()
  const plan = await world.plan('command.edit', [table.idAt(index)], { changes: { timeout: '901' } })
  const rows = await world.rows(plan)
  expect(rows[0]!.changes).toEqual([{ title: 'Time limit in seconds', path: 'timeout', from: first['timeout'], to: '901' }])
  const job = await world.run(plan)
  expect(job.counts).toMatchObject({ confirmed: 1, drifted: 0 })
  expect(now()).toEqual({ ...first, timeout: '901' })
  await world.run(await world.engine.call('action.planUndo', { job: job.id }))
  expect(now()).toEqual(first)
}, 120_000)
