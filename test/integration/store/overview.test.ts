// The overview of all organizations: numbers of the registry, days that outlive the rows they were counted from, scopes, coverage.

import { afterEach, expect, test } from 'vitest'
import { AppError } from '../../../shared/base/app-error.ts'
import { dayMs, type Instant } from '../../../shared/base/instant.ts'
import { resources } from '../../../shared/resources/index.ts'
import { openTempStore, organization, organizationId, page, publish, type TempStore, users } from '../../support/temp-store.ts'

let temp: TempStore
afterEach(() => temp.remove())

const overview = (scope: Parameters<TempStore['store']['overview']>[0]['scope'] = { type: 'all' }, measure: string | null = null) => temp.store.overview({ scope, trend: { kind: 'user', measure } })

async function count(number: number, name: string): Promise<number | null | undefined> {
  const { columns, organizations } = await overview()
  const at = columns.findIndex(({ kind, measure }) => `${kind} ${measure}` === name)
  return organizations.find((each) => each.organization === organizationId(number))?.counts[at]
}

test('counts what the registry measures, and leaves out what was never read', async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await temp.store.saveOrganization(organization(2))
  await publish(temp.store, organizationId(1), { user: [...users(0, 5), ...users(5, 7, { account_locked: true })] })
  expect(await count(1, 'user null')).toBe(7)
  expect(await count(1, 'user locked')).toBe(2)
  expect(await count(1, 'device null')).toBeNull()
  expect(await count(2, 'user null')).toBeNull()
  const { coverage } = await overview()
  expect(coverage).toMatchObject({ isComplete: false, organizationsTotal: 2, organizationsIncluded: 1, missing: [{ organization: organizationId(2), reason: 'sync.never' }] })
})

test('says which organizations show an older reading because the newest one failed', async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: users(0, 3) })
  const run = await temp.store.beginRun(organizationId(1))
  await run.fail('user', new AppError('api.timeout', { organization: 'Organization 1' }))
  await run.finish('failed')
  const { coverage } = await overview()
  expect(coverage).toMatchObject({ isComplete: true, organizationsIncluded: 1, behind: [{ organization: organizationId(1), reason: 'api.timeout' }] })
})

test('remembers the totals and measures of each day, the last pass of a day standing for it, and days without a pass as gaps', async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: users(0, 3) })
  await publish(temp.store, organizationId(1), { user: users(0, 4, { account_locked: true }) })
  temp.clock.nowMs += 2 * dayMs
  await publish(temp.store, organizationId(1), { user: users(0, 9) })
  const last = async (measure: string | null) => (await overview({ type: 'all' }, measure)).organizations[0]!.trend.slice(-4)
  expect(await last(null)).toEqual([null, 4, null, 9])
  expect(await last('locked')).toEqual([null, 4, null, 0])
  // Another layout makes the row tables anew; the days stay.
  const others = resources.map((each) => (each.kind === 'user' ? { ...each, columns: each.columns.filter(({ path }) => path !== 'costCenter') } : each))
  await temp.reopen({ resources: others })
  expect(await last('locked')).toEqual([null, 4, null, 0])
})

test('begins the days of a projection that was lost with what the history counted', async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: users(0, 3) })
  temp.clock.nowMs += dayMs
  await publish(temp.store, organizationId(1), { user: users(0, 8) })
  const { rmSync } = await import('node:fs')
  const { storeFolder } = await import('../../../main/engine/store/store-files.ts')
  await temp.store.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${storeFolder(temp.folder).projection}${suffix}`, { force: true })
  await temp.reopen()
  expect((await overview()).organizations[0]!.trend.slice(-3)).toEqual([null, 3, 8])
})

test('forgets the days of an organization with the organization', async () => {
  temp = await openTempStore()
  for (const number of [1, 2]) {
    await temp.store.saveOrganization(organization(number))
    await publish(temp.store, organizationId(number), { user: users(0, number) })
  }
  await temp.store.removeOrganization(organizationId(1))
  await temp.store.saveOrganization(organization(1))
  const trends = (await overview()).organizations.map((each) => [each.organization, each.trend.at(-1)])
  expect(trends).toEqual([[organizationId(2), 2], [organizationId(1), null]])
})

test('answers for a tag and for favourites, by what organizations carry now', async () => {
  temp = await openTempStore()
  for (const number of [1, 2, 3]) {
    await temp.store.saveOrganization(organization(number, { tags: number < 3 ? ['Oslo'] : [], isFavourite: number === 3 }))
    await publish(temp.store, organizationId(number), { user: users(10 * number, 10 * number + number) })
  }
  const numbers = async (scope: Parameters<typeof overview>[0]) => (await overview(scope)).organizations.map((each) => each.organization)
  expect(await numbers({ type: 'tag', tag: 'Oslo' })).toEqual([organizationId(1), organizationId(2)])
  expect(await numbers({ type: 'favourites' })).toEqual([organizationId(3)])
  const sorted = { scope: { type: 'tag', tag: 'Oslo' }, sort: [{ column: 'unix_uid', descending: true }] } as const
  expect((await page(temp.store, { ...sorted, sort: [...sorted.sort] })).total).toBe(3)
  await temp.store.saveOrganization(organization(2, { tags: [], isFavourite: false }))
  const after = await page(temp.store, { ...sorted, sort: [...sorted.sort] })
  expect([after.total, after.rows.map(([owner]) => owner)]).toEqual([1, [organizationId(1)]])
})

test('counts a time before the reading in the summary as in the list, however long ago the reading was', async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  const at = (days: number): Instant => new Date(temp.clock.nowMs - days * dayMs).toISOString() as Instant
  const devices = [1, 29, 31, 400].map((days, index) => ({ id: `${index}`.repeat(24), raw: { _id: `${index}`.repeat(24), displayName: `D${index}`, lastContact: at(days) } }))
  await publish(temp.store, organizationId(1), { device: devices })
  temp.clock.nowMs += 20 * dayMs
  expect(await count(1, 'device inactive')).toBe(2)
  const { filter } = resources.find(({ kind }) => kind === 'device')!.filters.find(({ id }) => id === 'inactive')!
  expect((await page(temp.store, { kind: 'device', filter, columns: ['displayName'] })).rows.map((row) => row[2])).toEqual(['D2', 'D3'])
})
