import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ArchivedEvent } from '../../../../../main/engine/store/event-archive.ts'
import { openSqlcipher } from '../../../../../main/engine/store/driver-sqlcipher.ts'
import { fold } from '../../../../../main/engine/store/fold.ts'
import { createKeyFiles } from '../../../../../main/engine/store/key-files.ts'
import { storeFolder } from '../../../../../main/engine/store/store-files.ts'
import type { StoreChange } from '../../../../../main/engine/store/store.ts'
import { instantFromMs } from '../../../../../shared/base/instant.ts'
import { openTempStore, organization, organizationId, type TempStore } from '../../../../support/temp-store.ts'

const startMs = Date.UTC(2026, 10, 20)
const acme = organizationId(1)
let temp: TempStore

beforeEach(async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
})
afterEach(() => temp.remove())

const event = (number: number, fields: Partial<ArchivedEvent> = {}): ArchivedEvent => ({
  id: `e${number}`,
  atMs: startMs + number * 1_000,
  service: number % 3 === 0 ? 'sso' : 'directory',
  type: number % 3 === 0 ? 'sso_auth' : 'user_update',
  success: number % 4 === 0 ? false : number % 4 === 1 ? true : null,
  initiator: `admin${number % 7}@example.com`,
  resource: `person${number}`,
  address: `203.0.113.${number % 200}`,
  country: 'AU',
  raw: JSON.stringify({ id: `e${number}`, timestamp: instantFromMs(startMs + number * 1_000), changes: [{ field: 'state', to: `value ${number}` }] }),
  ...fields,
})
const events = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => event(from + at))

const question = (fields: Record<string, unknown> = {}) => ({
  organization: acme, from: instantFromMs(startMs), to: instantFromMs(startMs + 86_400_000), services: [], types: [], success: null, text: '', start: 0, size: 500, ...fields,
})
const idsOf = async (fields: Record<string, unknown> = {}) => (await temp.store.events.page(question(fields))).events.map(({ id }) => id)

test('events come back whole, newest first, at any rank', async () => {
  expect(await temp.store.events.add(acme, events(0, 1_500), null)).toBe(1_500)
  const page = await temp.store.events.page(question({ start: 700, size: 3 }))
  expect(page.total).toBe(1_500)
  expect(page.events).toEqual([event(799), event(798), event(797)])
  expect(await idsOf({ start: 1_499 })).toEqual(['e0'])
  expect(await temp.store.events.event(acme, 'e42')).toEqual(event(42))
  expect(await temp.store.events.event(acme, 'e9999')).toBeNull()
  expect(await temp.store.events.newestAtMs(acme)).toBe(startMs + 1_499_000)
})

test('events of one moment have an order, so that pages neither repeat nor skip', async () => {
  await temp.store.events.add(acme, events(0, 40).map((each) => ({ ...each, atMs: startMs })), null)
  const ids: string[] = []
  for (let start = 0; start < 40; start += 7) ids.push(...(await idsOf({ start, size: 7 })))
  expect(new Set(ids).size).toBe(40)
  expect(ids).toEqual(await idsOf())
})

test('an event that is known is left as it is', async () => {
  await temp.store.events.add(acme, [event(1), event(2), event(1)], null)
  expect(await temp.store.events.add(acme, [event(2, { resource: 'other' }), event(3)], null)).toBe(1)
  expect((await temp.store.events.page(question())).events).toEqual([event(3), event(2), event(1)])
})

