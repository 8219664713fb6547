// One page of a list: order, window, projection. Ordered and filtered index lists are remembered until the rows change.

import { type RawObject, valueAt } from '../../shared/resources/derive/row-projection.ts'
import { setPath } from './samples.ts'
import { compareCells, type Test } from './compare.ts'
import type { ParentRows } from './parent-rows.ts'

export interface Window {
  readonly limit: number
  readonly skip: number
}

export interface ListQuestion extends Window {
  /** Names the filter in the memory of orders; equal texts must mean equal tests. */
  readonly filterText: string
  readonly test: Test | null
  /** Field names, `-` in front for descending. */
  readonly sort: readonly string[]
  readonly fields: readonly string[]
  /** Fields that are sent whatever was asked for. */
  readonly idFields: readonly string[]
}

const limitDefault = 10
const limitMax = 100

/** Reads limit and skip; a larger limit is clamped, nonsense becomes the default. */
export function readWindow(limit: unknown, skip: unknown, max = limitMax): Window {
  const count = Number(limit)
  const from = Number(skip)
  return {
    limit: Number.isInteger(count) && count > 0 ? Math.min(count, max) : limitDefault,
    skip: Number.isInteger(from) && from > 0 ? from : 0,
  }
}

export function pageOf(rows: ParentRows, question: ListQuestion): { page: RawObject[]; total: number } {
  const indexes = orderedIndexes(rows, question)
  const page = indexes
    .slice(question.skip, question.skip + question.limit)
    .map((index) => rows.at(index))
    .filter((row) => row !== null)
  return { page: page.map((row) => projected(row, question)), total: indexes.length }
}

interface Remembered {
  readonly revision: number
  readonly orders: Map<string, readonly number[]>
}

const memory = new WeakMap<ParentRows, Remembered>()
const ordersMax = 8

function orderedIndexes(rows: ParentRows, question: ListQuestion): readonly number[] {
  const isPlain = question.test === null
  if (isPlain && question.sort.length === 0) return rows.natural()
  if (isPlain && question.sort.length === 1 && isIdField(question.sort[0]!)) return rows.indexes()
  let known = memory.get(rows)
  if (known?.revision !== rows.revision) memory.set(rows, (known = { revision: rows.revision, orders: new Map() }))
  const name = JSON.stringify([question.filterText, question.sort])
  const found = known.orders.get(name) ?? workOut(rows, question)
  if (known.orders.size >= ordersMax) known.orders.clear()
  known.orders.set(name, found)
  return found
}

const isIdField = (field: string): boolean => field === '_id' || field === 'id'

/** Makes every row once; only the values to order by are kept meanwhile. */
function workOut(rows: ParentRows, { test, sort }: ListQuestion): readonly number[] {
  const keys = sort.map((field) => ({ path: field.replace(/^-/, ''), direction: field.startsWith('-') ? -1 : 1 }))
  const found: { index: number; cells: unknown[] }[] = []
  for (const index of rows.natural()) {
    const raw = rows.at(index)
    if (raw === null ? test !== null : test && !test(raw)) continue
    found.push({ index, cells: raw === null ? [] : keys.map(({ path }) => valueAt(raw, path)) })
  }
  // Equal rows stay in the service's own order, which is not the order of ids.
  found.sort((left, right) => {
    for (const [at, { direction }] of keys.entries()) {
      const difference = compareCells(left.cells[at], right.cells[at]) * direction
      if (difference !== 0) return difference
    }
    return 0
  })
  return found.map(({ index }) => index)
}

/** The fields asked for, with the id; everything without a wish. */
export function projected(raw: RawObject, { fields, idFields }: Pick<ListQuestion, 'fields' | 'idFields'>): RawObject {
  if (fields.length === 0) return raw
  const chosen: Record<string, unknown> = {}
  for (const path of new Set([...fields, ...idFields])) {
    const value = valueAt(raw, path)
    if (value !== undefined) setPath(chosen, path, value)
  }
  return chosen
}
