// The table of routes: lists, single objects and searches of every registered kind, then the few routes that no kind describes.
// Write routes join this table with the actions of the registry; there are none yet.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { OrganizationHeader } from './auth.ts'
import { allOfKind, keyOrganizations, listOfParent, oneOfKind, searchOfKind, type Handler } from './kind-routes.ts'
import { memberOf, membershipOf } from './graph-routes.ts'
import { organizationByPath, provider, providerOrganizations, providers } from './provider-routes.ts'

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly api: 'v1' | 'v2'
  /** Path below the surface; `{…}` are parameters. */
  readonly path: string
  /** Kind whose reading the role of a key may forbid; null for routes about the key itself. */
  readonly kind: string | null
  readonly header: OrganizationHeader
  /** Name of the parameter that is an organization's id. */
  readonly organizationParameter?: string
  readonly handle: Handler
}

export function createRoutes(registry: readonly ResourceDescription[]): Route[] {
  return [...registry.flatMap(routesOfKind), ...fixedRoutes]
}

function routesOfKind(resource: ResourceDescription): Route[] {
  const { kind, list, one, search } = resource
  const header = list.organizationHeader ?? 'sent'
  const route = { api: list.api, kind: header === 'refused' ? null : kind, header }
  const isOrganization = kind === 'organization'
  const routes: Route[] = [{ ...route, method: 'GET', path: list.path, handle: isOrganization ? keyOrganizations(resource) : list.per ? listOfParent(resource, list.per) : allOfKind(resource) }]
  if (one) routes.push({ ...route, method: 'GET', path: one.path, ...(isOrganization ? { organizationParameter: 'id', handle: organizationByPath } : { handle: oneOfKind(resource) }) })
  if (search) routes.push({ ...route, method: 'POST', path: search.path, handle: searchOfKind(resource) })
  return routes
}

const fixedRoutes: readonly Route[] = [
  { method: 'GET', api: 'v2', path: '/users/{id}/memberof', kind: 'membership', header: 'sent', handle: memberOf },
  { method: 'GET', api: 'v2', path: '/usergroups/{id}/membership', kind: 'membership', header: 'sent', handle: membershipOf },
  { method: 'GET', api: 'v2', path: '/providers', kind: null, header: 'refused', handle: providers },
  { method: 'GET', api: 'v2', path: '/providers/{id}', kind: null, header: 'refused', handle: provider },
  { method: 'GET', api: 'v2', path: '/providers/{id}/organizations', kind: null, header: 'refused', handle: providerOrganizations },
]

export interface RouteMatch {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** Finds the route of a path; the service does not mind the case of literal parts. */
export function createMatcher(routes: readonly Route[]): (method: string, api: 'v1' | 'v2', path: string) => RouteMatch | null {
  const compiled = routes.map((route) => ({ route, parts: route.path.toLowerCase().split('/'), names: route.path.split('/') }))
  return (method, api, path) => {
    const parts = path.replace(/\/$/, '').split('/')
    for (const { route, parts: wanted, names } of compiled) {
      if (route.method !== method || route.api !== api || wanted.length !== parts.length) continue
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