test('conditions narrow a page, its total, the slices and the values alike', async () => {
  const all = events(0, 400)
  await temp.store.events.add(acme, all, null)
  const cases: [Record<string, unknown>, (each: ArchivedEvent) => boolean][] = [
    [{ services: ['sso'] }, ({ service }) => service === 'sso'],
    [{ services: ['sso', 'radius'], types: ['user_update'] }, () => false],
    [{ types: ['user_update', 'sso_auth'] }, () => true],
    [{ types: ['never_seen'] }, () => false],
    [{ success: false }, ({ success }) => success === false],
    [{ success: true }, ({ success }) => success !== false],
    [{ text: 'ADMIN3@' }, ({ initiator }) => initiator.startsWith('admin3')],
    [{ text: '113.77' }, ({ address }) => address.includes('113.77')],
    [{ text: 'sso_' }, ({ type }) => type === 'sso_auth'],
    [{ from: instantFromMs(startMs + 100_000), to: instantFromMs(startMs + 200_000) }, ({ atMs }) => atMs >= startMs + 100_000 && atMs < startMs + 200_000],
  ]
  for (const [fields, holds] of cases) {
    const expected = all.filter(holds)
    const { events: found, total } = await temp.store.events.page(question(fields))
    expect(found).toEqual(expected.reverse())
    expect(total).toBe(expected.length)
    const slices = await temp.store.events.histogram({ ...question(fields), slices: 24 })
    expect(slices).toHaveLength(24)
    expect(slices.reduce((sum, { failed }) => sum + failed, 0)).toBe(expected.filter(({ success }) => success === false).length)
    expect(slices.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(expected.filter(({ success }) => success !== false).length)
  }
  expect(await temp.store.events.facets(question({ services: ['sso'] }))).toEqual({
    services: [{ value: 'directory', count: 266 }, { value: 'sso', count: 134 }],
    types: [{ value: 'sso_auth', count: 134 }],
  })
})

test('slices are equal and begin with the asked time', async () => {
  await temp.store.events.add(acme, [event(0), event(59), event(60), event(3_599)], null)
  const slices = await temp.store.events.histogram({ ...question({ to: instantFromMs(startMs + 3_600_000) }), slices: 60 })
  expect(slices[0]).toEqual({ fromMs: startMs, succeeded: 1, failed: 1 })
  expect(slices[1]).toEqual({ fromMs: startMs + 60_000, succeeded: 0, failed: 1 })
  expect(slices[59]).toEqual({ fromMs: startMs + 59 * 60_000, succeeded: 1, failed: 0 })
})

test('spans are joined where they meet and are there after a restart', async () => {
  const { events: archive } = temp.store
  const span = (fromMs: number, toMs: number) => ({ fromMs: startMs + fromMs, toMs: startMs + toMs })
  await archive.add(acme, [], span(0, 10))
  await archive.add(acme, [event(1)], span(20, 30))
  expect(await archive.spans(acme)).toEqual([span(0, 10), span(20, 30)])
  await archive.add(acme, [], span(10, 20))
  await archive.add(acme, [], span(5, 8))
  const store = await temp.reopen()
  expect(await store.events.spans(acme)).toEqual([span(0, 30)])
  expect(await store.events.event(acme, 'e1')).toEqual(event(1))
})

test('a question to an organization without an archive makes none', async () => {
  expect(await temp.store.events.page(question())).toEqual({ events: [], total: 0 })
  expect(await temp.store.events.spans(acme)).toEqual([])
  expect(await temp.store.events.histogram({ ...question(), slices: 3 })).toHaveLength(3)
  expect(readdirSync(join(temp.folder, 'history')).filter((name) => name.includes('events'))).toEqual([])
})

test('readers are told of events, without a new revision of the lists', async () => {
  const told: StoreChange[] = []
  temp.store.onChange((change) => told.push(change))
  await temp.store.events.add(acme, [event(1)], null)
  await temp.store.events.add(acme, [event(1)], null)
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ organizations: [acme], kinds: ['event'] })
})

test('nothing of an event can be read in the file, and removal leaves neither file nor key', async () => {
  await temp.store.events.add(acme, [event(1, { resource: 'person-in-clear' })], { fromMs: startMs, toMs: startMs + 1 })
  const files = readdirSync(join(temp.folder, 'history')).filter((name) => name.startsWith(`${acme}.events.db`))
  expect(files).not.toEqual([])
  for (const file of files) expect(readFileSync(join(temp.folder, 'history', file)).includes('person-in-clear')).toBe(false)
  expect(readdirSync(join(temp.folder, 'keys'))).toContain(`${acme}.events.key`)

  const reading = temp.store.events.page(question())
  await temp.store.removeOrganization(acme)
  expect((await reading).total).toBe(1)
  for (const folder of ['history', 'keys']) expect(readdirSync(join(temp.folder, folder)).filter((name) => name.startsWith(acme))).toEqual([])
})

test('a damaged archive is set aside and begun anew; the lists are not touched', async () => {
  await temp.store.events.add(acme, events(0, 2_000), { fromMs: startMs, toMs: startMs + 2_000_000 })
  await temp.store.close()
  const path = join(temp.folder, 'history', `${acme}.events.db`)
  const bytes = readFileSync(path)
  bytes.fill(7, 20_000, bytes.length)
  writeFileSync(path, bytes)
  const store = await temp.reopen()
  await expect(store.events.page(question())).rejects.toMatchObject({ code: 'store.damaged' })
  expect(await store.events.spans(acme)).toEqual([])
  expect(await store.events.add(acme, [event(1)], null)).toBe(1)
  expect(readdirSync(join(temp.folder, 'history')).some((name) => name.includes('.events.db.set-aside-'))).toBe(true)
  expect((await store.organizations())[0]?.problem).toBeNull()
})

