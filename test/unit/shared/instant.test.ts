import { expect, test } from 'vitest'
import { ageText, dayMs, hourMs, instantToMs, minuteMs } from '../../../shared/base/instant.ts'

test('an age is told in one unit that a person would use', () => {
  expect(ageText(-5_000)).toBe('just now')
  expect(ageText(4 * minuteMs)).toBe('4 min')
  expect(ageText(3 * hourMs)).toBe('3 h')
  expect(ageText(47 * hourMs)).toBe('47 h')
  expect(ageText(12 * dayMs)).toBe('12 days')
})

test('a bare date of the service is midnight in UTC', () => {
  expect(instantToMs('2026-02-03')).toBe(Date.UTC(2026, 1, 3))
  expect(instantToMs('')).toBeNull()
  expect(instantToMs('soon')).toBeNull()
})
