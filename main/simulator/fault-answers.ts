// What faults do to the question before it is answered, and to the answer before it is sent.

import { type Answer, refusals } from './answer.ts'
import type { Fault } from './faults.ts'
import { Query } from './wire-request.ts'

/** The query that a fault puts in place of the one that was asked. */
export function faultyQuery(query: Query, fault: Fault): Query {
  if (fault.type === 'previousPage') {
    const limit = Number(query.text('limit') ?? 10)
    return changed(query, { skip: String(Math.max(0, Number(query.text('skip') ?? 0) - limit)) })
  }
  return fault.type === 'otherQuery' ? changed(query, fault.query) : query
}

function changed(query: Query, values: Readonly<Record<string, string>>): Query {
  const kept = query.entries.filter(([name]) => !Object.hasOwn(values, name)).map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
  return new Query([...kept, ...Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join('&'))
}

/** The answer a fault gives without asking anybody, or null when it needs the real one. */
export function faultyRefusal(fault: Fault, url: string, nowMs: number): Answer | null {
  switch (fault.type) {
    case 'rateLimited':
      return { status: 429, headers: retryAfter(fault.retryAfter, nowMs), body: { message: 'Too Many Requests' } }
    case 'status':
      return statusAnswer(fault.status, fault.body ?? 'json')
    case 'lostRequest':
      return { status: 599, body: '' }
    case 'unauthorized':
      return refusals.unknownKey
    case 'forbidden':
      return refusals.role
    case 'body':
      return { status: fault.status ?? 200, headers: fault.headers ?? {}, body: fault.body }
    case 'loginPage':
      return html(200, '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/login" method="post"><input name="email"><input name="password" type="password"></form></body></html>')
    case 'empty':
      return { status: fault.status, body: '' }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location.replace('{path}', url) }, body: '' }
    default:
      return null
  }
}

/** How long an answer is held back. */
export const slowMs = (fault: Fault): number => (fault.type === 'slow' ? fault.ms : 0)

/** The real answer, spoilt. */
export function faultyAnswer(fault: Fault, answer: Answer): Answer {
  switch (fault.type) {
    case 'failsAfter':
      return statusAnswer(fault.status, 'json')
    case 'total':
      return { ...answer, ...spoiltTotal(answer, fault.as) }
    case 'repeatedRows':
      return { ...answer, body: mapRows(answer, (rows) => [...rows.slice(0, Math.max(0, rows.length - fault.rows)), ...rows.slice(0, fault.rows)]) }
    case 'withoutLink':
      return { ...answer, headers: without(answer.headers, 'link') }
    case 'foreignLink':
      return { ...answer, headers: { ...answer.headers, link: `<${fault.origin}/api/v2/usergroups?limit=10&skip=10>; rel="next"` } }
    default:
      return answer
  }
}

function retryAfter(value: Extract<Fault, { type: 'rateLimited' }>['retryAfter'], nowMs: number): Record<string, string> {
  if (value === 'none') return {}
  return { 'retry-after': 'seconds' in value ? String(value.seconds) : new Date(nowMs + value.dateInSeconds * 1_000).toUTCString() }
}

function statusAnswer(status: number, body: 'json' | 'html' | 'empty'): Answer {
  if (body === 'html') return html(status, `<html><head><title>${status}</title></head><body><center><h1>${status} Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>`)
  return { status, body: body === 'empty' ? '' : { message: status >= 500 ? 'Internal Server Error' : 'Request failed' } }
}

const html = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, body })

function spoiltTotal({ headers, body, list }: Answer, as: Extract<Fault, { type: 'total' }>['as']): Pick<Answer, 'headers' | 'body'> {
  const value = list === undefined || as === 'missing' ? undefined : as === 'text' ? String(list.total) : list.total + as.add
  const field = list?.totalField ?? 'totalCount'
  const isEnvelope = body !== null && typeof body === 'object' && field in body
  const { [field]: _, ...rest } = isEnvelope ? (body as Record<string, unknown>) : {}
  return {
    headers: { ...without(headers, 'x-total-count'), ...(headers && 'x-total-count' in headers && value !== undefined ? { 'x-total-count': as === 'text' ? 'many' : String(value) } : {}) },
    body: isEnvelope ? { ...(value === undefined ? {} : { [field]: value }), ...rest } : body,
  }
}

const without = (headers: Answer['headers'], name: string): Record<string, string> => Object.fromEntries(Object.entries(headers ?? {}).filter(([entry]) => entry !== name))

function mapRows({ body, list }: Answer, change: (rows: unknown[]) => unknown[]): unknown {
  if (Array.isArray(body)) return change(body)
  const field = list?.rowsField ?? 'results'
  const rows = body !== null && typeof body === 'object' ? (body as Record<string, unknown>)[field] : undefined
  return Array.isArray(rows) ? { ...(body as object), [field]: change(rows) } : body
}
