// A projection that is read in another process: it answers as the one that is written does, at once, also where the news of a commit
// comes after the commit, and lets the file go when it is asked to.

import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { createReaderLoan, type ReaderLoan } from '../../../main/engine/reader/loan.ts'
import type { Dated } from '../../../main/engine/reader/protocol.ts'
import { createReaderServer, type ReaderServer } from '../../../main/engine/reader/reader-server.ts'
import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import type { OpenDatabase } from '../../../main/engine/store/driver.ts'
import { projectionQuestions } from '../../../main/engine/store/reader.ts'
import { storeFolder } from '../../../main/engine/store/store-files.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { pairOfPorts } from '../../support/ports.ts'
import { groupRow, memberRow, objectId, openTempStore, organization, organizationId, publish, type TempStore, users } from '../../support/temp-store.ts'

let temp: TempStore
let loan: ReaderLoan
let server: ReaderServer
afterEach(() => temp.remove())

async function setUp({ delay, openDatabase }: { delay?: () => Promise<void>; openDatabase?: OpenDatabase } = {}): Promise<void> {
  loan = createReaderLoan()
  temp = await openTempStore({ loan, ...(openDatabase && { openDatabase }) })
  server = createReaderServer({ clock: temp.clock })
  const [enginePort, readerPort] = pairOfPorts(delay)
  server.attach(readerPort)
  loan.attach(enginePort)
}

const scope = { type: 'all' } as const
const sort = [{ column: 'username', descending: false }]
const one = { organization: organizationId(1) }
/** A question of each sort. */
const questions: Record<(typeof projectionQuestions)[number], object> = {
  page: { scope, kind: 'user', sort, columns: ['username', 'department', 'groupCount'], start: 0, size: 500 },
  count: { scope, kind: 'user', filter: { field: 'department', is: 'equals', value: 'Sales' } },
  ids: { scope, kind: 'user', sort, start: 0, size: 500 },
  related: { ...one, kind: 'userGroup', id: objectId(900_001), edge: 'membership', target: 'user', start: 0, size: 100 },
  shares: { ...one, edge: 'membership', kind: 'userGroup', target: 'user', filter: { field: 'department', is: 'equals', value: 'Sales' }, membersMin: 1, size: 100 },
  summary: { scope },
  overview: { scope, trend: { kind: 'user', measure: null } },
  matrix: { scope, kind: 'userGroup' },
  search: { text: 'user1', scope, perKind: 5 },
  facets: { scope, kind: 'user', fields: ['department'] },
}
const ask = async (question: (typeof projectionQuestions)[number], input = questions[question]) =>
  (await server.handlers[`snapshot.${question}`]!(input as never, { signal: new AbortController().signal, callId: '1' })) as Dated
const both = async (question: (typeof projectionQuestions)[number]) => {
  const dated = await ask(question)
  return [dated.value, await temp.store.strict[question](questions[question] as never)]
}
const lent = async () => {
  await expect.poll(() => ask('summary').then(() => true, () => false), { timeout: 10_000 }).toBe(true)
}
const sales = { department: 'Sales' }

test('every question has the same answer, with the revision it is of', async () => {
  await setUp()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: [...users(1, 20), ...users(20, 30, sales)], userGroup: [groupRow(1)], membership: [memberRow(1, 3), memberRow(1, 21)] })
  await lent()
  for (const question of projectionQuestions) {
    const [answer, expected] = await both(question)
    expect(answer, question).toEqual(expected)
  }
  const { revision, value } = await ask('page')
  expect((value as { revision: number }).revision).toBe(revision)
})

