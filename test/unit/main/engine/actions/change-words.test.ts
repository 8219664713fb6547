// What a plan says of a change: the words of the column that a list shows, from what to what.

import { expect, test } from 'vitest'
import { changeTexts, wordingOf } from '../../../../../main/engine/actions/change-words.ts'
import { judge } from '../../../../../shared/actions/judge.ts'
import type { RawObject } from '../../../../../shared/base/raw-object.ts'
import { actionOf } from '../../../../../shared/resources/index.ts'

const at = '2026-11-22T04:00:00.000Z'

function said(id: string, object: RawObject, parameters: Readonly<Record<string, unknown>> = {}): string[] {
  const action = actionOf(id)
  const image = { ...Object.fromEntries(Object.keys(action.reads).map((part) => [part, null])), object }
  const found = judge(action, { id: '1', organization: '2', image, parameters, at })
  if (found.verdict !== 'change') return [found.verdict]
  return changeTexts(action, image, found.changes).map(({ title, from, to }) => `${title}: ${from ?? '–'} → ${to ?? '–'}`)
}

test.each([
  ['user.suspend', { state: 'ACTIVATED', suspended: false }, 'State: Active → Suspended'],
  // Rows of before 2021-11.
  ['user.suspend', { suspended: false }, 'State: Active → Suspended'],
  ['user.suspend', { state: 'ACTIVATED', suspended: false, account_locked: true }, 'State: Locked → Suspended'],
  ['user.unsuspend', { state: 'SUSPENDED', suspended: true }, 'State: Suspended → Active'],
  ['user.activate', { state: 'STAGED', suspended: false }, 'State: Staged → Active'],
  ['user.unlock', { state: 'ACTIVATED', account_locked: true }, 'State: Locked → Active'],
  // What the state cannot show is said by the field itself.
  ['user.unlock', { state: 'SUSPENDED', suspended: true, account_locked: true }, 'Locked: yes → no'],
  ['user.forcePasswordChange', { state: 'ACTIVATED', activated: true, password_expired: false }, 'Password: Set → Expired'],
])('%s of %o says %s', (id, object, words) => {
  expect(said(id, object, Object.fromEntries(Object.entries(actionOf(id).fields).flatMap(([name, { form }]) => (form.initial === undefined ? [] : [[name, form.initial]]))))).toEqual([words])
})

test('several fields of one object are each said, those without a column by their path', () => {
  expect(said('user.edit', { state: 'ACTIVATED', department: 'Sales', jobTitle: '' }, { changes: { department: 'Support', jobTitle: 'Clerk' } })).toEqual(['Department: Sales → Support', 'Job title: – → Clerk'])
})

test('of telephone numbers, addresses and attributes each that differs is said by itself', () => {
  const object = { phoneNumbers: [{ id: '1', type: 'work', number: '+1 555 0100' }], addresses: [] }
  expect(said('user.edit', object, { changes: { phoneNumbers: [], addresses: [{ type: 'home', streetAddress: '12 Elm Street', locality: 'Springfield' }] } })).toEqual(['Phone (work): +1 555 0100 → –', 'Address (home): – → 12 Elm Street, Springfield'])
  const numbers = [{ type: 'work', number: '1' }, { type: 'work', number: '2' }, { type: 'home', number: '3' }]
  expect(said('user.edit', { phoneNumbers: numbers.map((each, index) => ({ id: `p${index}`, ...each })) }, { changes: { phoneNumbers: [{ type: 'home', number: '3' }, { type: 'work', number: '2' }, { type: 'work', number: '9' }] } })).toEqual(['Phone (work): 1 → 9'])
  // The copy keeps fields in another order than the form sends them.
  const kept = { country: 'US', id: 'a1', locality: 'Springfield', poBox: '', streetAddress: '12 Elm Street', type: 'work' }
  expect(said('user.edit', { addresses: [kept] }, { changes: { addresses: [{ type: 'work', streetAddress: '12 Elm Street', locality: 'Springfield', country: 'US' }, { type: 'home', locality: 'Shelbyville' }] } })).toEqual(['Address (home): – → Shelbyville'])
  expect(said('user.edit', { addresses: [kept] }, { changes: { addresses: [] } })).toEqual(['Address (work): 12 Elm Street, Springfield, US → –'])
  const attributes = [{ _id: 'a', name: 'badge', value: '1A' }, { _id: 'b', name: 'size', value: 'M' }, { _id: 'c', name: 'onCall', value: 'yes' }]
  expect(said('user.edit', { attributes }, { changes: { attributes: [{ name: 'onCall', value: 'yes' }, { name: 'badge', value: '2B' }, { name: 'shirtSize', value: 'M' }] } })).toEqual(['Attribute badge: 1A → 2B', 'Attribute size: M → –', 'Attribute shirtSize: – → M'])
})

test('that somebody is a member, and that somebody is there at all, is said as people say it', () => {
  const given = (id: string, parts: Record<string, RawObject | null>, parameters: Readonly<Record<string, unknown>>): string[] => {
    const action = actionOf(id)
    const image = { ...Object.fromEntries(Object.keys(action.reads).map((part) => [part, null])), ...parts }
    const found = judge(action, { id: '1', organization: '2', image, parameters, at })
    return found.verdict === 'change' ? changeTexts(action, image, found.changes).map(({ title, from, to }) => `${title}: ${from} → ${to}`) : [found.verdict]
  }
  const group = { id: '9', name: 'VPN Users', membershipMethod: 'STATIC' }
  expect(given('user.addToGroup', { object: { state: 'ACTIVATED' }, group }, { group: '9' })).toEqual(['Member of VPN Users: no → yes'])
  expect(given('user.delete', { object: { state: 'SUSPENDED', suspended: true } }, { reports: 'clear', isActiveToo: false })).toEqual(['User: here → gone'])
})

test('what an object was and what it has become meanwhile are said in the same words', () => {
  const action = actionOf('user.suspend')
  const planned = { object: { state: 'ACTIVATED', suspended: false } }
  const { title, text } = wordingOf(action, planned, { part: 'object', path: 'suspended', from: false, to: true })
  expect([title, text(planned, false), text({ object: { state: 'SUSPENDED', suspended: true } }, true)]).toEqual(['State', 'Active', 'Suspended'])
})
