// Lists, searches, facets and coverage over several organizations, compared with the same worked out by hand.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cell } from '../../../shared/base/cell.ts'
import { objectKey, type OrganizationId, type ResourceId } from '../../../shared/base/ids.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { cellOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { fold } from '../../../main/engine/store/fold.ts'
import type { StagedRow } from '../../../main/engine/store/store.ts'
import { column, objectId, openTempStore, organization, organizationId, page, publish, type TempStore, userRow } from '../../support/temp-store.ts'

const user = resourceOf('user')
const random = createRandom(7)
const given = ['Ada', 'bob', 'Émile', 'Jürgen', 'Zoë', 'ada', 'İnci', "O'Neil", '', 'Ægir']
const family = ['Lovelace', 'van der Berg', 'Müller', 'Łukasz', 'smith', 'Smith', 'Ng', 'ÖZ', '100%', 'under_score', null]
const departments = ['Sales', 'sales ops', 'Engineering', null, '', 'Größe']
const states = ['ACTIVATED', 'SUSPENDED', 'STAGED']

let number = 0
const makeUser = (): StagedRow => {
  number += 1
  return userRow(number, {
    firstname: random.pick(given),
    lastname: random.pick(family),
    department: random.pick(departments),
    state: random.pick(states),
    displayname: random.chance(0.3) ? `${random.hex(5)} x` : '',
    password_date: random.chance(0.5) ? new Date(Date.UTC(2026, random.integer(0, 11), 3)).toISOString() : null,
    unix_uid: random.chance(0.7) ? random.integer(0, 50) : null,
    mfaEnrollment: random.chance(0.8) ? { overallStatus: random.pick(['ENROLLED', 'NOT_ENROLLED', 'SOMETHING_NEW']) } : null,
  })
}

const estate = new Map<OrganizationId, StagedRow[]>([
  [organizationId(1), Array.from({ length: 2_600 }, makeUser)],
  [organizationId(2), Array.from({ length: 300 }, makeUser)],
  [organizationId(3), Array.from({ length: 40 }, makeUser)],
])
const all = [...estate].flatMap(([owner, rows]) => rows.map((row) => ({ owner, row })))
const cell = ({ row }: (typeof all)[number], path: string): Cell => cellOf(user.columns.find((entry) => entry.path === path)!, row.raw)

let temp: TempStore
beforeAll(async () => {
  temp = await openTempStore()
  for (const [owner, rows] of estate) {
    await temp.store.saveOrganization(organization(Number.parseInt(owner.slice(4), 16)))
    await publish(temp.store, owner, { user: rows })
  }
  await temp.store.saveOrganization(organization(4, { name: 'Never read' }))
})
afterAll(() => temp.remove())

/** ASCII letters without case, what is missing last either way, ties by organization and id. */
function sorted(path: string, isDescending: boolean): typeof all {
  const key = (entry: (typeof all)[number]) => {
    const value = cell(entry, path)
    return typeof value === 'string' ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value
  }
  const compareBytes = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right))
  return all
    .map((entry, index) => ({ entry, index, key: key(entry) }))
    .sort((left, right) => {
      if (left.key === null || right.key === null) return Number(left.key === null) - Number(right.key === null) || left.index - right.index
      const order = typeof left.key === 'number' ? left.key - (right.key as number) : compareBytes(left.key, right.key as string)
      return (isDescending ? -order : order) || left.index - right.index
    })
    .map(({ entry }) => entry)
}

