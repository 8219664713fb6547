// Credentials of every sort against the simulated service: what they open, what they are refused, and which requests they make.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { startSimulator, type Simulator } from '../../main/simulator/server.ts'
import { type EngineInProcess, startEngine } from '../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-engine-'))
  simulator = await startSimulator({ estate: { organizations: ['Acme', 'Beta', 'Cape'].map((name) => ({ name, users: 4, devices: 1 })) } })
  engine = await startEngine({ folder, simulatorUrl: simulator.url })
})
afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const ticket = 'ticket_aaaaaaaaaaaaaaaa'
const check = (key: string, isServiceAccount = false, region: 'us' | 'eu' = 'us') => {
  engine.giveKey(ticket, key)
  return engine.call('engine.checkKey', { ticket, region, isServiceAccount })
}
const appearance = (monogram: string) => ({ colour: 'azure', monogram }) as const

describe('checking', () => {
  test('a provider’s key names what it opens, what it only knows of and why, and whose it is', async () => {
    const provider = simulator.estate.providers[0]!
    const all = await check(provider.apiKey)
    expect(all).toMatchObject({ type: 'provider', facts: { name: provider.name, owner: 'owner@provider.example', role: 'Administrator With Billing' } })
    expect(all.facts.expiresAt).not.toBeNull()
    expect(all.organizations.map(({ name, users, problem }) => ({ name, users, problem })).sort((one, other) => one.name.localeCompare(other.name))).toEqual(['Acme', 'Beta', 'Cape'].map((name) => ({ name, users: 4, problem: null })))
    const some = await check(provider.technicianKey)
    expect(some.organizations.filter(({ problem }) => problem !== null)).toMatchObject([{ name: 'Cape', problem: { code: 'api.forbidden' } }])
    expect(some.organizations.filter(({ problem }) => problem === null)).toHaveLength(2)
  })

  test('a service account gets one token for everything, tells its expiry, and one that ran out is refused', async () => {
    const account = simulator.estate.serviceAccountOf(simulator.estate.organizations[0]!.id)
    const found = await check(`${account.clientId}:${account.clientSecret}`, true)
    expect(found).toMatchObject({ type: 'serviceAccount', organizations: [{ name: 'Acme', users: 4, problem: null }], facts: { owner: null } })
    expect(found.facts.expiresAt).toBe(new Date(account.endsMs).toISOString())
    expect(simulator.recorder.entries.filter(({ path }) => path.endsWith('/oauth2/token'))).toHaveLength(1)
    await expect(check(`${account.clientId}:wrong-secret-of-it`, true)).rejects.toMatchObject({ code: 'key.rejected' })
    simulator.estate.revokeServiceAccount(account.clientId)
    await expect(check(`${account.clientId}:${account.clientSecret}`, true)).rejects.toMatchObject({ code: 'key.rejected' })
    // No secret goes to an address that nobody documented.
    const before = simulator.recorder.entries.length
    await expect(check(`${account.clientId}:${account.clientSecret}`, true, 'eu')).rejects.toMatchObject({ code: 'key.region-undocumented' })
    expect(simulator.recorder.entries).toHaveLength(before)
  })
})

