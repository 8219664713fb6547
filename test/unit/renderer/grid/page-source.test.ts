// Windows over a long list: what is asked, what is kept, what is dropped.

import { describe, expect, it } from 'vitest'
import { createPageSource, type PageAnswer } from '../../../../renderer/grid/page-source.ts'
import type { Coverage } from '../../../../shared/scope/coverage.ts'

const coverage: Coverage = { isComplete: true, organizationsTotal: 1, organizationsIncluded: 1, missing: [], oldestAt: null, newestAt: null }

/** A service whose answers the test releases one by one. */
function controlled(first: number, countsLater = false) {
  let total = first
  const counts: ((total: number) => Promise<void>)[] = []
  const asked: { start: number; answer: (version?: string) => Promise<void>; fail: () => Promise<void>; signal: AbortSignal }[] = []
  const load = (start: number, size: number, signal: AbortSignal) =>
    new Promise<PageAnswer>((resolve, reject) => {
      const rows = (version: string) => Array.from({ length: Math.max(0, Math.min(size, total - start)) }, (_, offset) => ['o', `id${start + offset}`, `${version}${start + offset}`])
      asked.push({
        start,
        signal,
        answer: async (version = 'row ') => {
          const isCounted = !countsLater || total <= start + size
          resolve({ rowsJson: JSON.stringify(rows(version)), total: isCounted ? total : start + size, isCounted, revision: version === 'row ' ? 1 : 2, coverage })
          await settled()
        },
        fail: async () => {
          reject(new Error('boom'))
          await settled()
        },
      })
    })
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  const count = () =>
    new Promise<number>((resolve) => {
      counts.push(async (exact) => {
        resolve(exact)
        await settled()
      })
    })
  return { asked, load, count, counts, starts: () => asked.map(({ start }) => start), grow: (to: number) => void (total = to) }
}

const sourceOf = (service: ReturnType<typeof controlled>, more: { pagesMax?: number; inFlightMax?: number } = {}) =>
  createPageSource({ columns: ['name'], load: service.load, count: service.count, pageRows: 10, ...more })

