// What a provider says of itself: whether it may make organizations, who administers it, and which of its organizations each may enter.
//
// The links are asked organization by organization: those routes are known to take no organization header, the ones per administrator
// are not. Each link that cannot be read is named; nothing is concluded from it.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import type { ProviderAdministrator, ProviderReading } from '../../../shared/contract/provider.ts'
import { parseAnswer } from './answer-json.ts'
import type { WireRequest } from './request.ts'
import type { TransportResponse } from './transport.ts'

export type ProviderAnswers = Omit<ProviderReading, 'readAt'>

type Send = (request: WireRequest) => Promise<TransportResponse>

/** Links that are asked for at the same time. */
const linksInFlight = 4

export async function readProvider(provider: OrganizationId, send: Send, signal?: AbortSignal): Promise<ProviderAnswers> {
  const record = await read(send, `/providers/${provider}`)
  if (!isObject(record)) throw new AppError('api.shape')
  const administrators = await all(send, `/providers/${provider}/administrators`, 'email')
  const organizations = await all(send, `/providers/${provider}/organizations`, 'name')
  const found = organizations.rows.flatMap((row) => (/^[a-f0-9]{24}$/.test(text(row, 'id') ?? '') ? [{ id: text(row, 'id') as OrganizationId, name: text(row, 'name') ?? '' }] : []))
  return {
    mayCreateOrganizations: negated(flag(record, 'disallowOrgCreation')),
    isMfaRequiredOfAll: flag(record, 'settings.requireAdminMFA'),
    administrators: administrators.rows.flatMap(administratorOf),
    announced: administrators.total,
    organizationsAnnounced: organizations.total,
    organizations: await withLinks(found, send, signal),
  }
}

async function withLinks(found: readonly { readonly id: OrganizationId; readonly name: string }[], send: Send, signal?: AbortSignal): Promise<ProviderReading['organizations']> {
  const answered: ProviderReading['organizations'] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < found.length; index = next++) {
      throwIfCancelled(signal)
      const organization = found[index]!
      try {
        answered[index] = { ...organization, administrators: await linksOf(organization.id, send), problem: null }
      } catch (error) {
        // What fails for one organization hides no other; what fails for all ends the reading.
        if (!(error instanceof AppError) || !ownTroubles.has(error.code)) throw error
        answered[index] = { ...organization, administrators: null, problem: errorToPlain(error.with({ organization: organization.name })) }
      }
    }
  }
  await Promise.all(Array.from({ length: linksInFlight }, work))
  return answered
}

const ownTroubles = new Set<AppError['code']>(['api.forbidden', 'api.not-entitled', 'api.not-found', 'api.refused', 'api.shape', 'api.server'])

async function linksOf(organization: OrganizationId, send: Send): Promise<string[]> {
  const ids = new Set<string>()
  for (let skip = 0; skip < limits.liveRowsMax; skip += limits.wirePageRowsMax) {
    const rows = rowsIn(await read(send, `/organizations/${organization}/administratorlinks`, window(skip)), null)
    for (const row of rows) {
      // A link of another organization is no answer to this question.
      if (text(row, 'organization') !== organization) throw new AppError('api.shape')
      const id = text(row, 'administrator')
      if (id !== null) ids.add(id)
    }
    if (rows.length < limits.wirePageRowsMax) return [...ids]
  }
  throw new AppError('api.shape')
}

/** A whole list of the provider, in an order that keeps its pages apart. */
async function all(send: Send, path: string, sort: string): Promise<{ rows: RawObject[]; total: number | null }> {
  const found = new Map<string, RawObject>()
  for (let skip = 0; skip < limits.liveRowsMax; skip += limits.wirePageRowsMax) {
    const body = await read(send, path, [...window(skip), ['sort', sort]])
    const rows = rowsIn(body, 'results')
    for (const row of rows) found.set(text(row, 'id') ?? text(row, '_id') ?? '', row)
    const announced = Number(valueAt(body as RawObject, 'totalCount') ?? Number.NaN)
    const total = Number.isInteger(announced) ? announced : null
    if (total === null ? rows.length < limits.wirePageRowsMax : rows.length === 0 || skip + limits.wirePageRowsMax >= total) return { rows: [...found.values()], total }
  }
  throw new AppError('api.shape')
}

function administratorOf(row: RawObject): ProviderAdministrator[] {
  const id = text(row, 'id') ?? text(row, '_id')
  if (id === null) return []
  const several = valueAt(row, 'roleNames')
  const single = text(row, 'roleName')
  const roles = Array.isArray(several) && several.length > 0 ? several.filter((name): name is string => typeof name === 'string') : single === null ? [] : [single]
  const expiresMs = instantToMs(text(row, 'apiKeyHash.expireAt'))
  const announced = valueAt(row, 'organizationAccessTotal')
  return [
    {
      id,
      email: text(row, 'email') ?? '',
      name: [text(row, 'firstname'), text(row, 'lastname')].filter((part) => part !== null).join(' '),
      roles,
      isMfaRequired: flag(row, 'enableMultiFactor'),
      isRegistered: flag(row, 'registered'),
      isSuspended: flag(row, 'suspended'),
      isKeySet: flag(row, 'apiKeySet'),
      keyExpiresAt: expiresMs === null ? null : instantFromMs(expiresMs),
      announced: typeof announced === 'number' && Number.isInteger(announced) ? announced : null,
    },
  ]
}

const window = (skip: number): [string, string][] => [['limit', String(limits.wirePageRowsMax)], ['skip', String(skip)]]

async function read(send: Send, path: string, query: WireRequest['query'] = []): Promise<unknown> {
  return parseAnswer((await send({ api: 'v2', method: 'GET', path, query, isOrganizationHeaderSent: false })).body)
}

function rowsIn(body: unknown, field: string | null): RawObject[] {
  const rows = field === null ? body : isObject(body) ? body[field] : null
  if (!Array.isArray(rows) || !rows.every(isObject)) throw new AppError('api.shape')
  return rows
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)

function text(row: RawObject, path: string): string | null {
  const value = valueAt(row, path)
  return typeof value === 'string' && value !== '' ? value : null
}

function flag(row: RawObject, path: string): boolean | null {
  const value = valueAt(row, path)
  return typeof value === 'boolean' ? value : null
}

const negated = (value: boolean | null): boolean | null => (value === null ? null : !value)
