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
    const { added } = await world.engine.call('draft.add', {
      action: 'user.edit',
      parameters: { changes: { department: `Mine ${index}`, location: 'Here' } },
      selection: { type: 'ids', kind: 'user', targets: [{ organization: world.organization, ids: part as never }] },
    })
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
  for (const { object } of given) expect(world.served('user', object)!.department).toBe(theirs.get(object))
  for (const { object } of chosen) expect(world.served('user', object)!.department).toMatch(/^Mine/)
  expect(await world.engine.call('draft.list', {})).toEqual([])
}, 400_000)

const saysAllThree = ({ conflict }: PlannedRow): boolean => conflict.some(({ title, theirs, mine }) => title === 'Department' && theirs?.startsWith('Theirs') === true && mine?.startsWith('Mine') === true)
