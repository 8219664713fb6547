// The search over everything: the same rows as brute force finds, best first, in every kind and organization of a scope.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { cellOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { fold } from '../../../main/engine/store/fold.ts'
import type { StagedRow } from '../../../main/engine/store/store.ts'
import { groupRow, objectId, openTempStore, organization, organizationId, publish, type TempStore, userRow } from '../../support/temp-store.ts'

const random = createRandom(11)
const given = ['Ada', 'Émile', 'Jürgen', 'Maria', 'Mariam', 'Ana-Maria', 'Zoë']
const family = ['Lovelace', 'Müller', 'van der Berg', 'Marín', "O'Neil", '100%', 'under_score']

let number = 0
const makeUser = (): StagedRow => {
  number += 1
  const [firstname, lastname] = [random.pick(given), random.pick(family)]
  return userRow(number, { firstname, lastname, username: `${fold(firstname).slice(0, 1)}${number}`, email: `p${number}@example.com`, jobTitle: random.pick(['Engineer', 'Maria officer', null]) })
}

const estate = new Map<OrganizationId, StagedRow[]>([
  [organizationId(1), Array.from({ length: 40 }, makeUser)],
  [organizationId(2), Array.from({ length: 12 }, makeUser)],
])

let temp: TempStore
beforeAll(async () => {
  temp = await openTempStore()
  for (const [index, [id, rows]] of [...estate].entries()) {
    await temp.store.saveOrganization(organization(index + 1, { tags: index === 1 ? ['Second'] : [] }))
    await publish(temp.store, id, { user: rows, userGroup: [groupRow(index, index === 0 ? 'Maria fans' : 'Everybody')] })
  }
  await temp.store.saveOrganization(organization(3))
})
afterAll(() => temp.remove())

type Asked = Parameters<TempStore['store']['search']>[0]
const search = (text: string, more: Partial<Asked> = {}) => temp.store.search({ text, scope: { type: 'all' }, perKind: 50, ...more })

const searched = resourceOf('user').columns.filter(({ search: isSearched, path }) => isSearched && path !== '_id')
const holds = ({ raw }: StagedRow, words: readonly string[]) => {
  const values = searched.flatMap((column) => (cellOf(column, raw) === null ? [] : [fold(String(cellOf(column, raw)))]))
  // One or two characters ask for the beginning of a value, and of those columns that show by themselves.
  const starts = searched.filter(({ shown }) => shown).flatMap((column) => (cellOf(column, raw) === null ? [] : [fold(String(cellOf(column, raw)))]))
  return words.every((word) => (word.length < 3 ? starts.some((value) => value.startsWith(word)) : values.some((value) => value.includes(word))))
}

for (const text of ['maria', 'mari', 'müller', 'van der', 'maria lovelace', 'lovelace ada', 'a1', 'em', 'z', 'arí', '100%', 'r_s', "o'n", 'example', 'engineer emile']) {
  test(`finds for "${text}" what brute force finds`, async () => {
    const words = fold(text).split(' ')
    const expected = [...estate].flatMap(([id, rows]) => rows.filter((row) => holds(row, words)).map((row) => `${id} ${row.id}`))
    const { groups } = await search(text)
    const found = groups.find(({ kind }) => kind === 'user')?.hits.map(({ organization: owner, id }) => `${owner} ${id}`) ?? []
    expect(found.length).toBe(Math.min(50, expected.length))
    if (expected.length <= 50) expect([...found].sort()).toEqual([...expected].sort())
  })
}

test('puts what is the text first, then what begins with it, then what holds it, and says which field it was', async () => {
  const { groups } = await search('maria')
  const users = groups.find(({ kind }) => kind === 'user')!.hits
  const names = users.map(({ matched }) => fold(matched?.value ?? ''))
  const rank = (name: string) => (name === 'maria' ? 0 : name.startsWith('maria') ? 1 : 2)
  expect(names.map(rank)).toEqual([...names].map(rank).sort())
  expect(names[0]).toBe('maria')
  expect(users[0]!.matched?.path).toBe('firstname')
  expect(groups.map(({ kind }) => kind)).toContain('userGroup')
})

test('narrows to kinds, to an organization, to a tag', async () => {
  expect((await search('maria', { kinds: ['userGroup'] })).groups.map(({ kind, hits }) => [kind, hits.length])).toEqual([['userGroup', 1]])
  const owners = async (scope: Asked['scope']) => new Set((await search('example', { scope })).groups.flatMap(({ hits }) => hits.map((hit) => hit.organization)))
  expect(await owners({ type: 'one', organization: organizationId(2) })).toEqual(new Set([organizationId(2)]))
  expect(await owners({ type: 'tag', tag: 'Second' })).toEqual(new Set([organizationId(2)]))
})

test('finds an object by its whole id, and nothing by an empty text', async () => {
  const { groups } = await search(objectId(7))
  expect(groups).toMatchObject([{ kind: 'user', hits: [{ id: objectId(7), matched: null, readAt: new Date(temp.clock.nowMs).toISOString() }] }])
  expect((await search('  ')).groups).toEqual([])
})

test('says how many organizations it looked in', async () => {
  expect((await search('maria')).coverage).toMatchObject({ organizationsTotal: 3, organizationsIncluded: 2, missing: [{ organization: organizationId(3) }] })
})

test('names more than it shows', async () => {
  const { groups } = await search('example', { perKind: 5 })
  expect(groups[0]).toMatchObject({ kind: 'user', isMore: true })
  expect(groups[0]!.hits.length).toBe(5)
})
