// What a credential opens: its provider, the organizations it reaches and those it only knows of, and what the service says about
// itself. Reads only; whatever may be refused to a lesser role is left out instead of failing the whole.

import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { instantFromMs, instantToMs, type Instant } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ConnectionType } from '../../../shared/contract/organization.ts'
import type { CredentialFacts } from '../../../shared/contract/connection.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { parseAnswer } from './answer-json.ts'
import { createOrganizationContext, type OrganizationContext } from './organization-context.ts'
import type { CredentialSource, WireRequest } from './request.ts'
import type { TransportResponse } from './transport.ts'
import { type OrganizationId, OrganizationIdSchema } from '../../../shared/base/ids.ts'

export interface CredentialReading {
  readonly type: ConnectionType
  readonly facts: CredentialFacts
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly isReached: boolean }[]
}

/** Sends as the context itself, or as the same credential bound to an organization. */
type Send = (request: WireRequest, as?: OrganizationContext) => Promise<TransportResponse>

const get = (api: 'v1' | 'v2', path: string, query: WireRequest['query'] = [], isOrganizationHeaderSent = false): WireRequest => ({ api, method: 'GET', path, query, isOrganizationHeaderSent })

export async function readCredential(context: OrganizationContext, send: Send, organizationsOfKey: () => Promise<{ id: string; name: string }[]>, credentials: CredentialSource): Promise<CredentialReading> {
  const reached = await organizationsOfKey()
  const provider = await unlessRefused(async () => rowsIn(await read(send(get('v2', '/providers'))), null)[0] ?? null, null)
  const known = provider ? await unlessRefused(() => providerOrganizations(send, text(provider, 'id') ?? ''), []) : []
  const ids = new Set(reached.map(({ id }) => id))
  const organizations = [...reached.map((found) => ({ ...found, isReached: true })), ...known.filter(({ id }) => !ids.has(id)).map((found) => ({ ...found, isReached: false }))]
  const type: ConnectionType = context.isServiceAccount ? 'serviceAccount' : provider || reached.length > 1 ? 'provider' : 'apiKey'
  const name = (provider && text(provider, 'name')) ?? reached[0]?.name ?? ''
  const facts = context.isServiceAccount ? await accountFacts(context, send, reached[0]?.id, name, credentials) : await ownerFacts(send, name)
  return { type, organizations, facts: { ...facts, provider: provider && providerOf(provider) } }
}

/** Null for one whose id is none: nothing could be asked or changed under it. */
function providerOf(row: RawObject): CredentialFacts['provider'] {
  const parsed = OrganizationIdSchema.safeParse(text(row, 'id'))
  return parsed.success ? { id: parsed.data, name: text(row, 'name') ?? '' } : null
}

async function providerOrganizations(send: Send, provider: string): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = []
  for (let skip = 0; ; skip += limits.wirePageRowsMax) {
    const body = await read(send(get('v2', `/providers/${encodeURIComponent(provider)}/organizations`, [['limit', String(limits.wirePageRowsMax)], ['skip', String(skip)], ['sort', 'name']])))
    const rows = rowsIn(body, 'results')
    for (const row of rows) found.push({ id: text(row, 'id') ?? '', name: text(row, 'name') ?? '' })
    const total = Number(valueAt(body as RawObject, 'totalCount') ?? 0)
    if (rows.length === 0 || skip + limits.wirePageRowsMax >= total || found.length >= limits.organizationsMax) return found.filter(({ id }) => /^[a-f0-9]{24}$/.test(id))
  }
}

/** The administrator behind an API key; the vendor's own tools ask this, no document promises it. */
async function ownerFacts(send: Send, name: string): Promise<Omit<CredentialFacts, 'provider'>> {
  const self = await unlessRefused(async () => (await read(send(get('v1', '/users/getSelf')))) as RawObject, {})
  return { name, owner: text(self, 'email'), role: text(self, 'roleName'), madeAt: instant(self, 'apiKeyHash.createdAt') ?? instant(self, 'apiKeyUpdatedAt'), expiresAt: instant(self, 'apiKeyHash.expireAt') }
}

/** The service account that has this client id, where its role may see service accounts at all. */
async function accountFacts(context: OrganizationContext, send: Send, organization: string | undefined, name: string, credentials: CredentialSource): Promise<Omit<CredentialFacts, 'provider'>> {
  const [clientId] = (await credentials.key(context.credential)).split(':')
  const bound = organization === undefined ? null : createOrganizationContext({ ...context, organization: organization as OrganizationId })
  const rows = bound ? await unlessRefused(async () => rowsIn(await read(send(get('v2', '/service-accounts', [['limit', '100'], ['skip', '0']], true), bound)), 'results'), []) : []
  const own = rows.find((row) => JSON.stringify(row).includes(`"${clientId}"`)) ?? {}
  return { name: text(own, 'name') ?? name, owner: null, role: text(own, 'roleName'), madeAt: instant(own, 'createdAt'), expiresAt: instant(own, 'expiresAt') }
}

const refusals = new Set(['api.forbidden', 'api.not-entitled', 'api.not-found', 'api.refused', 'api.shape', 'api.unauthorized'])

async function unlessRefused<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isAppError(error) && refusals.has(error.code)) return otherwise
    throw error
  }
}

async function read(sent: Promise<TransportResponse>): Promise<unknown> {
  const body = parseAnswer((await sent).body)
  if (typeof body !== 'object' || body === null) throw new AppError('api.shape')
  return body
}

function rowsIn(body: unknown, field: string | null): RawObject[] {
  const rows = field === null ? body : (body as RawObject)[field]
  if (!Array.isArray(rows)) throw new AppError('api.shape')
  return rows.filter((row): row is RawObject => typeof row === 'object' && row !== null)
}

const text = (row: RawObject, path: string): string | null => {
  const value = valueAt(row, path)
  return typeof value === 'string' && value !== '' ? value : null
}

function instant(row: RawObject, path: string): Instant | null {
  const at = text(row, path)
  const ms = at === null ? null : instantToMs(at)
  return ms === null ? null : instantFromMs(ms)
}
