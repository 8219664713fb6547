// What is said of a provider: never more than was read, and what the service counts otherwise beside it.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { ProviderAdministrator, ProviderReading } from '../../../shared/contract/provider.ts'
import { administratorsText, canMake, countedText, linksGap, mfaWords, reachWords, stateWords, withoutMfa } from '../../../renderer/bridge/provider-words.ts'

const administrator = (id: string, fields: Partial<ProviderAdministrator> = {}): ProviderAdministrator => ({
  id, email: `${id}@provider.example`, name: '', roles: ['Manager'], isMfaRequired: true, isRegistered: true, isSuspended: false, isKeySet: false, keyExpiresAt: null, announced: null, ...fields,
})

const reading = (linked: readonly (readonly string[] | null)[], fields: Partial<ProviderReading> = {}): ProviderReading => ({
  readAt: '2026-11-22T10:00:00.000Z' as Instant, mayCreateOrganizations: true, isMfaRequiredOfAll: null, administrators: [administrator('ada'), administrator('bo')], announced: 2, organizationsAnnounced: linked.length,
  organizations: linked.map((administrators, at) => ({ id: `o${at}` as OrganizationId, name: `Organization ${at}`, administrators: administrators && [...administrators], problem: administrators ? null : { code: 'api.forbidden', detail: {} } })),
  ...fields,
})

test('c13: who may enter how many is said of all that the provider has, with what could not be asked', () => {
  const whole = reading([['ada'], ['ada', 'bo'], ['ada']])
  expect([reachWords(administrator('ada'), whole), reachWords(administrator('bo'), whole), reachWords(administrator('cy'), whole)]).toEqual([
    { text: 'All 3', doubt: null },
    { text: '1 of 3', doubt: null },
    { text: '0 of 3', doubt: null },
  ])
  expect(linksGap(whole)).toBeNull()
  const partial = reading([['ada'], null, ['ada']])
  expect(reachWords(administrator('ada'), partial)).toEqual({ text: '2 of 3', doubt: '1 could not be asked' })
  expect(linksGap(partial)).toEqual({ text: 'Who may enter is known of 2 of 3 organizations', missing: [{ id: 'o1', name: 'Organization 1', why: 'not allowed' }] })
  expect(reachWords(administrator('ada', { announced: 3 }), partial)).toEqual({ text: '2 of 3', doubt: 'JumpCloud counts 3; 1 could not be asked' })
  expect(reachWords(administrator('ada', { announced: 2 }), partial)).toEqual({ text: '2 of 3', doubt: null })
  expect(reachWords(administrator('ada', { announced: 5 }), whole)).toEqual({ text: 'All 3', doubt: 'JumpCloud counts 5' })
})

test('a list that is shorter than announced says so', () => {
  expect([administratorsText(reading([])), administratorsText(reading([], { announced: 9 })), administratorsText(reading([], { announced: null, administrators: [administrator('ada')] }))]).toEqual(['2 administrators', '2 of 9 administrators', '1 administrator'])
  expect([countedText(reading([['ada']])), countedText(reading([['ada']], { organizationsAnnounced: 4 }))]).toEqual(['1', '1 of 4 that JumpCloud counts'])
})

test('what the service does not say is not told as a no', () => {
  expect(mfaWords({ isMfaRequired: null }).text).toBe('not told')
  expect(stateWords({ isSuspended: null, isRegistered: null }).text).toBe('not told')
  expect([stateWords({ isSuspended: true, isRegistered: true }).text, stateWords({ isSuspended: false, isRegistered: false }).text, stateWords({ isSuspended: null, isRegistered: true }).text]).toEqual(['Suspended', 'Invited', 'Active'])
  expect(withoutMfa(reading([], { administrators: [administrator('a', { isMfaRequired: false }), administrator('b', { isMfaRequired: null }), administrator('c', { isMfaRequired: false, isSuspended: true })] }))).toBe(1)
  expect([canMake({ reading: null }), canMake({ reading: reading([], { mayCreateOrganizations: null }) })]).toEqual([null, null])
  expect(canMake({ reading: reading([], { mayCreateOrganizations: false }) })).toMatch(/switched off/)
})
