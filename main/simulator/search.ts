// POST /search/…: the body's filter tree and text search.

import { type Test, valuesAt } from './compare.ts'
import { compareField, FilterError, filterFromText, type FilterSettings } from './filter-v1.ts'

export interface SearchQuestion {
  readonly test: Test | null
  readonly fields: readonly string[]
  readonly limit: unknown
  readonly skip: unknown
  readonly sort: string
}

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Reads a search body; an empty one matches everything. Throws a FilterError for what the grammar does not know. */
export function readSearch(body: unknown, settings: FilterSettings): SearchQuestion {
  if (!isPlain(body)) throw new FilterError('the body must be an object')
  const tests = [readFilter(body.filter, settings), readSearchFilter(body.searchFilter)].filter((test) => test !== null)
  const words = (value: unknown) => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ').filter(Boolean) : [])
  return {
    test: tests.length === 0 ? null : (raw) => tests.every((test) => test(raw)),
    fields: words(body.fields),
    limit: body.limit,
    skip: body.skip,
    sort: words(body.sort).join(' '),
  }
}

function readFilter(filter: unknown, settings: FilterSettings): Test | null {
  if (filter === undefined || filter === null) return null
  if (typeof filter === 'string') return filterFromText(filter, settings)
  if (Array.isArray(filter)) return every(filter.map((element) => readElement(element, settings)))
  if (!isPlain(filter)) throw new FilterError('malformed filter')
  return readElement(filter, settings)
}

/** One element: `"field:$op:value"`, `{ field: value }`, `{ field: { $op: value } }`, or `and` / `or` around such elements. */
function readElement(element: unknown, settings: FilterSettings): Test {
  if (typeof element === 'string') return filterFromText(element, settings)
  if (!isPlain(element)) throw new FilterError('malformed filter element')
  return every(
    Object.entries(element).map(([name, value]) => {
      if ((name === 'and' || name === 'or') && Array.isArray(value)) {
        const parts = value.map((part) => readElement(part, settings))
        return name === 'and' ? every(parts) : (raw) => parts.some((test) => test(raw))
      }
      if (isPlain(value)) return every(Object.entries(value).map(([operator, wanted]) => compareField(name, operator, wanted, settings)))
      return compareField(name, Array.isArray(value) ? '$in' : '$eq', value, settings)
    }),
  )
}

const every = (tests: readonly Test[]): Test => (raw) => tests.every((test) => test(raw))

/** Partial match of any term in any of the named fields, whatever the case. */
export function readSearchFilter(filter: unknown): Test | null {
  if (!isPlain(filter)) return null
  const terms = (Array.isArray(filter.searchTerm) ? filter.searchTerm : [filter.searchTerm]).filter((term) => typeof term === 'string' && term !== '').map((term) => String(term).toLowerCase())
  const fields = Array.isArray(filter.fields) ? filter.fields.map(String) : []
  if (terms.length === 0) return null
  return (raw) => fields.some((field) => valuesAt(raw, field).some((value) => terms.some((term) => String(value ?? '').toLowerCase().includes(term))))
}
