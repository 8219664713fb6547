// Judging by images: what changes, what is so already, what moved meanwhile; and parameters with their forms.

import { describe, expect, test } from 'vitest'
import type { Subject } from '../../../shared/actions/action.ts'
import { fields, optional, parametersSchema } from '../../../shared/actions/field.ts'
import { drifted, isDone, isSame, judge } from '../../../shared/actions/judge.ts'
import { requestOf } from '../../../shared/resources/derive/action-requests.ts'
import { actionOf } from '../../../shared/resources/index.ts'

const id = '5'.repeat(24)
const group = '6'.repeat(24)
const subject = (image: Subject['image'], parameters: Subject['parameters'] = {}): Subject => ({ id, organization: 'b'.repeat(24), image, parameters, at: '2026-03-02T08:00:00.000Z' })

describe('judging a target', () => {
  const suspend = actionOf('user.suspend')

  test('an active user is suspended, a suspended one stays as it is, a staged one is refused with the reason', () => {
    expect(judge(suspend, subject({ object: { _id: id, suspended: false } }))).toEqual({ verdict: 'change', changes: [{ part: 'object', path: 'suspended', from: false, to: true }] })
    expect(judge(suspend, subject({ object: { _id: id, state: 'SUSPENDED', suspended: true } }))).toEqual({ verdict: 'noop', why: 'Already suspended' })
    expect(judge(suspend, subject({ object: { _id: id, state: 'STAGED' } })).verdict).toBe('refused')
  })

  test('whoever is gone cannot be changed', () => {
    expect(judge(suspend, subject({ object: null }))).toEqual({ verdict: 'refused', why: 'It is no longer there.' })
  })

  test('what moved since the plan is named with its new value', () => {
    const planned = judge(suspend, subject({ object: { _id: id, suspended: false } }))
    const changes = planned.verdict === 'change' ? planned.changes : []
    expect(drifted(changes, { object: { _id: id, suspended: false } })).toEqual([])
    expect(drifted(changes, { object: { _id: id, suspended: true } })).toEqual([{ part: 'object', path: 'suspended', from: false, to: true }])
    expect(isDone(suspend.aims(subject({ object: {} })), { object: { suspended: true } })).toBe(true)
  })

  test('a membership is an edge that appears; groups that follow a rule take nobody by hand', () => {
    const add = actionOf('user.addToGroup')
    const image = { object: { _id: id }, group: { id: group, membershipMethod: 'STATIC' }, edge: null }
    expect(judge(add, subject(image, { group }))).toEqual({ verdict: 'change', changes: [{ part: 'edge', path: null, from: false, to: true }] })
    expect(judge(add, subject({ ...image, edge: { id: group } }, { group }))).toEqual({ verdict: 'noop', why: 'Already a member' })
    expect(judge(add, subject({ ...image, group: { id: group, membershipMethod: 'DYNAMIC_AUTOMATED' } }, { group })).verdict).toBe('refused')
    expect(requestOf(add, subject(image, { group }))).toMatchObject({ method: 'POST', path: `/usergroups/${group}/members`, body: { op: 'add', type: 'user', id } })
  })
})

describe('comparing values', () => {
  test.each([
    [null, '', true],
    [undefined, null, true],
    [false, null, false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [['a', 'b'], ['b', 'a'], false],
  ])('%j and %j: %s', (left, right, same) => expect(isSame(left, right)).toBe(same))

  test('parts have no order, no ids and no empty fields', () => {
    expect(isSame([{ id: '1', type: 'work', number: '1', note: '' }, { id: '2', type: 'home', number: '2' }], [{ type: 'home', number: '2' }, { type: 'work', number: '1' }], 'parts')).toBe(true)
    expect(isSame([{ type: 'work', number: '1' }], [{ type: 'work', number: '2' }], 'parts')).toBe(false)
    expect(isSame(null, [], 'parts')).toBe(true)
  })

  test('telephone numbers are sent whole, come back with ids, and are put back without them', () => {
    const edit = actionOf('user.edit')
    const image = { object: { _id: id, phoneNumbers: [{ id: 'p1', type: 'work', number: '+1 555 0100' }] } }
    const phoneNumbers = [{ type: 'work', number: '+1 555 0100' }, { type: 'mobile', number: '+1 555 0199' }]
    const given = subject(image, { changes: { phoneNumbers } })
    const found = judge(edit, given)
    expect(found).toMatchObject({ verdict: 'change', changes: [{ path: 'phoneNumbers', to: phoneNumbers }] })
    const after = { object: { _id: id, phoneNumbers: phoneNumbers.map((part, index) => ({ id: `n${index}`, ...part })) } }
    expect(isDone(edit.aims(given), after)).toBe(true)
    expect(judge(edit, subject(after, { changes: { phoneNumbers } })).verdict).toBe('noop')
    expect(edit.inverse(given)).toEqual({ action: 'user.edit', parameters: { changes: { phoneNumbers: [{ type: 'work', number: '+1 555 0100' }] } } })
    if (found.verdict === 'change') expect(drifted(found.changes, { object: { ...image.object, phoneNumbers: [{ id: 'p9', type: 'work', number: '+1 555 0100' }] } })).toEqual([])
  })

  test('attributes come back in any order and with ids, and one with an empty value is put back too', () => {
    const edit = actionOf('user.edit')
    const given = subject({ object: { _id: id, attributes: [{ _id: 'x', name: 'badge', value: '' }, { _id: 'y', name: 'size', value: 'M' }] } }, { changes: { attributes: [{ name: 'size', value: 'L' }, { name: 'onCall', value: 'yes' }] } })
    expect(judge(edit, given).verdict).toBe('change')
    expect(isDone(edit.aims(given), { object: { _id: id, attributes: [{ _id: 'n', name: 'onCall', value: 'yes' }, { _id: 'm', name: 'size', value: 'L' }] } })).toBe(true)
    expect(edit.inverse(given)).toEqual({ action: 'user.edit', parameters: { changes: { attributes: [{ name: 'badge', value: '' }, { name: 'size', value: 'M' }] } } })
  })

  test('sets have no order', () => expect(isSame(['a', 'b'], ['b', 'a'], true)).toBe(true))
})

test('a field that is not asked for may be left out, and keeps its bounds', () => {
  const schema = parametersSchema({ days: optional(fields.count({ label: 'Days', min: 1, max: 365 })) })
  expect(schema.parse({})).toEqual({})
  expect(schema.safeParse({ days: 400 }).success).toBe(false)
})
