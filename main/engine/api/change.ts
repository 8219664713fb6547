// One part of an image read, and one change sent. A change leaves this computer at most once per call unless the service itself
// said that it was not carried out (429): whether one whose answer was lost is sent again is decided by reading, and not here.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import type { ActionRequest, PartRead } from '../../../shared/resources/derive/action-requests.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { parseAnswer } from './answer-json.ts'
import { withoutSecrets } from './page-shape.ts'
import type { WireRequest } from './request.ts'
import type { TransportResponse } from './transport.ts'

/** What the service said to a change. */
export interface ChangeAnswer {
  readonly status: number
  /** The service's own name for the request. */
  readonly requestId: string | null
  /** Null for an answer without an object: text, a list, nothing. */
  readonly body: RawObject | null
}

type Send = (request: WireRequest) => Promise<TransportResponse>

/** Null when the service has none. */
export async function readPart(read: PartRead, send: Send): Promise<RawObject | null> {
  const found = await orNull(read.take.as === 'object' ? readObject(read, read.take.at, send) : readRow(read, read.take, send))
  return found && read.stored ? withoutSecrets(resourceOf(read.stored.kind), found) : found
}

async function readObject(read: PartRead, at: string | undefined, send: Send): Promise<RawObject> {
  const body = parseAnswer((await send(requestOf(read, []))).body)
  const object = at === undefined || !isObject(body) ? body : valueAt(body, at)
  if (!isObject(object)) throw new AppError('api.shape')
  return object
}

async function readRow(read: PartRead, take: Extract<PartRead['take'], { as: 'row' }>, send: Send): Promise<RawObject | null> {
  for (let skip = 0; skip < limits.liveRowsMax; skip += limits.wirePageRowsMax) {
    const window: [string, string][] = take.isPaged ? [['limit', String(limits.wirePageRowsMax)], ['skip', String(skip)]] : []
    const response = await send(requestOf(read, window))
    const body = parseAnswer(response.body)
    const rows = take.rows === 'array' ? body : isObject(body) ? (body[take.rows] ?? []) : undefined
    if (!Array.isArray(rows) || !rows.every(isObject)) throw new AppError('api.shape')
    const found = rows.find((row) => valueAt(row, take.path) === take.is)
    if (found) return found
    const announced = Number(response.headers['x-total-count'] ?? (isObject(body) ? body['totalCount'] : undefined))
    // Rows that point to deleted objects are counted and not sent, so a short page is no end while a total says otherwise.
    if (!take.isPaged || (Number.isFinite(announced) ? skip + limits.wirePageRowsMax >= announced : rows.length < limits.wirePageRowsMax)) return null
  }
  throw new AppError('api.shape')
}

export async function sendChange(request: ActionRequest, send: Send): Promise<ChangeAnswer> {
  const response = await send({
    api: request.api,
    method: request.method,
    path: request.path,
    query: Object.entries(request.query),
    isOrganizationHeaderSent: request.organizationHeader !== 'refused',
    headers: request.headers,
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  })
  return { status: response.status, requestId: requestIdOf(response), body: objectIn(response.body) }
}

/** The service's own name for a request, if it tells one that can be shown. */
export function requestIdOf(response: TransportResponse): string | null {
  const said = response.headers['x-request-id'] ?? response.headers['x-amzn-requestid']
  return said !== undefined && /^[\w.:=/-]{1,64}$/.test(said) ? said : null
}

/** Several writes answer with plain text or nothing; what came of them is read, not taken from there. */
function objectIn(text: string): RawObject | null {
  try {
    const body = parseAnswer(text)
    return isObject(body) ? body : null
  } catch {
    return null
  }
}

const requestOf = (read: PartRead, window: readonly (readonly [string, string])[]): WireRequest => ({
  api: read.api,
  method: 'GET',
  path: read.path,
  query: [...window, ...Object.entries(read.query)],
  isOrganizationHeaderSent: read.organizationHeader !== 'refused',
})

async function orNull(reading: Promise<RawObject | null>): Promise<RawObject | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'api.not-found') return null
    throw error
  }
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The change was not carried out, whatever comes: the service refused it before doing anything. */
export const isRefusal = (error: unknown): error is AppError => error instanceof AppError && refusals.has(error.code)

const refusals = new Set<AppError['code']>(['api.refused', 'api.forbidden', 'api.unauthorized', 'api.not-entitled', 'api.not-found', 'api.rate-limited', 'key.revoked', 'keychain.locked', 'keychain.missing-item', 'keychain.denied', 'keychain.timeout', 'keychain.absent'])
