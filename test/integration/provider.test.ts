// A provider as it is read and kept: its administrators, which of its organizations each may enter, from both sides, with its age and
// with what could not be read; and what of it outlives the network, the program and the key.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EstateProvider } from '../../main/simulator/estate.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { type EngineInProcess, startEngine } from '../support/engine-in-process.ts'

const rootKey = randomBytes(32)
const names = ['Ardent Foods', 'Birch Legal', 'Copper Clinic']

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let own: EstateProvider
let connection: ConnectionId
let organization: OrganizationId

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-provider-'))
  simulator = await startSimulator({ estate: { organizations: names.map((name) => ({ name, users: 2, devices: 1, region: 'us' as const })) } })
  own = simulator.estate.providers[0]!
  await open()
  const first = simulator.estate.organizations[0]!
  organization = await engine.addOrganization({ id: first.id, name: first.name, key: own.apiKey, type: 'provider' })
  connection = (await engine.call('connection.list', {}))[0]!.id
  await engine.call('connection.verify', { connection })
})

afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const open = async () => void (engine = await startEngine({ folder, rootKey, simulatorUrl: simulator.url }))
const provider = () => own.id as OrganizationId
const only = async () => (await engine.call('provider.list', {}))[0]!
const linksPath = (at: number) => `/api/v2/organizations/${simulator.estate.organizations[at]!.id}/administratorlinks`

test('12.7, 12.9: its administrators come with role, MFA and state, and with the organizations that each may enter', async () => {
  expect(await only()).toMatchObject({ id: own.id, name: 'Harbourline Managed IT', safety: 'readOnly', connections: [connection], reading: null, problem: null })
  const { reading } = await engine.call('provider.read', { provider: provider() })
  expect(reading).toMatchObject({ mayCreateOrganizations: true, isMfaRequiredOfAll: false, announced: 6, organizationsAnnounced: 3 })
  expect(reading!.organizations.map(({ name, problem }) => [name, problem])).toEqual(names.map((name) => [name, null]))
  const told = reading!.administrators.map(({ id, email, roles, isMfaRequired, isRegistered, isSuspended, announced }) => ({
    email, roles, isMfaRequired, isRegistered, isSuspended, announced,
    reaches: reading!.organizations.filter(({ administrators }) => administrators?.includes(id)).map(({ name }) => name),
  }))
  expect(told.find(({ email }) => email.startsWith('owner'))).toEqual({ email: 'owner@provider.example', roles: ['Administrator With Billing'], isMfaRequired: true, isRegistered: true, isSuspended: false, announced: 3, reaches: names })
  expect(told.find(({ email }) => email.startsWith('technician'))).toMatchObject({ announced: 2, reaches: ['Ardent Foods', 'Birch Legal'] })
  expect(told.find(({ email }) => email.startsWith('lead'))).toMatchObject({ roles: ['Administrator', 'Help Desk'] })
  expect(told.find(({ email }) => email.startsWith('auditor'))).toMatchObject({ isRegistered: false, reaches: ['Ardent Foods'] })
  expect(told.find(({ email }) => email.startsWith('former'))).toMatchObject({ isSuspended: true, reaches: ['Ardent Foods', 'Copper Clinic'] })
  // None of its routes takes the organization header.
  const asked = simulator.recorder.entries.filter(({ path }) => /\/(providers|administratorlinks)/.test(path))
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter(({ organizationHeader }) => organizationHeader !== null)).toEqual([])
  expect(engine.items('store.changed').some(({ kinds }) => kinds.includes('provider'))).toBe(true)
}, 120_000)

test('c13: links that one organization refuses are missing by name, and hide no other', async () => {
  simulator.faults.add({ match: { path: linksPath(1) }, fault: { type: 'forbidden' } })
  const { reading } = await engine.call('provider.read', { provider: provider() })
  expect(reading!.organizations.map(({ name, administrators, problem }) => [name, administrators?.length ?? null, problem?.code ?? null])).toEqual([
    ['Ardent Foods', 6, null],
    ['Birch Legal', null, 'api.forbidden'],
    ['Copper Clinic', 3, null],
  ])
}, 120_000)

