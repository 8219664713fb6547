// What most have, who differs, and what stands first in the matrix of settings.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { majorityOf, matrixOf } from '../../../renderer/features/matrix/compare.ts'

const organizations = ['a', 'b', 'c', 'd'] as OrganizationId[]
const settings = [
  { name: 'alike', values: [8, 8, 8, 8] },
  { name: 'one', values: [1, 1, 0, 1] },
  { name: 'two', values: ['x', 'y', null, 'x'] },
]

test('the majority is the most frequent value, and a value rather than none among equals', () => {
  expect([majorityOf([1, 2, 2]), majorityOf([null, 3]), majorityOf([null, null, 3]), majorityOf([])]).toEqual([2, 3, null, null])
})

test('outliers come first, settings and organizations alike', () => {
  const { lines, order, differences } = matrixOf({ organizations, settings }, null)
  expect(lines.map(({ key, reference, same, outliers }) => [key, reference, same, outliers])).toEqual([['two', 'x', 2, 2], ['one', 1, 3, 1], ['alike', 8, 4, 0]])
  expect(differences).toEqual([0, 1, 2, 0])
  expect(order.map((at) => organizations[at])).toEqual(['c', 'b', 'a', 'd'])
})

test('with a golden organization everyone is measured by it, and it stands first', () => {
  const { lines, order } = matrixOf({ organizations, settings }, 'c')
  expect(lines.map(({ key, reference, outliers }) => [key, reference, outliers])).toEqual([['one', 0, 3], ['two', null, 3], ['alike', 8, 0]])
  expect(organizations[order[0]!]).toBe('c')
})
