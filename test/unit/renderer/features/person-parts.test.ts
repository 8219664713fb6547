// What the detail of a person says of their telephone numbers, addresses and attributes.

import { expect, test } from 'vitest'
import { partGroups } from '../../../../renderer/features/list/person-parts.tsx'

test('each part is a line, from the street to the country; what says nothing is left out', () => {
  expect(
    partGroups({
      phoneNumbers: [{ id: 'p', type: 'work_mobile', number: '+1 555 0100' }, { type: 'home', number: '' }, null],
      addresses: [{ country: 'US', id: 'a', locality: 'Springfield', poBox: '', streetAddress: '12 Elm Street', type: 'work' }],
      attributes: [{ name: 'badge', value: '1A' }, { name: 'empty', value: '' }],
    }),
  ).toEqual([
    { title: 'Phone numbers', lines: [{ label: 'Work mobile', text: '+1 555 0100' }] },
    { title: 'Addresses', lines: [{ label: 'Work', text: '12 Elm Street, Springfield, US' }] },
    { title: 'Custom attributes', lines: [{ label: 'badge', text: '1A' }, { label: 'empty', text: '–' }] },
  ])
  expect(partGroups({ phoneNumbers: 'x', addresses: null })).toEqual([])
})
