// What the edit form holds and what of it becomes a change: nothing that nobody touched is sent.

import { describe, expect, test } from 'vitest'
import { blankPerson, changeCount, changesOf, heldFields, type Person, personOf, problemOf } from '../../../../renderer/features/review/edit-user/person.ts'

const raw = {
  firstname: 'Ada', lastname: 'Adler', username: 'ada', email: 'ada@contoso.test', department: 'Sales', sudo: true, manager: null, employeeIdentifier: null,
  phoneNumbers: [{ id: 'p1', type: 'work', number: '+1 555 0100' }, { id: 'p2', type: 'mobile', number: '+1 555 0101' }],
  addresses: [{ id: 'a1', type: 'work', poBox: '', extendedAddress: '', streetAddress: '12 Elm Street', locality: 'Springfield', region: '', postalCode: '', country: 'US' }],
  attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'M' }],
}
const before = personOf(raw)
const edited = (change: Partial<Person>): Person => ({ ...before, ...change })

describe('what is sent', () => {
  test('nothing when nothing is touched, also where the service has nulls', () => {
    expect(changesOf(before, before)).toEqual({})
    expect(problemOf(before, before, false)).toBe('Nothing is changed yet')
  })

  test('texts and flags one by one; one that is emptied is sent empty', () => {
    const after = edited({ texts: { ...before.texts, firstname: ' Ada ', department: '', jobTitle: 'Clerk' }, flags: { ...before.flags, sudo: false } })
    expect(changesOf(before, after)).toEqual({ department: '', jobTitle: 'Clerk', sudo: false })
    expect(changeCount(before, after)).toBe(3)
  })

  test('a list whole and without ids, counted part by part; empty lines are left out', () => {
    const phoneNumbers = [before.phoneNumbers[0]!, { type: 'mobile', number: '+1 555 0199' }, { type: 'home', number: ' ' }]
    expect(changesOf(before, edited({ phoneNumbers }))).toEqual({ phoneNumbers: [{ type: 'work', number: '+1 555 0100' }, { type: 'mobile', number: '+1 555 0199' }] })
    expect(changeCount(before, edited({ phoneNumbers }))).toBe(1)
    expect(changesOf(before, edited({ addresses: [] }))).toEqual({ addresses: [] })
    expect(changesOf(before, edited({ addresses: [...before.addresses, { type: 'home' }] }))).toEqual({})
  })

  test('attributes are added, renamed, changed and taken out', () => {
    const attributes = [{ name: 'badge', value: '2B' }, { name: 'shirtSize', value: 'M' }, { name: '', value: '' }, { name: 'empty', value: '' }]
    expect(changesOf(before, edited({ attributes }))).toEqual({ attributes: [{ name: 'badge', value: '2B' }, { name: 'shirtSize', value: 'M' }, { name: 'empty', value: '' }] })
    // One is changed, one renamed, which the plan shows as gone and come, one added.
    expect(changeCount(before, edited({ attributes }))).toBe(4)
  })
})

describe('what keeps it from being planned', () => {
  test('an attribute without a name, or twice', () => {
    expect(problemOf(before, edited({ attributes: [{ name: ' ', value: 'x' }] }), false)).toBe('Each custom attribute needs a name')
    expect(problemOf(before, edited({ attributes: [...before.attributes, { name: 'badge ', value: 'x' }] }), false)).toBe('There are two custom attributes “badge”')
    expect(problemOf(before, edited({ attributes: [] }), false)).toBeNull()
  })

  test('no name and no address, but not where several are edited', () => {
    expect(problemOf(before, edited({ texts: { ...before.texts, username: ' ' } }), false)).toBe('A username is needed')
    expect(problemOf(blankPerson, { ...blankPerson, texts: { ...blankPerson.texts, company: 'Contoso' } }, true)).toBeNull()
  })

  test('fields that another directory decides on are named by the service', () => {
    expect([...heldFields({ restrictedFields: [{ field: 'department', type: 'active_directory', id: 'x' }, null] })]).toEqual(['department'])
  })
})
