// Context and page request → transport request: headers, organization header, and the key that goes only to the region's own host.
//
// Invariants:
// - The key is asked for at each request and held nowhere here.
// - It is attached only after the final address was compared with the region's base.
// - A request that needs an organization is never sent without naming it: it would land in the key's default one.

import { AppError } from '../../../shared/base/app-error.ts'
import type { PageRequest } from '../../../shared/resources/derive/list-request.ts'
import { assertGenuine, type OrganizationContext } from './organization-context.ts'
import type { Regions, Surface } from './region.ts'
import type { Tokens } from './tokens.ts'
import type { TransportRequest } from './transport.ts'

/** Where keys come from: the vault, asked by the name of the credential. */
export interface CredentialSource {
  key(credential: string): Promise<string>
}

export interface RequestParts {
  readonly regions: Regions
  readonly credentials: CredentialSource
  readonly tokens: Tokens
  readonly version: string
}

/** What is sent: a page of a list, or a question that is asked with a body. */
export interface WireRequest extends Omit<PageRequest, 'api' | 'method'> {
  readonly api: Surface
  readonly method: TransportRequest['method']
  readonly body?: string
  /** Beyond those that every request has; none of them names a key or an organization. */
  readonly headers?: Readonly<Record<string, string>>
  /** Changes nothing at the service although it is no GET, so it may be sent again. */
  readonly isReading?: boolean
}

export type BuildRequest = (context: OrganizationContext, page: WireRequest, signal?: AbortSignal) => Promise<TransportRequest>

export const createRequestBuilder =
  ({ regions, credentials, tokens, version }: RequestParts): BuildRequest =>
  async (context, page, signal) => {
    assertGenuine(context)
    const base = regions.base(context.region, page.api)
    const url = addressOf(base, page)
    const headers: Record<string, string> = {
      ...page.headers,
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': `OrgDeck/${version}`,
      ...(page.body !== undefined && { 'content-type': 'application/json' }),
      ...organizationHeader(context, page),
    }
    assertWithin(url, base)
    if (context.isServiceAccount) headers['authorization'] = `Bearer ${await tokens.get(context)}`
    else headers['x-api-key'] = await credentials.key(context.credential)
    return { method: page.method, url: url.href, headers, ...(page.body !== undefined && { body: page.body }), ...(signal && { signal }) }
  }

function addressOf(base: string, page: WireRequest): URL {
  const query = new URLSearchParams()
  for (const [name, value] of page.query) query.append(name, value)
  const text = query.toString()
  const url = new URL(`${base}${page.path}${text === '' ? '' : `?${text}`}`)
  // An id such as ".." changes the path when it is resolved; no genuine id does.
  if (url.pathname !== `${new URL(base).pathname}${page.path}`) throw new AppError('api.shape')
  return url
}

/** Throws for an address outside the base: the last gate before a key is attached. */
export function assertWithin(url: URL, base: string): void {
  const home = new URL(base)
  if (url.origin !== home.origin || !url.pathname.startsWith(`${home.pathname}/`) || url.username !== '' || url.password !== '') {
    throw new Error('broken invariant: a key may only go to its own region')
  }
}

function organizationHeader(context: OrganizationContext, page: WireRequest): Record<string, string> {
  if (!context.isOrganizationHeaderNeeded || !page.isOrganizationHeaderSent) return {}
  if (context.organization === null) throw new Error('broken invariant: this request needs an organization')
  return { 'x-org-id': context.organization }
}
