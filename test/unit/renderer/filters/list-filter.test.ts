// Chips and the filter tree they make.

import { describe, expect, it } from 'vitest'
import { kindLists } from '../../../../renderer/bridge/registry-lists.ts'
import { kindColumns } from '../../../../renderer/bridge/registry-columns.ts'
import { chipText, type FilterNames, hasNamed, toFilter, valuesOf, withNamed, withValues } from '../../../../renderer/filters/list-filter.ts'
import { type ListFilter, viewFrom } from '../../../../renderer/stores/place.ts'
import { matchesFilter } from '../../../../shared/filter/filter-match.ts'
import { FilterSchema } from '../../../../shared/filter/filter.ts'
import { unknownField } from '../../../../shared/resources/derive/filter-fields.ts'
import { resourceOf } from '../../../../shared/resources/index.ts'

const names: FilterNames = { named: kindLists('user').filters, columns: kindColumns('user').columns }
const suspended: ListFilter = { type: 'values', field: 'status', values: ['suspended', 'staged'] }

describe('toFilter', () => {
  it('is no filter for no chips and for chips it does not know', () => {
    expect(toFilter([], names)).toBeUndefined()
    expect(toFilter([{ type: 'named', id: 'gone' }], names)).toBeUndefined()
  })

  it('joins chips by and, values of one chip by or', () => {
    const filter = toFilter([suspended, { type: 'compare', field: 'department', is: 'contains', value: 'sal' }], names)
    const row = (status: string, department: string) => matchesFilter(filter!, (field) => ({ status, department })[field] ?? null)
    expect(row('staged', 'Sales')).toBe(true)
    expect(row('staged', 'Support')).toBe(false)
    expect(row('active', 'Sales')).toBe(false)
  })

  it('finds booleans and empty values as the store keeps them', () => {
    const required = toFilter([{ type: 'values', field: 'enable_user_portal_multifactor', values: [1] }], names)
    expect(matchesFilter(required!, () => 1)).toBe(true)
    expect(matchesFilter(required!, () => 0)).toBe(false)
    const empty = toFilter([{ type: 'values', field: 'mfaEnrollment.overallStatus', values: ['ENROLLED', null] }], names)
    expect(matchesFilter(empty!, () => null)).toBe(true)
    expect(matchesFilter(empty!, () => 'DISABLED')).toBe(false)
  })

  it('makes only filters that the engine can answer', () => {
    const chips: ListFilter[] = [
      ...names.named.map(({ id }): ListFilter => ({ type: 'named', id })),
      ...kindColumns('user').facetFields.flatMap((field): ListFilter[] => {
        const type = names.columns.find((column) => column.path === field)?.type
        return [{ type: 'values', field, values: type === 'boolean' ? [1, 0] : ['x', 'y', null] }]
      }),
    ]
    for (const chip of chips) {
      const filter = toFilter([chip], names)
      expect(FilterSchema.safeParse(filter).success, JSON.stringify(chip)).toBe(true)
      expect(unknownField(resourceOf('user'), filter!), JSON.stringify(chip)).toBeNull()
    }
  })
})

describe('chips', () => {
  it('say field and values in words, each word once', () => {
    expect(chipText(suspended, names)).toBe('State: Suspended, Staged')
    expect(chipText({ type: 'named', id: 'withoutMfa' }, names)).toBe('No MFA')
    expect(chipText({ type: 'values', field: 'totp_enabled', values: [1, null] }, names)).toBe('TOTP enrolled: Yes, Empty')
    expect(chipText({ type: 'compare', field: 'badLoginAttempts', is: 'atLeast', value: 3 }, names)).toBe('Failed sign-ins at least 3')
  })

  it('say days from now in words, and stay relative in the question and in a saved view', () => {
    const chip = (is: 'olderThanDays' | 'withinLastDays' | 'withinNextDays', value: number): ListFilter => ({ type: 'compare', field: 'password_expiration_date', is, value })
    expect(chipText(chip('olderThanDays', 30), names)).toBe('Password expires more than 30 days ago')
    expect(chipText(chip('withinLastDays', 1), names)).toBe('Password expires in the last 1 day')
    expect(chipText(chip('withinNextDays', 14), names)).toBe('Password expires in the next 14 days')
    expect(toFilter([chip('withinNextDays', 14)], names)).toEqual({ field: 'password_expiration_date', is: 'withinNextDays', value: 14 })
    expect(viewFrom(JSON.parse(JSON.stringify({ filters: [chip('withinNextDays', 14)] }))).filters).toEqual([chip('withinNextDays', 14)])
  })

  it('say the day that the operator chose, wherever the clock stands', () => {
    const value = new Date('2026-03-05T00:00:00').toISOString()
    expect(chipText({ type: 'compare', field: 'created', is: 'before', value }, names)).toBe(`Created before ${new Date('2026-03-05T00:00:00').toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' })}`)
  })

  it('change values in place and go with the last one', () => {
    const chips = withValues([suspended, { type: 'named', id: 'locked' }], 'status', ['active'])
    expect(chips[0]).toEqual({ type: 'values', field: 'status', values: ['active'] })
    expect(withValues(chips, 'status', [])).toEqual([{ type: 'named', id: 'locked' }])
    expect(valuesOf(chips, 'status')).toEqual(['active'])
  })

  it('turn named filters on once and off', () => {
    const on = withNamed(withNamed([], 'locked', true), 'locked', true)
    expect(on).toEqual([{ type: 'named', id: 'locked' }])
    expect(hasNamed(on, 'locked')).toBe(true)
    expect(withNamed(on, 'locked', false)).toEqual([])
  })
})
