// Which tabs an object has: members and bindings from the registry's relations, live details only where they apply.

import { expect, test } from 'vitest'
import { kinds } from '../../../renderer/bridge/registry.ts'
import { kindLists } from '../../../renderer/bridge/registry-lists.ts'
import { liveDetailsOf } from '../../../renderer/bridge/registry-live.ts'
import { detailTabs } from '../../../renderer/features/list/detail-tabs.ts'

const tabs = (kind: string, cells: Record<string, string | number | null> = {}) => detailTabs({ relations: kindLists(kind).relations, live: liveDetailsOf(kind), cells }).map(({ title }) => title)

test.each([
  ['user', {}, ['Details', 'Groups', 'Bound to', 'Policy results', 'Directory sync', 'Push devices', 'Raw']],
  ['userGroup', {}, ['Details', 'Members', 'Bound to', 'Raw']],
  ['policyGroup', {}, ['Details', 'Members', 'Bound to', 'Raw']],
  ['policy', {}, ['Details', 'Policy groups', 'Bound to', 'Results', 'Raw']],
  ['device', {}, ['Details', 'Groups', 'Bound to', 'Policy results', 'Command results', 'Software sent', 'Raw']],
  ['device', { 'systemInsights.state': 'enabled' }, ['Details', 'Groups', 'Bound to', 'Policy results', 'Command results', 'System Insights', 'Software sent', 'Raw']],
  ['directory', { type: 'g_suite' }, ['Details', 'Bound to', 'Bound users', 'Domains', 'Translation rules', 'Raw']],
  ['directory', { type: 'workday' }, ['Details', 'Bound to', 'Workers', 'Raw']],
  ['command', {}, ['Details', 'Bound to', 'Results', 'Waiting', 'Raw']],
  // What belongs to single rows of a detail has no tab of its own.
  ['androidEnterprise', {}, ['Details', 'Enrolled devices', 'Raw']],
  ['ipList', {}, ['Details', 'Raw']],
])('%s %o', (kind, cells, expected) => {
  expect(tabs(kind, cells)).toEqual(expected)
})

test('keys of tabs are unique in every kind', () => {
  for (const { kind } of kinds) {
    const keys = detailTabs({ relations: kindLists(kind).relations, live: liveDetailsOf(kind), cells: { type: 'g_suite', 'systemInsights.state': 'enabled' } }).map(({ key }) => key)
    expect(new Set(keys).size, kind).toBe(keys.length)
  }
})

test('the page knows no route of a live detail', () => {
  expect(JSON.stringify(kinds.flatMap(({ kind }) => liveDetailsOf(kind)))).not.toMatch(/route|\/systeminsights/)
})
