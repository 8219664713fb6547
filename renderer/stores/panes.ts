// Panes, their histories and the tabs above them. A tab is a way back to where a pane last was in one organization.
// Invariants: at least one pane; every history has at least one place; the tab of every shown place exists.

import { create } from 'zustand'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { homeOf, isSamePage, isSamePlace, organizationOf, overview, type Place, placeFrom } from './place.ts'

export interface Pane {
  readonly history: readonly Place[]
  readonly at: number
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
  go(place: Place): void
  /** Changes what is shown without a step in the history: typing in a search box, opening a detail. */
  replace(place: Place): void
  step(by: 1 | -1): void
  openTab(tab: OrganizationId | 'all'): void
  closeTab(tab: OrganizationId): void
  reopenTab(): void
  /** Drops every place of organizations that are not on this computer any more. */
  keepOnly(organizations: readonly OrganizationId[]): void
  restore(text: string | null): void
}

const historyMax = 50
const savedHistoryMax = 10

export const placeOf = (pane: Pane | undefined): Place => pane?.history[pane.at] ?? overview
export const tabOf = (place: Place): OrganizationId | 'all' => organizationOf(place) ?? 'all'
export const focusedPlace = (state: PanesState): Place => placeOf(state.panes[state.focused])

export const firstPanes: PanesState = { panes: [{ history: [overview], at: 0 }], focused: 0, tabs: [], closedTabs: [], lastPlaces: {} }

const withPane = (state: PanesState, pane: Pane): PanesState => {
  const place = placeOf(pane)
  const organization = organizationOf(place)
  return {
    ...state,
    panes: state.panes.map((each, index) => (index === state.focused ? pane : each)),
    tabs: organization === null || state.tabs.includes(organization) ? state.tabs : [...state.tabs, organization],
    lastPlaces: { ...state.lastPlaces, [tabOf(place)]: place },
  }
}

export function gone(state: PanesState, place: Place): PanesState {
  const pane = state.panes[state.focused] ?? { history: [overview], at: 0 }
  if (isSamePlace(placeOf(pane), place)) return state
  const history = [...pane.history.slice(0, pane.at + 1), place].slice(-historyMax)
  return withPane(state, { history, at: history.length - 1 })
}

export function replaced(state: PanesState, place: Place): PanesState {
  const pane = state.panes[state.focused]
  if (!pane || !isSamePage(placeOf(pane), place)) return gone(state, place)
  return withPane(state, { ...pane, history: pane.history.map((each, index) => (index === pane.at ? place : each)) })
}

export function stepped(state: PanesState, by: 1 | -1): PanesState {
  const pane = state.panes[state.focused]
  if (!pane?.history[pane.at + by]) return state
  return withPane(state, { ...pane, at: pane.at + by })
}

export const tabOpened = (state: PanesState, tab: OrganizationId | 'all'): PanesState => gone(state, state.lastPlaces[tab] ?? (tab === 'all' ? overview : homeOf(tab)))

/** Removes tabs with every step into them; a pane that showed one goes to the neighbouring tab. */
export function without(state: PanesState, isDropped: (organization: OrganizationId) => boolean): PanesState {
  const at = state.tabs.findIndex(isDropped)
  const tabs = state.tabs.filter((tab) => !isDropped(tab))
  const neighbour = tabs[Math.max(0, at - 1)]
  const fallback = neighbour ? (state.lastPlaces[neighbour] ?? homeOf(neighbour)) : overview
  const isKept = (place: Place) => {
    const organization = organizationOf(place)
    return organization === null || !isDropped(organization)
  }
  const panes = state.panes.map((pane): Pane => {
    const history = pane.history.filter(isKept)
    if (isKept(placeOf(pane))) return { history, at: pane.history.slice(0, pane.at).filter(isKept).length }
    return { history: [...history, fallback], at: history.length }
  })
  const closedTabs = state.closedTabs.filter((tab) => !isDropped(tab))
  return { ...state, panes, tabs, closedTabs, lastPlaces: Object.fromEntries(Object.entries(state.lastPlaces).filter(([, place]) => isKept(place))) }
}

export function layoutText(state: PanesState): string {
  const panes = state.panes.map((pane) => ({ history: pane.history.slice(Math.max(0, pane.at + 1 - savedHistoryMax), pane.at + 1) }))
  return JSON.stringify({ version: 1, panes, focused: state.focused, tabs: state.tabs, lastPlaces: state.lastPlaces })
}

export function layoutFrom(text: string | null): PanesState {
  try {
    const saved = JSON.parse(text ?? 'null') as { version?: number; panes?: { history?: unknown[] }[]; focused?: number; tabs?: OrganizationId[]; lastPlaces?: Record<string, unknown> } | null
    if (saved?.version !== 1) return firstPanes
    const places = (values: unknown[] | undefined) => (values ?? []).flatMap((value) => placeFrom(value) ?? [])
    const panes = (saved.panes ?? []).map(({ history }) => places(history)).filter((history) => history.length > 0)
    if (panes.length === 0) return firstPanes
    return {
      panes: panes.map((history) => ({ history, at: history.length - 1 })),
      focused: Math.min(saved.focused ?? 0, panes.length - 1),
      tabs: (saved.tabs ?? []).filter((tab) => typeof tab === 'string'),
      closedTabs: [],
      lastPlaces: Object.fromEntries(Object.entries(saved.lastPlaces ?? {}).flatMap(([tab, value]) => places([value]).map((place) => [tab, place]))),
    }
  } catch {
    // A layout that cannot be read costs the open tabs, nothing else.
    return firstPanes
  }
}

export const usePanes = create<PanesState & PanesActions>()((set) => ({
  ...firstPanes,
  go: (place) => set((state) => gone(state, place)),
  replace: (place) => set((state) => replaced(state, place)),
  step: (by) => set((state) => stepped(state, by)),
  openTab: (tab) => set((state) => tabOpened(state, tab)),
  closeTab: (tab) => set((state) => ({ ...without(state, (each) => each === tab), closedTabs: [tab, ...state.closedTabs].slice(0, 10) })),
  reopenTab: () => set((state) => (state.closedTabs[0] ? { ...tabOpened(state, state.closedTabs[0]), closedTabs: state.closedTabs.slice(1) } : state)),
  keepOnly: (organizations) => set((state) => (state.tabs.every((tab) => organizations.includes(tab)) ? state : without(state, (each) => !organizations.includes(each)))),
  restore: (text) => set(layoutFrom(text)),
}))
