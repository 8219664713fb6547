// The menu lists every kind that has a list, in the portal's sections and order, and no edge.

import { expect, test } from 'vitest'
import { listedKinds, sections } from '../../../renderer/bridge/registry.ts'
import { isEdge } from '../../../renderer/bridge/registry-lists.ts'
import { kindsOfSection } from '../../../renderer/shell/sections.ts'

const titles = (section: (typeof sections)[number], which: 'own' | 'all' = 'all') => kindsOfSection(section, which).map(({ words }) => words.title)

test('the sections hold what the portal holds', () => {
  expect(titles('userManagement')).toEqual(['Users', 'User groups', 'Administrators', 'Roles', 'Service accounts'])
  expect(titles('userAuthentication')).toEqual(['LDAP', 'RADIUS', 'SSO applications', 'Password policies', 'Conditional access', 'IP lists'])
  expect(titles('deviceManagement')).toEqual(['Devices', 'Device groups', 'Policies', 'Policy groups', 'Commands', 'Software', 'Apple MDM', 'Android'])
  expect(titles('directoryIntegrations')).toEqual(['Directories'])
  expect(titles('securityManagement')).toEqual(['Conditional access', 'IP lists'])
})

test('every kind has one home, and edges have none', () => {
  const homes = sections.flatMap((section) => kindsOfSection(section, 'own')).map(({ kind }) => kind)
  expect([...homes].sort()).toEqual(listedKinds.map(({ kind }) => kind).sort())
  expect(new Set(homes).size).toBe(homes.length)
  expect(homes.filter(isEdge)).toEqual([])
})