test.each([1, 2, 3])('what is committed is in the next answer, however late its news is (seed %i)', { timeout: 300_000 }, async (seed) => {
  const random = createRandom(seed)
  await setUp({ delay: () => new Promise((resolve) => (random.chance(0.5) ? setTimeout(resolve, random.integer(1, 30)) : resolve())) })
  await lent()
  const present = new Set<number>()
  for (let step = 0; step < 24; step++) {
    const number = random.integer(1, 4)
    const id = organizationId(number)
    if (!present.has(number)) await temp.store.saveOrganization(organization(number))
    present.add(number)
    const what = random.pick(['publish', 'publish', 'remove', 'rename'] as const)
    if (what === 'publish') await publish(temp.store, id, { user: users(number * 100, number * 100 + random.integer(0, 6), random.chance(0.5) ? sales : {}) })
    if (what === 'rename') await temp.store.saveOrganization(organization(number, { name: `Renamed ${step}` }))
    if (what === 'remove') {
      await temp.store.removeOrganization(id)
      present.delete(number)
    }
    for (const question of ['page', 'summary', 'count'] as const) {
      const [answer, expected] = await both(question)
      expect(answer, `${question} after step ${step}`).toEqual(expected)
    }
  }
})

test('a commit that failed after it was announced does not hide the next one', async () => {
  let fails = false
  let isLate = false
  const late: (() => void)[] = []
  await setUp({
    delay: () => new Promise((resolve) => (isLate ? late.push(resolve) : resolve())),
    openDatabase: async (options) => {
      const opened = await openSqlcipher(options)
      return {
        ...opened,
        transaction: (mode, work) =>
          opened.transaction(mode, async (session) => {
            const result = await work(session)
            if (mode === 'write' && fails) throw new AppError('store.full')
            return result
          }),
      }
    },
  })
  await temp.store.saveOrganization(organization(1))
  await temp.store.saveOrganization(organization(2))
  await publish(temp.store, organizationId(2), { user: users(1, 9) })
  await lent()
  fails = true
  await expect(temp.store.saveOrganization(organization(1, { name: 'Never' }))).rejects.toMatchObject({ code: 'store.full' })
  fails = false
  await new Promise((resolve) => setTimeout(resolve, 20))
  isLate = true
  await temp.store.amend(organizationId(2), [{ kind: 'user', id: objectId(3), raw: null, readAt: instantFromMs(temp.clock.now()) }])
  const [answer, expected] = await both('summary')
  expect(answer).toEqual(expected)
  isLate = false
  for (const resolve of late) resolve()
})

test('an organization that is not here is refused', async () => {
  await setUp()
  await temp.store.saveOrganization(organization(1))
  await lent()
  await expect(ask('summary', { scope: { type: 'one', organization: organizationId(2) } })).rejects.toMatchObject({ code: 'organization.unknown' })
  await temp.store.removeOrganization(organizationId(1))
  await expect(ask('summary', { scope: { type: 'one', organization: organizationId(1) } })).rejects.toMatchObject({ code: 'organization.unknown' })
})

test('a projection that is made anew is let go before and lent again when it is filled', async () => {
  await setUp()
  await temp.store.saveOrganization(organization(1))
  await publish(temp.store, organizationId(1), { user: users(1, 800) })
  const pageOf = async (read: () => Promise<unknown>) => ((await read()) as { rowsJson: string }).rowsJson
  const before = await pageOf(() => temp.store.strict.page(questions.page as never))
  await temp.reopen()
  await lent()
  const path = storeFolder(temp.folder).projection
  const content = readFileSync(path)
  for (let offset = 16_384 * 8; offset < content.length; offset += 16_384) content.writeUInt8(content[offset + 700]! ^ 8, offset + 700)
  writeFileSync(path, content)
  // The engine meets the damage itself, wherever the reader has met it; it makes the file anew and lends that.
  expect((await pageOf(() => temp.store.strict.page(questions.page as never))) === before).toBe(true)
  await expect.poll(() => pageOf(async () => (await ask('page')).value).then((rows) => rows === before, () => false), { timeout: 10_000 }).toBe(true)
})

test('a store that is closed is not read any more, and a reader that does not answer keeps nobody waiting for long', async () => {
  await setUp()
  await lent()
  await temp.store.close()
  await expect(ask('summary')).rejects.toMatchObject({ code: 'engine.unavailable' })
  await temp.reopen()
  await lent()
  loan.detach()
  await temp.store.close()
  await expect(temp.reopen()).resolves.toBeDefined()
})
