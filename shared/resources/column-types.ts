// The column types: how a raw value becomes a stored cell, a text for people and a sample for the simulator.

import type { Cell } from '../base/cell.ts'
import type { Random } from '../base/random.ts'
import { stableJson } from '../base/stable-json.ts'

export type ColumnTypeName = 'text' | 'boolean' | 'instant' | 'count' | 'choice' | 'id' | 'list'

interface ColumnType {
  /** SQLite storage class of the cell. */
  readonly sql: 'TEXT' | 'INTEGER'
  /** Raw value of the service → cell. Unexpected types become text rather than being lost. */
  readonly parse: (raw: unknown) => Cell
  /** Cell → text of an export: locale-free, reversible where the type allows it. */
  readonly plain: (cell: Cell) => string
  readonly sample: (random: Random, index: number) => unknown
}

const text = (raw: unknown): Cell => {
  if (raw === null || raw === undefined) return null
  return typeof raw === 'object' ? stableJson(raw) : String(raw)
}

const plainText = (cell: Cell): string => (cell === null ? '' : String(cell))

export const columnTypes: { readonly [Name in ColumnTypeName]: ColumnType } = {
  text: { sql: 'TEXT', parse: text, plain: plainText, sample: (random, index) => `text ${index} ${random.hex(6)}` },
  id: { sql: 'TEXT', parse: text, plain: plainText, sample: (random) => random.hex(24) },
  choice: { sql: 'TEXT', parse: text, plain: plainText, sample: (random) => random.pick(['A', 'B', 'C']) },
  boolean: {
    sql: 'INTEGER',
    parse: (raw) => (typeof raw === 'boolean' ? Number(raw) : null),
    plain: (cell) => (cell === null ? '' : cell ? 'true' : 'false'),
    sample: (random) => random.chance(0.5),
  },
  instant: {
    sql: 'TEXT',
    // Bare dates and offsets occur; one spelling in the store keeps text comparison equal to time comparison.
    parse: (raw) => {
      if (typeof raw !== 'string' || raw === '') return null
      const ms = Date.parse(raw)
      return Number.isNaN(ms) ? null : new Date(ms).toISOString()
    },
    plain: plainText,
    sample: (random) => new Date(1_700_000_000_000 + random.integer(0, 60_000_000) * 1_000).toISOString(),
  },
  count: {
    sql: 'INTEGER',
    // int64 values of protobuf services arrive as text.
    parse: (raw) => {
      const value = typeof raw === 'string' && raw !== '' ? Number(raw) : raw
      return typeof value === 'number' && Number.isFinite(value) ? value : null
    },
    plain: plainText,
    sample: (random) => random.integer(0, 1_000),
  },
  list: {
    sql: 'TEXT',
    parse: (raw) => (Array.isArray(raw) ? raw.map((item) => (typeof item === 'object' ? stableJson(item) : String(item))).join(', ') : null),
    plain: plainText,
    sample: (random) => [random.hex(4), random.hex(4)],
  },
}
