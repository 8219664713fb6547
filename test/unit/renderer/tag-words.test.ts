// Tags: typed once, spelled alike everywhere, completed from those of other organizations, and grouped in the overview.

import { describe, expect, test } from 'vitest'
import { limits } from '../../../shared/base/limits.ts'
import { completions, tagsInUse, withTyped } from '../../../renderer/features/organization/tag-words.ts'

const inUse = tagsInUse([{ tags: ['Oslo', 'Gold'] }, { tags: ['Oslo', 'Zürich'] }])

describe('a typed tag', () => {
  test('takes the spelling that is in use, because scopes compare exactly', () => {
    expect(withTyped([], ' oslo , ZU\u0308RICH', inUse)).toEqual(['Oslo', 'Zürich'])
  })

  test('is added once, and nothing is added of nothing', () => {
    expect(withTyped(['Oslo'], 'OSLO', inUse)).toEqual(['Oslo'])
    expect(withTyped(['Oslo'], ' , ', inUse)).toEqual(['Oslo'])
  })

  test('never passes the bounds of the contract', () => {
    const many = Array.from({ length: limits.tagsPerOrganizationMax }, (_, index) => `tag ${index}`)
    expect(withTyped(many, 'one more', inUse)).toEqual(many)
    expect(withTyped([], 'x'.repeat(limits.tagCharactersMax + 1), inUse)[0]).toHaveLength(limits.tagCharactersMax)
  })
})

test('tags of other organizations are offered as far as they fit what is typed', () => {
  expect(completions(inUse, ['Gold'], '')).toEqual(['Oslo', 'Zürich'])
  expect(completions(inUse, [], 'OL')).toEqual(['Gold'])
})
