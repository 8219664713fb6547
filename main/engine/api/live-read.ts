// Reads a live detail: the rows of one list or object that nothing keeps, page by page, up to a bound. It proves nothing: what
// changes while someone looks is seen at the next look.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import type { LiveDetail } from '../../../shared/resources/live-details.ts'
import { parseAnswer } from './answer-json.ts'
import type { WireRequest } from './request.ts'
import type { TransportResponse } from './transport.ts'

export interface LiveQuestion {
  readonly route: LiveDetail['route']
  /** What is read, for a person who is refused it. */
  readonly title: string
  /** Id of the object that the detail belongs to. */
  readonly id: string
  /** Id of the row of another detail that it belongs to. */
  readonly row?: string
  readonly only?: LiveDetail['only']
}

export interface LiveRows {
  readonly rows: readonly RawObject[]
  /** Announced by the service; without an announcement as many as were read. */
  readonly total: number
  /** False when the list goes on after the last row that was read. */
  readonly isComplete: boolean
}

type Send = (request: WireRequest) => Promise<TransportResponse>

export async function readLive(question: LiveQuestion, organization: string, send: Send): Promise<LiveRows> {
  const { id, row = '', only } = question
  const filled = (text: string, spell: (value: string) => string = String) => text.replaceAll('{id}', spell(id)).replaceAll('{organization}', spell(organization)).replaceAll('{row}', spell(row))
  const found = await readRoute(question.route, filled, send)
  if (!only) return found
  const own = found.rows.filter((raw) => valueAt(raw, only.path) === filled(only.is))
  // What was not read may hold more of the object's own, but nobody knows how many.
  return { rows: own, total: own.length, isComplete: found.isComplete }
}

async function readRoute(route: LiveDetail['route'], filled: (text: string, spell?: (value: string) => string) => string, send: Send): Promise<LiveRows> {
  const query = Object.entries(route.query ?? {}).map(([name, value]): [string, string] => [name, filled(value)])
  const plain = { api: route.api, path: filled(route.path, encodeURIComponent), isOrganizationHeaderSent: true } as const
  const ask = (window: readonly (readonly [string, string])[]) => send({ ...plain, method: 'GET', query: [...window, ...query] })
  const page = (skip: number) => (route.search ? send({ ...plain, method: 'POST', isReading: true, query: [], body: searchBody(route.search, filled, skip) }) : ask(route.isPaged ? [['limit', String(limits.wirePageRowsMax)], ['skip', String(skip)]] : []))
  if (route.token) return readByToken(route, route.token, ask)
  const rows: RawObject[] = []
  for (let skip = 0; ; ) {
    const response = await page(skip)
    const body = parseAnswer(response.body)
    const found = rowsOf(route, body)
    rows.push(...found)
    skip += limits.wirePageRowsMax
    const announced = announcedIn(response, body)
    // With an announcement a short page is no end: rows that point to deleted objects are counted and not sent. A page longer
    // than asked for is the whole list of a service that knows no pages here.
    const isEnd = !route.isPaged || found.length > limits.wirePageRowsMax || (announced === null ? found.length < limits.wirePageRowsMax : skip >= announced)
    if (isEnd && rows.length <= limits.liveRowsMax) return { rows, total: rows.length, isComplete: true }
    if (skip >= limits.liveRowsMax || rows.length > limits.liveRowsMax) return { rows: rows.slice(0, limits.liveRowsMax), total: Math.max(announced ?? 0, rows.length), isComplete: false }
  }
}

/** The service takes the window of a search from the body and ignores one in the address. */
const searchBody = ({ filter, sort }: NonNullable<LiveDetail['route']['search']>, filled: (text: string) => string, skip: number): string =>
  JSON.stringify({ filter: { and: Object.entries(filter).map(([field, value]) => ({ [field]: filled(value) })) }, sort, limit: limits.wirePageRowsMax, skip })

/** Page by page from token to token; a page without one is the last. */
async function readByToken(route: LiveDetail['route'], { parameter, from }: NonNullable<LiveQuestion['route']['token']>, ask: (window: readonly (readonly [string, string])[]) => Promise<TransportResponse>): Promise<LiveRows> {
  const rows: RawObject[] = []
  for (let token: string | null = null; ; ) {
    const body = parseAnswer((await ask(token === null ? [] : [[parameter, token]])).body)
    rows.push(...rowsOf(route, body))
    const next: unknown = isObject(body) ? body[from] : null
    const isEnd = typeof next !== 'string' || next === '' || next === token
    if (isEnd || rows.length >= limits.liveRowsMax) return { rows: rows.slice(0, limits.liveRowsMax), total: rows.length, isComplete: isEnd && rows.length <= limits.liveRowsMax }
    token = next
  }
}

function rowsOf({ envelope, holds }: LiveDetail['route'], body: unknown): readonly RawObject[] {
  if (envelope === 'object') {
    if (!isObject(body) || !isRow(body, holds ?? {})) throw new AppError('api.shape')
    return [body]
  }
  const rows = envelope === 'array' ? body : isObject(body) ? (body[envelope] ?? (saysNothing(body) ? [] : undefined)) : undefined
  if (!Array.isArray(rows) || !rows.every(isObject)) throw new AppError('api.shape')
  return rows
}

/** An error that comes as an object with a good status must not be read as a row that has nothing to say. */
const isRow = (body: RawObject, holds: NonNullable<LiveDetail['route']['holds']>): boolean =>
  Object.keys(body).length === 0 || Object.entries(holds).some(([name, kind]) => (kind === 'object' ? isObject(body[name]) : typeof body[name] === 'string'))

/** Services that speak protobuf leave an empty list out of the body; a body that says anything else is no list at all. */
const saysNothing = (body: RawObject): boolean => Object.entries(body).every(([name, value]) => name === 'totalCount' && Number(value) === 0)

function announcedIn(response: TransportResponse, body: unknown): number | null {
  const said = response.headers['x-total-count'] ?? (isObject(body) ? body['totalCount'] : null)
  return typeof said === 'number' || (typeof said === 'string' && /^\d{1,12}$/.test(said)) ? Number(said) : null
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)
