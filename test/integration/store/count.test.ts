// Totals of long lists: asked for beside the pages, exact, and not worked on for nobody.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../../shared/base/limits.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { publishUsers } from '../../support/filled-store.ts'
import { objectId, openTempStore, organization, organizationId, page, type TempStore } from '../../support/temp-store.ts'

// One organization alone is more than a piece.
const each = limits.countPieceRows * 1.2
const names = ['Ada Byron', 'Grace Hopper', 'Jürgen Ångström', 'abc bcd']
const nameOf = (index: number): string => names[index % names.length]!
let temp: TempStore

beforeAll(async () => {
  temp = await openTempStore()
  for (const number of [1, 2]) {
    await temp.store.saveOrganization(organization(number))
    const rows = Array.from({ length: each }, (_, index) => ({ id: objectId(index), raw: { _id: objectId(index), displayname: nameOf(index), username: `user${index}`, sudo: index % 5 === 0 } }))
    await publishUsers(temp.store, organizationId(number), rows)
  }
}, 120_000)
afterAll(() => temp.remove())

const question = (more: object) => ({ scope: { type: 'all' }, kind: 'user', ...more }) as ParsedInput<'snapshot.count'>
const first = (more: object) => temp.store.page({ ...question(more), sort: [], columns: ['username'], start: 0, size: 100, countsLater: true } as ParsedInput<'snapshot.page'>)

// Three characters are proved by the index alone; of longer ones it only knows that all their pieces are there: "abcd" is in nobody.
test.each([
  ['byr', (index: number) => index % 4 === 0],
  ['jurgen', (index: number) => index % 4 === 2],
  ['abcd', () => false],
  ['er1', (index: number) => String(index).startsWith('1')],
])('%s is counted exactly beside its first rows', async (search, isHit) => {
  const hits = Array.from({ length: each }, (_, index) => index).filter(isHit).length
  const shown = await first({ search })
  expect(shown).toMatchObject(hits === 0 ? { total: 0, isCounted: true } : { total: 100, isCounted: false })
  expect(JSON.parse(shown.rowsJson)).toHaveLength(Math.min(100, 2 * hits))
  expect(await temp.store.count(question({ search }))).toEqual({ total: 2 * hits, revision: shown.revision })
  // What is known is told with the rows.
  expect(await first({ search })).toMatchObject({ total: 2 * hits, isCounted: true })
  expect(await temp.store.count(question({ search, scope: { type: 'one', organization: organizationId(2) } }))).toMatchObject({ total: hits })
})

test('a filter is counted with the search, a whole list is known, and who does not ask for less waits for the total', async () => {
  const filter = { field: 'sudo', is: 'equals', value: true }
  expect(await temp.store.count(question({ filter, search: 'hop' }))).toMatchObject({ total: 2 * Array.from({ length: each }, (_, index) => index).filter((index) => index % 5 === 0 && index % 4 === 1).length })
  expect(await first({})).toMatchObject({ total: 2 * each, isCounted: true })
  expect((await page(temp.store, { search: 'user' })).total).toBe(2 * each)
})

test('a count that nobody waits for ends', async () => {
  const controller = new AbortController()
  controller.abort()
  await expect(temp.store.count(question({ search: 'ser' }), controller.signal)).rejects.toMatchObject({ code: 'call.cancelled' })
})