/** The archive's files as they are now, to be put back later. */
function copyOfArchive(): () => void {
  const folder = join(temp.folder, 'history')
  const kept = readdirSync(folder).filter((name) => name.startsWith(`${acme}.events.db`)).map((name) => [name, readFileSync(join(folder, name))] as const)
  return () => {
    for (const name of readdirSync(folder)) if (name.startsWith(`${acme}.events.db`)) rmSync(join(folder, name))
    for (const [name, bytes] of kept) writeFileSync(join(folder, name), bytes)
  }
}

test('an archive that was put back to an older copy is noticed, said and set aside; what it lacks is a gap again', async () => {
  const span = (fromMs: number, toMs: number) => ({ fromMs: startMs + fromMs, toMs: startMs + toMs })
  await temp.store.events.add(acme, events(0, 10), span(0, 10_000))
  await temp.store.close()
  const putBack = copyOfArchive()
  await temp.reopen()
  await temp.store.events.add(acme, events(10, 20), span(10_000, 20_000))
  await temp.store.close()
  putBack()
  await temp.reopen()
  await expect(temp.store.events.page(question())).rejects.toMatchObject({ code: 'store.rolled-back' })
  expect((await temp.store.organizations())[0]?.problem).toMatchObject({ code: 'store.rolled-back', list: 'event', detail: { organization: 'Organization 1 (events)' } })
  expect(readdirSync(join(temp.folder, 'history')).some((name) => name.includes('.events.db.set-aside-'))).toBe(true)
  expect(await temp.store.events.spans(acme)).toEqual([])
  expect(await temp.store.events.add(acme, events(0, 20), span(0, 20_000))).toBe(20)
  await temp.reopen()
  expect((await temp.store.events.page(question())).total).toBe(20)
})

test('an older copy is noticed also when the witness is gone, and an archive that only grew is not suspected', async () => {
  await temp.store.events.add(acme, events(0, 3), null)
  await temp.reopen()
  await temp.store.events.add(acme, events(3, 6), { fromMs: startMs, toMs: startMs + 6_000 })
  await Promise.all([temp.store.events.add(acme, events(6, 9), null), temp.store.events.add(acme, events(9, 12), null)])
  await temp.reopen()
  expect((await temp.store.events.page(question())).total).toBe(12)
  await temp.store.close()
  rmSync(join(temp.folder, 'witness', `${acme}.events.seal`))
  await temp.reopen()
  await expect(temp.store.events.page(question())).rejects.toMatchObject({ code: 'store.rolled-back' })
})

test('a search by the index finds what looking through every text finds, whatever is asked', async () => {
  const odd = ['Jürgen', 'o"brien', '100%', 'a_b', 'ÅSA', '日本語テスト', "x' OR 1=1", 'per"son" AND']
  const all = [...events(0, 300), ...odd.map((resource, at) => event(400 + at, { resource }))]
  await temp.store.events.add(acme, all, null)
  const needles = ['person1', 'PERSON29', 'admin3@', '203.0.113.7', 'user_up', 'pe', 'n', 'jurgen', 'JÜRGEN', 'o"brien', '0%', 'a_b', 'asa', '本語テ', "' or 1", 'n" and', 'nowhere at all', 'rson1admin']
  for (const text of needles) {
    const wanted = all.filter(({ initiator, resource, address, type }) => [initiator, resource, address, type].some((value) => fold(value).includes(fold(text)))).map(({ id }) => id)
    expect([text, (await idsOf({ text })).sort()]).toEqual([text, wanted.sort()])
  }
})

test('an archive of the first version gets its index and its mark when it is opened', async () => {
  await temp.store.events.add(acme, events(0, 50), null)
  await temp.store.close()
  const key = await createKeyFiles(storeFolder(temp.folder), temp.rootKey).read(`${acme}.events`)
  const file = await openSqlcipher({ path: join(temp.folder, 'history', `${acme}.events.db`), key })
  await file.exec('DROP TABLE event_search; DROP TABLE mark; PRAGMA user_version = 1')
  await file.close()
  rmSync(join(temp.folder, 'witness', `${acme}.events.seal`))
  await temp.reopen()
  expect(await idsOf({ text: 'person49' })).toEqual(['e49'])
  expect(await temp.store.events.add(acme, events(50, 51), null)).toBe(1)
  await temp.reopen()
  expect(await idsOf({ text: 'person50' })).toEqual(['e50'])
})
