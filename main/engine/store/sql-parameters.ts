// What may be bound to a statement, and how statements are checked before they reach the binding, which accepts almost anything.

import { invariant } from '../../../shared/base/assert.ts'
import type { SqlParameter } from './driver.ts'

export interface StatementShape {
  readonly parameters: number
  readonly isSingle: boolean
}

const shapes = new Map<string, StatementShape>()
const shapesMax = 2_000

/** Number of `?` and whether there is one statement only; text in quotes and comments does not count. */
export function statementShape(sql: string): StatementShape {
  const known = shapes.get(sql)
  if (known) return known
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  const shape = { parameters: bare.split('?').length - 1, isSingle: !/;\s*\S/.test(bare) }
  if (shapes.size >= shapesMax) shapes.clear()
  shapes.set(sql, shape)
  return shape
}

/** Parameters as the binding takes them. Anything but text, finite numbers, bigint, booleans, null and Buffer throws. */
export function encodeParameters(sql: string, parameters: readonly SqlParameter[]): (string | number | Buffer | null)[] {
  const shape = statementShape(sql)
  invariant(shape.isSingle, 'a statement with parameters must be one statement')
  invariant(shape.parameters === parameters.length, `statement wants ${shape.parameters} parameters, got ${parameters.length}`)
  return parameters.map(encodeParameter)
}

function encodeParameter(value: SqlParameter): string | number | Buffer | null {
  if (typeof value === 'string') return wellFormed(value)
  if (value === null) return null
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a bound number must be finite')
    return value
  }
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint') return encodeBigint(value)
  invariant(Buffer.isBuffer(value), 'a bound value must be text, number, bigint, boolean, null or Buffer')
  return value
}

/** The binding knows no bigint; within 2^53 a number is exact, beyond it a column's integer affinity reads the text exactly. */
function encodeBigint(value: bigint): number | string {
  invariant(value >= -(2n ** 63n) && value < 2n ** 63n, 'a bound bigint must fit 64 bits')
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString()
}

const anySurrogate = /[\uD800-\uDFFF]/
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Lone surrogates have no UTF-8; they become U+FFFD here, where it is seen, and not somewhere below. */
export function wellFormed(text: string): string {
  return anySurrogate.test(text) ? text.replace(loneSurrogate, '\uFFFD') : text
}
