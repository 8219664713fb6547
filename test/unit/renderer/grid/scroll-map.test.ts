// Scroll positions and rows, also where a browser's height ends.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScrollMap } from '../../../../renderer/grid/scroll-map.ts'

const rowHeight = 28
const viewHeight = 700

describe('createScrollMap', () => {
  it('is plain arithmetic while the rows fit', () => {
    const map = createScrollMap({ rows: 1_000, rowHeight, viewHeight })
    expect(map.contentHeight).toBe(28_000)
    expect(map.firstRow(280)).toBe(10)
    expect(map.rowTop(10, 280)).toBe(280)
  })

  it('reaches the last row of any length, and it stands at the bottom of the view', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 20_000_000 }), (rows) => {
        const map = createScrollMap({ rows, rowHeight, viewHeight })
        const bottom = map.contentHeight - viewHeight
        expect(map.rowTop(rows - 1, bottom) + rowHeight).toBeCloseTo(map.contentHeight, 0)
      }),
    )
  })

  it('shows a row whole after scrolling to it, from anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 20_000_000 }), fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: 0, max: 1, noNaN: true }), (rows, from, to) => {
        const map = createScrollMap({ rows, rowHeight, viewHeight })
        const row = Math.floor(to * (rows - 1))
        const top = map.scrollTopToShow(row, from * (map.contentHeight - viewHeight))
        const inView = map.rowTop(row, top) - top
        expect(inView).toBeGreaterThanOrEqual(-1)
        expect(inView + rowHeight).toBeLessThanOrEqual(viewHeight + 1)
      }),
    )
  })

  it('stays where it is for a row that shows already', () => {
    const map = createScrollMap({ rows: 5_000_000, rowHeight, viewHeight })
    const top = 7_000_000
    const shown = map.firstRow(top) + 5
    expect(map.scrollTopToShow(shown, top)).toBe(top)
  })

  it('has no height and no negative row for an empty list', () => {
    const map = createScrollMap({ rows: 0, rowHeight, viewHeight })
    expect(map.contentHeight).toBe(0)
    expect(map.firstRow(0)).toBe(0)
  })
})
