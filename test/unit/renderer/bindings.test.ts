// Why an object is bound to another, in words.

import { expect, test } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { type Binding, groupBindings, whyText } from '../../../renderer/features/list/bindings.ts'

const id = (text: string) => text as ResourceId
const through = (title: string, kind: 'userGroup' | 'deviceGroup' = 'userGroup') => ({ kind, id: id(title), title })

test.each([
  ['a direct binding', [[]], 'directly'],
  ['through one group', [[through('Sales')]], 'through Sales (user group)'],
  ['both', [[], [through('Sales')]], 'directly and through Sales (user group)'],
  ['a path of two', [[through('Sales'), through('Laptops', 'deviceGroup')]], 'through Sales (user group), then Laptops (device group)'],
  ['two groups', [[through('Sales')], [through('Sport')]], 'through Sales (user group) and through Sport (user group)'],
])('%s', (_name, paths, text) => {
  expect(whyText({ paths })).toBe(text)
})

test('many ways are counted after the third', () => {
  expect(whyText({ paths: ['A', 'B', 'C', 'D', 'E'].map((name) => [through(name)]) })).toMatch(/C \(user group\) and 2 more ways$/)
})

test('kinds come in the order of the menu, objects by name', () => {
  const binding = (kind: Binding['kind'], title: string): Binding => ({ kind, id: id(title), title, paths: [[]] })
  const groups = groupBindings([binding('device', 'Zeta'), binding('userGroup', 'Sales'), binding('device', 'Alpha')])
  expect(groups.map(({ title, bindings }) => [title, bindings.map((each) => each.title)])).toEqual([
    ['User groups', ['Sales']],
    ['Devices', ['Alpha', 'Zeta']],
  ])
})
