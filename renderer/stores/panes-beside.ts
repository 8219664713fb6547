// What is done with several panes: opening beside, closing, exchanging, sizing, linking. Loaded when it is first needed.

import type { OrganizationId } from '../../shared/base/ids.ts'
import { firstPane, linkedInPairs, type Pane, panesMax, type PanesState, placeOf, usePanes, withPane } from './panes.ts'
import { compareOf, homeOf, inOrganization, organizationOf, overview, type Place } from './place.ts'

/** A pane never gets less than this part of the width of two, however far the line is dragged. */
export const shareMin = 0.15

/** So much wider or narrower each: what was equal stays equal, and what somebody made wide stays the widest. */
const sharesTimes = (panes: readonly Pane[], factor: number): Pane[] => panes.map((pane) => ({ ...pane, share: pane.share * factor }))

/** Opens a place right of the focused pane; where there are four already, in the neighbour. The new pane takes the focus, and its width from all. */
export function openedBeside(state: PanesState, place: Place): PanesState {
  const { panes, focused } = state
  const neighbour = focused + 1 < panes.length ? focused + 1 : focused - 1
  if (panes.length >= panesMax) {
    const pane = panes[neighbour]!
    const history = [...pane.history.slice(0, pane.at + 1), place]
    return withPane({ ...state, focused: neighbour }, { ...pane, history, at: history.length - 1 })
  }
  const share = panes.reduce((sum, pane) => sum + pane.share, 0) / (panes.length + 1)
  const pane: Pane = { id: Math.max(...panes.map(({ id }) => id)) + 1, history: [place], at: 0, share, isLinked: false }
  const next = sharesTimes(panes, panes.length / (panes.length + 1))
  next.splice(focused + 1, 0, pane)
  return withPane({ ...state, panes: next, focused: focused + 1 }, pane)
}

/** Closes a pane and gives its width to all. The last pane stays. */
export function paneClosed(state: PanesState, id: number): PanesState {
  const at = state.panes.findIndex((pane) => pane.id === id)
  const heir = state.panes[at > 0 ? at - 1 : 1]
  const closed = state.panes[at]
  if (!closed || !heir) return state
  const whole = state.panes.reduce((sum, pane) => sum + pane.share, 0)
  const panes = sharesTimes(state.panes.filter((pane) => pane !== closed), whole / (whole - closed.share))
  const focused = state.focused === at ? heir.id : state.panes[state.focused]?.id
  return { ...state, panes: linkedInPairs(panes), focused: Math.max(0, panes.findIndex((pane) => pane.id === focused)) }
}

/** Exchanges the focused pane with its neighbour. */
export function paneMoved(state: PanesState, by: 1 | -1): PanesState {
  const to = state.focused + by
  const [here, there] = [state.panes[state.focused], state.panes[to]]
  if (!here || !there) return state
  return { ...state, focused: to, panes: state.panes.map((pane) => (pane === here ? there : pane === there ? here : pane)) }
}

/** Moves the line after a pane: `part` is what this pane gets of the width of the two beside the line. */
export function paneSized(state: PanesState, id: number, part: number): PanesState {
  const at = state.panes.findIndex((pane) => pane.id === id)
  const [left, right] = [state.panes[at], state.panes[at + 1]]
  if (!left || !right) return state
  const both = left.share + right.share
  const share = both * Math.min(1 - shareMin, Math.max(shareMin, part))
  return { ...state, panes: state.panes.map((pane) => (pane === left ? { ...pane, share } : pane === right ? { ...pane, share: both - share } : pane)) }
}

/** Links every pane of an organization, and lets them show what the focused one shows; or unlinks all. */
export function linksToggled(state: PanesState): PanesState {
  if (state.panes.some((pane) => pane.isLinked)) return { ...state, panes: state.panes.map((pane) => ({ ...pane, isLinked: false })) }
  const bound = state.panes.filter((pane) => organizationOf(placeOf(pane)) !== null)
  const focused = state.panes[state.focused]
  const leader = bound.find((pane) => pane === focused) ?? bound[0]
  if (!leader || bound.length < 2) return state
  const linked: PanesState = { ...state, panes: state.panes.map((pane) => ({ ...pane, isLinked: bound.includes(pane) })) }
  return bound.filter((pane) => pane !== leader).reduce((next, pane) => joined(next, pane.id, leader.id), linked)
}

