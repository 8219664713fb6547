// Objects that are read one by one after a change: where they go at rest, and while a sync of the organization is under way.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTempStore, organizationId, organization, page, proof, publish, type TempStore, userRow, users, column, objectId } from '../../support/temp-store.ts'

const acme = organizationId(1)
let temp: TempStore
beforeEach(async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, acme, { user: users(0, 3), userGroup: [] })
})
afterEach(() => temp.remove())

const amend = (number: number, lastname: string, atMs = temp.clock.nowMs) => temp.store.amend(acme, [{ kind: 'user', id: objectId(number), raw: userRow(number, { lastname }).raw, readAt: new Date(atMs).toISOString() }])
const lastnames = () => column(temp.store, { columns: ['lastname'] })
const current = async (number: number): Promise<unknown> => JSON.parse((await temp.store.currentObjects(acme, 'user', [objectId(number)]))[0] ?? 'null')

test('an object that was read again is shown at once, and one that is gone is gone', async () => {
  await amend(1, 'Again')
  expect(await lastnames()).toEqual(['Last 0', 'Again', 'Last 2'])
  await temp.store.amend(acme, [{ kind: 'user', id: objectId(2), raw: null, readAt: new Date(temp.clock.nowMs).toISOString() }])
  expect(await lastnames()).toEqual(['Last 0', 'Again'])
  expect((await page(temp.store)).total).toBe(2)
})

test('while its kind is being read the newest is answered object by object, and shown as soon as the kind is read', async () => {
  const run = await temp.store.beginRun(acme)
  await run.stage('user', users(0, 3))
  temp.clock.nowMs += 1_000
  await amend(1, 'Older')
  await amend(1, 'Again')
  expect(await current(1)).toMatchObject({ lastname: 'Again' })
  expect(await lastnames()).toEqual(['Last 0', 'Last 1', 'Last 2'])
  await run.publish('user', proof(3))
  expect(await lastnames()).toEqual(['Last 0', 'Again', 'Last 2'])
  // The sync goes on with other kinds for as long as it needs.
  await amend(2, 'Again too')
  await run.publish('userGroup', proof(0))
  expect(await lastnames()).toEqual(['Last 0', 'Again', 'Again too'])
  await run.finish('complete')
  await temp.reopen()
  expect(await lastnames()).toEqual(['Last 0', 'Again', 'Again too'])
})

test('a sync that ends without having read the kind leaves what was held, the newest of each object', async () => {
  const run = await temp.store.beginRun(acme)
  await amend(0, 'First')
  await amend(0, 'Second')
  await run.finish('stopped')
  expect(await lastnames()).toEqual(['Second', 'Last 1', 'Last 2'])
  const next = await temp.store.beginRun(acme)
  await next.stage('user', users(0, 3))
  await next.publish('user', proof(3))
  await next.finish('complete')
  expect(await lastnames()).toEqual(['Last 0', 'Last 1', 'Last 2'])
})

test('what a later pass of the kind has seen is not put back to what was read before it', async () => {
  await amend(1, 'Before')
  temp.clock.nowMs += 60_000
  const run = await temp.store.beginRun(acme)
  await run.stage('user', users(0, 3))
  await run.publish('user', proof(3, { startedAt: new Date(temp.clock.nowMs).toISOString() }))
  await run.finish('complete')
  await amend(1, 'Before', temp.clock.nowMs - 30_000)
  expect(await lastnames()).toEqual(['Last 0', 'Last 1', 'Last 2'])
})
