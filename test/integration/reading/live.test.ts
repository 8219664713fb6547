// What is read because someone looks: rows by the columns of their description, whole outputs, and a recovery key that stays nowhere.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { liveDetailOf, liveDetails } from '../../../shared/resources/live-details.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let organization: OrganizationId

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-live-'))
  simulator = await startSimulator({ estate: 'small' })
  engine = await startEngine({ folder, simulatorUrl: simulator.url })
  const { id, name, apiKey } = truth()
  organization = await engine.addOrganization({ id, name, key: apiKey })
  await engine.sync(organization)
})

afterAll(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const truth = () => simulator.estate.organizations[0]!
const rowsOf = (kind: string) => {
  const table = truth().tableOf(kind)
  return table.indexes().map((index) => ({ id: table.idAt(index) as ResourceId, raw: table.at(index) }))
}

async function read(kind: Input<'live.read'>['kind'], id: ResourceId, detail: string, row?: ResourceId) {
  const answer = await engine.call('live.read', { organization, kind, id, detail, ...(row && { row }) })
  return { ...answer, rows: JSON.parse(answer.rowsJson) as (string | number | null)[][] }
}

test('every detail of the registry answers with rows in the order of its columns', async () => {
  let filled = 0
  for (const detail of liveDetails) {
    const parent = rowsOf(detail.kind).find(({ raw }) => !detail.where || (raw as Record<string, unknown>)[detail.where.path] === detail.where.is || detail.where.path.includes('.'))
    if (!parent) continue
    const kind = detail.kind as Input<'live.read'>['kind']
    const outer = detail.ofRow === undefined ? null : liveDetailOf(kind, detail.ofRow)!
    const row = outer ? ((await read(kind, parent.id, outer.name)).rows[0]?.[outer.columns.findIndex(({ title }) => title === 'ID')] as ResourceId) : undefined
    const { rows, total, isComplete } = await read(kind, parent.id, detail.name, row)
    expect({ detail: detail.name, isComplete, total }).toEqual({ detail: detail.name, isComplete: true, total: rows.length })
    expect(rows.filter((row) => row.length !== detail.columns.length)).toEqual([])
    if (rows.length > 0) filled++
  }
  expect(filled).toBeGreaterThan(8)
})

test('what the role of the key leaves out is named by what it is', async () => {
  simulator.faults.add({ match: { path: '/api/v2/systems/*/policystatuses' }, when: { nth: 1 }, fault: { type: 'forbidden' } })
  const [device] = rowsOf('device')
  await expect(read('device', device!.id, 'policy-results')).rejects.toMatchObject({ code: 'api.forbidden', detail: { kind: liveDetailOf('device', 'policy-results')!.title.toLowerCase(), organization: expect.stringContaining(truth().name) } })
  await expect(engine.call('live.read', { organization, kind: 'userGroup', id: device!.id, detail: 'policy-results' })).rejects.toMatchObject({ code: 'call.invalid' })
})

test('the output of a command comes whole, where its list carries forty characters', async () => {
  const result = rowsOf('commandResult').find(({ raw }) => String((raw.response as { data?: { output?: string } } | null)?.data?.output ?? '').length > 40)!
  const { output, exitCode } = await engine.call('live.commandOutput', { organization, result: result.id })
  const expected = (result.raw.response as { data: { output: string; exitCode: number } }).data
  expect(output).toContain(expected.output)
  expect(exitCode).toBe(expected.exitCode)
  await expect(engine.call('live.commandOutput', { organization, result: '0'.repeat(24) as ResourceId })).rejects.toMatchObject({ code: 'api.not-found' })
})

test('a recovery key wants the device’s name, and is in no file and no message afterwards', async () => {
  const { apiKey } = truth()
  let shown: { id: ResourceId; key: string } | null = null
  for (const { id } of rowsOf('device')) {
    const answer = await fetch(`${simulator.url}/us/console/api/v2/systems/${id}/fdekey`, { headers: { 'x-api-key': apiKey } })
    if (answer.status === 200) shown = { id, key: ((await answer.json()) as { key: string }).key }
    if (shown) break
  }
  const { id, key } = shown!
  const { title } = await engine.call('snapshot.object', { organization, kind: 'device', id })
  const from = simulator.recorder.entries.length
  for (const typedName of ['', 'another', title.toUpperCase() + 'x']) {
    await expect(engine.call('live.recoveryKey', { organization, device: id, typedName })).rejects.toMatchObject({ code: 'confirmation.mismatch', detail: { kind: 'device' } })
  }
  expect(simulator.recorder.entries.length).toBe(from)
  expect((await engine.call('live.recoveryKey', { organization, device: id, typedName: ` ${title} ` })).recovery).toBe(key)

  simulator.faults.add({ match: { path: '/api/v2/systems/*/fdekey' }, when: { nth: 1 }, fault: { type: 'status', status: 404 } })
  await expect(engine.call('live.recoveryKey', { organization, device: id, typedName: title })).rejects.toMatchObject({ code: 'api.not-found' })

  for (const topic of ['store.changed', 'sync.progressed', 'network.changed'] as const) expect(JSON.stringify(engine.items(topic))).not.toContain(key)
  expect(engine.failures.join()).not.toContain(key)
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const contents = await Promise.all(files.map((file) => readFile(file)))
  expect(files.filter((_, index) => contents[index]!.includes(key))).toEqual([])
})
