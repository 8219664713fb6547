// Registry → one page request of a list: path, query and what to expect back. Hosts, keys and headers are not known here.

import type { ResourceDescription } from '../define.ts'

export interface PageRequest {
  readonly api: 'v1' | 'v2'
  readonly method: 'GET'
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly isOrganizationHeaderSent: boolean
}

export interface PageWindow {
  readonly limit: number
  readonly skip: number
}

/**
 * The request for one window of a list.
 *
 * @param parent id of the object that the list belongs to, for kinds read per object
 */
export function listRequest(resource: ResourceDescription, window: PageWindow, parent?: string): PageRequest {
  const { list } = resource
  if (list.per !== undefined && parent === undefined) throw new Error(`${resource.kind} is read per ${list.per}`)
  const query: [string, string][] = [
    ['limit', String(window.limit)],
    ['skip', String(window.skip)],
  ]
  if (list.sort !== null) query.push(['sort', list.sort])
  for (const [name, value] of Object.entries(list.query ?? {})) query.push([name, value])
  return {
    api: list.api,
    method: 'GET',
    path: list.path.replace('{parent}', encodeURIComponent(parent ?? '')),
    query,
    isOrganizationHeaderSent: list.organizationHeader !== 'refused',
  }
}
