// The routes that any kind of the registry has: its list, one object, its search, and lists per parent.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import { type Answer, badRequest, refusals } from './answer.ts'
import type { Caller } from './auth.ts'
import type { Estate } from './estate.ts'
import type { EstateOrganization } from './estate-organization.ts'
import { FilterError, filterFromQuery } from './filter-v1.ts'
import { filterFromList } from './filter-v2.ts'
import { detailed } from './kind-details.ts'
import { type ListQuestion, pageOf, projected, readWindow } from './list.ts'
import type { ParentRows } from './parent-rows.ts'
import { readSearch, readSearchFilter } from './search.ts'
import type { Query, WireRequest } from './wire-request.ts'
import type { Test } from './compare.ts'

export interface Call {
  readonly estate: Estate
  readonly caller: Caller
  /** The organization that answers; routes about the key itself must not ask for it. */
  readonly organization: EstateOrganization
  readonly parameters: Readonly<Record<string, string>>
  readonly request: WireRequest
}

export type Handler = (call: Call) => Answer

export const allOfKind = (resource: ResourceDescription): Handler => ({ organization, request }) => listAnswer(resource, organization.listed(resource), request)

export const listOfParent = (resource: ResourceDescription, parentKind: string): Handler => ({ organization, parameters, request }) => {
  const rows = organization.parentRows(resource, parentKind, parameters.parent!)
  return rows ? listAnswer(resource, rows, request) : refusals.notFound
}

export const oneOfKind = (resource: ResourceDescription): Handler => ({ organization, parameters, request }) => {
  const table = organization.table(resource)
  const index = table.indexOf(parameters.id!)
  if (index === null) return refusals.notFound
  return { status: 200, body: projected(detailed(organization, resource.kind, index, table.at(index)), { fields: fieldsOf(resource, request.query), idFields: idFieldsOf(resource) }) }
}

/** The organizations that the key reaches, whatever organization it is used for. */
export const keyOrganizations = (resource: ResourceDescription): Handler => ({ caller, request }) =>
  listAnswer(resource, rowsFrom(caller.reached.map(({ row }) => row)), request)

export const searchOfKind = (resource: ResourceDescription): Handler => ({ organization, request }) => {
  const body = parseBody(request.body)
  if (body === undefined) return refusals.malformedBody
  return withFilterErrors(() => {
    const search = readSearch(body, settingsOf(request))
    // The window in the query is ignored by the service although the documents list it.
    return answer(resource, organization.table(resource), {
      ...readWindow(search.limit, search.skip),
      filterText: request.body,
      test: search.test,
      sort: search.sort.split(' ').filter(Boolean),
      fields: search.fields,
      idFields: idFieldsOf(resource),
    })
  })
}

/** Fixed rows as a list, in an order that is neither that of ids nor that of names. */
export function rowsFrom(rows: readonly ParentRow[]): ParentRows {
  const indexes = rows.map((_, index) => index).sort((left, right) => (String(rows[left]?._id ?? rows[left]?.id) < String(rows[right]?._id ?? rows[right]?.id) ? -1 : 1))
  return { revision: 0, indexes: () => indexes, natural: () => [...indexes].reverse(), at: (index) => rows[index] ?? null }
}

type ParentRow = Readonly<Record<string, unknown>>

export function listAnswer(resource: ResourceDescription, rows: ParentRows, request: WireRequest, filterFields: readonly string[] | null = null, limitMax?: number): Answer {
  const { query } = request
  return withFilterErrors(() => {
    const isV1 = resource.list.api === 'v1'
    const sort = isV1 ? (query.text('sort') ?? '').split(' ').filter(Boolean) : query.list('sort')
    if (resource.kind === 'userGroup' && sort.some((field) => /^-?id$/.test(field))) return badRequest('invalid sort field: id')
    return answer(resource, rows, {
      ...readWindow(query.text('limit') ?? undefined, query.text('skip') ?? undefined, limitMax),
      filterText: JSON.stringify(query.entries.filter(([name]) => !['limit', 'skip', 'sort', 'fields'].includes(name))) + String(settingsOf(request).isEventual),
      test: isV1 ? both(filterFromQuery(query, settingsOf(request)), nestedSearch(query)) : filterFromList(query.list('filter'), filterFields),
      sort,
      fields: fieldsOf(resource, query),
      idFields: idFieldsOf(resource),
    })
  })
}

function answer({ kind, list }: ResourceDescription, rows: ParentRows, question: ListQuestion): Answer {
  const { page, total } = pageOf(rows, question)
  const facts = { kind, total, skip: question.skip, limit: question.limit, ...(list.envelope === 'array' ? {} : { rowsField: list.envelope, totalField: list.totalField ?? 'totalCount' }) }
  const headers = list.total === 'header' ? { 'x-total-count': String(total) } : {}
  if (list.envelope === 'array') return { status: 200, headers, body: page, list: facts }
  return { status: 200, headers, body: { ...(list.total === 'body' ? { [list.totalField ?? 'totalCount']: total } : {}), [list.envelope]: page }, list: facts }
}

/** The older way to search in a query: `search[searchTerm]=…&search[fields][]=…`. */
function nestedSearch(query: Query): Test | null {
  const values = (pattern: RegExp) => query.matching(pattern).map(({ value }) => value)
  return readSearchFilter({ searchTerm: values(/^search\[searchTerm\](\[\d*\])?$/), fields: values(/^search\[fields\]\[\d*\]$/) })
}

const both = (left: Test | null, right: Test | null): Test | null => (left && right ? (raw) => left(raw) && right(raw) : (left ?? right))

const settingsOf = ({ headers }: WireRequest) => ({ isEventual: headers['x-eventually-consistent'] === 'true' })

const fieldsOf = ({ list }: ResourceDescription, query: Query): string[] => (list.api === 'v1' ? (query.text('fields') ?? '').split(' ').filter(Boolean) : query.list('fields'))

/** v1 sends the id under both names whatever was asked for. */
const idFieldsOf = ({ list, wire }: ResourceDescription): readonly string[] => (list.api === 'v1' ? ['_id', 'id'] : [wire.idField])

function withFilterErrors(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    if (error instanceof FilterError) return badRequest(error.message)
    throw error
  }
}

function parseBody(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
