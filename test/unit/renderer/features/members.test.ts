import { expect, test } from 'vitest'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { decided, draftText, emptyDraft, pastedLines, stepsOf } from '../../../../renderer/features/review/members/draft-members.ts'

const person = (id: string) => ({ id: id as ResourceId, title: id })
const isMember = (id: string) => id.startsWith('m')

test('what is decided twice the other way round cancels out, and nothing is decided that is so already', () => {
  const once = decided(decided(emptyDraft, [person('a'), person('m1')], 'in', isMember), [person('m2'), person('b')], 'out', isMember)
  expect([...once.added.keys(), ...once.removed.keys()]).toEqual(['a', 'm2'])
  expect(draftText(once)).toBe('1 in, 1 out')
  const back = decided(decided(once, [person('a')], 'out', isMember), [person('m2')], 'in', isMember)
  expect(draftText(back)).toBe('')
})

test('the steps are the members’ own, and only those that are needed', () => {
  const group = { organization: 'org' as OrganizationId, kind: 'deviceGroup' as const, id: 'g' as ResourceId }
  const { steps } = stepsOf(decided(emptyDraft, [person('a')], 'in', isMember), group)
  expect(steps).toEqual([{ action: 'device.addToGroup', parameters: { group: 'g' }, ids: ['a'] }])
})

test('a pasted table gives its first column, without quotes, blank lines and repetition', () => {
  expect(pastedLines('"ada@example.com";Sales\r\n\r\n  Bo Baum\t12\nBo Baum\n;cara\n')).toEqual(['ada@example.com', 'Bo Baum', 'cara'])
})
