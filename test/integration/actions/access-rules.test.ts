// A conditional access policy can shut out everybody: switching it on is never started without a look, even by an expert, and never waits.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld({ users: 50, safety: 'expert', parts: withoutPatience() })
}, 120_000)
afterAll(() => world.close())

test('enabling a conditional access policy says whom it covers, needs the number on its button, and can be switched off again (9.7)', async () => {
  const table = world.truth.tableOf('conditionalAccessPolicy')
  const id = table.idAt(table.indexes()[0]!)
  const off = await world.run(await world.plan('conditionalAccessPolicy.disable', [id]))
  expect(off.phase).toBe('complete')
  const plan = await world.plan('conditionalAccessPolicy.enable', [id])
  expect(plan).toMatchObject({ class: 'C', counts: { change: 1, irreversible: 0 }, undo: { isPossible: true }, draftProblem: 'What “Enable” does to people at once cannot be undone.' })
  expect((await world.rows(plan))[0]!.remark).toMatch(/^Covers .* at the user portal, where its conditions hold: it asks for MFA/)
  expect(plan.consequences.map(({ text }) => text).join(' ')).toMatch(/shut out everybody at once, administrators too/)
  world.simulator.recorder.clear()
  // A single change of class B starts without it in an Expert organization; this one does not.
  await expect(world.start(plan, {})).rejects.toMatchObject({ code: 'plan.confirmation' })
  await expect(world.engine.call('draft.keep', { plan: plan.id })).rejects.toMatchObject({ code: 'draft.class' })
  expect(world.writes()).toEqual([])
  const on = await world.run(plan)
  expect(on).toMatchObject({ phase: 'complete', undo: { rows: 1 } })
  expect(table.at(table.indexOf(id)!)).toMatchObject({ disabled: false })
  expect((await world.run(await world.engine.call('action.planUndo', { job: on.id }))).phase).toBe('complete')
  expect(table.at(table.indexOf(id)!)).toMatchObject({ disabled: true })
})
