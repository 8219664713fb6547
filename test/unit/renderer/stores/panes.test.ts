// Histories, tabs, and what is left of them after a restart.

import { describe, expect, it } from 'vitest'
import { firstPanes, focusedPlace, gone, type PanesState, placeOf, replaced, stepped, tabOpened, without } from '../../../../renderer/stores/panes.ts'
import { layoutFrom } from '../../../../renderer/stores/panes-layout.ts'
import { layoutText } from '../../../../renderer/stores/panes-text.ts'
import { homeOf, listOf, overview, placeFrom } from '../../../../renderer/stores/place.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'

const first = 'a'.repeat(24) as OrganizationId
const second = 'b'.repeat(24) as OrganizationId
const walk = (...places: Parameters<typeof gone>[1][]): PanesState => places.reduce((state, place) => gone(state, place), firstPanes)

describe('history', () => {
  it('goes back and forward, and no further than its ends', () => {
    const state = walk(homeOf(first), listOf(first, 'user'))
    expect(focusedPlace(stepped(state, -1))).toEqual(homeOf(first))
    expect(focusedPlace(stepped(stepped(state, -1), 1))).toEqual(listOf(first, 'user'))
    expect(stepped(state, 1)).toBe(state)
  })

  it('drops what lay ahead when it goes elsewhere', () => {
    const state = gone(stepped(walk(homeOf(first), listOf(first, 'user')), -1), listOf(first, 'userGroup'))
    expect(focusedPlace(state)).toEqual(listOf(first, 'userGroup'))
    expect(stepped(state, 1)).toBe(state)
    expect(focusedPlace(stepped(state, -1))).toEqual(homeOf(first))
  })

  it('makes no step for a place it is already at, nor for typing in the same list', () => {
    const state = walk(listOf(first, 'user'))
    expect(gone(state, listOf(first, 'user'))).toBe(state)
    const typed = replaced(state, listOf(first, 'user', { search: 'ada' }))
    expect(typed.panes[0]?.history.length).toBe(2)
    expect(focusedPlace(stepped(typed, -1))).toEqual(overview)
  })

  it('makes a step when a replacement is another page', () => {
    expect(replaced(walk(homeOf(first)), homeOf(second)).panes[0]?.history.length).toBe(3)
  })

  it('keeps a bounded history', () => {
    let state = firstPanes
    for (let index = 0; index < 200; index++) state = gone(state, listOf(first, 'user', { search: String(index) }))
    expect(state.panes[0]?.history.length).toBe(50)
    expect(focusedPlace(state)).toEqual(listOf(first, 'user', { search: '199' }))
  })
})

describe('tabs', () => {
  it('opens a tab with the first visit and returns to where it was left', () => {
    const state = walk(homeOf(first), listOf(first, 'user', { search: 'ada' }), homeOf(second))
    expect(state.tabs).toEqual([first, second])
    expect(focusedPlace(tabOpened(state, first))).toEqual(listOf(first, 'user', { search: 'ada' }))
    expect(focusedPlace(tabOpened(state, 'all'))).toEqual(overview)
  })

  it('leaves a closed tab for its neighbour and keeps no step into it', () => {
    const state = without(walk(homeOf(first), homeOf(second), listOf(second, 'user')), (each) => each === second)
    expect(state.tabs).toEqual([first])
    expect(focusedPlace(state)).toEqual(homeOf(first))
    expect(JSON.stringify(state)).not.toContain(second)
  })

  it('stays where it is when another tab goes', () => {
    const state = without(walk(homeOf(first), homeOf(second)), (each) => each === first)
    expect(focusedPlace(state)).toEqual(homeOf(second))
  })
})

describe('layout', () => {
  it('comes back after a restart with places, tabs and the way back', () => {
    const state = walk(homeOf(first), listOf(first, 'user', { search: 'ada', sort: [{ column: 'email', descending: true }], filters: [{ type: 'named', id: 'withoutMfa' }] }))
    const restored = layoutFrom(layoutText(state))
    expect(focusedPlace(restored)).toEqual(focusedPlace(state))
    expect(restored.tabs).toEqual(state.tabs)
    expect(focusedPlace(stepped(restored, -1))).toEqual(homeOf(first))
  })

  it('starts afresh from text it cannot read', () => {
    for (const text of [null, '', '{', '[]', '{"version":2}', '{"version":1,"panes":[]}', '{"version":1,"panes":[{"history":[{"page":"nowhere"}]}]}']) {
      expect(layoutFrom(text), String(text)).toEqual(firstPanes)
    }
  })

  it('always has a place to show', () => {
    expect(placeOf(undefined)).toEqual(overview)
    expect(placeOf({ history: [], at: 3 })).toEqual(overview)
  })
})

describe('placeFrom', () => {
  it('takes only places of kinds and pages it knows', () => {
    expect(placeFrom({ page: 'list', organization: first, kind: 'spaceship', view: {} })).toBeNull()
    expect(placeFrom({ page: 'home' })).toBeNull()
    expect(placeFrom('overview')).toBeNull()
    expect(placeFrom({ page: 'settings' })).toEqual({ page: 'settings' })
  })

  it('leaves broken parts of a list view out and keeps the rest', () => {
    const place = placeFrom({ page: 'list', organization: first, kind: 'user', view: { search: 7, filters: [{ type: 'named' }, { type: 'named', id: 'locked' }, null], sort: [{ column: 'email' }], open: { id: 'x' } } })
    expect(place).toEqual(listOf(first, 'user', { filters: [{ type: 'named', id: 'locked' }] }))
  })
})
