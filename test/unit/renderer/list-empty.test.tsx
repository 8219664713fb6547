// @vitest-environment happy-dom
// Each reason for a list without rows is said in words of its own, with one action; rows of a reading that failed say how old they are.

import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { CoverageNote } from '../../../renderer/features/list/coverage-note.tsx'
import { ListEmpty } from '../../../renderer/features/list/list-empty.tsx'
import type { Narrowing } from '../../../renderer/features/list/nothing-matches.tsx'
import { contoso, mount, now } from './mount.tsx'

const at = new Date(now - 480_000).toISOString()
const read: Coverage = { isComplete: true, organizationsTotal: 1, organizationsIncluded: 1, missing: [], oldestAt: at, newestAt: at }
const out = (reason: string): Coverage => ({ ...read, isComplete: false, missing: [{ organization: contoso.record.id, name: 'Contoso', reason }], oldestAt: null, newestAt: null })

const empty = (coverage: Coverage, narrowing: Narrowing = null) =>
  mount(<ListEmpty organization={contoso.record} kind="administrator" state={{ total: 0, isCounted: true, revision: 1, coverage, error: null }} narrowing={narrowing} whole={0} onRetry={vi.fn<() => void>()} onClear={vi.fn<() => void>()} />)

test.each([
  ['nothing matches the search', read, 'search', 'No administrators match', 'Clear the search'],
  ['nothing matches the filters', read, 'filters', 'No administrators match', 'Remove the filters'],
  ['nothing matches both', read, 'both', 'No administrators match', 'Clear search and filters'],
  ['nothing there', read, null, 'There are no administrators here', 'Sync Contoso'],
  ['never read', out('sync.never'), null, 'No administrators were read yet', 'Sync Contoso'],
  ['never read, under a filter', out('sync.never'), 'filters', 'No administrators were read yet', 'Sync Contoso'],
  ['refused', out('api.forbidden'), null, 'This key may not read administrators', 'Replace key…'],
  ['not in the plan', out('api.not-entitled'), null, 'Administrators: not in this plan', 'Open the JumpCloud console'],
] as const)('%s', async (_name, coverage, narrowing, title, action) => {
  empty(coverage, narrowing)
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([action])
  expect(screen.queryByRole('alert')).toBeNull()
})

test('rows of before a failed reading say their age and the reason', async () => {
  const { bridge } = mount(<CoverageNote organization={contoso.record} kind="administrator" coverage={read} total={6} />)
  bridge.push('sync.progressed', [
    {
      organization: contoso.record.id,
      phase: 'partial',
      startedAt: at,
      endedAt: at,
      requests: 3,
      waitingUntil: null,
      kinds: [{ kind: 'administrator', phase: 'failed', pages: 1, objects: 0, total: null, error: { code: 'api.server', detail: { status: 503 } } }],
      error: null,
    },
  ])
  expect((await screen.findByRole('status')).textContent).toMatch(/^Data of .+; the last reading failed: JumpCloud has a problem \(503\) for Contoso\.$/)
})

test('a list that was read whole needs no note', () => {
  mount(<CoverageNote organization={contoso.record} kind="administrator" coverage={read} total={6} />)
  expect(screen.queryByRole('status')).toBeNull()
})
