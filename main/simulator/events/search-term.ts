// The grammar of `search_term`, answered in three values: events are only written out when their stub leaves a question open.

import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import type { EventOutline } from './event-log.ts'

/** A query that the service does not understand; the message goes into the answer. */
export class EventQueryError extends Error {}

export interface EventTest {
  /** Yes, no, or null when only the written event can tell. */
  readonly byStub: (stub: EventOutline) => boolean | null
  readonly byEvent: (event: RawObject) => boolean
}

const unsearchable = ['changes', 'useragent', 'system_timestamp']

const stubFields: Readonly<Record<string, keyof EventOutline>> = { service: 'service', event_type: 'type', success: 'success', id: 'id' }

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value)

export function readSearchTerm(term: unknown): EventTest | null {
  if (term === undefined || term === null) return null
  if (!isPlain(term)) throw new EventQueryError('search_term must be an object')
  return Object.keys(term).length === 0 ? null : readNode(term)
}

/** Both must hold, either must hold, or none may. */
export const allOf = (tests: readonly EventTest[]): EventTest => ({
  byStub: (stub) => joined(tests.map((test) => test.byStub(stub)), false),
  byEvent: (event) => tests.every((test) => test.byEvent(event)),
})
const anyOf = (tests: readonly EventTest[]): EventTest => ({
  byStub: (stub) => joined(tests.map((test) => test.byStub(stub)), true),
  byEvent: (event) => tests.some((test) => test.byEvent(event)),
})
const noneOf = (tests: readonly EventTest[]): EventTest => {
  const any = anyOf(tests)
  return {
    byStub: (stub) => {
      const answer = any.byStub(stub)
      return answer === null ? null : !answer
    },
    byEvent: (event) => !any.byEvent(event),
  }
}

/** One answer decides; otherwise an open one leaves all open. */
const joined = (answers: readonly (boolean | null)[], deciding: boolean): boolean | null => (answers.includes(deciding) ? deciding : answers.includes(null) ? null : !deciding)

function readNode(node: Plain): EventTest {
  if ('field' in node) return readOperator(node)
  const parts = Object.entries(node).map(([name, value]) => {
    if (name === 'and') return allOf(readList(value))
    if (name === 'or') return anyOf(readList(value))
    if (name === 'not') return noneOf(readList(value))
    return compare(name, Array.isArray(value) ? 'in' : 'eq', value)
  })
  return parts.length === 1 ? parts[0]! : allOf(parts)
}

function readList(value: unknown): EventTest[] {
  const list = Array.isArray(value) ? value : [value]
  const named = list.filter(isPlain)
  if (named.length !== list.length) throw new EventQueryError('search terms must be objects')
  const plain = named.filter((node) => !('field' in node)).flatMap((node) => Object.keys(node)).filter((name) => name !== 'and' && name !== 'or' && name !== 'not')
  if (new Set(plain).size !== plain.length) throw new EventQueryError('a field may be named once in a list')
  return named.map(readNode)
}

function readOperator({ field, operator, value }: Plain): EventTest {
  if (typeof field !== 'string' || value === undefined) throw new EventQueryError('a search term needs field and value')
  return compare(field, operator === undefined ? (Array.isArray(value) ? 'in' : 'eq') : String(operator), value)
}

type Compare = (value: unknown, wanted: unknown) => boolean

/** Text is stored in lower case, so what is asked for has to be. */
const stored = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : String(value))
const same: Compare = (value, wanted) => value !== undefined && value !== null && stored(value) === String(wanted)
const oneOf: Compare = (value, wanted) => (Array.isArray(wanted) ? wanted : [wanted]).some((entry) => same(value, entry))
const number = (test: (left: number, right: number) => boolean): Compare => (value, wanted) => value !== undefined && value !== null && test(Number(value), Number(wanted))
const moment = (test: (left: number, right: number) => boolean): Compare => (value, wanted) => typeof value === 'string' && test(Date.parse(value), Date.parse(String(wanted)))

const operators: Readonly<Record<string, Compare>> = {
  eq: same,
  ne: (value, wanted) => !same(value, wanted),
  in: oneOf,
  not_in: (value, wanted) => !oneOf(value, wanted),
  contains: (value, wanted) => typeof value === 'string' && stored(value).includes(String(wanted)),
  startsWith: (value, wanted) => typeof value === 'string' && stored(value).startsWith(String(wanted)),
  endsWith: (value, wanted) => typeof value === 'string' && stored(value).endsWith(String(wanted)),
  lt: number((left, right) => left < right),
  gt: number((left, right) => left > right),
  lte: number((left, right) => left <= right),
  gte: number((left, right) => left >= right),
  before: moment((left, right) => left < right),
  after: moment((left, right) => left > right),
}

function compare(field: string, operator: string, wanted: unknown): EventTest {
  const test = Object.hasOwn(operators, operator) ? operators[operator]! : null
  if (!test) throw new EventQueryError(`unknown operator ${operator}`)
  if (unsearchable.includes(field.split('.')[0]!)) throw new EventQueryError(`${field} cannot be searched`)
  const ofStub = Object.hasOwn(stubFields, field) ? stubFields[field]! : null
  return { byStub: (stub) => (ofStub && stub[ofStub] !== undefined ? test(stub[ofStub] ?? undefined, wanted) : null), byEvent: (event) => test(valueAt(event, field), wanted) }
}

/** Text anywhere in an event, but not in what cannot be searched. */
export function readFullText(text: unknown, isExact: boolean): EventTest | null {
  if (typeof text !== 'string' || text.trim() === '') return null
  const wanted = text.toLowerCase()
  return { byStub: () => null, byEvent: (event) => textsIn(event).some((value) => (isExact ? value === wanted : value.includes(wanted))) }
}

function textsIn(value: unknown, name = ''): string[] {
  if (unsearchable.includes(name)) return []
  if (typeof value === 'string') return [value.toLowerCase()]
  if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry))
  return isPlain(value) ? Object.entries(value).flatMap(([key, entry]) => textsIn(entry, key)) : []
}
