// How the service compares values: case-sensitive text, numbers as numbers, a list by any of its items.

import { valueAt, type RawObject } from '../../shared/resources/derive/row-projection.ts'

export type Test = (raw: RawObject) => boolean

/** The values of a field that a comparison looks at: the items of a list, otherwise the value itself. */
export function valuesAt(raw: RawObject, field: string): readonly unknown[] {
  const value = valueAt(raw, field)
  return Array.isArray(value) ? value : [value]
}

export function equals(value: unknown, wanted: unknown): boolean {
  if (value === null || value === undefined) return wanted === null || wanted === '' || wanted === 'null'
  // Values in a query are text whatever the field is.
  return typeof wanted === 'string' || typeof value === typeof wanted ? String(value) === String(wanted) : false
}

/** Negative, zero or positive; null when the two cannot be ordered. */
export function order(value: unknown, wanted: unknown): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') {
    const number = Number(wanted)
    return Number.isNaN(number) ? null : value - number
  }
  const [left, right] = [String(value), String(wanted)]
  return left < right ? -1 : Number(left > right)
}

/** Order of rows: missing values first, then false before true, numbers, text by code unit. */
export function compareCells(left: unknown, right: unknown): number {
  const rank = (value: unknown) => (value === null || value === undefined ? 0 : typeof value === 'boolean' ? 1 : typeof value === 'number' ? 2 : 3)
  const difference = rank(left) - rank(right)
  if (difference !== 0) return difference
  if (rank(left) === 0) return 0
  if (typeof left === 'object' || typeof right === 'object') return 0
  return (left as string) < (right as string) ? -1 : Number((left as string) > (right as string))
}
