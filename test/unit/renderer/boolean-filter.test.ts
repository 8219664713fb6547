// Chips of a boolean column: yes, no and unknown in any mixture, asked with comparisons that the column has.

import { expect, test } from 'vitest'
import { matchesFilter } from '../../../shared/filter/filter-match.ts'
import { unknownField } from '../../../shared/resources/derive/filter-fields.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { kindColumns } from '../../../renderer/bridge/registry-columns.ts'
import { toFilter } from '../../../renderer/filters/list-filter.ts'

const field = 'account_locked'
const mixtures = [[1], [0], [null], [1, 0], [1, null], [0, null], [1, 0, null]]

test.each(mixtures.map((values) => [values]))('%j matches exactly these', (values) => {
  const filter = toFilter([{ type: 'values', field, values }], { named: [], columns: kindColumns('user').columns })
  expect([1, 0, null].filter((cell) => filter === undefined || matchesFilter(filter, () => cell)).sort()).toEqual([...values].sort())
  expect(filter === undefined ? null : unknownField(resourceOf('user'), filter)).toBeNull()
})
