// Views of a list: what is current, what may be saved, and that texts of other versions do no harm.

import { expect, test } from 'vitest'
import { plainView } from '../../../renderer/stores/place.ts'
import { allView, builtInViews, currentView, nameProblem, savedViews, withView } from '../../../renderer/features/list/views.ts'

const builtIn = [allView, ...builtInViews([{ id: 'withoutMfa', title: 'No MFA' }])]
const withoutMfa = { ...plainView, filters: [{ type: 'named', id: 'withoutMfa' } as const] }

test('the built-in views are known by what they set', () => {
  expect(currentView(builtIn, plainView, ['email'])?.name).toBe('All')
  expect(currentView(builtIn, withoutMfa, ['email'])?.name).toBe('No MFA')
  expect(currentView(builtIn, { ...plainView, search: 'ada' }, ['email'])).toBeNull()
})

test('a saved view comes back with filters, search, sort and columns', () => {
  const saved = withView([], ' Mine ', { ...withoutMfa, search: ' ada ', sort: [{ column: 'email', descending: true }], open: null }, ['email', 'status'])
  const [mine] = savedViews(saved)
  expect(mine).toMatchObject({ name: 'Mine', parts: { search: 'ada', filters: withoutMfa.filters, sort: [{ column: 'email', descending: true }] }, columns: ['email', 'status'] })
  expect(currentView([...builtIn, ...savedViews(saved)], { ...withoutMfa, search: 'ada', sort: [{ column: 'email', descending: true }] }, ['email', 'status'])?.name).toBe('Mine')
})

test('other columns are another view; a built-in one does not care', () => {
  const own = savedViews(withView([], 'Wide', plainView, ['email', 'status']))
  expect(currentView([...builtIn, ...own], plainView, ['email', 'status'])?.name).toBe('Wide')
  expect(currentView([...builtIn, ...own], plainView, ['email'])?.name).toBe('All')
})

test('the same name replaces, whatever its case', () => {
  const once = withView([], 'Mine', plainView, ['email'])
  const twice = withView(once, 'mine', withoutMfa, ['status'])
  expect(twice).toHaveLength(1)
  expect(twice[0]?.columns).toEqual(['status'])
})

test('names of built-in views are taken, and there is an end', () => {
  expect(nameProblem('  ', builtIn, [])).toBe('A name is needed.')
  expect(nameProblem('no mfa', builtIn, [])).toMatch(/built-in/)
  const full = Array.from({ length: 50 }, (_, at) => ({ name: `View ${at}`, view: '{}', columns: [] }))
  expect(nameProblem('One more', builtIn, full)).toMatch(/At most 50/)
  expect(nameProblem('view 7', builtIn, full)).toBeNull()
})

test.each(['', 'null', '[]', '{"filters":3}', '{'])('the text %j shows everything', (view) => {
  expect(savedViews([{ name: 'Old', view, columns: [] }])[0]?.parts).toEqual(allView.parts)
})
