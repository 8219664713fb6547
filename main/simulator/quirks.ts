// Quirks of the service that are no faults: answers that are right and yet not what one expects. Each can be switched while the simulator runs.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import type { Answer } from './answer.ts'

export interface Quirks {
  /** Readings of memberships and associations that still answer their state of before a change. */
  readonly lagReads: number
  /** Share of rows beside which stands a row of a deleted object: counted, never sent, so that pages are short. */
  readonly ghosts: number
  /** The total of a list: left out, sent as text, or in a header where a body carries it. */
  readonly totals: 'documented' | 'missing' | 'text' | 'header'
  /** Dates in every second row: null, or without their time. */
  readonly dates: 'documented' | 'null' | 'bare'
  /** Objects with their id under both names, whatever the surface. */
  readonly ids: 'documented' | 'both'
}

export const noQuirks: Quirks = { lagReads: 0, ghosts: 0, totals: 'documented', dates: 'documented', ids: 'documented' }

/** The answer as the quirks of form make it; those of content are looked at where rows are read. */
export function quirkyAnswer(quirks: Quirks, answer: Answer): Answer {
  if (answer.status !== 200 || typeof answer.body !== 'object' || answer.body === null) return answer
  const rowsChanged = quirks.dates === 'documented' && quirks.ids === 'documented' ? answer : { ...answer, body: withRows(answer, (rows) => rows.map((row, at) => withIds(quirks, withDates(quirks, row, at)))) }
  return quirks.totals === 'documented' ? rowsChanged : withTotal(quirks.totals, rowsChanged)
}

function withRows({ body, list }: Answer, change: (rows: readonly RawObject[]) => RawObject[]): unknown {
  if (Array.isArray(body)) return body.every(isObject) ? change(body) : body
  const field = list?.rowsField
  if (field === undefined) return list ? body : change([body as RawObject])[0]
  return { ...(body as RawObject), [field]: change((body as Record<string, readonly RawObject[]>)[field] ?? []) }
}

const isObject = (value: unknown): value is RawObject => value !== null && typeof value === 'object'

function withIds({ ids }: Quirks, row: RawObject): RawObject {
  const id = row._id ?? row.id
  return ids === 'both' && id !== undefined ? { ...row, _id: id, id } : row
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** Only the fields of the row itself: what is nested has its own rules. */
function withDates({ dates }: Quirks, row: RawObject, at: number): RawObject {
  if (dates === 'documented' || at % 2 === 1) return row
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && instant.test(value) ? (dates === 'null' ? null : value.slice(0, 10)) : value]))
}

function withTotal(totals: Quirks['totals'], answer: Answer): Answer {
  const { list, headers = {}, body } = answer
  if (!list) return answer
  const { 'x-total-count': _announced, ...others } = headers
  const field = list.totalField
  const isInBody = field !== undefined && Object.hasOwn(body as object, field)
  const { [field ?? '']: _total, ...rest } = body as RawObject
  switch (totals) {
    case 'missing':
      return { ...answer, headers: others, body: isInBody ? rest : body }
    case 'text':
      return isInBody ? { ...answer, body: { ...(body as RawObject), [field]: String(list.total) } } : answer
    case 'header':
      return isInBody ? { ...answer, headers: { ...headers, 'x-total-count': String(list.total) }, body: rest } : answer
    default:
      return answer
  }
}
