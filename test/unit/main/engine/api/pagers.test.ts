import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PagedList, readList } from '../../../../../main/engine/api/pagers.ts'
import type { ListPage } from '../../../../../main/engine/api/page-shape.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import { createRandom } from '../../../../../shared/base/random.ts'
import type { PageWindow } from '../../../../../shared/resources/derive/list-request.ts'
import { createMovingList } from './moving-list.ts'

const row = (id: string) => ({ _id: id })
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => row(String(from + at).padStart(6, '0')))

/** A list served from an array, with a script of what is different about each answer. */
function served(rows: { _id: string }[], answer: (window: PageWindow, ask: number) => Partial<ListPage> | void = () => undefined) {
  const windows: PageWindow[] = []
  const read = async (window: PageWindow): Promise<ListPage> => {
    windows.push(window)
    const special = answer(window, windows.length)
    return { rows: rows.slice(window.skip, window.skip + window.limit), total: rows.length, ...special }
  }
  return { rows, windows, read }
}

async function readAll(list: { read: (window: PageWindow) => Promise<ListPage> }, change: Partial<PagedList> = {}) {
  const reading = readList({
    read: (tally) => (window) => {
      tally.requests++
      return list.read(window)
    },
    key: (found) => (typeof found['_id'] === 'string' ? found['_id'] : null),
    isSortedById: true,
    hasTotal: true,
    clock: { now: () => 0 },
    ...change,
  })
  const found: string[] = []
  for await (const batch of reading) found.push(...batch.map((entry) => String(entry['_id'])))
  return { found, proof: reading.proof() }
}

const skips = (windows: readonly PageWindow[]) => windows.map(({ skip }) => skip)

test('one answer with everything it announces is a proof by itself', async () => {
  for (const isSortedById of [true, false]) {
    for (const length of [0, 1, 100]) {
      const list = served(ids(0, length))
      const { found, proof } = await readAll(list, { isSortedById })
      expect(found).toHaveLength(length)
      expect(proof).toMatchObject({ isComplete: true, method: 'single', announced: length, distinct: length, requests: 1, stepBacks: 0 })
    }
  }
})

test('a quiet sorted list is read once, each page five rows into the one before', async () => {
  const list = served(ids(0, 300))
  const { found, proof } = await readAll(list)
  expect(found).toEqual(list.rows.map(({ _id }) => _id))
  expect(skips(list.windows)).toEqual([0, 95, 190, 285])
  expect(proof).toMatchObject({ isComplete: true, method: 'idOverlap', announced: 300, distinct: 300, requests: 4, stepBacks: 0 })
})

test('pages are asked for ahead, but not beyond the bound nor the end', async () => {
  const list = served(ids(0, 2_000))
  const reading = readList({ read: () => list.read, key: (found) => String(found['_id']), isSortedById: true, hasTotal: true, clock: { now: () => 0 }, ahead: 4 })
  const batches = reading[Symbol.asyncIterator]()
  await batches.next()
  await batches.next()
  expect(list.windows).toHaveLength(5)
  await batches.return?.()
})

test('rows deleted before a border are noticed and nothing is skipped', async () => {
  const list = served(ids(0, 300), ({ skip }, ask) => {
    if (skip === 95 && ask === 2) list.rows.splice(0, 20)
  })
  const all = list.rows.map(({ _id }) => _id)
  const { found, proof } = await readAll(list, { ahead: 1 })
  expect(found).toEqual(all)
  expect(proof.isComplete).toBe(true)
  expect(proof.stepBacks).toBeGreaterThan(0)
})

test('a list that empties while it is read ends complete', async () => {
  const list = served(ids(0, 300), (_, ask) => {
    if (ask === 3) list.rows.splice(50)
  })
  const { proof } = await readAll(list, { ahead: 1 })
  expect(proof).toMatchObject({ isComplete: true, announced: 50 })
})

test('a foreign page between two of ours is read again', async () => {
  const list = served(ids(0, 300), ({ skip }, ask) => (skip === 95 && ask === 2 ? { rows: ids(7_000, 7_100) } : undefined))
  const { found, proof } = await readAll(list)
  expect(found).toHaveLength(300)
  expect(proof.isComplete).toBe(true)
})

test('the same page for ever is partial after a bounded number of tries', async () => {
  for (const stuck of [95, 190, 285]) {
    const list = served(ids(0, 385), ({ skip }) => (skip === stuck ? { rows: ids(0, 100) } : undefined))
    const { proof } = await readAll(list)
    expect(proof.isComplete).toBe(false)
    expect(proof.requests).toBeLessThan(120)
  }
})

test('the last page in the place of itself is not the end of the list', async () => {
  // 195 rows: the second page is full, so that its number of rows alone does not give the copy away.
  const list = served(ids(0, 195), ({ skip }) => (skip === 95 ? { rows: ids(0, 100) } : undefined))
  expect((await readAll(list)).proof.isComplete).toBe(false)
})

