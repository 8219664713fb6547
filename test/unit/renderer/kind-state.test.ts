// Where a kind stands, from what the store covers and what the newest sync met.

import { expect, test } from 'vitest'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { kindState, type KindProgress } from '../../../renderer/bridge/kind-state.ts'

const at = '2026-11-21T14:02:00.000Z'
const read: Coverage = { isComplete: true, organizationsTotal: 1, organizationsIncluded: 1, missing: [], oldestAt: at, newestAt: at }
const unread = (reason: string): Coverage => ({ ...read, isComplete: false, organizationsIncluded: 0, missing: [{ organization: 'a'.repeat(24) as OrganizationId, name: 'Contoso', reason }], oldestAt: null, newestAt: null })
const ended = (phase: KindProgress['phase'], code: string | null): KindProgress => ({ kind: 'user', phase, pages: 1, objects: 0, total: null, error: code === null ? null : { code, detail: {} } })

test.each([
  ['read whole', { total: 4, coverage: read }, undefined, 'complete'],
  ['never tried', { total: 0, coverage: unread('sync.never') }, undefined, 'never'],
  ['no summary at all', undefined, undefined, 'never'],
  ['left out by the plan', { total: 0, coverage: unread('api.not-entitled') }, undefined, 'notInPlan'],
  ['left out by the rights of the key', { total: 0, coverage: unread('api.forbidden') }, undefined, 'notAllowed'],
  ['failed by the network before anything was read', { total: 0, coverage: unread('api.server') }, undefined, 'never'],
  ['read before, and refused now', { total: 4, coverage: read }, ended('failed', 'api.forbidden'), 'partial'],
  ['read before, and not to the end now', { total: 4, coverage: read }, ended('partial', 'api.partial'), 'partial'],
] as const)('%s', (_name, summary, progress, type) => {
  expect(kindState(summary, progress).type).toBe(type)
})

test('the newest sync knows better than the coverage why', () => {
  expect(kindState({ total: 0, coverage: unread('sync.never') }, ended('failed', 'api.not-entitled'))).toEqual({ type: 'notInPlan', problem: { code: 'api.not-entitled', detail: {} } })
})

test('a list whose newest reading failed says so also after a restart; trouble of the whole organization is not the list’s', () => {
  const coverage = { ...unread('sync.never'), isComplete: true, missing: [], oldestAt: '2026-11-22T10:00:00.000Z' as never }
  const behind = (isOfList: boolean) => [{ organization: 'a' as never, name: 'A', reason: 'api.shape', at: '2026-11-22T10:00:00.000Z' as never, ...(isOfList && { isOfList }) }]
  expect(kindState({ total: 4, coverage: { ...coverage, behind: behind(true) } })).toEqual({ type: 'partial', problem: { code: 'api.shape', detail: {} } })
  expect(kindState({ total: 4, coverage: { ...coverage, behind: behind(false) } })).toEqual({ type: 'complete', problem: null })
})
