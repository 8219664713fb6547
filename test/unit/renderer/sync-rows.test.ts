// The sync table: two dozen relations are one line, and a refusal is a state of its own.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import { rowsOfSync, syncTable } from '../../../renderer/features/home/sync-rows.ts'

const kind = (name: string, phase: SyncProgress['kinds'][number]['phase'], objects: number, code?: string): SyncProgress['kinds'][number] => ({
  kind: name,
  phase,
  pages: 1,
  objects,
  total: null,
  error: code ? { code, detail: {} } : null,
})

const sync = (kinds: SyncProgress['kinds']): SyncProgress => ({
  organization: 'a'.repeat(24) as OrganizationId,
  phase: 'running',
  startedAt: '2026-11-21T14:02:00.000Z',
  endedAt: null,
  requests: 10,
  waitingUntil: null,
  kinds,
  error: null,
})

test('kinds come in the order of the portal, edges in one line', () => {
  const table = syncTable(rowsOfSync(sync([kind('device', 'complete', 7), kind('membership', 'complete', 20), kind('user', 'complete', 9), kind('googleToUser', 'complete', 3)]), 'Contoso'))
  expect(table.rows.map((row) => row.title)).toEqual(['Users', 'Devices'])
  expect(table.together).toMatchObject({ title: 'Associations', state: 'complete', objects: 23, note: '2 relations, all complete' })
  expect(table.edges.map((row) => row.title)).toEqual(['User groups – Users', 'Google Workspace – Users'])
})

test('one line of many stands for the worst of them', () => {
  const states = (...kinds: SyncProgress['kinds']) => syncTable(rowsOfSync(sync(kinds), 'Contoso')).together
  expect(states(kind('membership', 'complete', 1), kind('googleToUser', 'failed', 0, 'api.server'))?.state).toBe('failed')
  expect(states(kind('membership', 'complete', 1), kind('googleToUser', 'waiting', 0))).toMatchObject({ state: 'reading', note: '1 of 2 relations complete' })
  expect(states(kind('membership', 'waiting', 0))?.state).toBe('waiting')
})

test('plan and rights are said in words of their own', () => {
  const rows = rowsOfSync(sync([kind('administrator', 'failed', 0, 'api.forbidden'), kind('conditionalAccessPolicy', 'failed', 0, 'api.not-entitled')]), 'Contoso')
  expect(rows.map((row) => row.state)).toEqual(['notAllowed', 'notInPlan'])
  expect(rows[0]?.note).toBe('This key may not read administrators in Contoso.')
})

test('without edges there is no line for them', () => {
  expect(syncTable(rowsOfSync(sync([kind('user', 'complete', 1)]), 'Contoso')).together).toBeNull()
})
