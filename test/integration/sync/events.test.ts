// Directory Insights through the whole engine: read, listed offline, gaps told and filled, nothing claimed that was not read.

import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { dayMs, hourMs, instantFromMs } from '../../../shared/base/instant.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let nowMs: number
const rootKey = randomBytes(32)

const start = async () => {
  engine = await startEngine({ folder, rootKey, simulatorUrl: simulator.url, now: () => nowMs })
}

beforeEach(async () => {
  nowMs = Date.now()
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-events-'))
  simulator = await startSimulator({ estate: { organizations: [{ name: 'Events', users: 60, region: 'us' }] }, clock: () => nowMs })
  await start()
})

afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const truth = () => simulator.estate.organizations[0]!
const add = () => engine.addOrganization({ id: truth().id, name: truth().name, key: truth().apiKey })

const question = (organization: OrganizationId, fromMs: number, toMs: number, fields: Record<string, unknown> = {}) => ({
  organization, from: instantFromMs(fromMs), to: instantFromMs(toMs), services: [], types: [], success: null, text: '', ...fields,
})

async function idsIn(organization: OrganizationId, fromMs: number, toMs: number): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const { rows, total } = await engine.call('insights.page', { ...question(organization, fromMs, toMs), start: ids.length, size: 500 })
    ids.push(...rows.map(({ id }) => id))
    if (ids.length >= total) return ids
  }
}

const idsThere = (fromMs: number, toMs: number): string[] => [...truth().events.stubs({ fromMs, toMs }, true)].map(({ id }) => id)
const gapsOf = async (organization: OrganizationId, fromMs: number, toMs: number) => (await engine.call('insights.page', { ...question(organization, fromMs, toMs), start: 0, size: 1 })).gaps
const requests = () => simulator.recorder.entries.filter(({ kind }) => kind === 'event').length

