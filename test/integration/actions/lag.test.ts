// The service shows a membership or a binding only some readings after it was made: a row is confirmed once it is seen, and never taken
// for done or undone before.

import { afterEach, expect, test } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

let world: ActionWorld
afterEach(() => world.close())

const lag = (readings: number) => (world.simulator.estate.quirks = { ...world.simulator.estate.quirks, lagReads: readings })

/** A group that is kept by hand and somebody who is not in it. */
function stranger(): { group: string; user: string } {
  const { userGroups, memberships, users } = world.truth
  const group = userGroups.indexes().find((index) => userGroups.at(index).memberQuery === null)!
  const user = users.indexes().find((index) => !memberships.membersOf(group).includes(index))!
  return { group: userGroups.idAt(group), user: users.idAt(user) }
}

test('a new member that the service shows late is waited for and confirmed', async () => {
  world = await startActionWorld({ parts: withoutPatience() })
  const { group, user } = stranger()
  lag(limits.verifyTriesMax - 1)
  const job = await world.run(await world.plan('user.addToGroup', [user], { group }))
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 1, unknown: 0 } })
  expect(world.groupsOf(user)).toContain(group)
  expect(world.writes()).toHaveLength(1)
})

test('one that the service shows later than anybody waits is told as unproved, is not sent again, and is there after the next sync', async () => {
  world = await startActionWorld({ parts: withoutPatience() })
  const { group, user } = stranger()
  lag(limits.verifyTriesMax + 1)
  const job = await world.run(await world.plan('user.addToGroup', [user], { group }))
  expect(job.counts).toMatchObject({ confirmed: 0, unknown: 1 })
  expect((await world.jobRows(job))[0]).toMatchObject({ problem: { code: 'change.unproved' } })
  expect(world.writes()).toHaveLength(1)
  // Every sync is one reading more; once the service shows it, the copy has it.
  const isInCopy = async () => (await world.engine.call('snapshot.related', { organization: world.organization, kind: 'user', id: user as ResourceId, edge: 'membership', target: 'userGroup', start: 0, size: 50 })).rows.some(({ id }) => id === group)
  expect(await isInCopy()).toBe(false)
  for (let reading = 0; reading < 2 * limits.verifyTriesMax && !(await isInCopy()); reading++) await world.engine.sync(world.organization)
  expect(await isInCopy()).toBe(true)
})
