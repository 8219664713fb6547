// Directory Insights: events by page, their count, their distinct values and their distribution over time.

import { createRandom } from '../../../shared/base/random.ts'
import { dayMs, hourMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import type { Call, Handler } from '../kind-routes.ts'
import type { Route } from '../routes.ts'
import { setPath } from '../samples.ts'
import type { EventStub } from './event-log.ts'
import { readPageQuery, readQuery } from './event-query.ts'
import { groups, matching } from './event-reading.ts'
import { sliceMs } from './rhythm.ts'
import { EventQueryError } from './search-term.ts'

const notEntitled: Answer = { status: 402, body: { message: 'Payment Required: Directory Insights is not enabled for your organization' } }

interface Asked {
  readonly call: Call
  readonly body: RawObject
  readonly nowMs: number
  readonly organizations: readonly EstateOrganization[]
}

/** Body, plan and errors are the same for all four questions. */
const answered =
  (answer: (asked: Asked) => Answer): Handler =>
  (call) => {
    const organizations = askedOrganizations(call)
    if (organizations === null) return refusals.unknownOrganization
    if (!organizations.some(({ profile }) => profile.story.hasEventLog)) return notEntitled
    try {
      const body = JSON.parse(call.request.body || '{}') as unknown
      if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new EventQueryError('the body must be an object')
      return answer({ call, body: body as RawObject, nowMs: call.estate.clock(), organizations: organizations.filter(({ profile }) => profile.story.hasEventLog) })
    } catch (error) {
      if (error instanceof SyntaxError) return { status: 400, body: { message: 'Bad Request: malformed JSON' } }
      if (error instanceof EventQueryError) return { status: 400, body: { message: error.message } }
      throw error
    }
  }

/** Several organizations may be named at once; null when one of them is not the key's. */
function askedOrganizations({ caller, organization, request }: Call): readonly EstateOrganization[] | null {
  const named = (request.headers['x-org-id'] ?? '').split(',').map((id) => id.trim()).filter(Boolean)
  if (named.length < 2) return [organization]
  const found = named.map((id) => caller.reached.find((reached) => reached.id === id))
  return found.every((entry) => entry !== undefined) ? found : null
}

function page({ body, nowMs, organizations, call }: Asked): Answer {
  const query = readPageQuery(body, nowMs)
  const { limit, skip, isDescending, after, fields, span } = query
  // Where the last page ended, the span of this one begins.
  const rest = after === null ? span : isDescending ? { ...span, toMs: Math.min(span.toMs, after.atMs + 1) } : { ...span, fromMs: Math.max(span.fromMs, after.atMs) }
  const rows: RawObject[] = []
  let last: EventStub | null = null
  let passed = 0
  for (const { stub, event } of matching(organizations, { ...query, span: rest }, isDescending)) {
    if (after !== null && stub.atMs === after.atMs && (isDescending ? stub.id >= after.id : stub.id <= after.id)) continue
    if (passed++ < skip) continue
    rows.push(fields === null ? event() : narrowed(event(), fields))
    last = stub
    if (rows.length >= limit) break
  }
  const token = last === null ? (after === null ? [] : [after.atMs, after.id]) : [last.atMs, last.id]
  return {
    status: 200,
    headers: { 'x-result-count': String(rows.length), 'x-limit': String(limit), 'x-sort': isDescending ? 'DESC' : 'ASC', 'x-search_after': JSON.stringify(token), 'x-request-id': requestId(call) },
    body: rows,
  }
}

function narrowed(event: RawObject, fields: readonly string[]): RawObject {
  const chosen: Record<string, unknown> = {}
  for (const field of fields) {
    const value = valueAt(event, field)
    if (value !== undefined) setPath(chosen, field, value)
  }
  return chosen
}

function requestId({ request }: Call): string {
  const random = createRandom(request.body.length).fork(request.body)
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)}`
}

function count({ body, nowMs, organizations }: Asked): Answer {
  let found = 0
  for (const group of groups(organizations, readQuery(body, nowMs))) found += group.count
  return { status: 200, body: { count: found } }
}

const bucketsMax = 100

function distinct({ body, nowMs, organizations }: Asked): Answer {
  if (typeof body.field !== 'string' || body.field === '') throw new EventQueryError('field is required')
  const { field } = body
  const found = new Map<string, number>()
  const isOfOutline = field === 'event_type' || field === 'service'
  for (const { service, type, count: some, event } of groups(organizations, readQuery(body, nowMs), !isOfOutline)) {
    const value = field === 'event_type' ? type : field === 'service' ? service : valueAt(event!(), field)
    if (value === undefined || value === null || typeof value === 'object') continue
    const key = String(value).toLowerCase()
    found.set(key, (found.get(key) ?? 0) + some)
  }
  const all = [...found].map(([key, total]) => ({ key, doc_count: total })).sort((left, right) => right.doc_count - left.doc_count || (left.key < right.key ? -1 : 1))
  return { status: 200, body: { buckets: all.slice(0, bucketsMax), doc_count_error_upper_bound: 0, sum_other_doc_count: all.slice(bucketsMax).reduce((sum, bucket) => sum + bucket.doc_count, 0) } }
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs }

function interval({ body, nowMs, organizations }: Asked): Answer {
  const unit = units[String(body.interval_unit)]
  const times = Number(body.interval_value ?? '1')
  if (unit === undefined || !Number.isInteger(times) || times < 1) throw new EventQueryError('invalid interval')
  const query = readQuery(body, nowMs)
  const width = unit * times
  const shift = zoneShift(body.timezone)
  const startOf = (ms: number) => Math.floor((ms + shift) / width) * width - shift
  const found = new Map<number, number>()
  // Slices lie within buckets of whole hours only.
  const isFine = width % sliceMs !== 0 || shift % sliceMs !== 0
  for (const { atMs, count: some } of groups(organizations, query, isFine)) found.set(startOf(atMs), (found.get(startOf(atMs)) ?? 0) + some)
  const buckets = [...found].sort(([left], [right]) => left - right).map(([key, total]) => ({ key, key_as_string: instantFromMs(key), doc_count: total }))
  return { status: 200, body: { buckets } }
}

/** `-0500` and `+05:30` in milliseconds. */
function zoneShift(zone: unknown): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(String(zone ?? ''))
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * hourMs + Number(match[3]) * minuteMs) : 0
}

const route = { method: 'POST', api: 'insights', kind: 'event', header: 'sent' } as const

export const eventRoutes: readonly Route[] = [
  { ...route, path: '/events', handle: answered(page) },
  { ...route, path: '/events/count', handle: answered(count) },
  { ...route, path: '/events/distinct', handle: answered(distinct) },
  { ...route, path: '/events/interval', handle: answered(interval) },
]