/** One pane joins or leaves those that are linked. */
export function linkToggled(state: PanesState, id: number): PanesState {
  const pane = state.panes.find((each) => each.id === id)
  const leader = state.panes.find((each) => each.isLinked && each.id !== id)
  if (!pane) return state
  if (!leader) return linksToggled(state)
  const panes = state.panes.map((each) => (each === pane ? { ...each, isLinked: !each.isLinked } : each))
  if (!pane.isLinked) return joined({ ...state, panes }, id, leader.id)
  return { ...state, panes: linkedInPairs(panes) }
}

function joined(state: PanesState, id: number, leaderId: number): PanesState {
  const pane = state.panes.find((each) => each.id === id)!
  const organization = organizationOf(placeOf(pane))
  const place = organization && inOrganization(placeOf(state.panes.find((each) => each.id === leaderId)), organization, placeOf(pane))
  if (!place || JSON.stringify(place) === JSON.stringify(placeOf(pane))) return state
  const history = [...pane.history.slice(0, pane.at + 1), place]
  return withPane(state, { ...pane, history, at: history.length - 1 })
}

/** The state of a window that shows one pane of this one. */
export function tornOff(pane: Pane): PanesState {
  const organization = organizationOf(placeOf(pane))
  const isOwn = (place: Place) => organizationOf(place) === organization
  const history = pane.history.slice(0, pane.at + 1).filter(isOwn)
  return { panes: [{ ...firstPane, history: history.length > 0 ? history : [overview], at: Math.max(0, history.length - 1) }], focused: 0, tabs: organization ? [organization] : [], closedTabs: [], lastPlaces: {} }
}

/** Opens a tab without leaving what is shown. */
export const tabAdded = (state: PanesState, place: Place): PanesState => {
  const organization = organizationOf(place)
  if (!organization) return state
  return { ...state, tabs: state.tabs.includes(organization) ? state.tabs : [...state.tabs, organization], lastPlaces: { ...state.lastPlaces, [organization]: place } }
}

const change = (next: (state: PanesState) => PanesState) => usePanes.setState(next)

export const openBeside = (place: Place): void => change((state) => openedBeside(state, place))
export const openTabBeside = (tab: OrganizationId | 'all'): void => change((state) => openedBeside(state, state.lastPlaces[tab] ?? (tab === 'all' ? overview : homeOf(tab))))
export const openBehind = (place: Place): void => change((state) => tabAdded(state, place))
export const closePane = (id: number): void => change((state) => paneClosed(state, id))
export const movePane = (by: 1 | -1): void => change((state) => paneMoved(state, by))
export const sizePane = (id: number, part: number): void => change((state) => paneSized(state, id, part))
export const toggleLinks = (): void => change(linksToggled)
export const toggleLink = (id: number): void => change((state) => linkToggled(state, id))

/** The organizations that two panes show, for comparing them: the focused one and its neighbour. */
export function pairOf({ panes, focused }: Pick<PanesState, 'panes' | 'focused'>): readonly [OrganizationId, OrganizationId] | null {
  const here = organizationOf(placeOf(panes[focused]))
  const others = [...panes.slice(focused + 1), ...panes.slice(0, focused).reverse()].flatMap((pane) => organizationOf(placeOf(pane)) ?? [])
  return here && others[0] ? [here, others[0]] : null
}

/** Opens the comparison of what the panes show, or of the shown organization with the next one; the kind is that of the list shown. */
export function compareFrom(state: Pick<PanesState, 'panes' | 'focused'>, organizations: readonly { readonly id: OrganizationId }[]): void {
  const place = placeOf(state.panes[state.focused])
  const here = organizationOf(place) ?? organizations[0]?.id
  const [left, right] = pairOf(state) ?? [here, organizations.find(({ id }) => id !== here)?.id]
  if (left && right) usePanes.getState().go(compareOf(left, right, place.page === 'list' ? place.kind : 'user'))
}
