// Many rows per statement: a call into the binding costs more than a row, so rows are bound by the hundred.

import { limits } from '../../../shared/base/limits.ts'
import type { SqlParameter, SqlSession } from './driver.ts'

// A rest is written by tens and ones, so that few statement texts exist and their preparation pays.
const batchSizes = [limits.statementRowsMax, 10, 1] as const

/**
 * Runs a statement over rows, as many at a time as are worth it.
 *
 * @param statement SQL for a list of row placeholders, for example `(?,?),(?,?)`
 */
export async function runRows(session: SqlSession, rows: readonly (readonly SqlParameter[])[], statement: (values: string) => string): Promise<void> {
  const width = rows[0]?.length ?? 0
  let start = 0
  while (start < rows.length) {
    const size = batchSize(rows.length - start, width)
    await session.run(statement(placeholders(size, width)), rows.slice(start, start + size).flat())
    start += size
  }
}

/** Calls the work with up to a hundred keys at a time and the placeholders for them. */
export async function forKeyBatches<Key>(keys: readonly Key[], work: (batch: readonly Key[], marks: string) => Promise<void>): Promise<void> {
  let start = 0
  while (start < keys.length) {
    const size = batchSize(keys.length - start, 1)
    await work(keys.slice(start, start + size), Array(size).fill('?').join(','))
    start += size
  }
}

function batchSize(rows: number, width: number): number {
  return batchSizes.find((size) => size <= rows && size * width <= limits.statementParametersMax) ?? 1
}

const known = new Map<string, string>()

function placeholders(rows: number, width: number): string {
  const name = `${rows}x${width}`
  const text = known.get(name) ?? Array(rows).fill(`(${Array(width).fill('?').join(',')})`).join(',')
  known.set(name, text)
  return text
}
