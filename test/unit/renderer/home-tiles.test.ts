// The numbers of home: what was never read shows no nought, what is left out says why.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { kindData } from '../../../renderer/bridge/registry.ts'
import { type FactsOf, sectionNote, tilesOf } from '../../../renderer/features/home/home-tiles.ts'

const now = Date.parse('2026-11-21T14:10:00.000Z')
const at = '2026-11-21T14:02:00.000Z'
const read: Coverage = { isComplete: true, organizationsTotal: 1, organizationsIncluded: 1, missing: [], oldestAt: at, newestAt: at }
const out = (reason: string): Coverage => ({ ...read, isComplete: false, missing: [{ organization: 'a'.repeat(24) as OrganizationId, name: 'Contoso', reason }], oldestAt: null, newestAt: null })

const kinds = [kindData('user'), kindData('administrator'), kindData('role')]

const facts: FactsOf = (kind) => {
  if (kind === 'user') return { summary: { kind, total: 146, measures: { withoutMfa: 39, locked: 0 }, coverage: read }, progress: undefined }
  return { summary: { kind, total: 0, measures: {}, coverage: out(kind === 'role' ? 'api.not-entitled' : 'sync.never') }, progress: undefined }
}

test('each kind shows how many there are, then its measures', () => {
  const tiles = tilesOf(kinds, facts)
  expect(tiles.slice(0, 2)).toMatchObject([
    { label: 'Users', value: 146, filter: null },
    { label: 'Without MFA', value: 39, tone: 'warn', filter: 'withoutMfa' },
  ])
  expect(tiles.find(({ label }) => label === 'Locked')?.value).toBe(0)
})

test('what was never read has no number', () => {
  expect(tilesOf([kindData('administrator')], facts).map(({ value }) => value)).toEqual([undefined, undefined])
})

test('a kind that the plan leaves out is one tile with a word', () => {
  expect(tilesOf([kindData('role')], facts)).toMatchObject([{ label: 'Roles', word: 'PREMIUM', value: undefined }])
})

test('the note names what is missing, but not what is left out', () => {
  const note = sectionNote(kinds, facts, now)
  expect(note.text).toMatch(/^Data of .+; not read yet: Administrators$/)
  expect(note.isComplete).toBe(false)
  expect(sectionNote([kindData('user')], facts, now).text).toMatch(/, complete$/)
  expect(sectionNote([kindData('administrator')], facts, now).text).toBe('Nothing read yet')
})
