// Days from now in a filter: what they include, and that only whole days come in.

import { expect, test } from 'vitest'
import { matchesFilter } from '../../../shared/filter/filter-match.ts'
import { type Filter, FilterSchema } from '../../../shared/filter/filter.ts'
import { atTimes } from '../../../shared/filter/relative-time.ts'
import type { RelativeComparison } from '../../../shared/filter/comparison.ts'

const nowMs = Date.parse('2026-11-22T12:00:00.000Z')
const matches = (filter: Filter, cell: string | null, now = nowMs) => matchesFilter(atTimes(filter, { readMs: null, nowMs: now }), () => cell)
const days = (is: RelativeComparison, value: number): Filter => ({ field: 'at', is, value })

test.each<[RelativeComparison, number, readonly string[], readonly (string | null)[]]>([
  ['olderThanDays', 30, ['2026-10-23T11:59:59.999Z', '2020-01-01T00:00:00.000Z'], ['2026-10-23T12:00:00.000Z', '2026-11-30T00:00:00.000Z', null, '']],
  ['withinLastDays', 7, ['2026-11-15T12:00:00.000Z', '2026-11-22T12:00:00.000Z'], ['2026-11-15T11:59:59.999Z', '2026-11-22T12:00:00.001Z', null, '']],
  ['withinNextDays', 14, ['2026-11-22T12:00:00.000Z', '2026-12-06T12:00:00.000Z'], ['2026-11-22T11:59:59.999Z', '2026-12-06T12:00:00.001Z', null, '']],
])('%s %i', (is, value, inside, outside) => {
  expect(inside.filter((cell) => !matches(days(is, value), cell))).toEqual([])
  expect(outside.filter((cell) => matches(days(is, value), cell))).toEqual([])
})

test('the same question asked later has another answer', () => {
  const filter = days('withinLastDays', 7)
  expect(matches(filter, '2026-11-20T00:00:00.000Z')).toBe(true)
  expect(matches(filter, '2026-11-20T00:00:00.000Z', Date.parse('2026-12-01T00:00:00.000Z'))).toBe(false)
})

test('inside a tree every part is put in its place', () => {
  const filter: Filter = { all: [{ not: days('withinLastDays', 7) }, { any: [days('olderThanDays', 30), { field: 'at', is: 'isEmpty', value: true }] }] }
  expect([matches(filter, '2026-01-01T00:00:00.000Z'), matches(filter, null), matches(filter, '2026-11-01T00:00:00.000Z')]).toEqual([true, true, false])
})

test.each([0, -1, 1.5, 36_501, '7', true, null, [7]])('%s is no number of days', (value) => {
  expect(FilterSchema.safeParse({ field: 'at', is: 'olderThanDays', value }).success).toBe(false)
  expect(FilterSchema.safeParse({ field: 'at', is: 'olderThanDays', value: 7 }).success).toBe(true)
})