test('c13: what was read stays with its age when the next reading fails, offline and after a restart', async () => {
  const { reading } = await engine.call('provider.read', { provider: provider() })
  simulator.faults.add({ match: { path: `/api/v2/providers/${own.id}/administrators` }, fault: { type: 'status', status: 403 } })
  await expect(engine.call('provider.read', { provider: provider() })).rejects.toMatchObject({ code: 'api.forbidden', detail: { organization: 'Harbourline Managed IT' } })
  expect(await only()).toMatchObject({ reading, problem: { code: 'api.forbidden' } })
  await engine.close()
  await simulator.goOffline()
  await open()
  engine.giveKey(connection, own.apiKey)
  expect(await only()).toMatchObject({ reading, problem: { code: 'api.forbidden' } })
}, 120_000)

test('the level of a provider is its own: another key of it takes it over, and it goes with the last one', async () => {
  await engine.call('provider.update', { provider: provider(), safety: 'guarded' })
  expect((await engine.call('organization.list', {}))[0]!.safety).toBe('readOnly')
  await engine.call('provider.read', { provider: provider() })
  const second = simulator.estate.organizations[1]!
  await engine.addOrganization({ id: second.id, name: second.name, key: own.technicianKey, type: 'provider' })
  for (const { id } of await engine.call('connection.list', {})) await engine.call('connection.verify', { connection: id })
  expect(await engine.call('provider.list', {})).toMatchObject([{ id: own.id, safety: 'guarded', connections: [{}, {}].map(() => expect.any(String)) }])
  for (const { id } of await engine.call('organization.list', {})) await engine.call('engine.removeOrganization', { organization: id })
  expect(await engine.call('provider.list', {})).toEqual([])
  await engine.addOrganization({ id: organization, name: names[0]!, key: own.apiKey, type: 'provider' })
  await engine.call('connection.verify', { connection: (await engine.call('connection.list', {}))[0]!.id })
  expect(await only()).toMatchObject({ safety: 'readOnly', reading: null })
}, 120_000)

test('a key that is nobody’s provider has none, and reads none', async () => {
  const second = simulator.estate.organizations[1]!
  await engine.call('engine.removeOrganization', { organization })
  await engine.addOrganization({ id: second.id, name: second.name, key: second.apiKey })
  await engine.call('connection.verify', { connection: (await engine.call('connection.list', {}))[0]!.id })
  expect(await engine.call('provider.list', {})).toEqual([])
  await expect(engine.call('provider.read', { provider: provider() })).rejects.toMatchObject({ code: 'connection.unknown' })
}, 120_000)

test('many that are added while another is read are all here in their order, that reading is not disturbed, and an end at once loses none', async () => {
  const all = Array.from({ length: 60 }, (_, at) => ({ id: `5f00000000000000000000${String(at).padStart(2, '0')}` as OrganizationId, name: `Customer ${at}`, appearance: { colour: 'teal' as const, monogram: 'CU' } }))
  const id = 'con_cccccccccccccccc' as ConnectionId
  const { name, owner, role, madeAt, expiresAt, provider: of } = (await engine.call('connection.list', {}))[0]!
  const syncing = engine.sync(organization)
  const adding = engine.call('engine.addConnection', { connection: id, type: 'provider', facts: { name, owner, role, madeAt, expiresAt, provider: of }, region: 'us', keep: 'keychain', safety: 'readOnly', isDemo: false, organizations: all }).catch(() => undefined)
  await vi.waitFor(async () => expect((await engine.call('organization.list', {})).length).toBeGreaterThan(1), { timeout: 60_000, interval: 5 })
  expect(await syncing).toMatchObject({ phase: 'complete' })
  await engine.close()
  await adding
  await open()
  const here = (await engine.call('organization.list', {})).filter(({ connection: used }) => used === id).map((each) => each.id)
  const added = (await engine.call('connection.list', {})).find((each) => each.id === id)!
  expect(here).toEqual(all.map((each) => each.id))
  expect(added.organizations).toEqual(here)
})
