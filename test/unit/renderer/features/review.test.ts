// The pure parts of the review: what a plan says in words, what is missing from a confirmation, what a form gives.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import { confirmationOf, missingIn, type Typed } from '../../../../renderer/features/review/confirmation.ts'
import { parametersIn } from '../../../../renderer/features/review/parameters-form.tsx'
import { ageLine, costText, countLines, durationText, isExpired } from '../../../../renderer/features/review/plan-words.ts'

const contoso = 'c0ffee00c0ffee00c0ffee00' as OrganizationId
const counts = { total: 5, change: 2, noop: 2, refused: 1, irreversible: 0, conflict: 0 }
const part = { organization: contoso, name: 'Contoso', counts, phrase: null as string | null, typed: [] as { position: number; text: string }[], oldestAt: '2026-11-22T10:00:00.000Z', problem: null }
const nothing: Typed = { phrases: new Map(), targets: new Map(), reason: '', ticket: '' }

test('the parts of a plan without rows are left out, except those that will change', () => {
  expect(countLines(counts).map(({ show, count }) => [show, count])).toEqual([['all', 5], ['change', 2], ['noop', 2], ['refused', 1]])
  expect(countLines({ ...counts, change: 0, noop: 0, refused: 5 }).map(({ show }) => show)).toEqual(['all', 'change', 'refused'])
})

test('what a plan costs and how old it is, in words', () => {
  expect([0.2, 31, 240, 9_000].map(durationText)).toEqual(['about 1 s', 'about 31 s', 'about 4 min', 'about 3 h'])
  expect(costText({ calls: 1, seconds: 1, callsPerMinute: 100 })).toBe('1 call to JumpCloud, about 1 s at 100 a minute.')
  expect(costText({ calls: 0, seconds: 0, callsPerMinute: 100 })).toBe('No call is made.')
  const now = Date.parse('2026-11-22T10:05:00.000Z')
  expect(ageLine({ organizations: [part, { ...part, oldestAt: '2026-11-22T09:00:00.000Z' }], expiresAt: '2026-11-22T10:15:00.000Z' }, now)).toMatch(/^Judged on data of .*\(1 h\)\. Each object is read again/)
  expect(isExpired({ expiresAt: '2026-11-22T10:05:00.000Z' }, now)).toBe(true)
  expect(isExpired({ expiresAt: '2026-11-22T10:05:01.000Z' }, now)).toBe(false)
})

test('a confirmation is whole when every phrase and every target is typed exactly', () => {
  const destructive = { counts, organizations: [{ ...part, phrase: 'DELETE 2 CONTOSO' }] }
  expect(missingIn(destructive, nothing)).toBe('Type DELETE 2 CONTOSO first')
  expect(missingIn(destructive, { ...nothing, phrases: new Map([[contoso, 'delete 2 contoso']]) })).not.toBeNull()
  const typed = { ...nothing, phrases: new Map([[contoso, ' DELETE 2 CONTOSO ']]), reason: ' Left ' }
  expect(missingIn(destructive, typed)).toBeNull()
  expect(confirmationOf(destructive, typed)).toEqual({ changes: 2, phrases: [{ organization: contoso, text: 'DELETE 2 CONTOSO' }], reason: 'Left' })

  const erase = { counts, organizations: [{ ...part, typed: [{ position: 0, text: 'C02A' }, { position: 3, text: 'C02B' }] }] }
  expect(missingIn(erase, nothing)).toBe('Type the text of 2 more rows first')
  expect(missingIn(erase, { ...nothing, targets: new Map([[0, 'C02A'], [3, 'C02A']]) })).toBe('Type C02B in its row first')
  const both = { ...nothing, targets: new Map([[0, 'C02A'], [3, 'C02B']]) }
  expect(missingIn(erase, both)).toBeNull()
  expect(confirmationOf(erase, both)).toEqual({ changes: 2, typed: [{ position: 0, text: 'C02A' }, { position: 3, text: 'C02B' }] })
})

test('what stands in the fields becomes the values that an action takes', () => {
  const base = { label: '', isRequired: true }
  const fields = [
    { ...base, name: 'days', type: 'count' as const },
    { ...base, name: 'at', type: 'instant' as const },
    { ...base, name: 'keep', type: 'boolean' as const },
    { ...base, name: 'tags', type: 'list' as const },
    { ...base, name: 'note', type: 'text' as const, isRequired: false },
    { ...base, name: 'title', type: 'text' as const },
  ]
  const data = new FormData()
  data.set('days', '7')
  data.set('at', '2026-11-22T10:00')
  data.set('tags', ' one \n\ntwo')
  data.set('note', '')
  data.set('title', '')
  expect(parametersIn(data, { fields })).toEqual({ days: 7, at: new Date('2026-11-22T10:00').toISOString(), keep: false, tags: ['one', 'two'], title: '' })
})
