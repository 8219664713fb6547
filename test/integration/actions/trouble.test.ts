// What goes wrong on the way: lost answers, a world that moves, a killed program, refusals, and a ledger that somebody edits.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'
import { carriedOut } from '../../support/random-actions.ts'

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld({ users: 40 })
}, 120_000)
afterAll(() => world.close())
beforeEach(() => {
  world.setAhead(0)
  world.simulator.faults.clear()
  world.simulator.recorder.clear()
})

const suspendPath = '/api/systemusers/*/state/suspend'
const active = (count: number): string[] => world.userIds(40).filter((id) => world.served('user', id)!.suspended !== true && world.served('user', id)!.state === 'ACTIVATED').slice(0, count)

test('a lost answer is settled by reading: done once is confirmed, not done is sent again, and never twice (14.5)', async () => {
  const ids = active(3)
  world.simulator.faults.add(
    { match: { method: 'POST', path: suspendPath }, when: { nth: 1 }, fault: { type: 'reset' } },
    { match: { method: 'POST', path: suspendPath }, when: { nth: 2 }, fault: { type: 'failsAfter', status: 500 } },
    { match: { method: 'POST', path: suspendPath }, when: { nth: 3 }, fault: { type: 'lostRequest' } },
  )
  const job = await world.run(await world.plan('user.suspend', ids))
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 3 } })
  expect(carriedOut(world)).toHaveLength(3)
  expect(ids.every((id) => world.served('user', id)!.suspended === true)).toBe(true)
})

test('a mail whose answer was lost is unknown, and not sent again by itself or by a retry', async () => {
  const [id] = active(1)
  world.simulator.faults.add({ match: { method: 'POST', path: '/api/systemusers/*/reactivate' }, fault: { type: 'reset' } })
  const job = await world.run(await world.plan('user.resendEmail', [id!], {}))
  expect(job).toMatchObject({ phase: 'completeWithErrors', counts: { unknown: 1, total: 1 } })
  expect(world.writes()).toHaveLength(1)
  await expect(world.engine.call('job.retryFailed', { job: job.id })).rejects.toMatchObject({ code: 'plan.empty' })
})

test('more than a hundred by a copy of before yesterday are refused as stale, and a hundred are read anew', async () => {
  const ids = Array.from({ length: 101 }, (_, index) => index.toString(16).padStart(24, '0'))
  world.setAhead(25 * 60 * 60_000)
  await expect(world.plan('user.suspend', ids)).rejects.toMatchObject({ code: 'plan.stale', detail: { organization: world.truth.name, total: 101, kind: 'users', hours: 24, limit: 100 } })
  const plan = await world.plan('user.suspend', active(2))
  expect(plan).toMatchObject({ counts: { change: 2 } })
  expect(Date.parse(plan.organizations[0]!.oldestAt!)).toBeGreaterThan(Date.now() + 24 * 60 * 60_000)
  expect(world.writes()).toEqual([])
})

test('whoever moved since the plan is left alone, and says what moved', async () => {
  const ids = active(2)
  const plan = await world.plan('user.suspend', ids)
  world.truth.users.update(world.truth.users.indexOf(ids[0]!)!, { suspended: true, state: 'SUSPENDED' })
  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'completeWithErrors', counts: { confirmed: 1, drifted: 1 } })
  expect(world.writes()).toHaveLength(1)
  expect((await world.jobRows(job)).find(({ outcome }) => outcome === 'drifted')?.note).toBe('State was Active when it was planned and is Suspended now.')
})

test('a refusal is failed with its reason, and the plan of a retry has only that row', async () => {
  const ids = active(3)
  world.simulator.faults.add({ match: { method: 'POST', path: suspendPath }, when: { nth: 2 }, fault: { type: 'status', status: 400 } })
  const job = await world.run(await world.plan('user.suspend', ids))
  expect(job.counts).toMatchObject({ confirmed: 2, failed: 1 })
  expect((await world.jobRows(job)).find(({ outcome }) => outcome === 'failed')?.problem).toMatchObject({ code: 'api.refused' })
  const again = await world.engine.call('job.retryFailed', { job: job.id })
  expect(again).toMatchObject({ origin: { type: 'retry', job: job.id }, counts: { total: 1, change: 1 } })
  expect((await world.run(again)).phase).toBe('complete')
})

