import { describe, expect, test } from 'vitest'
import { encodeParameters, statementShape } from '../../../../../main/engine/store/sql-parameters.ts'

describe('statementShape', () => {
  test.each([
    ['SELECT ?, ?', 2, true],
    [`SELECT '?', "?" -- ?\n, ?`, 1, true],
    ['SELECT /* ? */ 1', 0, true],
    [`SELECT 'it''s ?'`, 0, true],
    ['SELECT 1;  ', 0, true],
    ['SELECT 1; DROP TABLE t', 0, false],
    [`SELECT ';'`, 0, true],
  ])('%j has %i parameters', (sql, parameters, isSingle) => {
    expect(statementShape(sql)).toEqual({ parameters, isSingle })
  })
})

describe('encodeParameters', () => {
  const one = (value: unknown) => encodeParameters('SELECT ?', [value as never])[0]

  test.each<[unknown, unknown]>([
    ['text', 'text'],
    [1.5, 1.5],
    [true, 1],
    [false, 0],
    [null, null],
    [9_007_199_254_740_991n, 9_007_199_254_740_991],
    [9_223_372_036_854_775_807n, '9223372036854775807'],
    ['a\uD800b', 'a\uFFFDb'],
    ['\uD83D\uDE00', '\uD83D\uDE00'],
  ])('binds %s as %s', (value, bound) => {
    expect(one(value)).toBe(bound)
  })

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, {}, [], new Date(), /x/, new Uint8Array(1), Symbol('s'), () => 1, 2n ** 63n])('refuses %s', (value) => {
    expect(() => one(value)).toThrow('broken invariant')
  })

  test('refuses a wrong number of parameters and more than one statement', () => {
    expect(() => encodeParameters('SELECT ?', [])).toThrow('1 parameters')
    expect(() => encodeParameters('SELECT ?; SELECT 1', ['x'])).toThrow('one statement')
  })
})
