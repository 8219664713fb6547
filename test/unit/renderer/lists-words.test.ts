// What an organization says of lists that its last sync could not read.

import { expect, test } from 'vitest'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { timeText } from '../../../renderer/bridge/freshness.ts'
import { listsWords } from '../../../renderer/bridge/lists-words.ts'

const now = Date.UTC(2026, 10, 22, 12)
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString() as Instant
const failing = { kind: 'membership', reason: 'api.timeout', since: at(60), readAt: at(120) }
const organization = (fields: Partial<Organization>) => ({ syncedAt: at(3), problem: null, lists: { total: 31, read: 30, failing: [failing] }, ...fields })

test('counts the lists that were read, and names each of the others with its time, its reason and its age', () => {
  expect(listsWords(organization({}), now)).toEqual({
    text: '30 of 31 lists',
    failing: [`User groups – Users failed since ${timeText(at(60), now)} (no answer), shown as of ${timeText(at(120), now)}.`],
  })
  expect(listsWords(organization({ lists: { total: 31, read: 30, failing: [{ ...failing, readAt: null }] } }), now)?.failing[0]).toMatch(/, never read\.$/)
})

test('says nothing where all lists are there, before the first sync, and where the organization itself is in trouble', () => {
  const problem = { code: 'api.offline', detail: {}, at: at(1) }
  expect(listsWords(organization({ lists: { total: 31, read: 31, failing: [] } }), now)).toBeNull()
  expect(listsWords(organization({ syncedAt: null }), now)).toBeNull()
  expect(listsWords(organization({ problem }), now)).toBeNull()
  expect(listsWords(organization({ problem: { ...problem, list: 'membership' } }), now)).not.toBeNull()
})
