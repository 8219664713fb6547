// Exports of a real store: the file, what stands beside it, and what is left behind when it fails.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { objectKey } from '../../../shared/base/ids.ts'
import { writeExport } from '../../../main/engine/exports/export-job.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import { objectId, openTempStore, organization, organizationId, publish, type TempStore, userRow, users } from '../../support/temp-store.ts'

let temp: TempStore
let folder: string
let path: string
const question: ListQuestion = { scope: { type: 'all' }, kind: 'user', sort: [{ column: 'username', descending: false }] }
const columns = ['username', 'status', 'created', 'groupCount']

beforeAll(async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1, { name: 'Acme, "Inc"' }))
  await temp.store.saveOrganization(organization(2, { name: '=Demo', isDemo: true }))
  await publish(temp.store, organizationId(1), { user: [...users(10, 1_300), userRow(1, { username: '=cmd|calc', state: 'SUSPENDED' })], membership: [] })
  await publish(temp.store, organizationId(2), { user: users(2_000, 2_005) })
})
afterAll(() => temp.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgdeck-export-'))
  path = join(folder, 'users.csv')
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = () => readFileSync(path, 'utf8').split('\r\n')
const about = () => JSON.parse(readFileSync(`${path}.about.json`, 'utf8'))

test('writes every row in order, guarded, with whose it is', async () => {
  const result = await writeExport({ store: temp.store, path, format: 'csv', question, columns, clock: temp.clock })
  expect(result.rows).toBe(1_296)
  const [header, first, second] = lines()
  expect(header).toBe('\uFEFF"Organization","Organization ID","Username","State","Created","Groups"')
  expect(first).toBe(`"Acme, ""Inc""","${organizationId(1)}","'=cmd|calc","Suspended","2026-01-01T00:00:00.000Z","0"`)
  expect(second).toContain('"user10","Active"')
  expect(lines()).toHaveLength(1_296 + 2)
  expect(lines().at(-1)).toBe('')
  expect(lines().find((line) => line.includes('user2000'))).toContain(`"'=Demo"`)
})

test('says beside the file what it is', async () => {
  const { sha256 } = await writeExport({ store: temp.store, path, format: 'csv', question: { ...question, filter: { field: 'status', is: 'equals', value: 'active' }, search: 'user' }, columns, clock: temp.clock })
  expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
  expect(about()).toMatchObject({
    file: 'users.csv',
    writtenAt: '2026-11-21T12:00:00.000Z',
    notice: expect.stringContaining('Demo'),
    kind: 'user',
    organizations: [
      { id: organizationId(1), name: 'Acme, "Inc"' },
      { id: organizationId(2), name: '=Demo', isDemo: true },
    ],
    filter: { field: 'status', is: 'equals', value: 'active' },
    search: 'user',
    isSelection: false,
    columns: ['Organization', 'Organization ID', 'Username', 'State', 'Created', 'Groups'],
    rows: 1_295,
    coverage: { isComplete: true, organizationsIncluded: 2 },
    sha256,
  })
})

test('of one organization has its columns only, and no word of demo data that is not in it', async () => {
  await writeExport({ store: temp.store, path, format: 'csv', question: { ...question, scope: { type: 'one', organization: organizationId(1) } }, columns: ['username'], clock: temp.clock })
  expect(lines()[0]).toBe('\uFEFF"Username"')
  expect(about().notice).toBeUndefined()
  expect(about().organizations).toHaveLength(1)
})

test('can be of a selection, in which an id belongs to its organization', async () => {
  const { rows } = await writeExport({ store: temp.store, path, format: 'csv', question, columns: ['username'], ids: [objectKey(organizationId(1), objectId(20)), objectKey(organizationId(2), objectId(2_001)), objectKey(organizationId(2), objectId(20)), objectKey(organizationId(1), objectId(77_777))], clock: temp.clock })
  expect(rows).toBe(2)
  expect(about()).toMatchObject({ isSelection: true, rows: 2 })
})

test('replaces an older file, and leaves it when it fails', async () => {
  writeFileSync(path, 'older')
  const stopped = new AbortController()
  stopped.abort()
  await expect(writeExport({ store: temp.store, path, format: 'csv', question, columns, clock: temp.clock, signal: stopped.signal })).rejects.toMatchObject({ code: 'call.cancelled' })
  await expect(writeExport({ store: temp.store, path, format: 'csv', question, columns: ['username'], clock: temp.clock, resources: [] })).rejects.toThrow('no resource')
  expect(readdirSync(folder)).toEqual(['users.csv'])
  expect(readFileSync(path, 'utf8')).toBe('older')
  await writeExport({ store: temp.store, path, format: 'csv', question, columns, clock: temp.clock })
  expect(readdirSync(folder).sort()).toEqual(['users.csv', 'users.csv.about.json'])
})

test('tells a place that cannot be written', async () => {
  await expect(writeExport({ store: temp.store, path: join(folder, 'none', 'x.csv'), format: 'csv', question, columns, clock: temp.clock })).rejects.toMatchObject({ code: 'export.file' })
  mkdirSync(path)
  await expect(writeExport({ store: temp.store, path, format: 'csv', question, columns, clock: temp.clock })).rejects.toMatchObject({ code: 'export.file' })
  expect(readdirSync(folder)).toEqual(['users.csv'])
})

test('of columns that do not exist is refused, not emptied', async () => {
  await expect(writeExport({ store: temp.store, path, format: 'csv', question: { ...question, sort: [{ column: 'nothing', descending: false }] }, columns, clock: temp.clock })).rejects.toMatchObject({ code: 'filter.invalid' })
  await expect(writeExport({ store: temp.store, path, format: 'csv', question, columns: ['username', 'nothing'], clock: temp.clock })).rejects.toMatchObject({ code: 'filter.invalid' })
  expect(readdirSync(folder)).toEqual([])
})
