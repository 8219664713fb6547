// Changes decided without a network: every conflict is found when it is back, and nobody's work is written over by itself.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodeTransport } from '../../../main/engine/api/transport-node.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { PlannedRow } from '../../../shared/actions/plan.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

const people = 200
const conflicts = 60

let world: ActionWorld
let isCut = false
beforeAll(async () => {
  let transport = createNodeTransport()
  const close = (): void => {
    transport.close()
    transport = createNodeTransport()
  }
  world = await startActionWorld({
    users: people,
    parts: {
      ...withoutPatience(),
      transport: Object.assign((request: Parameters<typeof transport>[0]) => (isCut ? Promise.reject(new AppError('api.offline')) : transport(request)), { close }),
    },
  })
}, 120_000)
afterAll(() => world.close())

test('of 200 drafts made offline the 60 that meet other changes are found, and none of them is sent by itself (c7)', async () => {
  const random = createRandom(7)
  const ids = world.userIds(people)
  isCut = true
  const parts = [ids.slice(0, 100), ids.slice(100)]
  for (const [index, part] of parts.entries()) {
    const plan = await world.plan('user.edit', part, { changes: { department: `Mine ${index}`, location: 'Here' } })
    const { added } = await world.engine.call('draft.keep', { plan: plan.id })
    expect(added).toBe(100)
  }
  expect(world.simulator.recorder.entries).toEqual([])

  // Meanwhile somebody else works in the portal: on what was drafted, on other things of the same people, and to the same end.
  const places = new Map(ids.map((id) => [id, random.integer(0, 1_000_000)]))
  const shuffled = [...ids].sort((left, right) => places.get(left)! - places.get(right)!)
  const theirs = new Map(shuffled.slice(0, conflicts).map((id, index) => [id, `Theirs ${index}`]))
  const index = (id: string): number => world.truth.users.indexOf(id)!
  for (const [id, department] of theirs) world.truth.users.update(index(id), { department })
  for (const id of shuffled.slice(conflicts, conflicts + 20)) world.truth.users.update(index(id), { jobTitle: 'Elsewhere' })
  for (const id of shuffled.slice(conflicts + 20, conflicts + 30)) world.truth.users.update(index(id), { department: ids.indexOf(id) < 100 ? 'Mine 0' : 'Mine 1' })

  isCut = false
  await world.restart()
  expect((await world.engine.sync(world.organization)).phase).toBe('complete')
  const drafts = await world.engine.call('draft.list', {})
  const plan = await world.engine.call('draft.plan', { drafts: drafts.map(({ id }) => id), mine: [] })
  expect(plan.counts).toMatchObject({ total: people, change: people - conflicts, refused: conflicts, conflict: conflicts })
  const held = (await world.rows(plan)).filter(({ verdict }) => verdict === 'refused')
  expect(new Set(held.map(({ id }) => id))).toEqual(new Set(theirs.keys()))
  expect(held.every(saysAllThree)).toBe(true)
  expect(world.writes()).toEqual([])

  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', counts: { total: people - conflicts, confirmed: people - conflicts } })
  for (const [id, department] of theirs) expect(world.served('user', id)!.department).toBe(department)
  for (const id of ids) if (!theirs.has(id)) expect(world.served('user', id)).toMatchObject({ department: ids.indexOf(id) < 100 ? 'Mine 0' : 'Mine 1', location: 'Here' })

  // Those in conflict are drafts still: some are given up, some are chosen.
  const left = await world.engine.call('draft.list', {})
  expect(new Set(left.map(({ object }) => object))).toEqual(new Set(theirs.keys()))
  const [given, chosen] = [left.slice(0, 30), left.slice(30)]
  await world.engine.call('draft.remove', { drafts: given.map(({ id }) => id) })
  const mine = await world.engine.call('draft.plan', { drafts: chosen.map(({ id }) => id), mine: chosen.map(({ id }) => id) })
  expect(mine.counts).toMatchObject({ change: 30, refused: 0, conflict: 30 })
  expect((await world.run(mine)).phase).toBe('complete')
  for (const { object } of given) expect(world.served('user', object!)!.department).toBe(theirs.get(object!))
  for (const { object } of chosen) expect(world.served('user', object!)!.department).toMatch(/^Mine/)
  expect(await world.engine.call('draft.list', {})).toEqual([])
}, 400_000)

const saysAllThree = ({ conflict }: PlannedRow): boolean => conflict.some(({ title, theirs, mine }) => title === 'Department' && theirs?.startsWith('Theirs') === true && mine?.startsWith('Mine') === true)

