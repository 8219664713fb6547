// One list as CSV, workbook and JSON from a real store: whole, faithful, with its side file, or not at all.

import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ExportRequest, writeExport } from '../../../main/engine/exports/export-job.ts'
import { workbookFormat } from '../../../main/engine/exports/workbook-format.ts'
import { limits } from '../../../shared/base/limits.ts'
import { exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { sheetOf } from '../../support/workbook-cells.ts'
import { connection, objectId, openTempStore, organization, organizationId, publish, type TempStore, userRow } from '../../support/temp-store.ts'

const [one, two] = [organizationId(1), organizationId(2)]
const columns = ['username', 'email', 'totp_enabled', 'created', 'groupCount', 'status']

let temp: TempStore
let folder: string

beforeEach(async () => {
  temp = await openTempStore()
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-export-'))
  await temp.store.saveConnection(connection([one, two]))
  for (const number of [1, 2]) await temp.store.saveOrganization(organization(number))
  const odd = { username: '=1+1', email: '_x0041_@example.com', totp_enabled: true, created: '2026-01-02T03:04:05.678Z', futureField: { deep: [1, { kept: '<&>\u0007' }] } }
  await publish(temp.store, one, { user: [userRow(1, odd), ...Array.from({ length: 1_200 }, (_, number) => userRow(number + 2))] })
  await publish(temp.store, two, { user: [userRow(9, { username: 'z'.repeat(40_000) })] })
})

afterEach(async () => {
  await temp.remove()
  await rm(folder, { recursive: true, force: true })
})

async function write(format: ExportRequest['format'], change: Partial<ExportRequest> = {}) {
  const path = join(folder, `users.${format}`)
  const result = await writeExport({ store: temp.store, path, format, columns, clock: temp.clock, question: { scope: oneOrganization(one), kind: 'user', sort: [{ column: 'username', descending: false }] }, ...change })
  const bytes = await readFile(path)
  const about = JSON.parse(await readFile(`${path}.about.json`, 'utf8')) as Record<string, unknown>
  expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(about).toMatchObject({ file: `users.${format}`, format, rows: result.rows, sha256: result.sha256, coverage: { isComplete: true } })
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  return { ...result, bytes, about }
}

const rawOf = async (number: number) => JSON.parse((await temp.store.object({ organization: one, kind: 'user', id: objectId(number) as never })).raw) as unknown

test('JSON holds the objects whole, unknown fields included, in the order of the list', async () => {
  const { bytes, about, rows } = await write('json')
  const objects = JSON.parse(bytes.toString('utf8')) as { _id: string; username: string }[]
  expect(rows).toBe(1_201)
  expect(objects).toHaveLength(1_201)
  expect(objects.map(({ username }) => username)).toEqual(objects.map(({ username }) => username).sort())
  expect(objects.find(({ _id }) => _id === objectId(1))).toEqual(await rawOf(1))
  expect(objects.find(({ _id }) => _id === objectId(1))).toMatchObject({ futureField: { deep: [1, { kept: '<&>\u0007' }] } })
  expect(about['columns']).toBeNull()
})

test('JSON of several organizations says beside each object whose it is; an empty selection is an empty array', async () => {
  const all = JSON.parse((await write('json', { question: { scope: { type: 'all' }, kind: 'user', sort: [] } })).bytes.toString('utf8')) as { organization: { id: string; name: string }; object: { _id: string } }[]
  expect(all).toHaveLength(1_202)
  expect(all.at(-1)).toMatchObject({ organization: { id: two, name: 'Organization 2' }, object: { _id: objectId(9) } })
  const none = await write('json', { ids: [objectId(77_777)] })
  expect([none.rows, JSON.parse(none.bytes.toString('utf8')), none.about['isSelection']]).toEqual([0, [], true])
  const few = JSON.parse((await write('json', { ids: [objectId(3), objectId(1_100)] })).bytes.toString('utf8')) as { _id: string }[]
  expect(few.map(({ _id }) => _id).sort()).toEqual([objectId(3), objectId(1_100)])
})

test('JSON of an object that went away while it was written is the version of the list', async () => {
  let isGone = false
  const { store } = temp
  const slow: ExportRequest['store'] = {
    organizations: () => store.organizations(),
    wholeObjects: (...asked) => store.wholeObjects(...asked),
    eachSlice: (question, work) =>
      store.eachSlice(question, async (slice) => {
        if (!isGone) await publish(store, one, { user: [userRow(2)] })
        isGone = true
        await work(slice)
      }),
  }
  expect(JSON.parse((await write('json', { store: slow })).bytes.toString('utf8'))).toHaveLength(1_201)
})

test('a workbook has values that count, and texts that compute nothing', async () => {
  const { bytes, about, rows } = await write('xlsx')
  expect(rows).toBe(1_201)
  expect(about['columns']).toEqual(['Username', 'Email', expect.any(String), expect.stringContaining('(UTC)'), expect.any(String), expect.any(String)])
  const cells = sheetOf(bytes)
  expect(cells.length).toBe(1_202)
  expect(cells.some((row) => row.some(({ formula }) => formula))).toBe(false)
  const row = cells.find(([username]) => username?.text === '=1+1')!
  expect(row.map(({ type }) => type)).toEqual(['s', 's', 'b', 'n', 'n', 's'])
  // The escape is kept, so that a spreadsheet shows the text as it is.
  expect(row[1]!.text).toBe('_x005F_x0041_@example.com')
  expect(row[2]!.text).toBe('1')
  // Days since 1899-12-30.
  expect(Math.round((Number(row[3]!.text) - 25_569) * 86_400)).toBe(Math.floor(Date.parse('2026-01-02T03:04:05.678Z') / 1_000) + 1)
})

test('what a cell of a workbook cannot hold is cut, and the side file says how often', async () => {
  const { about, bytes } = await write('xlsx', { question: { scope: oneOrganization(two), kind: 'user', sort: [] } })
  expect(about['cutCells']).toBe(1)
  expect(sheetOf(bytes)[1]![0]!.text).toHaveLength(limits.workbookCellCharactersMax)
})

test('a list too long for a workbook is refused, and no file is left', async () => {
  const resource = resourceOf('user')
  const format = workbookFormat({ resource, columns: exportColumnsOf(resource, ['username']), organizations: [], isOwnerNamed: false, wholeObjects: async () => [] })
  const rows = Array.from({ length: limits.workbookCellsMax }, (_, number) => [one, objectId(number), `user${number}`] as const)
  await format.rows(rows)
  await expect(format.rows(rows.slice(0, 1))).rejects.toMatchObject({ code: 'export.too-large', detail: { maximum: limits.workbookCellsMax } })

  const { store } = temp
  const long: ExportRequest['store'] = {
    organizations: () => store.organizations(),
    wholeObjects: (...asked) => store.wholeObjects(...asked),
    eachSlice: (question, work) => store.eachSlice(question, async (slice) => { for (let again = 0; again < 500; again++) await work(slice) }),
  }
  await expect(write('xlsx', { store: long })).rejects.toMatchObject({ code: 'export.too-large' })
  expect(await readdir(folder)).toEqual([])
})

test('CSV is as it was', async () => {
  const { bytes, about } = await write('csv')
  expect(bytes.toString('utf8')).toContain(`"'=1+1","_x0041_@example.com"`)
  expect(bytes.toString('utf8').split('\r\n')).toHaveLength(1_203)
  expect(about['columns']).toHaveLength(columns.length)
})