describe('createPageSource', () => {
  it('asks for the shown pages first and one page ahead, and nothing twice', async () => {
    const service = controlled(1_000)
    const source = sourceOf(service)
    source.want(0, 12)
    source.want(0, 12)
    expect(service.starts()).toEqual([0, 10, 20])
    await service.asked[0]?.answer()
    expect(source.rowAt(4)).toMatchObject({ key: 'o:id4', id: 'id4', cells: ['row 4'] })
    expect(source.rowAt(14)).toBeUndefined()
    expect(source.state().total).toBe(1_000)
  })

  it('reads ahead in the direction of travel', async () => {
    const service = controlled(1_000)
    const source = sourceOf(service)
    source.want(500, 505)
    for (const page of service.asked.splice(0)) await page.answer()
    source.want(480, 485)
    expect(service.starts()).toEqual([480, 470])
  })

  it('asks for no page beyond the end', async () => {
    const service = controlled(15)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    expect(service.starts()).toEqual([0, 10])
    await service.asked[1]?.answer()
    source.want(10, 14)
    expect(service.starts()).toEqual([0, 10])
  })

  it('keeps few calls in flight and then loads where the view is, not where it was', async () => {
    const service = controlled(10_000)
    const source = sourceOf(service, { inFlightMax: 2 })
    source.want(0, 5)
    source.want(500, 505)
    source.want(900, 905)
    expect(service.starts()).toEqual([0, 10])
    await service.asked[0]?.answer()
    expect(service.starts()).toEqual([0, 10, 900])
  })

  it('forgets the pages least recently shown beyond its bound, never the shown ones', async () => {
    const service = controlled(10_000)
    const source = sourceOf(service, { pagesMax: 3 })
    for (const top of [0, 100, 200, 300]) {
      source.want(top, top + 5)
      for (const page of service.asked.splice(0)) await page.answer()
    }
    expect(source.rowAt(0)).toBeUndefined()
    expect(source.rowAt(300)).toBeDefined()
  })

  it('keeps every shown page even where the bound is smaller than the view', async () => {
    const service = controlled(10_000)
    const source = sourceOf(service, { pagesMax: 1 })
    source.want(0, 25)
    for (const page of service.asked.splice(0)) await page.answer()
    for (const index of [0, 10, 20]) expect(source.rowAt(index), String(index)).toBeDefined()
  })

  it('keeps the shown rows after a change until the new ones are there, and drops answers from before it', async () => {
    const service = controlled(100)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    const late = service.asked[1]
    source.refresh()
    expect(source.rowAt(0)?.cells).toEqual(['row 0'])
    await late?.answer('old ')
    expect(source.rowAt(10)).toBeUndefined()
    await service.asked[2]?.answer('new ')
    expect(source.rowAt(0)?.cells).toEqual(['new 0'])
  })

  it('fills an empty list once there is something in it', async () => {
    const service = controlled(0)
    const source = sourceOf(service)
    source.want(0, 4)
    await service.asked[0]?.answer()
    expect(source.state().total).toBe(0)
    service.grow(3)
    source.refresh()
    expect(service.starts().slice(2)).toEqual([0])
    await service.asked[2]?.answer()
    expect(source.state().total).toBe(3)
    expect(source.rowAt(2)).toMatchObject({ id: 'id2' })
  })

  it('shows the first rows before their number is known, and never shrinks to them again', async () => {
    const service = controlled(1_000, true)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    expect(source.state()).toMatchObject({ total: 10, isCounted: false })
    expect(source.rowAt(9)).toBeDefined()
    await service.asked[1]?.answer()
    expect(source.state()).toMatchObject({ total: 20, isCounted: false })
    expect(service.counts).toHaveLength(1)
    await service.counts[0]?.(1_000)
    expect(source.state()).toMatchObject({ total: 1_000, isCounted: true })
    // After a change the old number stands until the new one is there.
    source.refresh()
    await service.asked[2]?.answer('new ')
    expect(source.state()).toMatchObject({ total: 1_000, isCounted: true, revision: 2 })
    expect(service.counts).toHaveLength(2)
    await service.counts[1]?.(990)
    expect(source.state()).toMatchObject({ total: 990, isCounted: true })
  })

  it('drops a number that was counted before a change', async () => {
    const service = controlled(1_000, true)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    source.refresh()
    await service.counts[0]?.(1_000)
    expect(source.state()).toMatchObject({ total: 10, isCounted: false })
  })

  it('finds a row by its key wherever it is now', async () => {
    const service = controlled(100)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    expect(source.indexOf('o:id7')).toBe(7)
    expect(source.indexOf('o:id70')).toBe(-1)
    expect(source.indexOf('p:id7')).toBe(-1)
  })

  it('stops asking after an error and starts again with a refresh', async () => {
    const service = controlled(100)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.fail()
    expect(source.state().error?.code).toBe('app.unexpected')
    const before = service.asked.length
    source.want(50, 55)
    expect(service.asked.length).toBe(before)
    source.refresh()
    expect(source.state().error).toBeNull()
    expect(service.asked.length).toBeGreaterThan(before)
  })

  it('tells nobody and keeps nothing new after it was closed, but what was read stays readable', async () => {
    const service = controlled(100)
    const source = sourceOf(service)
    let told = 0
    source.want(0, 5)
    await service.asked[0]?.answer()
    source.subscribe(() => told++)
    source.close()
    await service.asked[1]?.answer()
    expect(told).toBe(0)
    expect(source.rowAt(0)).toBeDefined()
    expect(source.rowAt(10)).toBeUndefined()
    expect(service.asked[1]?.signal.aborted).toBe(true)
  })

  it('gives out the same state while nothing of it changes', async () => {
    const service = controlled(100)
    const source = sourceOf(service)
    source.want(0, 5)
    await service.asked[0]?.answer()
    const { state } = source
    const before = state()
    await service.asked[1]?.answer()
    expect(state()).toBe(before)
  })
})
