// Which columns show.

import { describe, expect, it } from 'vitest'
import { kindColumns } from '../../../../renderer/bridge/registry-columns.ts'
import { columnsWidth, columnTracks, movedColumn, resized, shownColumns, toChosen, toggledColumn } from '../../../../renderer/grid/columns.ts'

const all = kindColumns('user').columns
const usual = shownColumns(all, undefined)
const paths = (columns: readonly { path: string }[]) => columns.map(({ path }) => path)

describe('columns', () => {
  it('shows the columns of the registry without a choice', () => {
    expect(paths(usual)).toEqual(paths(all.filter((column) => column.isShown)))
    expect(usual.length).toBeGreaterThan(3)
  })

  it('keeps the chosen order and widths, and drops what the registry no longer has', () => {
    const chosen = shownColumns(all, [{ path: 'email', width: 300 }, { path: 'gone', width: 100 }, { path: 'username', width: 90 }])
    expect(chosen.map(({ path, width }) => [path, width])).toEqual([['email', 300], ['username', 90]])
  })

  it('falls back to the usual ones when nothing chosen is left', () => {
    expect(paths(shownColumns(all, [{ path: 'gone', width: 100 }]))).toEqual(paths(usual))
  })

  it('survives the way through the settings', () => {
    const changed = resized(movedColumn(usual, 'email', -1), 'email', 333)
    expect(shownColumns(all, toChosen(changed))).toEqual(changed)
  })

  it('moves one place and stops at the ends', () => {
    expect(paths(movedColumn(usual, 'username', 1)).slice(0, 2)).toEqual(['firstname', 'username'])
    expect(paths(movedColumn(usual, 'username', -1))).toEqual(paths(usual))
  })

  it('never hides the last column', () => {
    const one = usual.slice(0, 1)
    expect(toggledColumn(one, one[0]!)).toEqual(one)
    expect(paths(toggledColumn(usual, usual[0]!))).not.toContain('username')
  })

  it('keeps every width within its bounds', () => {
    expect(resized(usual, 'email', 1).find(({ path }) => path === 'email')?.width).toBe(56)
    expect(resized(usual, 'email', 9_999).find(({ path }) => path === 'email')?.width).toBe(1_000)
  })

  it('gives as many tracks as columns and the check box, the last one flexible', () => {
    expect(columnTracks(usual)).toMatch(/^40px .*minmax\(\d+px, 1fr\)$/)
    expect(columnsWidth(usual)).toBe(40 + usual.reduce((sum, { width }) => sum + width, 0))
  })
})
