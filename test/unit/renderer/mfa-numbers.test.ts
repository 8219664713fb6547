// The MFA numbers cover everyone once, and the filters behind them are ones that a list of users can ask.

import { expect, test } from 'vitest'
import { matchesFilter } from '../../../shared/filter/filter-match.ts'
import { unknownField } from '../../../shared/resources/derive/filter-fields.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { kindColumns } from '../../../renderer/bridge/registry-columns.ts'
import { kindLists } from '../../../renderer/bridge/registry-lists.ts'
import { around, everyone, factorCounts, factors, mfaNumbers, populations, shareText } from '../../../renderer/features/security/mfa-numbers.ts'
import { toFilter } from '../../../renderer/filters/list-filter.ts'
import type { ListFilter } from '../../../renderer/stores/place.ts'

const { columns } = kindColumns('user')
const statuses = columns.find(({ path }) => path === 'mfaEnrollment.overallStatus')?.choices ?? []
const filterOf = (filters: readonly ListFilter[]) => toFilter(filters, { named: [], columns })!

const people = ['active', 'staged', 'locked', 'suspended'].flatMap((status) =>
  [1, 0, null].flatMap((required) => [1, 0, null].flatMap((grace) => [...statuses.map(({ value }) => value), null].map((enrolment) => ({ status, required, grace, enrolment })))),
)

const matches = (filters: readonly ListFilter[]) => (person: (typeof people)[number]) =>
  matchesFilter(filterOf(filters), (field) => ({ status: person.status, enable_user_portal_multifactor: person.required, 'mfa.exclusion': person.grace, 'mfaEnrollment.overallStatus': person.enrolment })[field] ?? null)

test('everyone who can sign in is in exactly one number', () => {
  for (const person of people) {
    const hits = mfaNumbers(statuses).filter(({ filters }) => matches(filters)(person))
    expect(hits.map(({ key }) => key), JSON.stringify(person)).toHaveLength(person.status === 'suspended' ? 0 : 1)
  }
})

test('a list of users can ask every filter', () => {
  const facet = [{ value: 'ENROLLED', count: 3 }, { value: 'NEW_WORD', count: 1 }, { value: null, count: 2 }]
  const all = [everyone, ...mfaNumbers(statuses).map(({ filters }) => filters), ...factors.flatMap(({ field }) => (['required', 'everyone'] as const).flatMap((population) => factorCounts(field, population, { asked: facet, excluded: facet }, statuses).map(({ filters }) => filters)))]
  for (const filters of all) expect(unknownField(resourceOf('user'), filterOf(filters))).toBeNull()
})

test('a factor counts every person once, also with a value that this build does not know', () => {
  const asked = [
    { value: 'ENROLLED', count: 5 },
    { value: 'PENDING_ACTIVATION', count: 2 },
    { value: 'ENROLLMENT_EXPIRED', count: 1 },
    { value: 'NEW_WORD', count: 4 },
    { value: null, count: 8 },
  ]
  const counts = factorCounts('mfaEnrollment.totpStatus', 'required', { asked, excluded: [{ value: 'ENROLLED', count: 1 }, { value: 'NOT_ENROLLED', count: 3 }] }, statuses)
  expect(counts.map(({ key, count }) => [key, count])).toEqual([
    ['enrolled', 6],
    ['pending', 2],
    ['missing', 13],
    ['excluded', 3],
  ])
})

test('the parts of a factor hold everyone of the population once', () => {
  for (const population of ['required', 'everyone'] as const) {
    const parts = factorCounts('mfaEnrollment.overallStatus', population, { asked: [], excluded: [] }, statuses)
    for (const person of people) {
      const isIn = matches(populations[population].filters)(person)
      expect(parts.filter(({ filters }) => matches(filters)(person)).map(({ key }) => key), JSON.stringify(person)).toHaveLength(isIn ? 1 : 0)
    }
  }
})

test('the filters around it exist', () => {
  for (const { kind, filter } of around) expect(kindLists(kind).filters.map(({ id }) => id), kind).toContain(filter)
})

test.each([
  [1, 4, '25 %'],
  [0, 4, '0 %'],
  [1, 1_000, '<1 %'],
  [0, 0, '–'],
])('%i of %i is %s', (part, whole, text) => {
  expect(shareText(part, whole)).toBe(text)
})