test('a plan starts once, and not in a read-only organization (14.6)', async () => {
  const plan = await world.plan('user.suspend', active(1))
  await world.setSafety('readOnly')
  await expect(world.start(plan)).rejects.toMatchObject({ code: 'change.read-only', detail: { organization: `${world.truth.name} (${world.organization})` } })
  const menu = await world.engine.call('action.menu', { selection: { type: 'ids', kind: 'user', targets: [{ organization: world.organization, ids: active(1) as never }] } })
  expect(menu.actions.every(({ problem }) => problem?.code === 'change.read-only')).toBe(true)
  await world.setSafety('guarded')
  expect(world.writes()).toEqual([])
  const job = await world.run(plan)
  await expect(world.start(plan)).rejects.toMatchObject({ code: 'plan.started' })
  expect(job.phase).toBe('complete')
})

test('nobody is deleted without the phrase, and whoever is stays in history with what they were bound to', async () => {
  const [id] = active(1)
  await world.run(await world.plan('user.suspend', [id!]))
  world.simulator.recorder.clear()
  const plan = await world.plan('user.delete', [id!], { isActiveToo: false, reports: 'keep' })
  expect(plan).toMatchObject({ class: 'D', isSnapshotForced: true, counts: { change: 1, irreversible: 1 }, undo: { isPossible: false } })
  expect(plan.organizations[0]!.phrase).toBe('DELETE 1 CONTOSO')
  await expect(world.start(plan, { changes: 1 })).rejects.toMatchObject({ code: 'plan.confirmation' })
  expect(world.writes()).toEqual([])
  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', undo: { rows: 0 } })
  expect(world.served('user', id!)).toBeNull()
  expect((await world.copied('user', id!)).goneAt).not.toBeNull()
  const again = await world.engine.call('action.planUndo', { job: job.id })
  expect((await world.rows(again))[0]).toMatchObject({ action: 'user.add', verdict: 'change' })
})

test('drafts wait, find who moved meanwhile, and are sent only as a plan (c7)', async () => {
  const ids = active(4)
  const { added } = await world.engine.call('draft.keep', { plan: (await world.plan('user.edit', ids, { changes: { department: 'Mine' } })).id })
  expect(added).toBe(4)
  expect(world.writes()).toEqual([])
  await world.restart()
  world.truth.users.update(world.truth.users.indexOf(ids[0]!)!, { department: 'Theirs' })
  await world.engine.sync(world.organization)
  const drafts = await world.engine.call('draft.list', {})
  const plan = await world.engine.call('draft.plan', { drafts: drafts.map(({ id }) => id), mine: [] })
  expect(plan.counts).toMatchObject({ change: 3, refused: 1, conflict: 1 })
  expect((await world.rows(plan)).find(({ verdict }) => verdict === 'refused')?.conflict[0]).toMatchObject({ theirs: 'Theirs', mine: 'Mine' })
  expect((await world.run(plan)).phase).toBe('complete')
  expect(world.served('user', ids[0]!)!.department).toBe('Theirs')
  // The one in conflict is still a draft, for whoever chooses.
  expect((await world.engine.call('draft.list', {})).map(({ object }) => object)).toEqual([ids[0]])
})

test('a change during a sync ends before it, and can be taken back before it ends (14.3, 14.5)', async () => {
  const ids = active(2)
  // The first kind after people is as slow as a service that is asked for patience.
  world.simulator.faults.add({ match: { method: 'GET', path: '/api/v2/usergroups' }, fault: { type: 'stallHeaders' } })
  const from = world.engine.items('sync.progressed').length
  await world.engine.call('sync.start', { organization: world.organization })
  const job = await world.run(await world.plan('user.suspend', ids))
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 2 } })
  const undo = await world.engine.call('action.planUndo', { job: job.id })
  expect(undo.counts).toMatchObject({ change: 2, conflict: 0 })
  expect((await world.run(undo)).phase).toBe('complete')
  expect(world.engine.items('sync.progressed').slice(from).flat().map(({ phase }) => phase).filter((phase) => phase !== 'queued' && phase !== 'running')).toEqual([])
  await world.engine.call('sync.stop', { organization: world.organization })
})