describe('pages', () => {
  const paths = ['username', 'lastname', 'department', 'password_date', 'unix_uid', 'email', 'status']

  test.each(paths.flatMap((path) => [false, true].map((descending) => ({ path, descending }))))('are sorted by $path, descending: $descending, wherever they start', async ({ path, descending }) => {
    const expected = sorted(path, descending).map(({ owner, row }) => [owner, row.id])
    for (const start of [0, 90, 1_990, 2_001, expected.length - 20, expected.length + 5]) {
      const { rows, total } = await page(temp.store, { sort: [{ column: path, descending }], start, size: 40 })
      expect(total).toBe(expected.length)
      expect(rows.map(([owner, id]) => [owner, id])).toEqual(expected.slice(start, start + 40))
    }
  })

  test('without an order come by organization, then by id', async () => {
    const { rows } = await page(temp.store, { size: 500, start: 2_500 })
    expect(rows.map(([owner, id]) => [owner, id])).toEqual(all.slice(2_500, 3_000).map(({ owner, row }) => [owner, row.id]))
  })

  test('carry every column as its cell', async () => {
    const columns = user.columns.map(({ path }) => path)
    const { rows } = await page(temp.store, { columns, size: 500 })
    expect(rows).toEqual(all.slice(0, 500).map((entry) => [entry.owner, entry.row.id, ...columns.map((path) => cell(entry, path))]))
  })

  test('sort by several columns', async () => {
    const { rows } = await page(temp.store, { sort: [{ column: 'department', descending: true }, { column: 'lastname', descending: false }], columns: ['department', 'lastname'], size: 500 })
    const keys = rows.map(([, , department, lastname]) => [department, lastname])
    const byLastname = sorted('lastname', false)
    const expected = sorted('department', true).map((entry) => cell(entry, 'department')).slice(0, 500)
    expect(keys.map(([department]) => String(department).toLowerCase())).toEqual(expected.map((department) => String(department).toLowerCase()))
    const first = keys.filter(([department]) => department === keys[0]![0]).map(([, lastname]) => lastname)
    expect(first).toEqual(byLastname.filter((entry) => cell(entry, 'department') === keys[0]![0]).map((entry) => cell(entry, 'lastname')).slice(0, first.length))
  })

  test('cover the organizations asked for and no other', async () => {
    const one = await page(temp.store, { scope: { type: 'one', organization: organizationId(2) } })
    expect(one).toMatchObject({ total: 300, coverage: { isComplete: true, organizationsTotal: 1 } })
    expect(new Set(one.rows.map(([owner]) => owner))).toEqual(new Set([organizationId(2)]))
    const two = await page(temp.store, { scope: { type: 'several', organizations: [organizationId(3), organizationId(2), organizationId(4), organizationId(9)] }, sort: [{ column: 'lastname', descending: false }], size: 500 })
    expect(two).toMatchObject({ total: 340, coverage: { isComplete: false, organizationsTotal: 4, organizationsIncluded: 2 } })
    expect(two.coverage.missing).toEqual([
      { organization: organizationId(9), name: organizationId(9), reason: 'organization.unknown' },
      { organization: organizationId(4), name: 'Never read', reason: 'sync.never' },
    ])
  })

  test('of an organization that is named and not here are refused to windows, whatever is asked', async () => {
    const [here, gone] = [organizationId(2), organizationId(9)]
    const { strict } = temp.store
    const scope = { type: 'several' as const, organizations: [here, gone] }
    const refused = { code: 'organization.unknown' }
    await expect(strict.page({ scope, kind: 'user', sort: [], columns: [], start: 0, size: 10 })).rejects.toMatchObject(refused)
    await expect(strict.count({ scope, kind: 'user' })).rejects.toMatchObject(refused)
    await expect(strict.ids({ scope, kind: 'user', sort: [], start: 0, size: 10 })).rejects.toMatchObject(refused)
    await expect(strict.facets({ scope, kind: 'user', fields: ['state'] })).rejects.toMatchObject(refused)
    await expect(strict.summary({ scope })).rejects.toMatchObject(refused)
    await expect(strict.search({ scope, text: 'ada', perKind: 5 })).rejects.toMatchObject(refused)
    await expect(strict.object({ organization: gone, kind: 'user', id: objectId(1) as ResourceId })).rejects.toMatchObject(refused)
    expect(await strict.page({ scope: { type: 'one', organization: here }, kind: 'user', sort: [], columns: [], start: 0, size: 10 })).toEqual(
      await temp.store.page({ scope: { type: 'one', organization: here }, kind: 'user', sort: [], columns: [], start: 0, size: 10 }),
    )
  })

  test('carry every value as exactly as it is kept', async () => {
    const values = [0.1 + 0.2, 1e-7, 123_456_789.123_456_79, -2.5, 3, 2 ** 53 - 1, null]
    const texts = ['"quoted" \\ back', 'a\u0001b', '😀 ü', '', 'null', '[1]', '0.30000000000000004']
    const small = await openTempStore()
    try {
      await small.store.saveOrganization(organization(1))
      const rows = values.map((badLoginAttempts, index) => userRow(index + 1, { badLoginAttempts, department: texts[index], unix_uid: index }))
      await publish(small.store, organizationId(1), { user: rows })
      for (const sort of [[], [{ column: 'unix_uid', descending: false }]]) {
        const found = await page(small.store, { sort, columns: ['badLoginAttempts', 'department', '_id'] })
        expect(found.rows.map(([, , number]) => number)).toEqual(values)
        expect(found.rows.map(([, , , text]) => text)).toEqual(texts)
        expect(found.rows.map(([, id, , , own]) => [id, own])).toEqual(rows.map(({ id }) => [id, id]))
      }
    } finally {
      await small.remove()
    }
  })

  test('under a filter have its total, and the same whichever way they are reached', async () => {
    const filter = { all: [{ field: 'department', is: 'contains' as const, value: 'SALES' }, { not: { field: 'status', is: 'equals' as const, value: 'suspended' } }] }
    const expected = all.filter((entry) => String(cell(entry, 'department') ?? '').toLowerCase().includes('sales') && cell(entry, 'status') !== 'suspended')
    for (const sort of [[], [{ column: 'username', descending: false }], [{ column: 'unix_uid', descending: true }]]) {
      const first = await page(temp.store, { filter, sort, size: 500 })
      expect(first.total).toBe(expected.length)
      const later = await page(temp.store, { filter, sort, start: 100, size: 100 })
      expect(later.rows).toEqual(first.rows.slice(100, 200))
    }
  })

  test.each([['one organization', { type: 'one', organization: organizationId(1) }], ['all of them', { type: 'all' }]] as const)('count days from the clock each time they are asked, in %s', async (_name, scope) => {
    const filter = { field: 'password_date', is: 'withinLastDays', value: 60 } as const
    const startMs = temp.clock.nowMs
    const expected = (nowMs: number) =>
      all.filter((entry) => {
        const ms = Date.parse(String(cell(entry, 'password_date')))
        return (scope.type === 'all' || entry.owner === scope.organization) && ms >= nowMs - 60 * 86_400_000 && ms <= nowMs
      }).length
    const found = []
    for (const days of [0, 40, 400]) {
      temp.clock.nowMs = startMs + days * 86_400_000
      const { total } = await page(temp.store, { scope, filter })
      const facets = await temp.store.facets({ scope, kind: 'user', filter, fields: ['status'] } as unknown as ParsedInput<'snapshot.facets'>)
      expect(facets.status!.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      expect(total).toBe(expected(temp.clock.nowMs))
      found.push(total)
    }
    temp.clock.nowMs = startMs
    // The rows stand still while the days move on.
    expect(new Set(found).size).toBe(3)
    expect(found[2]).toBe(0)
  })

  test('refuse columns that do not exist', async () => {
    await expect(page(temp.store, { columns: ['nothing'] })).rejects.toMatchObject({ code: 'filter.invalid' })
    await expect(page(temp.store, { sort: [{ column: 'rowid; --', descending: true }] })).rejects.toMatchObject({ code: 'filter.invalid' })
    await expect(page(temp.store, { filter: { field: 'tags', is: 'equals', value: 'x' } })).rejects.toMatchObject({ code: 'filter.invalid' })
  })

  test('list ids in the same order, with the organization where there are several', async () => {
    const question = { scope: { type: 'all' }, kind: 'user', sort: [{ column: 'lastname', descending: false }], search: 'smi', start: 10, size: 5_000 }
    const { idsJson, total } = await temp.store.ids(question as ParsedInput<'snapshot.ids'>)
    const ids = JSON.parse(idsJson) as string[]
    expect(ids).toEqual(sorted('lastname', false).filter((entry) => searchTexts(entry).some((text) => text.includes('smi'))).map(({ owner, row }) => objectKey(owner, row.id)).slice(10))
    expect(total).toBe(ids.length + 10)
  })
})

const searchColumns = user.columns.filter(({ search, path }) => search && path !== '_id')
const foldedCells = new Map(all.map((entry) => [entry, new Map(searchColumns.map(({ path }) => [path, fold(String(cell(entry, path) ?? ''))]))]))
const searchTexts = (entry: (typeof all)[number]): string[] => [...foldedCells.get(entry)!.values()]

describe('search', () => {
  const needles = (): string[] => {
    const pick = createRandom(11)
    return Array.from({ length: 300 }, () => {
      const texts = searchTexts(pick.pick(all)).filter((text) => text.length > 0)
      const text = Array.from(pick.pick(texts))
      const start = pick.integer(0, text.length - 1)
      return text.slice(start, start + pick.integer(3, 9)).join('')
    })
  }
  const hard = ['100%', '_sc', '%', '"', `'`, "o'n", '" OR "', 'a AND b', '***', 'NEAR', '\u0001us', '(((', 'müll', 'MULL', 'ÖZ', 'gro', 'größe', 'groß', 'user1 ', '  user1', 'ng', 'em']

  test('finds exactly the rows whose folded texts contain the needle', async () => {
    for (const needle of [...needles(), ...hard]) {
      const folded = fold(needle).trim()
      const expected = all.filter((entry) => searchTexts(entry).some((text) => (Array.from(folded).length < 3 ? startsShown(entry, folded) : text.includes(folded))))
      const { rows, total } = await page(temp.store, { search: needle, size: 500 })
      if (folded === '') continue
      expect([needle, total, rows.map(([, id]) => id)]).toEqual([needle, expected.length, expected.slice(0, 500).map(({ row }) => row.id)])
    }
  })

  const shown = searchColumns.filter((entry) => entry.shown)
  const startsShown = (entry: (typeof all)[number], folded: string): boolean => shown.some(({ path }) => foldedCells.get(entry)!.get(path)!.startsWith(folded))

  test.each(['u', 'us', 'l', 'zo', 'mu', 'é', '%'])('of %j finds what begins with it in the shown columns', async (needle) => {
    const expected = all.filter((entry) => startsShown(entry, fold(needle)))
    const { rows, total } = await page(temp.store, { search: needle, size: 500 })
    expect([total, rows.map(([, id]) => id)]).toEqual([expected.length, expected.slice(0, 500).map(({ row }) => row.id)])
  })

  test('finds an object by its whole id', async () => {
    expect((await page(temp.store, { search: ` ${objectId(2_700).toUpperCase()}` })).rows.map(([owner, id]) => [owner, id])).toEqual([[organizationId(2), objectId(2_700)]])
    expect((await page(temp.store, { search: objectId(99_999) })).total).toBe(0)
  })

  test('stays within scope and filter and can be sorted', async () => {
    const input = { search: 'smith', filter: { field: 'status', is: 'equals' as const, value: 'active' }, scope: { type: 'one' as const, organization: organizationId(1) } }
    const expected = sorted('email', true).filter((entry) => entry.owner === organizationId(1) && cell(entry, 'status') === 'active' && searchTexts(entry).some((text) => text.includes('smith')))
    expect((await page(temp.store, { ...input, sort: [{ column: 'email', descending: true }], size: 500 })).rows.map(([, id]) => id)).toEqual(expected.slice(0, 500).map(({ row }) => row.id))
  })

  test('follows every change of a row', async () => {
    const [owner, rows] = [organizationId(3), estate.get(organizationId(3))!]
    const search = async (needle: string) => (await page(temp.store, { search: needle, scope: { type: 'one', organization: owner } })).total
    await publish(temp.store, owner, { user: rows.map((row, index) => (index === 4 ? { ...row, raw: { ...row.raw, lastname: 'Quetzalcóatl' } } : row)) })
    expect([await search('quetzalcoatl'), await search('coa')]).toEqual([1, 1])
    await publish(temp.store, owner, { user: rows.filter((_, index) => index !== 4) })
    expect([await search('quetzalcoatl'), await search('coa')]).toEqual([0, 0])
    await publish(temp.store, owner, { user: rows })
    expect(await search('quetzalcoatl')).toBe(0)
    expect(await search('user')).toBe(40)
  })
})

describe('facets', () => {
  test('count each value under filter and search as they stand, unknown values included', async () => {
    const facets = await temp.store.facets({
      scope: { type: 'all' },
      kind: 'user',
      search: 'user',
      filter: { field: 'department', is: 'equals', value: 'Sales' },
      fields: ['status', 'mfaEnrollment.overallStatus', 'account_locked'],
    } as ParsedInput<'snapshot.facets'>)
    const counted = (path: string) => {
      const counts = new Map<Cell, number>()
      for (const entry of all.filter((candidate) => cell(candidate, 'department') === 'Sales')) counts.set(cell(entry, path), (counts.get(cell(entry, path)) ?? 0) + 1)
      return new Map([...counts].sort())
    }
    for (const [path, values] of Object.entries(facets)) expect(new Map(values.map(({ value, count }) => [value, count] as const).sort())).toEqual(counted(path))
    expect(facets['mfaEnrollment.overallStatus']!.map(({ value }) => value)).toContain('SOMETHING_NEW')
  })
})

describe('slices', () => {
  test('give every row once from one state, whatever is written meanwhile', async () => {
    const seen: Cell[] = []
    await temp.store.eachSlice({ scope: { type: 'all' }, kind: 'user', sort: [{ column: 'email', descending: false }], columns: ['email'] } as never, async ({ rowsJson, total }) => {
      expect(total).toBe(all.length)
      seen.push(...(JSON.parse(rowsJson) as Cell[][]).map((row) => row[1] ?? null))
      if (seen.length === 500) await publish(temp.store, organizationId(2), { user: estate.get(organizationId(2))!.slice(0, 3) })
    })
    expect(seen).toEqual(sorted('email', false).map(({ row }) => row.id))
    await publish(temp.store, organizationId(2), { user: estate.get(organizationId(2))! })
    expect(await column(temp.store, { scope: { type: 'one', organization: organizationId(2) }, size: 500 })).toHaveLength(300)
  })
})