test('a span that was read is there as the service has it, also without the service', async () => {
  const organization = await add()
  const [fromMs, toMs] = [nowMs - 20 * dayMs, nowMs]
  const fetched = await engine.call('insights.fetch', { organization, from: instantFromMs(fromMs), to: instantFromMs(toMs) })
  const there = idsThere(fromMs, toMs)
  expect(there.length).toBeGreaterThan(1_000)
  expect(fetched.isComplete).toBe(true)
  expect(fetched.added).toBeGreaterThanOrEqual(there.length)
  await simulator.goOffline()
  await engine.close()
  await start()
  expect((await idsIn(organization, fromMs, toMs)).sort()).toEqual(there.sort())
  const { rows, total, gaps } = await engine.call('insights.page', { ...question(organization, fromMs, toMs), start: 100, size: 50 })
  expect(total).toBe(there.length)
  expect(gaps).toEqual([])
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort().reverse())
  for (const row of rows) {
    expect(row.sentence.length).toBeGreaterThan(10)
    expect(row.sentence).not.toMatch(/undefined|\[object|\{/)
  }
  const whole = await engine.call('insights.event', { organization, id: rows[0]!.id })
  expect(whole.row).toEqual(rows[0])
  const stub = [...truth().events.stubs({ fromMs, toMs }, true)].find(({ id }) => id === rows[0]!.id)!
  expect(JSON.parse(whole.raw)).toEqual(JSON.parse(JSON.stringify(stub.write())))
  await simulator.goOnline()
  expect(engine.failures).toEqual([])
})

test('slices and values add up to the page', async () => {
  const organization = await add()
  const [fromMs, toMs] = [nowMs - 3 * dayMs, nowMs]
  await engine.call('insights.fetch', { organization, from: instantFromMs(fromMs), to: instantFromMs(toMs) })
  const asked = question(organization, fromMs, toMs)
  const { total } = await engine.call('insights.page', { ...asked, start: 0, size: 1 })
  const { slices } = await engine.call('insights.histogram', { ...asked, slices: 72 })
  expect(slices.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0)).toBe(total)
  const { services, types } = await engine.call('insights.facets', asked)
  for (const values of [services, types]) expect(values.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  const failed = await engine.call('insights.page', { ...asked, success: false, start: 0, size: 1 })
  expect(failed.total).toBe(slices.reduce((sum, slice) => sum + slice.failed, 0))
})

test('gaps are told, and only they are read', async () => {
  const organization = await add()
  const at = (hours: number) => nowMs - hours * hourMs
  const fetchSpan = (from: number, to: number) => engine.call('insights.fetch', { organization, from: instantFromMs(at(from)), to: instantFromMs(at(to)) })
  await fetchSpan(48, 36)
  await fetchSpan(24, 12)
  const instants = (from: number, to: number) => ({ from: instantFromMs(at(from)), to: instantFromMs(at(to)) })
  expect(await gapsOf(organization, at(60), at(0))).toEqual([instants(60, 48), instants(36, 24), instants(12, 0)])
  await fetchSpan(48, 12)
  expect(await gapsOf(organization, at(60), at(0))).toEqual([instants(60, 48), instants(12, 0)])
  const before = requests()
  expect(await fetchSpan(48, 12)).toEqual({ added: 0, isComplete: true })
  expect(requests()).toBe(before)
  expect((await idsIn(organization, at(48), at(12))).sort()).toEqual(idsThere(at(48), at(12)).sort())
})

test('a page that is lost in the middle costs nothing that was read, and the next reading goes on there', async () => {
  const organization = await add()
  const [from, to] = [instantFromMs(nowMs - 20 * dayMs), instantFromMs(nowMs)]
  simulator.faults.add({ match: { kind: 'event' }, when: { from: 3 }, fault: { type: 'truncatedJson' } })
  await expect(engine.call('insights.fetch', { organization, from, to })).rejects.toMatchObject({ code: 'api.shape' })
  const kept = await idsIn(organization, nowMs - 21 * dayMs, nowMs)
  expect(kept).toHaveLength(2_000)
  const [gap] = await gapsOf(organization, nowMs - 20 * dayMs, nowMs)
  const readUntilMs = Date.parse(gap!.from)
  expect((await idsIn(organization, nowMs - 20 * dayMs, readUntilMs)).sort()).toEqual(idsThere(nowMs - 20 * dayMs, readUntilMs).sort())
  simulator.faults.clear()
  expect(await engine.call('insights.fetch', { organization, from, to })).toMatchObject({ isComplete: true })
  expect((await idsIn(organization, nowMs - 20 * dayMs, nowMs)).sort()).toEqual(idsThere(nowMs - 20 * dayMs, nowMs).sort())
})

test('a sync reads the last week, then what is new', async () => {
  const organization = await add()
  // The service's own clock goes on; a computer that runs ahead of it would not be believed.
  nowMs -= 3 * hourMs
  const first = await engine.sync(organization)
  expect(first.phase).toBe('complete')
  expect(first.kinds.find(({ kind }) => kind === 'event')).toMatchObject({ phase: 'complete', error: null })
  expect((await idsIn(organization, nowMs - 7 * dayMs, nowMs)).sort()).toEqual(idsThere(nowMs - 7 * dayMs, nowMs).sort())
  const beforeMs = nowMs
  nowMs += 3 * hourMs
  const requestsBefore = requests()
  await engine.sync(organization)
  expect(requests() - requestsBefore).toBe(1)
  expect(await gapsOf(organization, beforeMs - 7 * dayMs, nowMs)).toEqual([])
  expect((await idsIn(organization, beforeMs, nowMs)).sort()).toEqual(idsThere(beforeMs, nowMs).sort())
})

test('a plan without events leaves the sync complete and says so where it is asked', async () => {
  const organization = await add()
  simulator.faults.add({ match: { kind: 'event' }, fault: { type: 'status', status: 402 } })
  const progress = await engine.sync(organization)
  expect(progress).toMatchObject({ phase: 'complete', error: null })
  expect(progress.kinds.find(({ kind }) => kind === 'event')).toMatchObject({ phase: 'failed', error: { code: 'api.not-entitled' } })
  expect((await engine.call('organization.list', {}))[0]?.problem).toBeNull()
  await expect(engine.call('insights.fetch', { organization, from: instantFromMs(nowMs - dayMs), to: instantFromMs(nowMs) })).rejects.toMatchObject({ code: 'api.not-entitled' })
})

test('following tells what is new, and removal ends it and leaves nothing', async () => {
  const organization = await add()
  await engine.call('insights.follow', { organization, isOn: true })
  for (let tries = 0; engine.items('insights.followed').length === 0 && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(engine.items('insights.followed')[0]).toMatchObject({ organization, error: null })
  expect(engine.items('store.changed').some(({ kinds }) => kinds.includes('event'))).toBe(true)
  const { files } = await engine.call('engine.removeOrganization', { organization })
  // Its archive of events; one that was never synced has no file of objects.
  expect(files).toBe(1)
  expect((await readdir(join(folder, 'history'))).filter((name) => name.includes(organization))).toEqual([])
  expect((await readdir(join(folder, 'keys'))).filter((name) => name.includes(organization))).toEqual([])
  for (const ask of [
    () => engine.call('insights.page', { ...question(organization, 0, nowMs), start: 0, size: 1 }),
    () => engine.call('insights.histogram', { ...question(organization, 0, nowMs), slices: 2 }),
    () => engine.call('insights.facets', question(organization, 0, nowMs)),
    () => engine.call('insights.event', { organization, id: 'x' }),
    () => engine.call('insights.fetch', { organization, from: instantFromMs(0), to: instantFromMs(nowMs) }),
    () => engine.call('insights.follow', { organization, isOn: true }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'organization.unknown' })
  }
  expect(engine.failures).toEqual([])
})
