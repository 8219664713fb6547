// Reading the body of an event query: services, span, page, order, terms; what the service refuses and what it silently corrects.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Span } from './event-log.ts'
import { retentionMs } from './event-log.ts'
import { allOf, EventQueryError, type EventTest, readFullText, readSearchTerm } from './search-term.ts'

const services = ['access_management', 'ai_admin', 'aigw', 'alerts', 'all', 'asset_management', 'directory', 'genai', 'generic_di', 'ldap', 'mdm', 'notifications', 'object_storage', 'password_manager', 'password_vault', 'radius', 'reports', 'saas_app_management', 'software', 'sso', 'systems', 'workflows']

const limitDefault = 1_000
const limitMax = 10_000

export interface EventQuery {
  readonly span: Span
  readonly test: EventTest | null
}

export interface EventPageQuery extends EventQuery {
  readonly limit: number
  readonly skip: number
  readonly isDescending: boolean
  readonly after: { readonly atMs: number; readonly id: string } | null
  readonly fields: readonly string[] | null
}

export function readQuery(body: RawObject, nowMs: number): EventQuery {
  const tests = [readServices(body.service), readSearchTerm(body.search_term), readFullText(body.q, false), readFullText(body.exact_match, true)].filter((test) => test !== null)
  return { span: readSpan(body, nowMs), test: tests.length === 0 ? null : tests.length === 1 ? tests[0]! : allOf(tests) }
}

export function readPageQuery(body: RawObject, nowMs: number): EventPageQuery {
  const limit = Number(body.limit)
  const skip = Number(body.skip)
  return {
    ...readQuery(body, nowMs),
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, limitMax) : limitDefault,
    skip: Number.isInteger(skip) && skip > 0 ? skip : 0,
    isDescending: String(body.sort ?? '').toUpperCase() === 'DESC',
    after: readAfter(body.search_after),
    fields: readFields(body.fields),
  }
}

function readServices(value: unknown): EventTest | null {
  const names = Array.isArray(value) ? value.map(String) : []
  if (names.length === 0) throw new EventQueryError('service is required')
  // An unknown one is answered with those that exist; the prose of the documents calls `alerts` by another name.
  if (names.some((name) => !services.includes(name) && name !== 'alert')) throw new EventQueryError(`invalid service, valid values: ${services.join(', ')}`)
  if (names.includes('all')) return null
  const wanted = new Set(names.map((name) => (name === 'alert' ? 'alerts' : name)))
  return { byStub: ({ service }) => wanted.has(service), byEvent: ({ service }) => wanted.has(String(service)) }
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/

function readMoment(value: unknown, name: string): number {
  const ms = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(ms)) throw new EventQueryError(`${name} is not a valid RFC 3339 date`)
  return ms
}

function readSpan(body: RawObject, nowMs: number): Span {
  if (body.start_time === undefined) throw new EventQueryError('start_time is required')
  const fromMs = readMoment(body.start_time, 'start_time')
  const toMs = body.end_time === undefined || body.end_time === null ? nowMs : readMoment(body.end_time, 'end_time')
  if (fromMs > nowMs) throw new EventQueryError('start_time is in the future')
  if (toMs < fromMs) throw new EventQueryError('end_time is before start_time')
  return { fromMs: Math.max(fromMs, nowMs - retentionMs), toMs: Math.min(toMs, nowMs) }
}

function readAfter(value: unknown): EventPageQuery['after'] {
  if (value === undefined || value === null) return null
  const [atMs, id] = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof atMs !== 'number' || typeof id !== 'string') throw new EventQueryError('invalid search_after')
  return { atMs, id }
}

const knownFields = new Set(['id', 'timestamp', 'service', 'event_type', 'organization', 'client_ip', 'geoip', 'useragent', 'initiated_by', 'resource', 'changes', 'success', 'mfa', 'auth_method', 'auth_context', 'provider', '@version', 'application', 'association', 'system', 'username', 'error_message', 'message', 'process_name', 'sso_token_success', 'idp_initiated'])

function readFields(value: unknown): readonly string[] | null {
  if (value === undefined || value === null) return null
  const fields = Array.isArray(value) ? value.map(String).filter((field) => knownFields.has(field.split('.')[0]!)) : []
  if (fields.length === 0) throw new EventQueryError('fields names no known field')
  return fields
}
