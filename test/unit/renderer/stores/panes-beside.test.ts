// Several panes: opened beside, closed, exchanged, sized and linked, each with its own history, and none ever in another's organization.

import { describe, expect, it } from 'vitest'
import { focusedPlace, firstPanes, gone, type PanesState, panesMax, placeOf, replaced, stepped, tabOpened, usePanes, without } from '../../../../renderer/stores/panes.ts'
import { linksToggled, linkToggled, openedBeside, pairOf, paneClosed, paneMoved, paneSized, tornOff } from '../../../../renderer/stores/panes-beside.ts'
import { layoutFrom } from '../../../../renderer/stores/panes-layout.ts'
import { layoutText } from '../../../../renderer/stores/panes-text.ts'
import { compareOf, homeOf, listOf, organizationOf, organizationsOf, overview, type Place, placeFrom } from '../../../../renderer/stores/place.ts'
import { createRandom } from '../../../../shared/base/random.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'

const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(24) as OrganizationId)
const [first, second, third] = ids as [OrganizationId, OrganizationId, OrganizationId]
const beside = (...places: Place[]): PanesState => places.slice(1).reduce(openedBeside, gone(firstPanes, places[0]!))
const shown = (state: PanesState) => state.panes.map(placeOf)

describe('beside', () => {
  it('opens right of the focused pane, takes the focus and half of the width', () => {
    const state = beside(homeOf(first), homeOf(second))
    expect(shown(state)).toEqual([homeOf(first), homeOf(second)])
    expect(state.focused).toBe(1)
    expect(state.tabs).toEqual([first, second])
    expect(state.panes.map(({ share }) => share)).toEqual([0.5, 0.5])
  })

  it('takes the neighbour when there is no room for another pane', () => {
    const full = beside(homeOf(first), homeOf(second), homeOf(third), overview)
    const state = openedBeside(full, listOf(first, 'user'))
    expect(state.panes.length).toBe(panesMax)
    expect(placeOf(state.panes[2])).toEqual(listOf(first, 'user'))
    expect(focusedPlace(state)).toEqual(listOf(first, 'user'))
  })

  it('goes its own way in each pane', () => {
    let state = gone(beside(homeOf(first), homeOf(second)), listOf(second, 'user'))
    state = gone(state, listOf(first, 'device'), state.panes[0]!.id)
    expect(shown(state)).toEqual([listOf(first, 'device'), listOf(second, 'user')])
    expect(shown(stepped(state, -1))).toEqual([listOf(first, 'device'), homeOf(second)])
  })

  it('lets what comes late into a closed pane fall', () => {
    const state = beside(homeOf(first), homeOf(second))
    const late = replaced(paneClosed(state, 2), listOf(second, 'user', { search: 'late' }), 2)
    expect(shown(late)).toEqual([homeOf(first)])
  })

  it('keeps equal panes equal when one comes or goes, and a wide one the widest', () => {
    const four = beside(homeOf(first), homeOf(second), homeOf(third), overview)
    for (const { share } of four.panes) expect(share).toBeCloseTo(1 / 4)
    for (const { share } of paneClosed(four, 2).panes) expect(share).toBeCloseTo(1 / 3)
    const three = openedBeside(paneSized(beside(homeOf(first), homeOf(second)), 1, 0.7), homeOf(third))
    expect(three.panes.map(({ share }) => share)).toEqual([expect.closeTo(0.7 * (2 / 3)), expect.closeTo(0.3 * (2 / 3)), expect.closeTo(1 / 3)])
  })

  it('gives the width of a closed pane away and keeps the last one', () => {
    const state = paneClosed(beside(homeOf(first), homeOf(second), homeOf(third)), 2)
    expect(shown(state)).toEqual([homeOf(first), homeOf(third)])
    expect(state.panes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(focusedPlace(state)).toEqual(homeOf(third))
    expect(paneClosed(paneClosed(state, 3), 1).panes.length).toBe(1)
  })

  it('finds a tab in the pane that shows it', () => {
    const state = tabOpened(beside(homeOf(first), homeOf(second)), first)
    expect(state.focused).toBe(0)
    expect(shown(state)).toEqual([homeOf(first), homeOf(second)])
  })

  it('closes the panes of a closed tab, and the last one goes elsewhere', () => {
    const state = beside(homeOf(first), homeOf(second), listOf(second, 'user'))
    expect(shown(without(state, (each) => each === second))).toEqual([homeOf(first)])
    expect(shown(without(beside(homeOf(second), listOf(second, 'user')), (each) => each === second))).toEqual([overview])
  })

  it('exchanges and sizes panes within bounds', () => {
    const state = beside(homeOf(first), homeOf(second))
    expect(shown(paneMoved(state, -1))).toEqual([homeOf(second), homeOf(first)])
    expect(paneMoved(state, -1).focused).toBe(0)
    expect(paneMoved(state, 1)).toBe(state)
    expect(paneSized(state, 1, 0.7).panes.map(({ share }) => share)).toEqual([0.7, expect.closeTo(0.3)])
    expect(paneSized(state, 1, 0).panes[0]!.share).toBeGreaterThan(0.1)
  })
})

describe('linked panes', () => {
  const linked = linksToggled(gone(beside(homeOf(first), homeOf(second)), listOf(second, 'user', { search: 'ada' })))

  it('show the section, view and filter of the focused one at once', () => {
    expect(shown(linked)).toEqual([listOf(first, 'user', { search: 'ada' }), listOf(second, 'user', { search: 'ada' })])
  })

  it('follow each other both ways and keep what each has open', () => {
    let state = replaced(linked, listOf(second, 'user', { search: 'ada', open: { id: 'x' as never, tab: 'details' } }))
    expect(placeOf(state.panes[0])).toEqual(listOf(first, 'user', { search: 'ada' }))
    state = replaced(state, listOf(first, 'user', { search: 'bo' }), state.panes[0]!.id)
    expect(placeOf(state.panes[1])).toEqual(listOf(second, 'user', { search: 'bo', open: { id: 'x' as never, tab: 'details' } }))
    expect(shown(gone(state, homeOf(second)))).toEqual([homeOf(first), homeOf(second)])
  })

  it('stay where they are when one leaves its organization', () => {
    expect(shown(gone(linked, overview))).toEqual([placeOf(linked.panes[0]), overview])
  })

  it('bring the section along to another organization', () => {
    expect(focusedPlace(tabOpened(linked, third))).toEqual(listOf(third, 'user', { search: 'ada' }))
  })

  it('come apart, all or one, and none stays linked alone', () => {
    expect(linksToggled(linked).panes.some(({ isLinked }) => isLinked)).toBe(false)
    expect(linkToggled(linked, 1).panes.some(({ isLinked }) => isLinked)).toBe(false)
    expect(paneClosed(linked, 1).panes.some(({ isLinked }) => isLinked)).toBe(false)
    expect(gone(linksToggled(linked), homeOf(second)).panes.map(placeOf)).toEqual([listOf(first, 'user', { search: 'ada' }), homeOf(second)])
  })
})

describe('comparing', () => {
  it('takes the focused pane and its neighbour', () => {
    expect(pairOf(beside(homeOf(first), homeOf(second)))).toEqual([second, first])
    expect(pairOf(gone(firstPanes, homeOf(first)))).toBeNull()
    expect(pairOf(beside(homeOf(first), overview))).toBeNull()
  })

  it('keeps a comparison when the tab of one of its two is closed, and drops it when that organization is gone', () => {
    const place = compareOf(first, second, 'user')
    usePanes.getState().restore(openedBeside(gone(firstPanes, homeOf(first)), place))
    usePanes.getState().closeTab(first)
    expect(shown(usePanes.getState())).toEqual([place])
    usePanes.getState().keepOnly([second])
    expect(shown(usePanes.getState())).toEqual([overview])
    usePanes.getState().restore(firstPanes)
  })

  it('stands in the tab of all organizations and goes with either of them', () => {
    const place = compareOf(first, second, 'userGroup', { show: 'onlyLeft' })
    expect(organizationOf(place)).toBeNull()
    expect(organizationsOf(place)).toEqual([first, second])
    expect(placeFrom(JSON.parse(JSON.stringify(place)))).toEqual(place)
    expect(placeFrom({ ...place, kind: 'spaceship' })).toBeNull()
    expect(shown(without(gone(firstPanes, place), (each) => each === second))).toEqual([overview])
  })
})

describe('a torn-off pane', () => {
  it('takes its history along, but no step into another organization', () => {
    const pane = gone(gone(gone(firstPanes, homeOf(second)), homeOf(first)), listOf(first, 'user')).panes[0]!
    const state = tornOff(pane)
    expect(shown(state)).toEqual([listOf(first, 'user')])
    expect(JSON.stringify(state)).not.toContain(second)
    expect(focusedPlace(stepped(state, -1))).toEqual(homeOf(first))
  })
})

describe('whatever is done', () => {
  it('every pane shows something, focus and widths hold, and a restart brings the same panes back', () => {
    const random = createRandom(4)
    let state = firstPanes
    for (let index = 0; index < 3_000; index++) {
      const pane = random.pick(state.panes)
      const organization = random.pick(ids)
      state = random.pick<(before: PanesState) => PanesState>([
        (before) => gone(before, random.pick([homeOf(organization), listOf(organization, 'user'), overview]), pane.id),
        (before) => openedBeside(before, homeOf(organization)),
        (before) => paneClosed(before, pane.id),
        (before) => paneMoved(before, random.pick([1, -1])),
        (before) => paneSized(before, pane.id, random.integer(0, 100) / 100),
        linksToggled,
        (before) => linkToggled(before, pane.id),
        (before) => tabOpened(before, organization),
        (before) => without(before, (each) => each === organization),
        (before) => stepped(before, random.pick([1, -1])),
      ])(state)
      expect(state.panes.length).toBeGreaterThan(0)
      expect(state.panes.length).toBeLessThanOrEqual(panesMax)
      expect(state.panes[state.focused]).toBeDefined()
      expect(new Set(state.panes.map(({ id }) => id)).size).toBe(state.panes.length)
      expect(state.panes.filter(({ isLinked }) => isLinked).length).not.toBe(1)
      for (const each of state.panes) {
        expect(each.history[each.at]).toBeDefined()
        expect(each.share).toBeGreaterThan(0)
        const shows = organizationOf(placeOf(each))
        if (shows) expect(state.tabs).toContain(shows)
      }
    }
    const again = layoutFrom(layoutText(state))
    expect(shown(again)).toEqual(shown(state))
    expect(again.panes.map(({ share, isLinked }) => ({ share, isLinked }))).toEqual(state.panes.map(({ share, isLinked }) => ({ share, isLinked })))
    expect(again.focused).toBe(state.focused)
  })
})
