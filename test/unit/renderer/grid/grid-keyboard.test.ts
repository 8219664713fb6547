// The keyboard model of the grid.

import { describe, expect, it } from 'vitest'
import { gridAct, type GridFocus, type GridKey, type GridShape } from '../../../../renderer/grid/grid-keyboard.ts'

const shape: GridShape = { rows: 1_000, columns: 6, pageRows: 25, isRightToLeft: false, areSingleKeysOn: true }
const press = (key: string, focus: GridFocus, modifiers: Partial<GridKey> = {}, more: Partial<GridShape> = {}) =>
  gridAct({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers }, focus, { ...shape, ...more })
const focusOf = (act: ReturnType<typeof gridAct>) => (act?.type === 'focus' ? act.focus : null)
const row = (index: number): GridFocus => ({ row: index, column: -1 })

describe('gridAct', () => {
  it('moves by row and by page and stays inside the list', () => {
    expect(focusOf(press('ArrowDown', row(4)))).toEqual(row(5))
    expect(focusOf(press('ArrowDown', row(999)))).toEqual(row(999))
    expect(focusOf(press('PageDown', row(4)))).toEqual(row(29))
    expect(focusOf(press('PageUp', row(4)))).toEqual(row(0))
    expect(focusOf(press('End', row(4), { ctrlKey: true }))).toEqual(row(999))
    expect(focusOf(press('Home', row(4), { ctrlKey: true }))).toEqual(row(0))
  })

  it('goes from the row into its cells and back out', () => {
    expect(focusOf(press('ArrowRight', row(4)))).toEqual({ row: 4, column: 0 })
    expect(focusOf(press('ArrowLeft', { row: 4, column: 0 }))).toEqual(row(4))
    expect(focusOf(press('ArrowRight', { row: 4, column: 5 }))).toEqual({ row: 4, column: 5 })
  })

  it('takes Home and End as rows on a row and as columns in a cell', () => {
    expect(focusOf(press('End', row(4)))).toEqual(row(999))
    expect(focusOf(press('End', { row: 4, column: 2 }))).toEqual({ row: 4, column: 5 })
    expect(focusOf(press('Home', { row: 4, column: 2 }))).toEqual({ row: 4, column: 0 })
  })

  it('mirrors sideways from right to left', () => {
    expect(focusOf(press('ArrowLeft', row(4), {}, { isRightToLeft: true }))).toEqual({ row: 4, column: 0 })
    expect(press('ArrowLeft', { row: -1, column: 2 }, { shiftKey: true }, { isRightToLeft: true })).toMatchObject({ type: 'resize', byPx: -16 })
  })

  it('extends the selection with Shift up and down only', () => {
    expect(press('ArrowDown', row(4), { shiftKey: true })).toMatchObject({ type: 'focus', isRange: true })
    expect(press('ArrowDown', row(4))).toMatchObject({ isRange: false })
    expect(press('ArrowRight', row(4), { shiftKey: true })).toMatchObject({ isRange: false })
    expect(press('ArrowUp', row(0), { shiftKey: true })).toMatchObject({ focus: { row: -1 }, isRange: false })
  })

  it('selects, opens and leaves', () => {
    expect(press(' ', row(4))).toEqual({ type: 'toggle' })
    expect(press('Enter', row(4))).toEqual({ type: 'open' })
    expect(press('Escape', row(4))).toEqual({ type: 'escape' })
    expect(press('a', row(4), { ctrlKey: true })).toEqual({ type: 'selectAll' })
    expect(press('a', row(4), { metaKey: true })).toEqual({ type: 'selectAll' })
  })

  it('acts on single letters only where they are on', () => {
    expect(press('x', row(4))).toEqual({ type: 'toggle' })
    expect(focusOf(press('j', row(4)))).toEqual(row(5))
    expect(focusOf(press('k', row(4)))).toEqual(row(3))
    expect(press('x', row(4), {}, { areSingleKeysOn: false })).toBeNull()
    expect(press('j', row(4), {}, { areSingleKeysOn: false })).toBeNull()
    expect(press('j', row(4), { ctrlKey: true })).toBeNull()
  })

  it('leaves to others what is not its own', () => {
    expect(press('ArrowLeft', row(4), { altKey: true })).toBeNull()
    expect(press('a', row(4))).toBeNull()
    expect(press('Enter', row(4), { ctrlKey: true })).toBeNull()
    expect(press('F6', row(4))).toBeNull()
  })

  it('reaches the head from the first row and sorts, resizes and selects there', () => {
    expect(focusOf(press('ArrowUp', row(0)))).toEqual({ row: -1, column: 1 })
    const head: GridFocus = { row: -1, column: 2 }
    expect(press('Enter', head)).toEqual({ type: 'sort', column: 2 })
    expect(press('Enter', { row: -1, column: 0 })).toEqual({ type: 'selectAll' })
    expect(press('ArrowRight', head, { shiftKey: true })).toEqual({ type: 'resize', column: 2, byPx: 16 })
    expect(focusOf(press('ArrowLeft', { row: -1, column: 0 }))).toEqual({ row: -1, column: 0 })
    expect(focusOf(press('ArrowDown', head))).toEqual({ row: 0, column: 2 })
  })
})
