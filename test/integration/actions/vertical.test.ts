// The whole path once: planned, started, kept, sent, read again, shown, in history, in the ledger, and taken back.

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld()
}, 120_000)
afterAll(() => world.close())

test('three people are suspended and active again, and every step is where it belongs (14.2, 14.3, c6)', async () => {
  const ids = world.userIds(12).filter((id) => world.served('user', id)!.state === 'ACTIVATED').slice(0, 3)
  const before = ids.map((id) => world.served('user', id))
  const plan = await world.plan('user.suspend', ids)
  expect(plan).toMatchObject({ class: 'B', title: 'Suspend 3 users', button: 'Suspend 3 users', counts: { total: 3, change: 3, noop: 0, refused: 0 }, undo: { isPossible: true } })
  expect(plan.organizations[0]).toMatchObject({ problem: null, phrase: null })
  expect(plan.consequences.map(({ text }) => text)).toContain('Suspended users are still billed.')
  // Nothing has been sent.
  expect(world.writes()).toEqual([])

  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', counts: { total: 3, confirmed: 3, waiting: 0, failed: 0 }, undo: { rows: 3 } })
  expect(ids.map((id) => world.served('user', id)!.suspended)).toEqual([true, true, true])
  expect(world.writes()).toHaveLength(3)
  // The copy shows what was read after the change, and history still has what was before.
  for (const id of ids) expect((await world.copied('user', id)).cells.status).toBe('suspended')

  const undo = await world.engine.call('action.planUndo', { job: job.id })
  expect(undo).toMatchObject({ origin: { type: 'undo', job: job.id }, counts: { change: 3, conflict: 0 } })
  const back = await world.run(undo)
  expect(back.phase).toBe('complete')
  expect(ids.map((id) => world.served('user', id))).toEqual(before)
  for (const id of ids) expect((await world.copied('user', id)).cells.status).toBe('active')
  expect((await world.engine.call('job.get', { job: job.id })).undo.by).toBe(back.id)

  const ledger = await world.engine.call('ledger.page', { filter: {}, start: 0, size: 100 })
  expect(ledger.lines.map(({ type, outcome }) => outcome ?? type).reverse()).toEqual(['level', 'started', 'confirmed', 'confirmed', 'confirmed', 'ended', 'started', 'confirmed', 'confirmed', 'confirmed', 'ended'])
  expect(await world.engine.call('ledger.check', {})).toMatchObject({ isIntact: true, lines: 11, broken: null })
  // Moves of a moment are told together, and all of this may have taken less than that.
  await vi.waitFor(() => expect(world.engine.items('job.progressed').length).toBeGreaterThan(0))
  expect(world.engine.failures).toEqual([])
})

test('people are added, some with a password and some without, and taken out again; nobody under a name that is taken (3.6)', async () => {
  const fields = { username: 'vera.vertical', email: 'vera.vertical@contoso.test' }
  const other = { username: 'vito.vertical', email: 'vito.vertical@contoso.test', password: 'Correct-Horse-7-Battery' }
  const plan = await world.engine.call('action.plan', { action: 'user.add', parameters: {}, selection: { type: 'new', kind: 'user', organization: world.organization, items: [fields, other] } })
  expect(plan.counts).toMatchObject({ total: 2, change: 2 })
  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 2 }, undo: { rows: 2 } })
  const again = await world.engine.call('action.plan', { action: 'user.add', parameters: {}, selection: { type: 'new', kind: 'user', organization: world.organization, items: [fields] } })
  expect((await world.rows(again))[0]).toMatchObject({ verdict: 'refused', why: 'Somebody has this username.' })
  const back = await world.run(await world.engine.call('action.planUndo', { job: job.id }))
  expect(back).toMatchObject({ phase: 'complete', counts: { confirmed: 2 } })
})
