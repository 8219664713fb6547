// Cells as they lie in the projection: flags and choices as a few bits of a shared word, instants as milliseconds, hex ids as bytes.
// Exact both ways, so that a filter means the same on either side.

import type { Cell } from '../../../shared/base/cell.ts'
import { type Column, isEdgeCountColumn } from '../../../shared/resources/define.ts'
import type { SqlValue } from './driver.ts'
import { packId, unpackId } from './packed-id.ts'

export interface CellCodec {
  readonly form: 'text' | 'number' | 'instant' | 'id' | 'choice' | 'boolean'
  /** Column affinity; empty where storage classes are mixed or bits are shared. */
  readonly affinity: '' | 'TEXT' | 'INTEGER'
  /** Bits in a shared word: 0 is nothing, all ones is "a value of no known code". */
  readonly bits: number
  encode(cell: Cell): SqlValue
  decode(value: SqlValue): Cell
}

const plain = (form: 'text' | 'number'): CellCodec => ({
  form,
  affinity: form === 'text' ? 'TEXT' : 'INTEGER',
  bits: 0,
  encode: (cell) => cell,
  decode: (value) => value as Cell,
})

const boolean: CellCodec = { form: 'boolean', affinity: '', bits: 2, encode: (cell) => cell, decode: (value) => value as Cell }

const id: CellCodec = {
  form: 'id',
  affinity: '',
  bits: 0,
  encode: (cell) => (typeof cell === 'string' ? packId(cell) : cell),
  decode: (value) => (Buffer.isBuffer(value) ? unpackId(value) : value),
}

/** Length of an instant of the years 0 to 9999 in its one spelling; others (the year 12000) stay text. */
const instantCharacters = 24

const instant: CellCodec = {
  form: 'instant',
  affinity: 'INTEGER',
  bits: 0,
  encode: (cell) => (typeof cell === 'string' && cell.length === instantCharacters ? Date.parse(cell) : cell),
  decode: (value) => (typeof value === 'number' ? new Date(value).toISOString() : (value as Cell)),
}

/** Codes follow the alphabet of the values, so that sorting by code is sorting by value; unknown values stay text. */
function choice(values: readonly string[]): CellCodec {
  const ordered = [...new Set(values)].sort((left, right) => compareText(left.toLowerCase(), right.toLowerCase()) || compareText(left, right))
  const codes = new Map<Cell, number>(ordered.map((value, code) => [value, code]))
  return {
    form: 'choice',
    affinity: '',
    bits: Math.ceil(Math.log2(ordered.length + 2)),
    encode: (cell) => codes.get(cell) ?? cell,
    decode: (value) => (typeof value === 'number' ? (ordered[value] ?? null) : (value as Cell)),
  }
}

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Searched columns stay text: the search text is put together in SQL. */
export function cellCodecOf(column: Column): CellCodec {
  if (column.search) return plain('text')
  if (column.type === 'instant') return instant
  if (column.type === 'id') return id
  if (column.type === 'boolean') return boolean
  if (column.type === 'choice' && column.choices && column.choices.length > 0) return choice(column.choices.map((entry) => entry.value))
  return plain(column.type === 'count' || isEdgeCountColumn(column) ? 'number' : 'text')
}
