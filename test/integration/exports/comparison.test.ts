// A comparison of two organizations as CSV, workbook and JSON: every field that differs, and beside it what was compared.

import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CompareFilter, type Comparer, createComparer } from '../../../main/engine/diffs/compare.ts'
import { writeComparison } from '../../../main/engine/exports/compare-export.ts'
import type { ExportFormat } from '../../../main/engine/exports/row-format.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { openTempStore, organization, organizationId, publish, type TempStore, userRow } from '../../support/temp-store.ts'

let temp: TempStore
let comparer: Comparer
let folder: string
const [left, right] = [organizationId(1), organizationId(2)]

beforeAll(async () => {
  temp = await openTempStore()
  folder = mkdtempSync(join(tmpdir(), 'orgdeck-comparison-'))
  await temp.store.saveOrganization(organization(1, { name: '=Acme' }))
  await temp.store.saveOrganization(organization(2, { name: 'Globex', isDemo: true }))
  await publish(temp.store, left, { user: [userRow(1, { department: 'Sales', jobTitle: '=1+1' }), userRow(2)] })
  await publish(temp.store, right, { user: [userRow(1, { department: 'Support', jobTitle: 'Lead' }), userRow(3)] })
  comparer = createComparer(temp.store)
})
afterAll(async () => {
  comparer.close()
  await temp.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function write(format: ExportFormat, filter: CompareFilter = { show: 'differences' }) {
  const path = join(folder, `compared.${format}`)
  const [one, other] = await temp.store.organizations()
  const comparison = await comparer.whole({ kind: 'user', left, right, matchBy: 'email' }, filter, new AbortController().signal)
  const result = await writeComparison({ path, format, kind: 'user', filter, comparison, left: one!, right: other!, writtenAt: instantFromMs(temp.clock.now()) })
  const bytes = readFileSync(path)
  expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  return { ...result, bytes, about: JSON.parse(readFileSync(`${path}.about.json`, 'utf8')) as Record<string, unknown> }
}

test('CSV has a line for each field that differs and each object that only one has, guarded', async () => {
  const { rows, bytes, about } = await write('csv')
  const lines = bytes.toString('utf8').split('\r\n')
  expect(rows).toBe(3)
  expect(lines[0]).toContain(`"What","Matched by","'=Acme","'=Acme: ID","Globex","Globex: ID","Field"`)
  expect(lines.filter((line) => line.startsWith('"Different"')).map((line) => line.split(',').slice(-3).join())).toEqual(expect.arrayContaining(['"Department","Sales","Support"', `"Job title","'=1+1","Lead"`]))
  expect(lines.filter((line) => line.startsWith('"Only in Globex"'))).toHaveLength(1)
  expect(about).toMatchObject({ kind: 'user', matchedBy: 'email', notice: expect.stringContaining('Demo'), counts: { onlyLeft: 1, onlyRight: 1, different: 1, same: 0 }, left: { id: left, coverage: { isComplete: true } }, right: { name: 'Globex' }, rows: 3 })
})

test('what the page shows is what is written', async () => {
  expect((await write('json', { show: 'onlyLeft' })).rows).toBe(1)
  const { bytes, about } = await write('json', { show: 'differences', search: 'user3' })
  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject([{ left: null, right: { title: expect.any(String) } }])
  expect(about).toMatchObject({ show: 'differences', search: 'user3', rows: 1 })
})

test('a workbook is one', async () => {
  const { bytes, rows } = await write('xlsx')
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(rows).toBe(3)
})