test('a plan of several actions waits whole, in its order, and each of its changes is compared by itself when the service is back (4.6, c7)', async () => {
  const { organization, truth } = world
  const [leaver, manager, other, report] = world.userIds(4, 20) as [string, string, string, string]
  for (const id of world.userIds(people)) truth.updateUser(id, { manager: id === report ? leaver : '', state: 'ACTIVATED', suspended: false })
  const [first, second] = truth.userGroups.indexes().filter((index) => truth.userGroups.at(index).membershipMethod === 'STATIC' && truth.userGroups.at(index).name !== 'All Users').map((index) => truth.userGroups.idAt(index)) as [string, string]
  for (const group of [first, second]) truth.addMember(group, leaver)
  expect((await world.engine.sync(organization)).phase).toBe('complete')
  world.simulator.recorder.clear()
  const steps = (more: readonly { action: string; parameters: Readonly<Record<string, unknown>>; ids: readonly string[] }[] = []) =>
    world.engine.call('action.planSteps', {
      purpose: 'offboarding',
      organization,
      subject: { kind: 'user', ids: [leaver as never] },
      steps: [
        { action: 'user.suspend', parameters: {}, ids: [leaver] },
        { action: 'user.removeFromGroup', parameters: { group: first }, ids: [leaver] },
        { action: 'user.removeFromGroup', parameters: { group: second }, ids: [leaver] },
        { action: 'user.setManager', parameters: { manager }, ids: [report] },
        ...more,
      ].map(({ ids, ...step }) => ({ ...step, ids: ids as never[] })),
    })
  isCut = true
  const whole = await steps()
  expect(whole).toMatchObject({ draftProblem: null, counts: { change: 4 } })
  expect(await world.engine.call('draft.keep', { plan: whole.id })).toEqual({ added: 4 })
  // Pressed twice, kept once.
  await world.engine.call('draft.keep', { plan: whole.id })
  const mixed = await steps([{ action: 'user.forcePasswordChange', parameters: {}, ids: [manager] }])
  expect(mixed.draftProblem).toBe('“Force password change” cannot be undone.')
  await expect(world.engine.call('draft.keep', { plan: mixed.id })).rejects.toMatchObject({ code: 'draft.class', detail: { why: mixed.draftProblem } })
  const drafts = await world.engine.call('draft.list', { organization })
  expect(drafts.map(({ action, part }) => [action, part])).toEqual(['user.suspend', 'user.removeFromGroup', 'user.removeFromGroup', 'user.setManager'].map((action) => [action, whole.title]))
  expect(world.simulator.recorder.entries).toEqual([])

  // Meanwhile one is done already, one has gone another way.
  truth.removeMember(first, leaver)
  truth.updateUser(report, { manager: other })
  isCut = false
  await world.restart()
  const plan = await world.engine.call('draft.plan', { drafts: drafts.map(({ id }) => id).reverse(), mine: [] })
  expect(plan).toMatchObject({ title: `Send 4 drafts (${whole.title})`, button: 'Send 2 changes', counts: { total: 4, change: 2, noop: 1, refused: 1, conflict: 1 } })
  const held = (await world.rows(plan)).filter(({ verdict }) => verdict === 'refused')
  expect(held.map(({ id, conflict }) => [id, conflict])).toEqual([[report, [{ title: 'Manager', path: 'manager', before: leaver, theirs: other, mine: manager }]]])
  expect((await world.run(plan)).phase).toBe('complete')
  expect(world.served('user', leaver)).toMatchObject({ state: 'SUSPENDED' })
  expect(world.groupsOf(leaver)).not.toContain(second)
  expect(world.served('user', report)).toMatchObject({ manager: other })
  expect((await world.engine.call('draft.list', {})).map(({ action }) => action)).toEqual(['user.setManager'])
  await world.engine.call('draft.remove', { drafts: (await world.engine.call('draft.list', {})).map(({ id }) => id) })
}, 400_000)

test('somebody new may wait too, unless with a password; who is there meanwhile is not added twice (3.6, c7)', async () => {
  const { organization } = world
  const add = (username: string, more: Readonly<Record<string, unknown>> = {}) =>
    world.engine.call('action.plan', { action: 'user.add', parameters: more, selection: { type: 'new', kind: 'user', organization, items: [{ username, email: `${username}@example.com`, state: 'STAGED' }] } })
  const withPassword = await add('secret.person', { password: 'Plain-Horse-7-Battery!' })
  expect(withPassword.draftProblem).toBe('The initial password of “New user” is kept nowhere.')
  await expect(world.engine.call('draft.keep', { plan: withPassword.id })).rejects.toMatchObject({ code: 'draft.class' })
  for (const username of ['new.person', 'other.person']) expect(await world.engine.call('draft.keep', { plan: (await add(username)).id })).toEqual({ added: 1 })
  const drafts = await world.engine.call('draft.list', { organization })
  expect(drafts.map(({ object, title, action }) => [object, title, action])).toEqual([[null, 'new.person', 'user.add'], [null, 'other.person', 'user.add']])
  // Somebody else was faster with one of them.
  expect((await world.run(await add('other.person'))).phase).toBe('complete')
  const plan = await world.engine.call('draft.plan', { drafts: drafts.map(({ id }) => id), mine: [] })
  expect(plan.counts).toMatchObject({ total: 2, change: 1, refused: 1 })
  expect((await world.run(plan)).phase).toBe('complete')
  expect((await world.engine.call('draft.list', {})).map(({ title }) => title)).toEqual(['other.person'])
}, 400_000)
