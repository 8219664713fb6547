// What a person or a device is bound to, and why: compared with the service's own effective lists, which say it path by path.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Input, Output } from '../../../shared/contract/client.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'
import { connection, groupRow, memberRow, objectId, openTempStore, organization as organizationRecord, organizationId, publish, userRow } from '../../support/temp-store.ts'

type Kind = Input<'snapshot.bindings'>['kind']
type Binding = Output<'snapshot.bindings'>['bindings'][number]

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let organization: OrganizationId

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-bindings-'))
  simulator = await startSimulator({ estate: 'small' })
  engine = await startEngine({ folder, simulatorUrl: simulator.url })
  const { id, name, apiKey } = simulator.estate.organizations[0]!
  organization = await engine.addOrganization({ id, name, key: apiKey })
  await engine.sync(organization)
})

afterAll(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const bindingsOf = (kind: Kind, id: string) => engine.call('snapshot.bindings', { organization, kind, id: id as ResourceId })

/** A way there, as ids: the objects between, then the end. */
const waysOf = (bindings: readonly Binding[], kind: Kind): string[] =>
  bindings.filter((binding) => binding.kind === kind).flatMap(({ id, paths }) => paths.map((path) => [...path.map((step) => step.id), id].join(' > '))).sort()

async function effectiveWays(path: string): Promise<string[]> {
  const { apiKey } = simulator.estate.organizations[0]!
  const ways: string[] = []
  for (let skip = 0; ; skip += 100) {
    const answer = await fetch(`${simulator.url}/us/console/api/v2${path}?limit=100&skip=${skip}`, { headers: { 'x-api-key': apiKey } })
    expect(answer.status).toBe(200)
    const rows = (await answer.json()) as { paths: { to: { id: string } }[][] }[]
    ways.push(...rows.flatMap((row) => row.paths.map((way) => way.map((step) => step.to.id).join(' > '))))
    if (skip + 100 >= Number(answer.headers.get('x-total-count'))) return ways.sort()
  }
}

const idsOf = (kind: string): string[] => {
  const table = simulator.estate.organizations[0]!.tableOf(kind)
  return table.indexes().map((index) => table.idAt(index))
}

test.each([
  ['user', 'application', 'users', 'applications'],
  ['user', 'device', 'users', 'systems'],
  ['user', 'radiusServer', 'users', 'radiusservers'],
  ['device', 'user', 'systems', 'users'],
  ['device', 'policy', 'systems', 'policies'],
  ['device', 'policyGroup', 'systems', 'policygroups'],
  ['device', 'command', 'systems', 'commands'],
  ['userGroup', 'application', 'usergroups', 'applications'],
  ['deviceGroup', 'policy', 'systemgroups', 'policies'],
  ['application', 'user', 'applications', 'users'],
  ['policy', 'device', 'policies', 'systems'],
  ['policyGroup', 'device', 'policygroups', 'systems'],
  ['user', 'deviceGroup', 'users', 'systemgroups'],
  ['deviceGroup', 'user', 'systemgroups', 'users'],
  ['userGroup', 'device', 'usergroups', 'systems'],
] as const)('every %s reaches each %s by the ways that the service names', async (from, to, fromPath, toPath) => {
  let found = 0
  for (const id of idsOf(from).slice(0, 12)) {
    const { bindings } = await bindingsOf(from, id)
    const ours = waysOf(bindings, to)
    const theirs = await effectiveWays(`/${fromPath}/${id}/${toPath}`)
    expect(theirs.filter((way) => !ours.includes(way))).toEqual([])
    expect(ours.filter((way) => !theirs.includes(way))).toEqual([])
    found += ours.length
  }
  expect(found).toBeGreaterThan(0)
})

test('a direct binding comes first and is an empty path; the group on the way has its name', async () => {
  const group = idsOf('userGroup')[0]!
  const { bindings, coverage } = await bindingsOf('userGroup', group)
  expect(coverage).toMatchObject({ isComplete: true, organizationsIncluded: 1, missing: [] })
  const reached = bindings.flatMap(({ paths }) => paths).flat()
  expect(reached.every(({ title, id }) => title !== id)).toBe(true)
  for (const { paths } of bindings) expect(paths.map((path) => path.length)).toEqual(paths.map((path) => path.length).sort())
})

test('the other members of a group are no bindings of one of them', async () => {
  for (const id of idsOf('user').slice(0, 5)) expect((await bindingsOf('user', id)).bindings.filter(({ kind }) => kind === 'user')).toEqual([])
})

test('an object that only history knows keeps its name, and what was never read makes the answer incomplete', async () => {
  const temp = await openTempStore()
  try {
    const own = organizationId(1)
    await temp.store.saveConnection(connection([own]))
    await temp.store.saveOrganization(organizationRecord(1))
    await publish(temp.store, own, { user: [userRow(1), userRow(2)], userGroup: [groupRow(1, 'Sales')], membership: [memberRow(1, 1), memberRow(1, 2)] })
    await publish(temp.store, own, { user: [userRow(1)] })
    const { bindings, coverage } = await temp.store.bindings({ organization: own, kind: 'userGroup', id: groupRow(1).id as ResourceId })
    expect(bindings.map(({ id, title }) => [id, title])).toEqual([
      [objectId(1), expect.stringContaining('ser')],
      [objectId(2), expect.not.stringMatching(/^[0-9a-f]{24}$/)],
    ])
    expect(coverage).toMatchObject({ isComplete: false, missing: [{ organization: own, reason: 'sync.never' }] })
    expect(coverage.oldestAt).not.toBeNull()
  } finally {
    await temp.remove()
  }
})

test('more ways than one answer holds are cut, and the answer says so', async () => {
  const temp = await openTempStore()
  try {
    const own = organizationId(1)
    await temp.store.saveConnection(connection([own]))
    await temp.store.saveOrganization(organizationRecord(1))
    const members = Array.from({ length: 20_050 }, (_, number) => memberRow(1, number))
    await publish(temp.store, own, { userGroup: [groupRow(1, 'Everybody')], membership: members })
    const { bindings, coverage } = await temp.store.bindings({ organization: own, kind: 'userGroup', id: groupRow(1).id as ResourceId })
    expect(bindings.length).toBe(20_000)
    expect(coverage.isComplete).toBe(false)
    expect(coverage.missing.map(({ reason }) => reason)).toContain('bindings.cut')
  } finally {
    await temp.remove()
  }
})
