// Counts of relations that were never read are dashes, and nothing filters by them.

import { expect, test } from 'vitest'
import { asksFor } from '../../../renderer/bridge/unread-counts.ts'
import { kindColumns } from '../../../renderer/bridge/registry-columns.ts'
import { kindLists } from '../../../renderer/bridge/registry-lists.ts'
import { cellText } from '../../../renderer/grid/cell-text.ts'

const groups = kindColumns('user').columns.find(({ path }) => path === 'groupCount')!

test('the column of a count names its relation', () => {
  expect(groups.countOf).toBe('membership')
  expect(kindColumns('user').columns.find(({ path }) => path === 'username')!.countOf).toBeUndefined()
})

test('a nought of what was never read is a dash that says why', () => {
  expect(cellText(groups, 0, 0)).toMatchObject({ text: '0' })
  expect(cellText({ ...groups, isUnread: true }, 0, 0)).toEqual({ text: '–', title: 'What this counts was not read', isEmpty: true })
})

test('named filters that ask for such a count are found, however deep', () => {
  const fields = new Set(['groupCount'])
  expect(kindLists('user').filters.filter(({ filter }) => asksFor(filter, fields)).map(({ id }) => id)).toEqual(['withoutGroup'])
  expect(asksFor({ any: [{ not: { all: [{ field: 'groupCount', is: 'equals', value: 0 }] } }] }, fields)).toBe(true)
})
