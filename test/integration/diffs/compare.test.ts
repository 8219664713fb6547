// Two organizations compared from a real store: every object on exactly one line, only what differs named, ages of both sides.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { createComparer, type Comparer } from '../../../main/engine/diffs/compare.ts'
import type { StagedRow } from '../../../main/engine/store/store.ts'
import { openTempStore, organization, organizationId, publish, type TempStore, userRow } from '../../support/temp-store.ts'

const [left, right, unread] = [organizationId(1), organizationId(2), organizationId(3)]
let serial = 0
const person = (email: string | null, over: Record<string, unknown> = {}): StagedRow => userRow(++serial, { email, username: email ?? `u${serial}`, lastname: 'Same', created: new Date(serial * 86_400_000).toISOString(), manager: `${serial}`.padStart(24, '0'), ...over })

let temp: TempStore
let comparer: Comparer
const ask = (over: Partial<ParsedInput<'diff.compare'>> = {}) => comparer.page({ kind: 'user', left, right, show: 'differences', start: 0, size: 100, ...over }, new AbortController().signal)

beforeAll(async () => {
  temp = await openTempStore()
  for (const number of [1, 2, 3]) await temp.store.saveOrganization(organization(number))
  await publish(temp.store, left, {
    user: [person('ada@example.com', { department: 'Sales', username: 'ada' }), person('Bo@Example.com', { department: '', username: 'bo' }), person('cy@example.com', { username: 'cy' }), person(null, { username: 'nobody' }), person('twin@example.com', { username: 't' }), person('twin@example.com', { username: 't2' })],
  })
  await publish(temp.store, right, {
    user: [person('ada@example.com', { department: 'Support', username: 'ada' }), person('bo@example.com ', { department: null, username: 'bo' }), person('dara@example.com', { username: 'dara' }), person('twin@example.com', { username: 't' })],
  })
  comparer = createComparer(temp.store)
})
afterAll(async () => {
  comparer.close()
  await temp.remove()
})

describe('comparing two organizations', () => {
  test('counts every object once and names what differs', async () => {
    const { rows, counts, unkeyed, repeated, matchBy } = await ask()
    expect(matchBy).toBe('email')
    // Bo is alike: neither the case of the address nor an empty department is a difference.
    expect(counts).toEqual({ onlyLeft: 3, onlyRight: 1, different: 1, same: 2 })
    expect(unkeyed).toEqual({ left: 1, right: 0 })
    expect(repeated).toEqual({ left: 2, right: 0 })
    const ada = rows.find(({ match }) => match === 'ada@example.com')!
    expect(ada.changes).toEqual([{ path: 'department', left: 'Sales', right: 'Support' }])
    expect(ada.left?.id).not.toBe(ada.right?.id)
  })

  test('gives each sort of difference by itself, and finds by a part of the name', async () => {
    expect((await ask({ show: 'onlyRight' })).rows.map(({ match }) => match)).toEqual(['dara@example.com'])
    expect((await ask({ show: 'same' })).total).toBe(2)
    expect((await ask({ search: 'ADA@' })).rows.map(({ match }) => match)).toEqual(['ada@example.com'])
    expect((await ask({ search: 'nobody else' })).total).toBe(0)
  })

  test('matches by another key when asked to, and by none that the kind has not', async () => {
    const { counts, rows } = await ask({ matchBy: 'username' })
    expect(counts.onlyLeft + counts.different + counts.same).toBe(6)
    expect(rows.find(({ match }) => match === 'dara')?.left).toBeNull()
    await expect(ask({ matchBy: 'department' })).rejects.toMatchObject({ code: 'filter.invalid' })
    await expect(ask({ kind: 'membership' })).rejects.toMatchObject({ code: 'diff.not-comparable' })
  })

  test('pages without losing or repeating a row, and turns round with its sides', async () => {
    const whole = await ask()
    const pages = await Promise.all([0, 2, 4].map((start) => ask({ start, size: 2 })))
    expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows)
    const turned = await ask({ left: right, right: left })
    expect(turned.counts).toEqual({ onlyLeft: 1, onlyRight: 3, different: 1, same: 2 })
  })

  test('says that a side was never read instead of calling everything missing there', async () => {
    const { coverage } = await ask({ right: unread })
    expect(coverage.left.isComplete).toBe(true)
    expect(coverage.left.oldestAt).not.toBeNull()
    expect(coverage.right).toMatchObject({ isComplete: false, oldestAt: null, missing: [{ organization: unread }] })
  })

  test('sees what a sync has changed since', async () => {
    const before = await ask({ show: 'onlyRight' })
    await publish(temp.store, right, { user: [person('ada@example.com'), person('eve@example.com')] })
    const after = await ask({ show: 'onlyRight' })
    expect(before.rows.map(({ match }) => match)).toEqual(['dara@example.com'])
    expect(after.rows.map(({ match }) => match)).toEqual(['eve@example.com'])
  })

  test('agrees with a plain comparison over random directories', async () => {
    const random = createRandom(11)
    const make = () => Array.from({ length: 40 }, (_, index) => (random.chance(0.7) ? person(`p${index}@example.com`, { username: `p${index}`, department: random.pick(['A', 'B']) }) : null)).filter((row) => row !== null)
    const [lefts, rights] = [make(), make()]
    await publish(temp.store, left, { user: lefts })
    await publish(temp.store, right, { user: rights })
    const byEmail = (rows: readonly StagedRow[]) => new Map(rows.map(({ raw }) => [raw['email'] as string, raw['department'] as string]))
    const [one, other] = [byEmail(lefts), byEmail(rights)]
    const { counts } = await ask()
    expect(counts.onlyLeft).toBe([...one.keys()].filter((key) => !other.has(key)).length)
    expect(counts.onlyRight).toBe([...other.keys()].filter((key) => !one.has(key)).length)
    expect(counts.different).toBe([...one].filter(([key, department]) => other.has(key) && other.get(key) !== department).length)
  })
})
