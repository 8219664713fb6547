// What is said of a person's user portal.

import { expect, test } from 'vitest'
import { portalText } from '../../../renderer/features/list/portal-note.tsx'
import type { ResourceId } from '../../../shared/base/ids.ts'

const app = (title: string) => ({ kind: 'application' as const, id: title as ResourceId, title })

test('applications that are on are counted, those that are off are named, other bindings are neither', () => {
  const bindings = [app('Zoom'), app('Slack'), app('Wiki'), { ...app('LDAP'), kind: 'ldapServer' as const }]
  expect(portalText(bindings, new Set(['Zoom']), 'active')).toBe('In the user portal: 2 SSO applications. 1 more is switched off: Zoom.')
  expect(portalText([], new Set(), 'active')).toBe('In the user portal: no SSO application.')
})

test('who cannot sign in is said to be so first', () => {
  expect(portalText([app('Wiki')], new Set(), 'suspended')).toBe('Suspended: cannot sign in to the user portal. In the user portal: 1 SSO application.')
})
