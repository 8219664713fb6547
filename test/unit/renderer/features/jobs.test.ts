// The pure parts of jobs and ledger: numbers that add up, what may be taken back without a look, the order of jobs.

import { expect, test } from 'vitest'
import type { Job } from '../../../../shared/actions/plan.ts'
import type { JobId, OrganizationId, PlanId } from '../../../../shared/base/ids.ts'
import { withMoved, withStarted } from '../../../../renderer/bridge/jobs.ts'
import { canUndo, countsText, endToast, isUndoFresh, paceText, repeatable, settled } from '../../../../renderer/features/jobs/job-words.ts'
import { isPlain } from '../../../../renderer/features/jobs/use-undo.ts'
import { checkText } from '../../../../renderer/features/ledger/ledger-check.tsx'
import { dayEdge } from '../../../../renderer/features/ledger/ledger-words.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const contoso = 'c0ffee00c0ffee00c0ffee00' as OrganizationId
const running: Job = {
  id: 'job_aaaaaaaaaaaaaaaa' as JobId,
  plan: 'pln_aaaaaaaaaaaaaaaa' as PlanId,
  action: 'user.suspend',
  kind: 'user',
  class: 'B',
  title: 'Suspend 24 users',
  origin: { type: 'selection' },
  organizations: [{ organization: contoso, name: 'Contoso' }],
  phase: 'running',
  counts: { total: 24, waiting: 7, sent: 2, confirmed: 12, failed: 1, unknown: 0, drifted: 2, skipped: 0 },
  reason: null,
  ticket: null,
  operator: 'mkern',
  startedAt: '2026-11-22T09:59:00.000Z',
  endedAt: null,
  rowsPerMinute: 40,
  secondsLeft: 14,
  waitingUntil: null,
  undo: { rows: 0, again: 0, offeredUntil: null, by: null },
}
const ended: Job = { ...running, phase: 'completeWithErrors', endedAt: '2026-11-22T10:00:00.000Z', undo: { rows: 12, again: 0, offeredUntil: '2026-11-22T10:00:15.000Z', by: null } }

test('the counts of a job are said without its empty parts and add up', () => {
  expect(countsText(running)).toBe('12 done, 1 failed, 2 changed meanwhile, 2 being verified, 7 waiting')
  expect(settled(running)).toBe(15)
  expect(repeatable(running)).toBe(3)
})

test('the pace says what holds a job up', () => {
  expect(paceText(running, now)).toBe('40 a minute, 14 s left')
  expect(paceText({ ...running, waitingUntil: '2026-11-22T10:00:12.000Z' }, now)).toBe('limit reached, continuing in 12 s')
  expect(paceText({ ...running, phase: 'paused' }, now)).toBe('Paused')
  expect(paceText({ ...running, rowsPerMinute: 0 }, now)).toBe('Running')
})

test('undo is offered for its time only, once, and never for nothing', () => {
  expect(endToast(ended, now)).toMatchObject({ tone: 'warn', organization: contoso, undo: { job: ended.id, until: now + 15_000 } })
  expect(endToast(ended, now + 15_000)).not.toHaveProperty('undo')
  // All of it went well: no number says that better.
  expect(endToast({ ...ended, counts: { ...ended.counts, confirmed: ended.counts.total } }, now).text).toBe(`${ended.title}: done`)
  expect(isUndoFresh(ended, now)).toBe(true)
  expect(isUndoFresh(ended, now + 15_000)).toBe(false)
  expect(canUndo(ended)).toBe(true)
  expect(canUndo({ undo: { rows: 12, again: 0, offeredUntil: null, by: running.id } })).toBe(false)
  expect(canUndo({ undo: { rows: 0, again: 0, offeredUntil: null, by: null } })).toBe(false)
})

test('a way back with anything to look at is shown before it starts', () => {
  const counts = { total: 3, change: 3, noop: 0, refused: 0, irreversible: 0, conflict: 0 }
  const part = { organization: contoso, name: 'Contoso', counts, phrase: null, typed: [], oldestAt: null, problem: null }
  const plain = { class: 'B' as const, counts, organizations: [part] }
  expect(isPlain(plain)).toBe(true)
  expect(isPlain({ ...plain, class: 'D' })).toBe(false)
  expect(isPlain({ ...plain, counts: { ...counts, change: 2, refused: 1 } })).toBe(false)
  expect(isPlain({ ...plain, counts: { ...counts, conflict: 1 } })).toBe(false)
  expect(isPlain({ ...plain, organizations: [{ ...part, problem: { code: 'change.read-only', detail: {} } }] })).toBe(false)
})

test('a job that moves keeps its place, a new one comes by its time', () => {
  const older: Job = { ...running, id: 'job_bbbbbbbbbbbbbbbb' as JobId, startedAt: '2026-11-22T08:00:00.000Z' }
  expect(withMoved([older], [running]).map(({ id }) => id)).toEqual([running.id, older.id])
  expect(withMoved([running, older], [{ ...older, phase: 'paused' }]).map(({ phase }) => phase)).toEqual(['running', 'paused'])
})

test('a job stands in the list as soon as it is started, and the answer of its start does not set it back', () => {
  const older: Job = { ...ended, id: 'job_bbbbbbbbbbbbbbbb' as JobId, startedAt: '2026-11-22T08:00:00.000Z' }
  expect(withStarted([older], running).map(({ id }) => id)).toEqual([running.id, older.id])
  expect(withStarted([ended, older], running)).toEqual([ended, older])
})

test('a ledger that was touched says where', () => {
  expect(checkText({ isIntact: true, lines: 1, broken: null })).toBe('1 line, all as they were written.')
  expect(checkText({ isIntact: false, lines: 40, broken: { number: 17, how: 'cut' } })).toContain('lines from 17 on were cut off')
})

test('a day begins and ends where the operator is', () => {
  expect(dayEdge('', 'begins')).toBeUndefined()
  expect(Date.parse(dayEdge('2026-11-22', 'ends')!) - Date.parse(dayEdge('2026-11-22', 'begins')!)).toBe(24 * 3_600_000)
})
