// One organization through the whole engine: read, found, read again after a restart without the service, and never shown half.

import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess
const rootKey = randomBytes(32)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-engine-'))
  simulator = await startSimulator({ estate: 'small' })
  engine = await startEngine({ folder, rootKey, simulatorUrl: simulator.url })
})

afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const add = async () => {
  const { id, name, apiKey } = simulator.estate.organizations[0]!
  return engine.addOrganization({ id, name, key: apiKey })
}

async function usersOf(organization: OrganizationId) {
  const page = await engine.call('snapshot.page', {
    scope: oneOrganization(organization), kind: 'user', sort: [{ column: 'username', descending: false }], columns: ['username', 'email', 'status', 'groupCount'], start: 0, size: 500,
  })
  return { ...page, rows: JSON.parse(page.rowsJson) as (string | number | null)[][] }
}

test('what the service holds is what the offline copy shows, with proof, groups and age', async () => {
  const organization = await add()
  const progress = await engine.sync(organization)
  expect(progress).toMatchObject({ phase: 'complete', error: null })

  const truth = simulator.estate.organizations[0]!
  const users = await usersOf(organization)
  expect(users.total).toBe(truth.users.count)
  expect(users.rows.map((row) => row[1]).sort()).toEqual(truth.users.indexes().map((index) => truth.users.idAt(index)).sort())
  expect(users.coverage).toMatchObject({ isComplete: true, organizationsIncluded: 1, missing: [] })
  expect(users.coverage.newestAt).not.toBeNull()
  expect(users.rows.some((row) => Number(row[5]) > 0)).toBe(true)
  expect((await engine.call('organization.list', {}))[0]?.syncedAt).not.toBeNull()
  expect(engine.failures).toEqual([])
})

test('after a restart without the service the same people are there, and one object is whole', async () => {
  const organization = await add()
  await engine.sync(organization)
  const before = await usersOf(organization)
  await engine.close()
  await simulator.goOffline()
  engine = await startEngine({ folder, rootKey, simulatorUrl: simulator.url })

  const after = await usersOf(organization)
  expect(after.rows).toEqual(before.rows)
  const id = String(before.rows[0]![1])
  const { users } = simulator.estate.organizations[0]!
  const object = await engine.call('snapshot.object', { organization, kind: 'user', id: id as ResourceId })
  expect(JSON.parse(object.raw)).toEqual(users.at(users.indexOf(id)!))
  expect(object.goneAt).toBeNull()

  const { apiKey } = simulator.estate.organizations[0]!
  for (const connection of await engine.call('connection.list', {})) engine.giveKey(connection.id, apiKey)
  expect(await engine.sync(organization)).toMatchObject({ phase: 'failed', error: { code: 'api.offline' } })
  expect((await usersOf(organization)).rows).toEqual(before.rows)

  await simulator.goOnline()
  expect(await engine.sync(organization)).toMatchObject({ phase: 'complete' })
})

test('a list that fails in the middle leaves the old one, and the others go on', async () => {
  const organization = await add()
  await engine.sync(organization)
  const before = await usersOf(organization)
  simulator.faults.add({ match: { path: '/api/systemusers' }, fault: { type: 'truncatedJson' } })
  const progress = await engine.sync(organization)
  expect(progress.phase).toBe('partial')
  expect(progress.kinds.find((kind) => kind.kind === 'user')).toMatchObject({ phase: 'failed', error: { code: 'api.shape' } })
  expect(progress.kinds.find((kind) => kind.kind === 'userGroup')).toMatchObject({ phase: 'complete' })
  const after = await usersOf(organization)
  expect(after.rows.map((row) => row[1])).toEqual(before.rows.map((row) => row[1]))
  expect(after.coverage.isComplete).toBe(true)
})

test('a revoked key stops the sync at once and is remembered as the organization’s problem', async () => {
  const organization = await add()
  await engine.sync(organization)
  simulator.faults.add({ fault: { type: 'unauthorized' } })
  const from = simulator.recorder.entries.length
  expect(await engine.sync(organization)).toMatchObject({ phase: 'failed', error: { code: 'key.revoked' } })
  expect(simulator.recorder.entries.length - from).toBeLessThanOrEqual(2)
  expect((await engine.call('organization.list', {}))[0]?.problem).toMatchObject({ code: 'key.revoked' })
  expect((await usersOf(organization)).total).toBeGreaterThan(0)
})

test('an answer for another organization stops everything and saves nothing', async () => {
  const organization = await add()
  simulator.faults.add({ match: { path: '/api/organizations' }, fault: { type: 'otherOrganization' } })
  expect(await engine.sync(organization)).toMatchObject({ phase: 'failed', error: { code: 'organization.mismatch' } })
  expect((await usersOf(organization)).total).toBe(0)
})

test('removing an organization leaves nothing of it that can be read', async () => {
  const organization = await add()
  await engine.sync(organization)
  const removed = await engine.call('engine.removeOrganization', { organization })
  expect(removed.rows).toBeGreaterThan(0)
  expect(removed.files).toBeGreaterThan(0)
  expect(removed.orphanedConnections).toHaveLength(1)
  await expect(usersOf(organization)).rejects.toMatchObject({ code: 'organization.unknown' })
  expect(await engine.call('organization.list', {})).toEqual([])
})