describe('an estate of several sorts', () => {
  const connect = async (connection: string, type: 'provider' | 'apiKey' | 'serviceAccount', key: string, indexes: readonly number[]) => {
    engine.giveKey(connection, key)
    const organizations = indexes.map((index) => simulator.estate.organizations[index]!).map(({ id, name }) => ({ id: id as OrganizationId, name, appearance: appearance(name.slice(0, 2)) }))
    return engine.call('engine.addConnection', {
      connection: connection as ConnectionId, type, facts: { name: connection, owner: null, role: null, madeAt: null, expiresAt: null }, region: 'us', keep: 'session', safety: 'readOnly', isDemo: false, organizations,
    })
  }
  const names = async (organization: OrganizationId) => {
    const { rowsJson } = await engine.call('snapshot.page', { scope: { type: 'one', organization }, kind: 'user', sort: [], columns: ['email'], start: 0, size: 100 })
    return (JSON.parse(rowsJson) as string[][]).map((row) => row[2]!.split('@')[1])
  }

  test('every organization is read through its own right, and every request names it as the service wants', async () => {
    const [acme, beta, cape] = simulator.estate.organizations.map(({ id }) => id as OrganizationId)
    const account = simulator.estate.serviceAccountOf(cape!)
    await connect('con_aaaaaaaaaaaaaaaa', 'provider', simulator.estate.providers[0]!.apiKey, [0, 1])
    await connect('con_bbbbbbbbbbbbbbbb', 'apiKey', simulator.estate.organizations[0]!.apiKey, [0])
    await connect('con_cccccccccccccccc', 'serviceAccount', `${account.clientId}:${account.clientSecret}`, [2])
    // So short that it is renewed while the sync goes on.
    simulator.estate.tokenSeconds = 31
    for (const organization of [acme!, beta!, cape!]) expect(await engine.sync(organization)).toMatchObject({ phase: 'complete', error: null })
    expect([await names(acme!), await names(beta!), await names(cape!)].map((domains) => new Set(domains))).toEqual([1, 2, 3].map((number) => new Set([`organization${number}.example`])))

    const listed = await engine.call('organization.list', {})
    expect(listed.map(({ rights }) => rights.map(({ type }) => type))).toEqual([['provider', 'apiKey'], ['provider'], ['serviceAccount']])
    for (const entry of simulator.recorder.entries.filter(({ path, status }) => status < 300 && !/organizations|providers|getSelf|oauth2/.test(path))) expect(entry.organizationHeader).toBe(entry.organization)
    expect(simulator.recorder.entries.filter(({ path, organizationHeader }) => /\/organizations|\/providers/.test(path) && organizationHeader !== null)).toEqual([])

    // The other right, from now on.
    simulator.recorder.clear()
    await engine.call('organization.update', { organization: acme!, connection: 'con_bbbbbbbbbbbbbbbb' as ConnectionId })
    await engine.sync(acme!)
    expect(new Set(simulator.recorder.entries.map(({ key }) => key))).toEqual(new Set(['Acme: administrator']))
  })

  test('a refused key is told with its time, everything read stays, and a new one clears it', async () => {
    const beta = simulator.estate.organizations[1]!.id as OrganizationId
    const connection = 'con_aaaaaaaaaaaaaaaa' as ConnectionId
    const { apiKey, technicianKey } = simulator.estate.providers[0]!
    await connect(connection, 'provider', apiKey, [0, 1])
    await engine.sync(beta)
    expect((await engine.call('connection.list', {}))[0]).toMatchObject({ type: 'provider', refusal: null, isKeyMissing: false })
    expect((await engine.call('connection.list', {}))[0]!.lastUsedAt).not.toBeNull()
    simulator.estate.revokeKey(apiKey)
    expect(await engine.sync(beta)).toMatchObject({ phase: 'failed', error: { code: 'key.revoked' } })
    expect((await engine.call('connection.list', {}))[0]!.refusal).toMatchObject({ code: 'api.unauthorized' })
    await expect(engine.call('connection.verify', { connection })).rejects.toMatchObject({ code: 'key.revoked' })
    expect(await names(beta)).toHaveLength(4)
    const { type, facts } = await check(technicianKey)
    engine.giveKey(connection, technicianKey)
    await engine.call('engine.keyChanged', { connection, credential: { type, facts } })
    expect((await engine.call('connection.list', {}))[0]).toMatchObject({ refusal: null, owner: 'technician@provider.example' })
    expect(await engine.sync(beta)).toMatchObject({ phase: 'complete' })
  })

  test('an organization that is removed leaves the connection to the others', async () => {
    const [acme, beta] = simulator.estate.organizations.map(({ id }) => id as OrganizationId)
    await connect('con_aaaaaaaaaaaaaaaa', 'provider', simulator.estate.providers[0]!.apiKey, [0, 1])
    expect(await engine.call('engine.removeOrganization', { organization: acme! })).toMatchObject({ orphanedConnections: [] })
    expect((await engine.call('connection.list', {}))[0]!.organizations).toEqual([beta])
    expect((await engine.call('engine.removeOrganization', { organization: beta! })).orphanedConnections).toEqual(['con_aaaaaaaaaaaaaaaa'])
    expect(await engine.call('connection.list', {})).toEqual([])
  })
})
