// 40 organizations, five of which fail and three of which are held back: every answer over all of them is of 32 of 40 and names the eight.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { shareText } from '../../../shared/scope/share.ts'
import { writeExport } from '../../../main/engine/exports/export-job.ts'
import type { ExportFormat } from '../../../main/engine/exports/row-format.ts'
import { openTempStore, organization, organizationId, page, publish, type TempStore, users } from '../../support/temp-store.ts'

const total = 40
const numbers = Array.from({ length: total }, (_, index) => index + 1)
/** Never read: two refused, one throttled at its first sync. Read once: three that failed since, two held back since. */
const spoilt = { missing: [3, 7, 11], behind: [15, 19, 23, 27, 31] }
const eight = [...spoilt.missing, ...spoilt.behind].map((number) => `Organization ${number}`)

let temp: TempStore
let folder: string

beforeAll(async () => {
  temp = await openTempStore()
  folder = mkdtempSync(join(tmpdir(), 'orgdeck-honest-'))
  for (const number of numbers) {
    await temp.store.saveOrganization(organization(number, { tags: ['Oslo'], isFavourite: true }))
    if (!spoilt.missing.includes(number)) await publish(temp.store, organizationId(number), { organization: [{ id: organizationId(number), raw: { _id: organizationId(number), displayName: `Organization ${number}` } }], user: users(number * 10, number * 10 + 1) })
  }
  const failed = async (number: number) => {
    const run = await temp.store.beginRun(organizationId(number))
    for (const kind of ['organization', 'user']) await run.fail(kind, new AppError('api.forbidden', { kind }))
    await run.finish('failed')
  }
  for (const number of [3, 7, 15, 19, 23]) await failed(number)
  for (const number of [11, 27, 31]) await temp.store.setProblem(organizationId(number), new AppError('api.rate-limited'), instantFromMs(temp.clock.now()))
}, 300_000)
afterAll(async () => {
  await temp.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** The words of the page are made of this (`test/unit/renderer/overview-rows.test.ts`). */
function expectHonest(coverage: Coverage) {
  expect(shareText(coverage)).toBe('32 of 40 organizations')
  const { missing, behind = [] } = coverage
  expect([...missing, ...behind].map(({ name }) => name).sort()).toEqual([...eight].sort())
  expect(missing).toHaveLength(spoilt.missing.length)
  const reasons = new Map([...missing, ...behind].map(({ organization: id, reason }) => [id, reason]))
  for (const number of [3, 7, 15, 19, 23]) expect(reasons.get(organizationId(number))).toBe('api.forbidden')
  for (const number of [11, 27, 31]) expect(reasons.get(organizationId(number))).toBe('api.rate-limited')
}

const scopes: readonly ListQuestion['scope'][] = [{ type: 'all' }, { type: 'tag', tag: 'Oslo' }, { type: 'favourites' }]

describe.each(scopes)('over $type', (scope) => {
  test('the overview', async () => expectHonest((await temp.store.overview({ scope, trend: { kind: 'user', measure: null } })).coverage))
  test('a list', async () => expectHonest((await page(temp.store, { scope })).coverage))
  test('the settings side by side', async () => expectHonest((await temp.store.matrix({ scope, kind: 'organization' })).coverage))
  test('a search', async () => expectHonest((await temp.store.search({ text: 'user', scope, perKind: 5 })).coverage))

  test.each<ExportFormat>(['csv', 'xlsx', 'json'])('an export as %s', async (format) => {
    const path = join(folder, `users-${scope.type}.${format}`)
    await writeExport({ store: temp.store, path, format, question: { scope, kind: 'user', sort: [] }, columns: ['username'], clock: temp.clock })
    const about = JSON.parse(readFileSync(`${path}.about.json`, 'utf8')) as { rowsAreOf: string; missing: string[]; fromOlderReading: string[]; coverage: Coverage }
    expect(about.rowsAreOf).toBe('32 of 40 organizations')
    expect(about.missing.sort()).toEqual(spoilt.missing.map((number) => `Organization ${number}`).sort())
    expect(about.fromOlderReading.sort()).toEqual(spoilt.behind.map((number) => `Organization ${number}`).sort())
    expectHonest(about.coverage)
  })
})

test('the overview names an organization of which a list beside the drawn one failed: its numbers are older ones', async () => {
  const number = 35
  const id = organizationId(number)
  await publish(temp.store, id, { device: [] })
  const run = await temp.store.beginRun(id)
  await run.fail('device', new AppError('api.server', { status: 503 }))
  await run.finish('partial')
  const { coverage } = await temp.store.overview({ scope: { type: 'all' }, trend: { kind: 'user', measure: null } })
  expect(shareText(coverage)).toBe('31 of 40 organizations')
  expect(coverage.behind?.find(({ organization: behind }) => behind === id)).toMatchObject({ reason: 'api.server', isOfList: true })
  expectHonest((await page(temp.store)).coverage)
})

test('what plan or rights leave out of the overview makes nobody missing', async () => {
  const id = organizationId(36)
  const run = await temp.store.beginRun(id)
  await run.fail('alert', new AppError('api.not-entitled', { kind: 'alerts' }))
  await run.finish('complete')
  const { coverage } = await temp.store.overview({ scope: { type: 'several', organizations: [id] }, trend: { kind: 'user', measure: null } })
  expect(shareText(coverage)).toBe('1 organization')
})
