// Several actions as one plan, and pasted lines matched against the copy.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld()
})
afterAll(() => world.close())

const ids = (start: number, count: number) => world.userIds(count, start) as ResourceId[]
const freeGroup = (): ResourceId => {
  const groups = world.truth.userGroups
  return groups.idAt(groups.indexes().find((index) => groups.at(index).membershipMethod !== 'DYNAMIC_AUTOMATED')!) as ResourceId
}

test('joining and leaving are one plan in the order of its steps, called by the group, and go back as one (5.4, 14.2, 14.3)', async () => {
  const { organization } = world
  const group = freeGroup()
  const [stays, joins, leaves] = [ids(0, 1), ids(1, 2), ids(3, 1)]
  for (const id of leaves) world.truth.addMember(group, id)
  for (const id of [...stays, ...joins]) world.truth.removeMember(group, id)
  await world.engine.sync(organization)
  const before = world.truth.users.indexes().map((index) => world.groupsOf(world.truth.users.idAt(index)))
  world.simulator.recorder.clear()

  const plan = await world.engine.call('action.planSteps', {
    purpose: 'members',
    organization,
    subject: { kind: 'userGroup', ids: [group] },
    steps: [
      { action: 'user.addToGroup', parameters: { group }, ids: [...joins, ...joins] },
      { action: 'user.removeFromGroup', parameters: { group }, ids: [...leaves, ...stays] },
    ],
  })
  expect(plan.title).toBe(`Change the members of ${String(world.truth.userGroups.at(world.truth.userGroups.indexOf(group)!).name)}`)
  expect(plan).toMatchObject({ button: 'Make 3 changes', class: 'B', origin: { type: 'steps' }, counts: { total: 4, change: 3, noop: 1, refused: 0 } })
  expect(world.writes()).toEqual([])
  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', title: plan.title, counts: { confirmed: 3 } })
  for (const id of joins) expect(world.groupsOf(id)).toContain(group)
  for (const id of leaves) expect(world.groupsOf(id)).not.toContain(group)

  await world.run(await world.engine.call('action.planUndo', { job: job.id }))
  expect(world.truth.users.indexes().map((index) => world.groupsOf(world.truth.users.idAt(index)))).toEqual(before)
})

test('steps that change one person in several ways are counted by change, also when they are taken back', async () => {
  const { organization } = world
  const [person] = ids(4, 1)
  const plan = await world.engine.call('action.planSteps', {
    purpose: 'offboarding',
    organization,
    subject: { kind: 'user', ids: [person!] },
    steps: [
      { action: 'user.suspend', parameters: {}, ids: [person!] },
      { action: 'user.setManager', parameters: { manager: ids(0, 1)[0] }, ids: [person!] },
    ],
  })
  const changes = plan.counts.change
  expect(changes).toBeGreaterThan(0)
  expect(plan.button).toBe(`Offboard: make ${changes} ${changes === 1 ? 'change' : 'changes'}`)
  const job = await world.run(plan)
  const back = await world.engine.call('action.planUndo', { job: job.id })
  expect(back.button).toBe(changes === 1 ? 'Take back 1 user' : `Take back ${changes} changes`)
})

test('what makes new objects is no step, nor is what nobody declared', async () => {
  const question = (action: string) => world.engine.call('action.planSteps', { purpose: 'members', organization: world.organization, subject: { kind: 'user', ids: ids(0, 1) }, steps: [{ action, parameters: {}, ids: ids(0, 1) }] })
  await expect(question('user.add')).rejects.toMatchObject({ code: 'plan.action' })
  await expect(question('user.levitate')).rejects.toMatchObject({ code: 'plan.action' })
})

test('pasted lines find people by address, username, id and name whatever the case, and tell what fits none or several (5.4)', async () => {
  const { users } = world.truth
  const [first, second, third] = users.indexes().map((index) => users.at(index))
  world.truth.updateUser(String(second!._id), { displayname: 'Zoë Twin' })
  world.truth.updateUser(String(third!._id), { displayname: 'Zoe  twin' })
  await world.engine.sync(world.organization)
  const { lines, coverage } = await world.engine.call('action.match', { organization: world.organization, kind: 'user', lines: [String(first!.email).toUpperCase(), String(first!.username), String(first!._id), 'zoe twin', 'nobody at all'] })
  expect(lines.map(({ total }) => total)).toEqual([1, 1, 1, 2, 0])
  for (const { matches } of lines.slice(0, 3)) expect(matches[0]!.id).toBe(first!._id)
  expect(coverage.isComplete).toBe(true)
})
