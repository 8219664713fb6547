// Where a pane is: a plain value, so that it can be kept in a history, linked to, and written to the settings.

import type { JobId, OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import { type CompareShow, compareShows } from '../../shared/diff/set-diff.ts'
import type { Comparison } from '../../shared/filter/comparison.ts'
import type { Kind } from '../../shared/resources/index.ts'
import type { Scope } from '../../shared/scope/scope.ts'
import { isKind } from '../bridge/registry.ts'

export interface SortKey {
  readonly column: string
  readonly descending: boolean
}

/** One condition of a list, as a removable chip. */
export type ListFilter =
  | { readonly type: 'named'; readonly id: string }
  | { readonly type: 'values'; readonly field: string; readonly values: readonly (string | number | null)[] }
  | { readonly type: 'compare'; readonly field: string; readonly is: Comparison; readonly value: string | number | boolean }

/** Everything a list shows besides its rows; a link to a list carries it. */
export interface ListView {
  readonly search: string
  readonly filters: readonly ListFilter[]
  readonly sort: readonly SortKey[]
  /** The organization stands with an object where the list is of several. */
  readonly open: { readonly id: ResourceId; readonly tab: string; readonly organization?: OrganizationId } | null
}

/** Several organizations in one page: all, those with a tag, favourites, or chosen ones. */
export type EstateScope = Exclude<Scope, { type: 'one' }>

/** Spans of time that the events page offers, all of them up to now. */
export const eventRanges = ['1h', '24h', '7d', '30d', '90d'] as const
export type EventRange = (typeof eventRanges)[number]

/** Everything the events page shows besides its rows. */
export interface EventsView {
  readonly range: EventRange
  /** Empty means all. */
  readonly services: readonly string[]
  readonly types: readonly string[]
  readonly success: boolean | null
  readonly text: string
  readonly open: string | null
}

/** Everything a comparison shows besides its rows. */
export interface CompareView {
  readonly show: CompareShow
  readonly search: string
  /** Column that says which two objects are the same one; null is the kind's first. */
  readonly matchBy: string | null
}

/** Pages of one organization that are neither its home nor a list. */
const organizationPages = ['organizationSettings', 'mfa', 'securitySettings'] as const

export type Place =
  | { readonly page: 'overview'; readonly scope?: EstateScope }
  | { readonly page: 'estateList'; readonly scope: EstateScope; readonly kind: Kind; readonly view: ListView }
  | { readonly page: 'matrix'; readonly scope: EstateScope }
  | { readonly page: 'settings' }
  /** The jobs of all organizations, one of them open. */
  | { readonly page: 'jobs'; readonly view: { readonly open: JobId | null } }
  | { readonly page: 'ledger' }
  | { readonly page: 'providers' }
  | { readonly page: 'home'; readonly organization: OrganizationId }
  | { readonly page: 'organizationSettings'; readonly organization: OrganizationId }
  | { readonly page: 'mfa'; readonly organization: OrganizationId }
  | { readonly page: 'securitySettings'; readonly organization: OrganizationId }
  | { readonly page: 'events'; readonly organization: OrganizationId; readonly view: EventsView }
  | { readonly page: 'list'; readonly organization: OrganizationId; readonly kind: Kind; readonly view: ListView }
  | { readonly page: 'compare'; readonly left: OrganizationId; readonly right: OrganizationId; readonly kind: Kind; readonly view: CompareView }

export const plainView: ListView = { search: '', filters: [], sort: [], open: null }

export const plainEvents: EventsView = { range: '24h', services: [], types: [], success: null, text: '', open: null }

const plainCompare: CompareView = { show: 'differences', search: '', matchBy: null }

export const allOrganizations: EstateScope = { type: 'all' }
export const overview: Place = { page: 'overview' }
/** The overview of some organizations; of all it is the plain one. */
export const overviewOf = (scope: EstateScope): Place => (scope.type === 'all' ? overview : { page: 'overview', scope })
export const matrixOf = (scope: EstateScope): Place => ({ page: 'matrix', scope })
export const estateListOf = (scope: EstateScope, kind: Kind, view: Partial<ListView> = {}): Place => ({ page: 'estateList', scope, kind, view: { ...plainView, ...view } })
export const jobsOf = (open: JobId | null = null): Place => ({ page: 'jobs', view: { open } })
export const homeOf = (organization: OrganizationId): Place => ({ page: 'home', organization })
export const listOf = (organization: OrganizationId, kind: Kind, view: Partial<ListView> = {}): Place => ({ page: 'list', organization, kind, view: { ...plainView, ...view } })
export const eventsOf = (organization: OrganizationId, view: Partial<EventsView> = {}): Place => ({ page: 'events', organization, view: { ...plainEvents, ...view } })

export const compareOf = (left: OrganizationId, right: OrganizationId, kind: Kind, view: Partial<CompareView> = {}): Place => ({ page: 'compare', left, right, kind, view: { ...plainCompare, ...view } })

/** The organization whose tab a place stands in; null is the tab of all organizations. */
export const organizationOf = (place: Place): OrganizationId | null => ('organization' in place ? place.organization : null)

/** Every organization that a place names: it cannot be shown without any of them. */
export const organizationsOf = (place: Place): readonly OrganizationId[] => {
  if (place.page === 'compare') return [place.left, place.right]
  return 'organization' in place ? [place.organization] : []
}

export const isSamePlace = (left: Place, right: Place): boolean => JSON.stringify(left) === JSON.stringify(right)

/** True when both are the same page of the same organizations, whatever of it is shown. */
export const isSamePage = (left: Place, right: Place): boolean => isSamePlace({ ...left, view: null } as never, { ...right, view: null } as never)

/** The same section, view and filter in another organization; null where the page belongs to none. An open object stays the pane's own. */
export function inOrganization(place: Place, organization: OrganizationId, before: Place): Place | null {
  if (!('organization' in place)) return null
  if (!('view' in place)) return { ...place, organization }
  const open = isSamePage({ ...place, organization }, before) ? (before as typeof place).view.open : null
  return { ...place, organization, view: { ...place.view, open } } as Place
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A place read back from the settings, or null when it is not one: the text may come from another version. */
export function placeFrom(value: unknown): Place | null {
  if (!isRecord(value)) return null
  if (value['page'] === 'settings' || value['page'] === 'ledger' || value['page'] === 'providers') return { page: value['page'] }
  if (value['page'] === 'jobs') return jobsOf()
  if (value['page'] === 'compare') return compareFrom(value)
  const scope = estateScopeFrom(value['scope'])
  if (value['page'] === 'overview') return overviewOf(scope)
  if (value['page'] === 'matrix') return matrixOf(scope)
  if (value['page'] === 'estateList') return isKind(value['kind']) ? { page: 'estateList', scope, kind: value['kind'], view: viewFrom(value['view']) } : null
  if (typeof value['organization'] !== 'string') return null
  const organization = value['organization'] as OrganizationId
  if (value['page'] === 'home') return homeOf(organization)
  const page = organizationPages.find((each) => each === value['page'])
  if (page) return { page, organization }
  if (value['page'] === 'events') return eventsOf(organization, eventsViewFrom(value['view']))
  if (value['page'] !== 'list' || !isKind(value['kind'])) return null
  return { page: 'list', organization, kind: value['kind'], view: viewFrom(value['view']) }
}

function compareFrom({ left, right, kind, view }: Record<string, unknown>): Place | null {
  if (typeof left !== 'string' || typeof right !== 'string' || !isKind(kind)) return null
  const { show, search, matchBy } = isRecord(view) ? view : {}
  return compareOf(left as OrganizationId, right as OrganizationId, kind, {
    show: compareShows.find((each) => each === show) ?? 'differences',
    search: typeof search === 'string' ? search : '',
    matchBy: typeof matchBy === 'string' ? matchBy : null,
  })
}

/** Anything that is no scope of several organizations becomes all of them. */
function estateScopeFrom(value: unknown): EstateScope {
  if (!isRecord(value)) return allOrganizations
  if (value['type'] === 'tag' && typeof value['tag'] === 'string') return { type: 'tag', tag: value['tag'] }
  const organizations = textsOf(value['organizations']) as OrganizationId[]
  if (value['type'] === 'several' && organizations.length > 0) return { type: 'several', organizations }
  return value['type'] === 'favourites' ? { type: 'favourites' } : allOrganizations
}

/** A list view read back from a text that may come from another version. */
export function viewFrom(value: unknown): ListView {
  if (!isRecord(value)) return plainView
  const { search, filters, sort, open } = value
  return {
    search: typeof search === 'string' ? search : '',
    filters: Array.isArray(filters) ? filters.filter(isListFilter) : [],
    sort: Array.isArray(sort) ? sort.filter((each): each is SortKey => isRecord(each) && typeof each['column'] === 'string' && typeof each['descending'] === 'boolean') : [],
    open: isRecord(open) && typeof open['id'] === 'string' && typeof open['tab'] === 'string' ? openFrom(open['id'], open['tab'], open['organization']) : null,
  }
}

const openFrom = (id: string, tab: string, organization: unknown): ListView['open'] => ({
  id: id as ResourceId,
  tab,
  ...(typeof organization === 'string' ? { organization: organization as OrganizationId } : {}),
})

/** A view of the events read back from a text that may come from another version. */
function eventsViewFrom(value: unknown): EventsView {
  if (!isRecord(value)) return plainEvents
  const { range, services, types, success, text, open } = value
  return {
    range: eventRanges.find((each) => each === range) ?? plainEvents.range,
    services: textsOf(services),
    types: textsOf(types),
    success: typeof success === 'boolean' ? success : null,
    text: typeof text === 'string' ? text : '',
    open: typeof open === 'string' ? open : null,
  }
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])

function isListFilter(value: unknown): value is ListFilter {
  if (!isRecord(value)) return false
  if (value['type'] === 'named') return typeof value['id'] === 'string'
  if (typeof value['field'] !== 'string') return false
  return value['type'] === 'values' ? Array.isArray(value['values']) : value['type'] === 'compare' && typeof value['is'] === 'string' && 'value' in value
}
