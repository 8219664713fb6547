// One organization that fails or is throttled neither delays nor hides the others, and every answer over all of them names it.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { joined } from '../../../shared/base/join.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

const names = ['Failing 1', 'Failing 2', 'Failing 3', 'Failing 4', 'Failing 5', 'Throttled 1', 'Throttled 2', 'Throttled 3', 'Fine 1', 'Fine 2']
const registry = (['organization', 'user', 'userGroup', 'membership'] as const).map((kind) => resourceOf(kind))
const hour = { type: 'rateLimited', retryAfter: { seconds: 3_600 } } as const
/** A busy machine may take its time. */
const soon = { timeout: 60_000, interval: 200 }

let folder: string
let simulator: Simulator
let engine: EngineInProcess

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-engine-'))
  simulator = await startSimulator({ estate: { organizations: names.map((name) => ({ name, users: 3, devices: 1 })) } })
  engine = await startEngine({ folder, simulatorUrl: simulator.url, parts: { registry } })
  for (const { id, name, apiKey } of simulator.estate.organizations) await engine.addOrganization({ id, name, key: apiKey })
})
afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const start = (organizations: readonly { readonly id: string }[]) => Promise.all(organizations.map(({ id }) => engine.call('sync.start', { organization: id as OrganizationId })))
const ended = () => engine.items('sync.progressed').reduce((whole, moved) => joined(whole, moved, ({ organization }) => organization), []).filter(({ endedAt }) => endedAt !== null).length
const coverage = async () => (await engine.call('snapshot.page', { scope: { type: 'all' }, kind: 'user', sort: [], columns: ['email'], start: 0, size: 100 })).coverage

function spoil() {
  for (const { id, name } of simulator.estate.organizations) {
    if (name.startsWith('Failing')) simulator.faults.add({ match: { organization: id, kind: 'user' }, fault: { type: 'status', status: 403 } })
    if (name.startsWith('Throttled')) simulator.faults.add({ match: { organization: id, kind: 'user' }, fault: hour })
  }
}

test('with five of ten failing and three throttled at their first sync, an answer over all is of two of ten and names the eight with the reason', async () => {
  spoil()
  await start(simulator.estate.organizations)
  // The throttled ones wait for an hour; everybody else is done.
  await vi.waitFor(() => expect(ended()).toBe(7), soon)
  await vi.waitFor(async () => {
    const { missing, ...rest } = await coverage()
    expect(rest).toMatchObject({ isComplete: false, organizationsTotal: 10, organizationsIncluded: 2 })
    expect(missing.map(({ name }) => name).sort()).toEqual(names.slice(0, 8))
    for (const { name, reason } of missing) expect(reason).toBe(name.startsWith('Failing') ? 'api.forbidden' : 'api.rate-limited')
  }, soon)
}, 180_000)

test('with older data of all of them, the eight stay in the answer, named as older', async () => {
  await start(simulator.estate.organizations)
  await vi.waitFor(() => expect(ended()).toBe(10), soon)
  expect(await coverage()).toMatchObject({ isComplete: true, organizationsIncluded: 10, behind: [] })
  spoil()
  await start(simulator.estate.organizations)
  await vi.waitFor(() => expect(ended()).toBe(7), soon)
  await vi.waitFor(async () => {
    const { behind = [], ...rest } = await coverage()
    expect(rest).toMatchObject({ isComplete: true, organizationsIncluded: 10, missing: [] })
    expect(behind.map(({ name }) => name).sort()).toEqual(names.slice(0, 8))
    for (const { name, reason } of behind) expect(reason).toBe(name.startsWith('Failing') ? 'api.forbidden' : 'api.rate-limited')
  }, soon)
}, 180_000)

test('nine that the service makes wait for an hour do not keep the tenth from being read', async () => {
  const all = simulator.estate.organizations
  const last = all.at(-1)!
  for (const { id } of all.slice(0, -1)) simulator.faults.add({ match: { organization: id }, fault: hour })
  await start(all.slice(0, -1))
  expect(await engine.sync(last.id as OrganizationId)).toMatchObject({ phase: 'complete' })
}, 180_000)
