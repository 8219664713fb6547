// Reads a live detail: the rows of one list or object that nothing keeps, page by page, up to a bound. It proves nothing: what
// changes while someone looks is seen at the next look.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { PageRequest } from '../../../shared/resources/derive/list-request.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { LiveDetail } from '../../../shared/resources/live-details.ts'
import { parseAnswer } from './answer-json.ts'
import type { TransportResponse } from './transport.ts'

export interface LiveQuestion {
  readonly route: LiveDetail['route']
  /** What is read, for a person who is refused it. */
  readonly title: string
  /** Id of the object that the detail belongs to. */
  readonly id: string
}

export interface LiveRows {
  readonly rows: readonly RawObject[]
  /** Announced by the service; without an announcement as many as were read. */
  readonly total: number
  /** False when the list goes on after the last row that was read. */
  readonly isComplete: boolean
}

export async function readLive({ route, id }: LiveQuestion, organization: string, send: (request: PageRequest) => Promise<TransportResponse>): Promise<LiveRows> {
  const filled = (text: string, spell: (value: string) => string) => text.replaceAll('{id}', spell(id)).replaceAll('{organization}', spell(organization))
  const query = Object.entries(route.query ?? {}).map(([name, value]): [string, string] => [name, filled(value, String)])
  const ask = (window: readonly (readonly [string, string])[]) =>
    send({ api: route.api, method: 'GET', path: filled(route.path, encodeURIComponent), query: [...window, ...query], isOrganizationHeaderSent: true })
  if (route.token) return readByToken(route.envelope, route.token, ask)
  const rows: RawObject[] = []
  for (let skip = 0; ; ) {
    const response = await ask(route.isPaged ? [['limit', String(limits.wirePageRowsMax)], ['skip', String(skip)]] : [])
    const body = parseAnswer(response.body)
    const page = rowsOf(route.envelope, body)
    rows.push(...page)
    skip += limits.wirePageRowsMax
    const announced = announcedIn(response, body)
    // With an announcement a short page is no end: rows that point to deleted objects are counted and not sent. A page longer
    // than asked for is the whole list of a service that knows no pages here.
    const isEnd = !route.isPaged || page.length > limits.wirePageRowsMax || (announced === null ? page.length < limits.wirePageRowsMax : skip >= announced)
    if (isEnd && rows.length <= limits.liveRowsMax) return { rows, total: rows.length, isComplete: true }
    if (skip >= limits.liveRowsMax || rows.length > limits.liveRowsMax) return { rows: rows.slice(0, limits.liveRowsMax), total: Math.max(announced ?? 0, rows.length), isComplete: false }
  }
}

/** Page by page from token to token; a page without one is the last. */
async function readByToken(envelope: string, { parameter, from }: NonNullable<LiveQuestion['route']['token']>, ask: (window: readonly (readonly [string, string])[]) => Promise<TransportResponse>): Promise<LiveRows> {
  const rows: RawObject[] = []
  for (let token: string | null = null; ; ) {
    const body = parseAnswer((await ask(token === null ? [] : [[parameter, token]])).body)
    rows.push(...rowsOf(envelope, body))
    const next: unknown = isObject(body) ? body[from] : null
    const isEnd = typeof next !== 'string' || next === '' || next === token
    if (isEnd || rows.length >= limits.liveRowsMax) return { rows: rows.slice(0, limits.liveRowsMax), total: rows.length, isComplete: isEnd && rows.length <= limits.liveRowsMax }
    token = next
  }
}

function rowsOf(envelope: string, body: unknown): readonly RawObject[] {
  if (envelope === 'object') {
    if (!isObject(body)) throw new AppError('api.shape')
    return [body]
  }
  const rows = envelope === 'array' ? body : isObject(body) ? (body[envelope] ?? (saysNothing(body) ? [] : undefined)) : undefined
  if (!Array.isArray(rows) || !rows.every(isObject)) throw new AppError('api.shape')
  return rows
}

/** Services that speak protobuf leave an empty list out of the body; a body that says anything else is no list at all. */
const saysNothing = (body: RawObject): boolean => Object.entries(body).every(([name, value]) => name === 'totalCount' && Number(value) === 0)

function announcedIn(response: TransportResponse, body: unknown): number | null {
  const said = response.headers['x-total-count'] ?? (isObject(body) ? body['totalCount'] : null)
  return typeof said === 'number' || (typeof said === 'string' && /^\d{1,12}$/.test(said)) ? Number(said) : null
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)
