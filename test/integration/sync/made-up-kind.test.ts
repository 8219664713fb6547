// A kind that only this test knows: one description, and it is served, read, listed, filtered, searched, exported and compared.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createHandlers, type EngineHandlers } from '../../../main/engine/handlers/handlers.ts'
import { createEngineSession } from '../../../main/engine/session.ts'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import { type ConnectionId, localIdFrom, type OrganizationId } from '../../../shared/base/ids.ts'
import { defineResource } from '../../../shared/resources/define.ts'
import { gridColumnsOf } from '../../../shared/resources/derive/grid-columns.ts'
import { resourceOf, resources } from '../../../shared/resources/index.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'

const gadget = defineResource({
  kind: 'gadget',
  words: { one: 'gadget', many: 'gadgets', title: 'Gadgets', section: 'account', icon: 'box' },
  wire: { name: 'gadget', idField: 'id' },
  list: { api: 'v2', path: '/gadgets', envelope: 'array', total: 'header', sort: 'id' },
  schema: z.looseObject({ id: z.string(), name: z.string(), colour: z.string().nullish(), size: z.number().nullish() }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, diff: 'value' },
    { path: 'colour', type: 'choice', title: 'Colour', filter: true, sort: true, diff: 'value', choices: [{ value: 'red', label: 'Red' }, { value: 'teal', label: 'Teal' }] },
    { path: 'size', type: 'count', title: 'Size', filter: true, sort: true, diff: 'value' },
  ],
  filters: [{ id: 'red', title: 'Red ones', filter: { field: 'colour', is: 'equals', value: 'red' }, measure: { title: 'Red', tone: 'neutral' } }],
  sync: { order: 5, mode: 'fullPass' },
  example: {},
})

// Nothing else is read here, and the record of an organization is the proof of whose key it is.
const registry = [resourceOf('organization'), gadget]
const context = { signal: new AbortController().signal, callId: '1' }

let folder: string
let simulator: Simulator
let handlers: EngineHandlers
let organizations: OrganizationId[]

/** The contract of the page knows no such kind, so the engine is asked behind its gate. */
const ask = async <T>(name: keyof EngineHandlers, input: object): Promise<T> => (await (handlers[name] as unknown as (input: object, context: object) => Promise<unknown>)(input, context)) as T

interface Page {
  readonly rowsJson: string
  readonly total: number
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-made-up-'))
  simulator = await startSimulator({ estate: 'small', registry: [...resources, gadget] })
  const keys = new Map<string, string>()
  const session = createEngineSession({
    vault: { key: async (name) => keys.get(name)!, rootKey: async () => Buffer.alloc(32, 7), drop: () => undefined },
    clock: { now: Date.now },
    publish: () => undefined,
    registry,
  })
  handlers = createHandlers(session)
  session.useSimulator('all', simulator.url)
  await session.start(folder)
  organizations = simulator.estate.organizations.map(({ id }) => id as OrganizationId)
  for (const [at, { id, name, apiKey }] of simulator.estate.organizations.entries()) {
    const connection = localIdFrom('con', Buffer.alloc(16, at + 1)) as ConnectionId
    keys.set(connection, apiKey)
    await ask('engine.addConnection', {
      connection, type: 'apiKey', facts: { name, owner: null, role: null, madeAt: null, expiresAt: null }, region: 'us', keep: 'session', safety: 'readOnly', isDemo: false,
      organizations: [{ id, name, appearance: { colour: 'azure', monogram: 'GA' } }],
    })
  }
  const read = async () => ask<{ organizations: { kinds: { kind: string; coverage: { isComplete: boolean } }[] }[] }>('snapshot.summary', { scope: { type: 'all' } })
  for (const organization of organizations) await ask('sync.start', { organization })
  while (!(await read()).organizations.every(({ kinds }) => kinds.some(({ kind, coverage }) => kind === 'gadget' && coverage.isComplete))) await new Promise((resolve) => setTimeout(resolve, 50))
}, 60_000)

afterAll(async () => {
  await ask('engine.close', {})
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const page = (more: object = {}, at = 0) => ask<Page>('snapshot.page', { scope: oneOrganization(organizations[at]!), kind: 'gadget', columns: ['name', 'colour', 'size'], sort: [], start: 0, size: 50, ...more })
const rowsOf = ({ rowsJson }: Page) => JSON.parse(rowsJson) as [string, string, string, string, number][]

/** What the service has, asked without anything of ours. */
const served = async (at: number) => {
  const answer = await fetch(`${simulator.url}/us/console/api/v2/gadgets?limit=100`, { headers: { 'x-api-key': simulator.estate.organizations[at]!.apiKey } })
  return (await answer.json()) as { id: string; name: string; colour: string; size: number }[]
}

test('it is served, read and listed with the columns of its description', async () => {
  const truth = await served(0)
  expect(truth.length).toBeGreaterThan(3)
  const rows = rowsOf(await page())
  expect(rows.map(([, id, name, colour, size]) => ({ id, name, colour, size })).sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
    truth.map(({ id, name, colour, size }) => ({ id, name, colour, size })).sort((one, other) => (one.id < other.id ? -1 : 1)),
  )
  expect(gridColumnsOf(gadget).map(({ path, title }) => [path, title])).toEqual([['name', 'Name'], ['colour', 'Colour'], ['size', 'Size']])
})

test('its fields filter, its text is searched, and its named filter is counted', async () => {
  const truth = await served(0)
  const red = truth.filter(({ colour }) => colour === 'red').map(({ id }) => id).sort()
  expect(rowsOf(await page({ filter: gadget.filters[0]!.filter })).map(([, id]) => id).sort()).toEqual(red)
  expect(rowsOf(await page({ search: truth[0]!.name })).map(([, id]) => id)).toContain(truth[0]!.id)
  const { organizations: sums } = await ask<{ organizations: { kinds: { kind: string; total: number; measures: object }[] }[] }>('snapshot.summary', { scope: oneOrganization(organizations[0]!) })
  expect(sums[0]!.kinds.find(({ kind }) => kind === 'gadget')).toMatchObject({ total: truth.length, measures: { red: red.length } })
})

test('it is exported with the words of its columns', async () => {
  const path = join(folder, 'gadgets.csv')
  const question = { scope: oneOrganization(organizations[0]!), kind: 'gadget', sort: [] }
  expect(await ask('engine.writeExport', { path, format: 'csv', question, columns: ['name', 'colour', 'size'] })).toMatchObject({ rows: (await served(0)).length })
  const [head, ...lines] = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').trim().split(/\r?\n/)
  expect(head).toMatch(/^"?Name"?,"?Colour"?,"?Size"?$/)
  for (const { name } of await served(0)) expect(lines.some((line) => line.includes(name))).toBe(true)
})

test('two organizations are compared by its natural key and its rules', async () => {
  const [left, right] = await Promise.all([served(0), served(1)])
  const found = await ask<{ counts: { onlyLeft: number; onlyRight: number; different: number; same: number }; fieldsCompared: number }>('diff.compare', { kind: 'gadget', left: organizations[0], right: organizations[1], show: 'all', start: 0, size: 50 })
  const names = (rows: readonly { name: string }[]) => new Set(rows.map(({ name }) => name.toLowerCase()))
  expect(found.fieldsCompared).toBe(2)
  expect(found.counts.onlyLeft).toBe([...names(left)].filter((name) => !names(right).has(name)).length)
  expect(found.counts.onlyRight).toBe([...names(right)].filter((name) => !names(left).has(name)).length)
})
