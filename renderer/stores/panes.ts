// Panes, their histories and the tabs above them. A tab is a way back to where a pane last was in one organization.
// Invariants: at least one pane; every history has at least one place; the tab of every shown place exists. What is rare is in panes-beside.ts.

import { create } from 'zustand'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { homeOf, inOrganization, isSamePage, isSamePlace, organizationOf, organizationsOf, overview, type Place } from './place.ts'

export interface Pane {
  /** Stays the same for the life of the pane: its selection and what it started hang on it. */
  readonly id: number
  readonly history: readonly Place[]
  readonly at: number
  /** Part of the width, beside those of the other panes. */
  readonly share: number
  /** Shows the same section, view and filter as the other linked panes, each for its own organization. */
  readonly isLinked: boolean
}

export interface PanesState {
  readonly panes: readonly Pane[]
  readonly focused: number
  /** Open organizations in tab order; the tab of all organizations is always there and not listed. */
  readonly tabs: readonly OrganizationId[]
  readonly closedTabs: readonly OrganizationId[]
  /** Where each tab was when it was left; the key of the tab of all organizations is `all`. */
  readonly lastPlaces: Readonly<Record<string, Place>>
}

export interface PanesActions {
  /** Without a pane the focused one goes; what may come late names its own. */
  go(place: Place, pane?: number): void
  /** Changes what is shown without a step in the history: typing in a search box, opening a detail. */
  replace(place: Place, pane?: number): void
  step(by: 1 | -1): void
  focus(pane: number): void
  openTab(tab: OrganizationId | 'all'): void
  closeTab(tab: OrganizationId): void
  reopenTab(): void
  /** Drops every place of organizations that are not on this computer any more. */
  keepOnly(organizations: readonly OrganizationId[]): void
  restore(state: PanesState): void
}

export const panesMax = 4
const historyMax = 50

export const placeOf = (pane: Pick<Pane, 'history' | 'at'> | undefined): Place => pane?.history[pane.at] ?? overview
export const tabOf = (place: Place): OrganizationId | 'all' => organizationOf(place) ?? 'all'
export const focusedPlace = (state: PanesState): Place => placeOf(state.panes[state.focused])

export const firstPane: Pane = { id: 1, history: [overview], at: 0, share: 1, isLinked: false }
export const firstPanes: PanesState = { panes: [firstPane], focused: 0, tabs: [], closedTabs: [], lastPlaces: {} }

/** Puts a pane in its place, with the tab of what it shows. */
export function withPane(state: PanesState, pane: Pane): PanesState {
  const place = placeOf(pane)
  const organization = organizationOf(place)
  return {
    ...state,
    panes: state.panes.map((each) => (each.id === pane.id ? pane : each)),
    tabs: organization === null || state.tabs.includes(organization) ? state.tabs : [...state.tabs, organization],
    lastPlaces: { ...state.lastPlaces, [tabOf(place)]: place },
  }
}

const pushed = (pane: Pane, place: Place): Pane => {
  const history = [...pane.history.slice(0, pane.at + 1), place].slice(-historyMax)
  return { ...pane, history, at: history.length - 1 }
}
const exchanged = (pane: Pane, place: Place): Pane => ({ ...pane, history: pane.history.map((each, index) => (index === pane.at ? place : each)) })
const paneOf = (state: PanesState, id: number | undefined): Pane | undefined => (id === undefined ? state.panes[state.focused] : state.panes.find((pane) => pane.id === id))

/** After a linked pane has moved: the others show the same of their own organizations. */
function followed(state: PanesState, leader: Pane): PanesState {
  if (!leader.isLinked) return state
  return state.panes.reduce((next, pane) => {
    const before = placeOf(pane)
    const organization = organizationOf(before)
    const place = pane.isLinked && pane.id !== leader.id && organization ? inOrganization(placeOf(leader), organization, before) : null
    if (!place || isSamePlace(place, before)) return next
    return withPane(next, isSamePage(place, before) ? exchanged(pane, place) : pushed(pane, place))
  }, state)
}

const moved = (state: PanesState, pane: Pane): PanesState => followed(withPane(state, pane), pane)

/** A pane that is gone goes nowhere: an answer may come after its pane was closed. */
export function gone(state: PanesState, place: Place, id?: number): PanesState {
  const pane = paneOf(state, id)
  if (!pane || isSamePlace(placeOf(pane), place)) return state
  return moved(state, pushed(pane, place))
}