test('a service that does not sort as asked is read twice, by position', async () => {
  const list = served(ids(0, 250).reverse())
  const { found, proof } = await readAll(list)
  expect(found).toHaveLength(250)
  expect(proof).toMatchObject({ isComplete: true, method: 'twoReadings' })
})

test('without a total a second reading must agree', async () => {
  const list = served(ids(0, 250), () => ({ total: null }))
  for (const [hasTotal, isSortedById] of [[false, true], [true, true], [false, false], [true, false]] as const) {
    const { found, proof } = await readAll(list, { hasTotal, isSortedById })
    expect(found).toHaveLength(250)
    expect(proof).toMatchObject({ isComplete: true, method: 'twoReadings', announced: null })
  }
})

test('a list without a stable order is yielded only after two readings agree, as the last of them', async () => {
  const list = served(ids(0, 250), (_, ask) => {
    if (ask === 3) list.rows.splice(240)
  })
  const { found, proof } = await readAll(list, { isSortedById: false })
  expect(found).toHaveLength(240)
  expect(proof).toMatchObject({ isComplete: true, method: 'twoReadings', distinct: 240 })
})

test('a list that never comes twice the same is partial after four readings', async () => {
  const list = served(ids(0, 250), () => {
    list.rows.splice(0, 1)
  })
  const { proof } = await readAll(list, { isSortedById: false })
  expect(proof).toMatchObject({ isComplete: false, method: 'twoReadings' })
})

test('rows of deleted objects are counted but not sent, and the list is whole without them', async () => {
  const hidden = new Set([3, 99, 120, 249])
  const list = served(ids(0, 250))
  const read = async ({ skip, limit }: PageWindow) => ({ rows: list.rows.slice(skip, skip + limit).filter((_, at) => !hidden.has(skip + at)), total: 250 })
  const { found, proof } = await readAll({ read }, { isSortedById: false })
  expect(found).toHaveLength(246)
  expect(proof).toMatchObject({ isComplete: true, announced: 250, distinct: 246 })
})

test('a service that cuts pages below the asked size loses nothing', async () => {
  for (const total of [250, null]) {
    const list = served(ids(0, 250), ({ skip, limit }) => ({ rows: list.rows.slice(skip, skip + Math.min(limit, 60)), total }))
    const { found, proof } = await readAll(list, { isSortedById: false })
    expect(found).toHaveLength(250)
    expect(proof.isComplete).toBe(true)
  }
})

test('repeated rows are never a proof', async () => {
  const list = served(ids(0, 250), ({ skip }) => (skip === 100 ? { rows: ids(0, 100) } : undefined))
  expect((await readAll(list, { isSortedById: false })).proof.isComplete).toBe(false)
})

test('objects without an id are handed over, not lost', async () => {
  const read = async () => ({ rows: [{ name: 'nameless' }, row('1')], total: 2 })
  const { found, proof } = await readAll({ read })
  expect(found).toEqual(['undefined', '1'])
  expect(proof).toMatchObject({ isComplete: true, distinct: 1 })
})

test('a failing page ends the reading with its error, and what was asked ahead is cancelled', async () => {
  const signals: AbortSignal[] = []
  const reading = readList({
    read: (_, signal) => async (window) => {
      signals.push(signal)
      if (window.skip === 190) throw new AppError('api.server', { status: 500 })
      if (window.skip > 190) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { rows: ids(window.skip, window.skip + 100), total: 5_000 }
    },
    key: (found) => String(found['_id']),
    isSortedById: true,
    hasTotal: true,
    clock: { now: () => 0 },
  })
  const batches: number[] = []
  await expect(
    (async () => {
      for await (const batch of reading) batches.push(batch.length)
    })(),
  ).rejects.toMatchObject({ code: 'api.server' })
  expect(batches).toEqual([100, 95])
  expect(signals.every((signal) => signal.aborted)).toBe(true)
  expect(() => reading.proof()).toThrow('broken invariant')
})

test('the signal of the caller reaches the pages', async () => {
  const controller = new AbortController()
  const read = (_: unknown, signal: AbortSignal) => () =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new AppError('call.cancelled'))))
  const pending = readAll({ read: () => Promise.reject() }, { read, signal: controller.signal })
  controller.abort()
  await expect(pending).rejects.toMatchObject({ code: 'call.cancelled' })
})

test('however a sorted list moves, complete means that no row that stayed is missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 8 }), fc.boolean(), async (seed, rows, churn, ahead, doIdsAscend) => {
      const list = createMovingList({ random: createRandom(seed), rows, churn, sortBy: '_id', doIdsAscend })
      const { found, proof } = await readAll(list, { limit: 10, overlap: 3, ahead })
      const known = new Set(found)
      expect(known.size).toBe(found.length)
      expect(found.every(list.everExisted)).toBe(true)
      const missing = list.stable().filter((id) => !known.has(id))
      expect(proof.isComplete && missing.length > 0).toBe(false)
    }),
    { numRuns: 300 },
  )
})
