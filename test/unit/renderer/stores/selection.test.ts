// A selection by id.

import { describe, expect, it } from 'vitest'
import { noSelection, selectionOf, toggled, useSelections } from '../../../../renderer/stores/selection.ts'

describe('toggled', () => {
  it('adds and takes out, in the order of selecting', () => {
    const selection = toggled(toggled(noSelection, ['c', 'a']), ['b', 'a'])
    expect([...selection.ids]).toEqual(['c', 'b'])
  })

  it('only adds when told to', () => {
    expect([...toggled(toggled(noSelection, ['a']), ['a', 'b'], true).ids]).toEqual(['a', 'b'])
  })

  it('keeps "all that match" while everything stays in, and drops it with the first one out', () => {
    const all = { ids: new Set(['a', 'b']), all: { question: 'q', total: 2 } }
    expect(toggled(all, ['c'], true).all).toEqual({ question: 'q', total: 2 })
    expect(toggled(all, ['a']).all).toBeNull()
  })

  it('leaves the selection it came from alone', () => {
    const before = toggled(noSelection, ['a'])
    toggled(before, ['b'])
    expect([...before.ids]).toEqual(['a'])
    expect(noSelection.ids.size).toBe(0)
  })
})

describe('the store', () => {
  it('keeps lists apart', () => {
    const { toggle, clear } = useSelections.getState()
    toggle('one user', ['a'])
    toggle('two user', ['b', 'c'])
    clear('one user')
    expect(selectionOf('one user')(useSelections.getState()).ids.size).toBe(0)
    expect([...selectionOf('two user')(useSelections.getState()).ids]).toEqual(['b', 'c'])
  })
})
