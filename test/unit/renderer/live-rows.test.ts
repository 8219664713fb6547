// Live rows: columns that say nothing are left out.

import { expect, test } from 'vitest'
import type { LiveColumn } from '../../../shared/resources/live-details.ts'
import { isLong, liveTable } from '../../../renderer/features/list/live-rows.ts'

const columns: readonly LiveColumn[] = [
  { path: 'success', title: 'Result', type: 'boolean' },
  { path: 'systemID', title: 'Device', type: 'id' },
  { path: 'stdErr', title: 'Errors', type: 'text' },
]

test('a column that is empty everywhere, or repeats the object itself, is left out', () => {
  const table = liveTable(columns, JSON.stringify([[1, 'self', ''], [0, 'Ada', null]]), ['self', 'Ada'])
  expect(table.columns.map(({ column, at }) => [column.title, at])).toEqual([['Result', 0]])
  expect(table.rows).toHaveLength(2)
  expect(table.idAt).toBe(-1)
})

test('one row with something to say keeps the column', () => {
  expect(liveTable(columns, JSON.stringify([[1, 'self', ''], [0, 'other', 'no space']]), ['self', 'Ada']).columns).toHaveLength(3)
})

test('the id of a row is found and not shown', () => {
  const table = liveTable([{ path: '_id', title: 'ID', type: 'id' }, ...columns], JSON.stringify([['r1', 1, 'x', '']]), ['self', 'Ada'])
  expect(table.idAt).toBe(0)
  expect(table.columns.map(({ column }) => column.title)).toEqual(['Result', 'Device'])
})

test('a text of several lines, or a very long one, wants a block', () => {
  expect([isLong('one line'), isLong('two\nlines'), isLong('x'.repeat(300)), isLong(7), isLong(null)]).toEqual([false, true, true, false, false])
})

test('what failed comes first, and the rest keeps the order of the service', () => {
  const state: LiveColumn = { path: 'state', title: 'Result', type: 'choice', choices: [{ value: 'ok', label: 'Applied', tone: 'ok' }, { value: 'failed', label: 'Failed', tone: 'bad' }, { value: 'pending', label: 'Pending', tone: 'info' }] }
  const name: LiveColumn = { path: 'name', title: 'Name', type: 'text' }
  const ordered = (columns: readonly LiveColumn[], rows: readonly (readonly string[])[]) => liveTable(columns, JSON.stringify(rows), []).rows.map((row) => row.at(-1))
  expect(ordered([state, name], [['ok', 'a'], ['pending', 'b'], ['failed', 'c'], ['ok', 'd'], ['other', 'e'], ['failed', 'f']])).toEqual(['c', 'f', 'b', 'a', 'd', 'e'])
  expect(ordered([name], [['b'], ['a']])).toEqual(['b', 'a'])
})
