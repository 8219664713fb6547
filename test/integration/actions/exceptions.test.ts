// An exception from MFA has a reason and an end: neither can be left out, both are in the ledger, and it is listed until it is over.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../../shared/actions/plan.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

const dayMs = 86_400_000

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld({ users: 8, parts: withoutPatience() })
  for (const index of world.truth.users.indexes()) world.truth.users.update(index, { enable_user_portal_multifactor: true })
  await world.engine.sync(world.organization)
}, 120_000)
afterAll(() => world.close())

const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString()
const listed = () => world.engine.call('exception.list', { organization: world.organization })
const remove = (ids: readonly string[], given: Readonly<Record<string, unknown>>): Promise<Plan> => world.plan('user.removeMfaRequirement', ids, given)

test('without a reason and an end date nobody is taken out of MFA (2.10)', async () => {
  const ids = world.userIds(2)
  for (const given of [{}, { reason: 'New telephone' }, { until: inDays(7) }, { reason: ' ', until: inDays(7) }, { reason: 'New telephone', until: 'soon' }]) {
    await expect(remove(ids, given)).rejects.toMatchObject({ code: 'plan.parameters' })
  }
  for (const until of [inDays(-1), inDays(400)]) expect((await remove(ids, { reason: 'New telephone', until })).counts).toMatchObject({ change: 0, refused: 2 })
  // What takes a requirement back asks for neither, so nobody may choose it.
  await expect(world.plan('user.takeBackMfaRequirement', ids)).rejects.toMatchObject({ code: 'plan.action' })
  const step = { action: 'user.takeBackMfaRequirement', parameters: {}, ids: ids as never[] }
  await expect(world.engine.call('action.planSteps', { purpose: 'offboarding', organization: world.organization, subject: { kind: 'user', ids: ids as never[] }, steps: [step] })).rejects.toMatchObject({ code: 'plan.action' })
  expect(world.writes()).toEqual([])
})

test('the ledger says why and until when, and the exception is listed until MFA is required again, here or elsewhere (2.10)', async () => {
  const [here, elsewhere, still] = world.userIds(3) as [string, string, string]
  const until = inDays(30)
  const plan = await remove([here, elsewhere, still], { reason: 'New telephone on its way', until })
  expect(plan.exception).toEqual({ what: 'MFA not required', reason: 'New telephone on its way', until })
  const job = await world.run(plan, { changes: 3, reason: 'Something else' })
  expect(job).toMatchObject({ phase: 'complete', reason: 'New telephone on its way' })
  const { lines } = await world.engine.call('ledger.page', { filter: { job: job.id, types: ['row'] }, start: 0, size: 10 })
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(line.reason).toBe('New telephone on its way')
    expect(line.changes).toContainEqual({ title: 'Exception until', path: null, from: null, to: until })
  }
  expect((await listed()).map(({ id, reason, until: end, remedy, job: made }) => ({ id, reason, end, remedy, made }))).toEqual(
    expect.arrayContaining([here, elsewhere, still].map((id) => ({ id, reason: 'New telephone on its way', end: until, remedy: 'user.requireMfa', made: job.id }))),
  )

  await world.restart()
  expect(await listed()).toHaveLength(3)
  expect((await world.run(await world.plan('user.requireMfa', [here], { days: 7 }))).phase).toBe('complete')
  world.truth.users.update(world.truth.users.indexOf(elsewhere)!, { enable_user_portal_multifactor: true })
  await world.engine.sync(world.organization)
  expect((await listed()).map(({ id }) => id)).toEqual([still])

  // Taking the removal back ends it too.
  expect((await world.run(await world.engine.call('action.planUndo', { job: job.id }))).counts.confirmed).toBe(1)
  expect(await listed()).toEqual([])
})

test('a requirement that is taken back leaves everybody as before, without an exception (2.9, 2.10)', async () => {
  const [id] = world.userIds(1, 5)
  world.truth.users.update(world.truth.users.indexOf(id!)!, { enable_user_portal_multifactor: false })
  await world.engine.sync(world.organization)
  const job = await world.run(await world.plan('user.requireMfa', [id!], { days: 7 }))
  expect((await world.run(await world.engine.call('action.planUndo', { job: job.id }))).phase).toBe('complete')
  expect(world.served('user', id!)).toMatchObject({ enable_user_portal_multifactor: false })
  expect(await listed()).toEqual([])
})
