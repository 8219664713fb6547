// Ages and sync progress in words.

import { describe, expect, it } from 'vitest'
import { coverageText, freshness, listsText, reasonText, syncShare, syncText, syncWave } from '../../../../renderer/bridge/freshness.ts'
import { errorCodes } from '../../../../shared/base/error-codes.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import type { SyncProgress } from '../../../../shared/contract/sync.ts'

const now = Date.parse('2026-11-21T14:05:00Z')
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
const kind = (part: Partial<SyncProgress['kinds'][number]>): SyncProgress['kinds'][number] => ({ kind: 'user', phase: 'reading', pages: 3, objects: 300, total: 812, error: null, ...part })
const sync = (part: Partial<SyncProgress>): SyncProgress => ({
  organization: 'a'.repeat(24) as OrganizationId,
  phase: 'running',
  startedAt: ago(0),
  endedAt: null,
  requests: 3,
  waitingUntil: null,
  kinds: [kind({})],
  error: null,
  ...part,
})

describe('freshness', () => {
  it('is calm within a day, warns after it and alarms after a week, with the word old', () => {
    expect(freshness(ago(0.05), now)).toMatchObject({ tone: 'neutral', text: expect.stringContaining('(3 min)') })
    expect(freshness(ago(25), now)).toMatchObject({ tone: 'warn', short: '25 h old', text: expect.stringContaining('(25 h old)') })
    expect(freshness(ago(24 * 8), now)).toMatchObject({ tone: 'bad', text: expect.stringContaining('(8 days old)') })
    expect(freshness(ago(25), now).text, 'the hour counts').toMatch(/:/)
    expect(freshness(ago(24 * 8), now).text, 'the hour says nothing more').not.toMatch(/:/)
  })

  it('says so when nothing was ever read', () => {
    expect(freshness(null, now)).toEqual({ text: 'never', short: 'never', tone: 'warn' })
  })
})

describe('syncText', () => {
  it('counts what is being read', () => {
    expect(syncText(sync({}), now)).toBe('300 of 812 users')
    expect(syncText(sync({ kinds: [kind({ total: null, objects: 1 })] }), now)).toBe('1 user read')
  })

  it('tells a rate limit and when it ends', () => {
    expect(syncText(sync({ waitingUntil: new Date(now + 11_200).toISOString() }), now)).toBe('limit reached, continuing in 12 s')
    expect(syncText(sync({ waitingUntil: new Date(now - 1).toISOString() }), now)).toBe('300 of 812 users')
  })
})

describe('syncShare', () => {
  const share = (...kinds: Parameters<typeof kind>[0][]) => syncShare(sync({ kinds: kinds.map((change) => kind(change)) }))

  it('is of all lists of the organization, not of the one that is read', () => {
    expect(share({ phase: 'waiting' }, { phase: 'waiting' })).toBeNull()
    expect(share({ phase: 'reading', objects: 406, total: 812 }, { phase: 'waiting' })).toBe(0.25)
    expect(share({ phase: 'complete' }, { phase: 'failed' }, { phase: 'reading', total: null }, { phase: 'waiting' })).toBe(0.5)
    expect(share({ phase: 'complete' })).toBe(1)
  })

  it('never goes beyond a list whose objects grow while it is read', () => {
    expect(share({ phase: 'reading', objects: 900, total: 812 }, { phase: 'waiting' })).toBe(0.5)
    expect(listsText(sync({ kinds: [kind({ phase: 'complete' }), kind({ phase: 'reading' })] }))).toBe('1 of 2 lists')
  })
})

describe('coverageText', () => {
  const coverage = { isComplete: true, organizationsTotal: 1, organizationsIncluded: 1, missing: [], oldestAt: ago(1), newestAt: ago(1) }
  it('never calls an incomplete answer complete', () => {
    expect(coverageText(coverage, now)).toMatch(/complete$/)
    expect(coverageText({ ...coverage, isComplete: false }, now)).toMatch(/incomplete$/)
    expect(coverageText({ ...coverage, isComplete: false, organizationsTotal: 8, organizationsIncluded: 7 }, now)).toContain('7 of 8 organizations')
    expect(coverageText({ ...coverage, oldestAt: null }, now)).toBe('Nothing read yet')
    const behind = [{ organization: 'a'.repeat(24) as OrganizationId, name: 'Contoso', reason: 'api.unauthorized', at: ago(1) }]
    expect(coverageText({ ...coverage, behind }, now)).toMatch(/^Data of .+; the last reading failed \(key refused\)$/)
  })

  it('tells the reason of every error that a reading may end with in words, never as a code', () => {
    const codes = Object.keys(errorCodes).filter((code) => /^(api|key|keychain|store|organization|connection)\./.test(code))
    expect(codes.length).toBeGreaterThan(20)
    for (const code of [...codes, 'sync.never', 'app.unexpected']) expect(reasonText(code), code).toMatch(/^[a-z][a-z ]+$/)
  })
})

describe('syncWave', () => {
  const at = (minute: number) => new Date(now + minute * 60_000).toISOString() as never
  it('counts what runs with what ended since the first of it began, and nothing of before', () => {
    const all = [
      sync({ phase: 'complete', startedAt: at(-60), endedAt: at(-50) }),
      sync({ phase: 'complete', startedAt: at(-10), endedAt: at(-8) }),
      sync({ phase: 'failed', startedAt: at(-10), endedAt: at(-7) }),
      sync({ phase: 'running', startedAt: at(-9), kinds: [kind({ phase: 'complete' }), kind({ phase: 'waiting' })] }),
      sync({ phase: 'queued', startedAt: at(-9), kinds: [kind({ phase: 'waiting' })] }),
    ]
    expect(syncWave(all)).toEqual({ total: 4, ended: 2, share: 2.5 / 4 })
    expect(syncWave(all.slice(0, 3))).toEqual({ total: 0, ended: 0, share: 0 })
  })
})