export function replaced(state: PanesState, place: Place, id?: number): PanesState {
  const pane = paneOf(state, id)
  if (!pane || !isSamePage(placeOf(pane), place)) return gone(state, place, id)
  return moved(state, exchanged(pane, place))
}

export function stepped(state: PanesState, by: 1 | -1): PanesState {
  const pane = state.panes[state.focused]
  if (!pane?.history[pane.at + by]) return state
  return moved(state, { ...pane, at: pane.at + by })
}

/** A tab that a pane shows already is found there; a linked pane brings its section along. */
export function tabOpened(state: PanesState, tab: OrganizationId | 'all'): PanesState {
  const here = focusedPlace(state)
  if (tabOf(here) === tab) return state
  const shown = state.panes.findIndex((pane) => tabOf(placeOf(pane)) === tab)
  if (shown >= 0) return { ...state, focused: shown }
  const linked = tab !== 'all' && state.panes[state.focused]?.isLinked ? inOrganization(here, tab, here) : null
  return gone(state, linked ?? state.lastPlaces[tab] ?? (tab === 'all' ? overview : homeOf(tab)))
}

/** A single pane has nothing to be linked with. */
export const linkedInPairs = (panes: readonly Pane[]): readonly Pane[] => (panes.filter(({ isLinked }) => isLinked).length === 1 ? panes.map((pane) => ({ ...pane, isLinked: false })) : panes)

/** Removes tabs with every step into what is named there. Of several panes those that showed one close; the last one goes to the neighbouring tab. */
export function without(state: PanesState, isDropped: (organization: OrganizationId) => boolean, named = organizationsOf): PanesState {
  const at = state.tabs.findIndex(isDropped)
  const tabs = state.tabs.filter((tab) => !isDropped(tab))
  const neighbour = tabs[Math.max(0, at - 1)]
  const fallback = neighbour ? (state.lastPlaces[neighbour] ?? homeOf(neighbour)) : overview
  const isKept = (place: Place) => !named(place).some(isDropped)
  const remaining = state.panes.filter((pane) => isKept(placeOf(pane)))
  const focused = state.panes[state.focused]
  const kept = (remaining.length > 0 ? remaining : state.panes.slice(0, 1)).map((pane): Pane => {
    const history = pane.history.filter(isKept)
    if (isKept(placeOf(pane))) return { ...pane, history, at: pane.history.slice(0, pane.at).filter(isKept).length }
    return { ...pane, history: [...history, fallback], at: history.length }
  })
  const panes = linkedInPairs(kept)
  const stillFocused = panes.findIndex((pane) => pane.id === focused?.id)
  return {
    ...state,
    panes,
    focused: stillFocused >= 0 ? stillFocused : Math.min(state.focused, panes.length - 1),
    tabs,
    closedTabs: state.closedTabs.filter((tab) => !isDropped(tab)),
    lastPlaces: Object.fromEntries(Object.entries(state.lastPlaces).filter(([, place]) => isKept(place))),
  }
}

export const usePanes = create<PanesState & PanesActions>()((set) => ({
  ...firstPanes,
  go: (place, pane) => set((state) => gone(state, place, pane)),
  replace: (place, pane) => set((state) => replaced(state, place, pane)),
  step: (by) => set((state) => stepped(state, by)),
  focus: (id) =>
    set((state) => {
      const focused = state.panes.findIndex((pane) => pane.id === id)
      return focused < 0 || focused === state.focused ? state : { focused }
    }),
  openTab: (tab) => set((state) => tabOpened(state, tab)),
  // A comparison stands in no organization's tab, and stays without it.
  closeTab: (tab) => set((state) => ({ ...without(state, (each) => each === tab, (place) => (place.page === 'compare' ? [] : organizationsOf(place))), closedTabs: [tab, ...state.closedTabs].slice(0, 10) })),
  reopenTab: () => set((state) => (state.closedTabs[0] ? { ...tabOpened(state, state.closedTabs[0]), closedTabs: state.closedTabs.slice(1) } : state)),
  keepOnly: (organizations) =>
    set((state) => {
      const named = [...state.tabs, ...state.panes.flatMap((pane) => pane.history.flatMap(organizationsOf))]
      return named.every((each) => organizations.includes(each)) ? state : without(state, (each) => !organizations.includes(each))
    }),
  restore: (state) => set(state),
}))
