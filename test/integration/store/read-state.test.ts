// What a reader remembers from one revision to the next must be what a reader that has just begun sees, whatever was published, failed,
// removed and added again in between.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import type { SqlSession } from '../../../main/engine/store/driver.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { groupRow, objectId, openTempStore, organization, organizationId, publish, type TempStore, userRow, users } from '../../support/temp-store.ts'

let temp: TempStore
beforeEach(async () => {
  temp = await openTempStore()
})
afterEach(() => temp.remove())

/** Opening the store raises the revision; everything else stays. */
const rowsOf = async () => {
  const { revision: _revision, ...page } = await temp.store.page({ scope: { type: 'all' }, kind: 'user', sort: [{ column: 'username', descending: false }], columns: ['username'], start: 0, size: 500 })
  return page
}
const seen = async () => ({
  summary: await temp.store.summary({ scope: { type: 'all' } }),
  overview: await temp.store.overview({ scope: { type: 'all' }, trend: { kind: 'user', measure: null } }),
  page: await rowsOf(),
})

test.each([1, 2, 3])('after every change the remembered state is the real one (seed %i)', { timeout: 300_000 }, async (seed) => {
  const random = createRandom(seed)
  const present = new Set<number>()
  for (let step = 0; step < 24; step++) {
    const number = random.integer(1, 5)
    const id = organizationId(number)
    const what = random.pick(['publish', 'publish', 'publish', 'fail', 'remove', 'rename', 'problem'] as const)
    if (!present.has(number)) {
      await temp.store.saveOrganization(organization(number))
      present.add(number)
    }
    if (what === 'publish') await publish(temp.store, id, { user: users(number * 100, number * 100 + random.integer(0, 6)), userGroup: Array.from({ length: random.integer(0, 3) }, (_, at) => groupRow(number * 100 + at)) })
    if (what === 'rename') await temp.store.saveOrganization(organization(number, { name: `Renamed ${step}` }))
    if (what === 'problem') await temp.store.setProblem(id, random.chance(0.5) ? null : new AppError('api.server', { status: 503 }), instantFromMs(temp.clock.now()))
    if (what === 'fail') {
      const run = await temp.store.beginRun(id)
      await run.fail('user', new AppError('api.forbidden', { kind: 'users' }))
      await run.finish('failed')
    }
    if (what === 'remove') {
      await temp.store.removeOrganization(id)
      present.delete(number)
    }
    // Not after every step: what is left out is caught up with at once.
    if (random.chance(0.6)) await seen()
  }
  const remembered = await seen()
  await temp.reopen()
  expect(remembered).toEqual(await seen())
})

test('a reading in whose middle something is committed is done again, and answers from one state', async () => {
  const matching = (count: number) => Array.from({ length: count }, (_, index) => userRow(index + 1, { department: index % 3 === 0 ? 'Sales' : 'Support' }))
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: matching(60) })
  let interrupt: (() => Promise<unknown>) | null = null
  let interrupted = 0
  await temp.reopen({
    openDatabase: async (options) => {
      const opened = await openSqlcipher(options)
      const watched = (session: SqlSession): SqlSession => ({
        ...session,
        all: async (sql, parameters) => {
          const now = sql.includes('count(*) AS total') ? interrupt : null
          if (now) {
            interrupt = null
            interrupted++
            await now()
          }
          return session.all(sql, parameters)
        },
      })
      return { ...opened, alone: (work) => opened.alone((session) => work(watched(session))) }
    },
  })
  const ask = () => temp.store.page({ scope: { type: 'all' }, kind: 'user', filter: { field: 'department', is: 'equals', value: 'Sales' }, sort: [], columns: ['department'], start: 0, size: 10 })
  // What is remembered of the newest revision lets the next reading do without a transaction.
  await temp.store.summary({ scope: { type: 'all' } })
  interrupt = () => publish(temp.store, organizationId(1), { user: matching(90) })
  const answer = await ask()
  expect(interrupted).toBe(1)
  expect(answer).toMatchObject({ total: 30 })
  expect(answer).toEqual(await ask())
})

test('an object that is being read when the store is closed is answered first', async () => {
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: users(1, 40) })
  let reached = () => {}
  const isReading = new Promise<void>((resolve) => (reached = resolve))
  await temp.reopen({
    openDatabase: async (options) => {
      const opened = await openSqlcipher(options)
      return {
        ...opened,
        all: async (sql, parameters) => {
          if (sql.startsWith('SELECT payload FROM cur')) {
            reached()
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
          return opened.all(sql, parameters)
        },
      }
    },
  })
  const reading = temp.store.object({ organization: organizationId(1), kind: 'user', id: objectId(3) as ResourceId })
  await isReading
  await temp.store.close()
  expect(await reading).toMatchObject({ id: objectId(3) })
  await expect(temp.store.wholeObjects(organizationId(1), 'user', [objectId(3)])).rejects.toMatchObject({ code: 'engine.unavailable' })
})
