// The table of routes: lists, single objects and searches of every registered kind, then the few routes that no kind describes.
// Routes that change something are in `writes/`; their answers follow the vendor's documents, never what an action of the client expects.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { OrganizationHeader } from './auth.ts'
import { allOfKind, keyOrganizations, listOfParent, oneOfKind, searchOfKind, type Handler } from './kind-routes.ts'
import { graphRoutes } from './graph/graph-routes.ts'
import { associationsOf, membersOf } from './graph/association-routes.ts'
import { nodes, nodeTypes } from './graph/nodes.ts'
import { accessRoutes } from './access/access-routes.ts'
import { accountRoutes } from './account-routes.ts'
import { commandResultRoutes } from './commands/result-routes.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import { enrolmentRoutes } from './devices/enrolment-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { insightRoutes } from './insights/insight-routes.ts'
import { policyRoutes } from './policies/policy-routes.ts'
import { organizationAdministratorLinks, organizationByPath, provider, providerAdministratorsList, providerOrganizations, providers } from './provider-routes.ts'
import { credentialRoutes } from './credential-routes.ts'
import type { Query, Surface } from './wire-request.ts'
import { writeRoutes } from './writes/write-routes.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly api: Surface
  /** Path below the surface; `{…}` are parameters. */
  readonly path: string
  /** Values that the query must have for this route; one address serves several kinds of associations. */
  readonly query?: Readonly<Record<string, string>>
  /** Kind whose reading the role of a key may forbid; null for routes about the key itself. */
  readonly kind: string | null
  readonly header: OrganizationHeader
  /** Asked without a key. */
  readonly isOpen?: boolean
  /** Name of the parameter that is an organization's id. */
  readonly organizationParameter?: string
  /** Changes something; a search by POST does not. */
  readonly isWrite?: true
  readonly handle: Handler
}

export function createRoutes(registry: readonly ResourceDescription[]): Route[] {
  // Routes by hand come first: what they say of a path is more than what its kind says.
  const byHand = [...fixedRoutes, ...accountRoutes, ...accessRoutes, ...policyRoutes, ...commandResultRoutes, ...deviceRoutes, ...enrolmentRoutes, ...insightRoutes, ...eventRoutes, ...credentialRoutes, ...writeRoutes]
  const all = [...byHand, ...registry.flatMap(routesOfKind), ...graphRoutes]
  const nameOf = ({ method, api, path, query }: Route) => `${method} ${api} ${path.replaceAll(/\{[^}]+\}/g, '{}')} ${JSON.stringify(query ?? null)}`
  const twice = byHand.map(nameOf).filter((name, at, names) => names.indexOf(name) !== at)
  // Of two routes by hand one would never be asked, and nobody would notice that it says something else.
  if (twice.length > 0) throw new Error(`broken invariant: two routes for ${twice.join(', ')}`)
  return [...new Map(all.reverse().map((route) => [nameOf(route), route])).values()].reverse()
}

function routesOfKind(resource: ResourceDescription): Route[] {
  const { kind, list, one, search } = resource
  const header = list.organizationHeader ?? 'sent'
  const route = { api: list.api, kind: header === 'refused' ? null : kind, header }
  const isOrganization = kind === 'organization'
  const routes: Route[] = [{ ...route, method: 'GET', path: list.path, ...(list.query ? { query: list.query } : {}), handle: isOrganization ? keyOrganizations(resource) : list.per ? ofParent(resource, list.per) : allOfKind(resource) }]
  if (one) routes.push({ ...route, method: 'GET', path: one.path, ...(isOrganization ? { organizationParameter: 'id', handle: organizationByPath } : { handle: oneOfKind(resource) }) })
  if (search) routes.push({ ...route, method: 'POST', path: search.path, handle: searchOfKind(resource) })
  return routes
}

/** Edges between things of the graph are read from it, from whichever end; other lists per parent know only their description. */
function ofParent(resource: ResourceDescription, parentKind: string): Handler {
  const [, parentPath, , last] = resource.list.path.split('/')
  const from = nodeTypes.find((type) => nodes[type].path === parentPath)
  if (from && last === 'associations') return associationsOf(from)
  const to = nodeTypes.find((type) => nodes[type].kind === resource.edge?.to)
  return from && to && last === 'members' ? membersOf(from, to) : listOfParent(resource, parentKind)
}

const fixedRoutes: readonly Route[] = [
  { method: 'GET', api: 'v2', path: '/providers', kind: null, header: 'refused', handle: providers },
  { method: 'GET', api: 'v2', path: '/providers/{id}', kind: null, header: 'refused', handle: provider },
  { method: 'GET', api: 'v2', path: '/providers/{id}/organizations', kind: null, header: 'refused', handle: providerOrganizations },
  { method: 'GET', api: 'v2', path: '/providers/{id}/administrators', kind: null, header: 'refused', handle: providerAdministratorsList },
  { method: 'GET', api: 'v2', path: '/organizations/{id}/administratorlinks', kind: null, header: 'refused', organizationParameter: 'id', handle: organizationAdministratorLinks },
]

export interface RouteMatch {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** Finds the route of a path; the service does not mind the case of literal parts. */
export function createMatcher(routes: readonly Route[]): (method: string, api: Surface, path: string, query: Query) => RouteMatch | null {
  const compiled = routes.map((route) => ({ route, parts: route.path.toLowerCase().split('/'), names: route.path.split('/') }))
  return (method, api, path, query) => {
    const parts = path.replace(/\/$/, '').split('/')
    for (const { route, parts: wanted, names } of compiled) {
      if (route.method !== method || route.api !== api || wanted.length !== parts.length) continue
      if (route.query && !Object.entries(route.query).every(([name, value]) => query.text(name) === value)) continue
      const parameters: Record<string, string> = {}
      const fits = wanted.every((part, at) => {
        if (!part.startsWith('{')) return part === parts[at]!.toLowerCase()
        parameters[names[at]!.slice(1, -1)] = parts[at]!
        return parts[at] !== ''
      })
      if (fits) return { route, parameters }
    }
    return null
  }
}
