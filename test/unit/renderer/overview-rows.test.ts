// The overview's arithmetic: order, sums with how many organizations they are from, what needs attention, and how complete it is said to be.

import { describe, expect, test } from 'vitest'
import type { Instant } from '../../../shared/base/instant.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { estateCoverage, namesText } from '../../../renderer/bridge/coverage-words.ts'
import { overviewColumns } from '../../../renderer/bridge/registry-overview.ts'
import { attentionOf } from '../../../renderer/features/overview/attention.ts'
import { counted, driftCount, driftText, linesByTag, matching, overviewRows, type OverviewRow, sorted, sumOf } from '../../../renderer/features/overview/rows.ts'
import { runsOf, trendText } from '../../../renderer/features/overview/sparkline.tsx'
import { scopeOptions } from '../../../renderer/filters/scope-picker.tsx'

const now = Date.UTC(2026, 10, 22, 12)
const at = (kind: string, measure: string | null) => overviewColumns.findIndex((each) => each.kind === kind && each.measure === measure)

function row(name: string, counts: Readonly<Record<string, number>>, fields: Partial<Organization> = {}): OverviewRow {
  const organization: Organization = {
    id: name.toLowerCase() as OrganizationId,
    name,
    appearance: { colour: 'azure', monogram: name.slice(0, 2) },
    safety: 'readOnly',
    connection: 'con_aaaaaaaaaaaaaaaa' as Organization['connection'],
    rights: [],
    alias: null,
    tags: [],
    isFavourite: false,
    isDemo: false,
    addedAt: '2026-01-01T00:00:00.000Z' as Instant,
    syncedAt: new Date(now - 60_000).toISOString() as Instant,
    lists: { total: 2, read: 2, failing: [] },
    problem: null,
    ...fields,
  }
  return { organization, counts: overviewColumns.map(({ kind, measure }) => counts[`${kind} ${measure}`] ?? null), trend: [], drift: null }
}

const names = (rows: readonly OverviewRow[]) => rows.map(({ organization }) => organization.name)

describe('the rows', () => {
  const rows = [row('Beta', { 'user null': 10 }), row('Alpha', { 'user null': 30 }, { tags: ['Oslo'] }), row('Gamma', {}, { isFavourite: true, alias: 'Third' })]

  test('stand by name with favourites first, or by a number with what was never read last either way', () => {
    expect(names(sorted(rows, { by: 'name', descending: false }))).toEqual(['Gamma', 'Alpha', 'Beta'])
    expect(names(sorted(rows, { by: at('user', null), descending: true }))).toEqual(['Alpha', 'Beta', 'Gamma'])
    expect(names(sorted(rows, { by: at('user', null), descending: false }))).toEqual(['Beta', 'Alpha', 'Gamma'])
  })

  test('say what changed since somebody looked, and never that nothing did while it was not counted', () => {
    const drift = (isCounted: boolean, ...kinds: Parameters<typeof driftText>[0]['kinds']) => ({ organization: 'alpha' as OrganizationId, lookedAt: null, isCounted, kinds })
    const [organization] = [rows[1]!.organization]
    const counted = drift(true, { kind: 'user', added: 1, changed: 3, removed: 0 }, { kind: 'device', added: 0, changed: 0, removed: 1 })
    const [known] = overviewRows([organization], undefined, [counted])
    expect([driftCount(known!.drift), driftText(counted)]).toEqual([5, '3 users changed, 1 new; 1 device gone'])
    expect(driftCount(overviewRows([organization], undefined, [drift(true)])[0]!.drift)).toBe(0)
    expect(driftCount(overviewRows([organization], undefined, [drift(false)])[0]!.drift)).toBeNull()
    expect(driftCount(overviewRows([{ ...organization, syncedAt: null }], undefined, [drift(true)])[0]!.drift)).toBeNull()
    expect(names(sorted([{ ...rows[0]!, drift: null }, known!], { by: 'drift', descending: true }))).toEqual(['Alpha', 'Beta'])
  })

  test('group by tag: under each of their tags, those without one last, folded ones without their rows', () => {
    const tagged = [row('Alpha', {}, { tags: ['Oslo', 'Gold'] }), row('Beta', {}, { tags: ['Oslo'] }), row('Gamma', {})]
    const words = (closed: readonly string[]) => linesByTag(tagged, new Set(closed)).map((line) => (line.type === 'group' ? `${line.title} ${line.rows.length}` : line.row.organization.name))
    expect(words([])).toEqual(['Gold 1', 'Alpha', 'Oslo 2', 'Alpha', 'Beta', 'Without a tag 1', 'Gamma'])
    expect(words(['tag Oslo'])).toEqual(['Gold 1', 'Alpha', 'Oslo 2', 'Without a tag 1', 'Gamma'])
    const keys = linesByTag(tagged, new Set()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('are found by name, alias and tag', () => {
    expect([names(matching(rows, 'oslo')), names(matching(rows, 'third')), names(matching(rows, 'bet'))]).toEqual([['Alpha'], ['Gamma'], ['Beta']])
  })

  test('sum up what is known and say from how many', () => {
    expect(sumOf(rows, at('user', null))).toEqual({ value: 40, from: 2 })
    expect(sumOf(rows, at('device', null))).toEqual({ value: null, from: 0 })
  })

  test('count made-up people only where there are no others', () => {
    const demo = row('Demo', { 'user null': 5 }, { isDemo: true })
    expect(names(counted([...rows, demo]))).not.toContain('Demo')
    expect(names(counted([demo]))).toEqual(['Demo'])
  })
})

describe('attention', () => {
  const told = (rows: readonly OverviewRow[], syncing: readonly string[] = []) => attentionOf(rows, now, () => 'The key was refused', (id) => syncing.includes(id)).map(({ organization, text, fix }) => `${organization.name}: ${text} → ${fix.type}`)

  test('tells one refused key of many organizations once, and one error of many as well', () => {
    const problem = (code: string) => ({ problem: { code, detail: {}, at: '2026-11-22T10:00:00.000Z' as Instant } })
    const own = { ...problem('key.revoked'), connection: 'con_bbbbbbbbbbbbbbbb' as Organization['connection'] }
    const rows = [...['A', 'B', 'C'].map((name) => row(name, {}, problem('key.revoked'))), row('D', {}, own), ...['E', 'F', 'G', 'H'].map((name) => row(name, {}, problem('api.server'))), row('I', {}, problem('api.shape'))]
    expect(attentionOf(rows, now, () => 'Trouble', () => false).map(({ organization, others, fix }) => `${organization.name}+${others.map(({ name }) => name).join('')} ${fix.type}`)).toEqual(['A+BC replaceKey', 'D+ replaceKey', 'E+FGH sync', 'I+ sync'])
  })

  test('lets many keys that are refused at once be replaced in one go', () => {
    const refused = (name: string, key: string) => row(name, {}, { problem: { code: 'key.revoked', detail: {}, at: '2026-11-22T10:00:00.000Z' as Instant }, connection: `con_${key}` as Organization['connection'] })
    const rows = [refused('A', 'a'), refused('B', 'b'), refused('C', 'c'), refused('D', 'd'), refused('E', 'd'), row('F', {}, { syncedAt: null })]
    const [keys, never] = attentionOf(rows, now, () => 'Key refused', () => false)
    expect(keys).toMatchObject({ organization: { name: 'A' }, others: ['B', 'C', 'D', 'E'].map((name) => ({ name })), fix: { type: 'replaceKeys', connections: ['con_a', 'con_b', 'con_c', 'con_d'] } })
    expect(never?.fix.type).toBe('sync')
  })

  test('tells of many that nobody has read once, and of a few one by one', () => {
    const texts = (all: readonly string[]) => attentionOf(all.map((name) => row(name, {}, { syncedAt: null })), now, () => '', () => false).map(({ organization, others, fix }) => `${organization.name}+${others.length} ${fix.type}`)
    expect(texts(['A', 'B', 'C', 'D', 'E'])).toEqual(['A+4 sync'])
    expect(texts(['A', 'B'])).toEqual(['A+0 sync', 'B+0 sync'])
  })

  test('puts a refused key first, then what weighs most, and leaves small numbers alone', () => {
    const rows = [
      row('Calm', { 'user null': 1_000, 'user withoutMfa': 4 }),
      row('Bare', { 'administrator withoutMfa': 3, 'user null': 100, 'user withoutMfa': 80 }),
      row('Shut', {}, { problem: { code: 'key.revoked', detail: {}, at: '2026-11-22T10:00:00.000Z' as Instant } }),
    ]
    expect(told(rows)).toEqual(['Shut: The key was refused → replaceKey', 'Bare: Without MFA: 80 of 100 users → list', 'Bare: Administrators without MFA: 3 → list'])
  })

  test('names what changed since the operator last looked, below whatever is wrong, and one step from the difference', () => {
    const drift = (lookedAt: string | null, changed: number): OverviewRow['drift'] => ({ organization: 'x' as OrganizationId, lookedAt: lookedAt as Instant | null, isCounted: true, kinds: changed === 0 ? [] : [{ kind: 'user', added: 1, changed, removed: 0 }] })
    const rows = [
      { ...row('Moved', {}), drift: drift('2026-11-20T10:00:00.000Z', 40_000) },
      { ...row('New', {}), drift: drift(null, 2) },
      { ...row('Still', {}), drift: drift('2026-11-20T10:00:00.000Z', 0) },
      row('Bare', { 'user null': 100, 'user withoutMfa': 80 }),
    ]
    expect(told(rows)).toEqual(['Bare: Without MFA: 80 of 100 users → list', 'Moved: 40,001 changed since your last look: 40,000 users changed, 1 new → drift', 'New: 3 changed since the first reading: 2 users changed, 1 new → drift'])
  })

  test('speaks of age only where nothing is being read', () => {
    const old = row('Old', {}, { syncedAt: '2026-11-01T10:00:00.000Z' as Instant })
    const never = row('Never', {}, { syncedAt: null })
    expect(told([old, never])).toEqual(['Old: Not read for 21 days → sync', 'Never: Never read completely → sync'])
    expect(told([old, never], ['old', 'never'])).toEqual([])
  })
})

describe('a line of days', () => {
  test('breaks where nothing was read', () => {
    expect(runsOf([1, 2, null, 4, null]).map((run) => run.map(({ value }) => value))).toEqual([[1, 2], [4]])
  })

  test('is said in a sentence', () => {
    expect(trendText([null, 790, 812], 'users')).toBe('users, 3 days: 790 to 812, up by 22')
    expect(trendText([null, null, 812], 'users')).toBe('users: 812, read on one day so far')
    expect(trendText([null], 'users')).toBe('users: nothing read in these days')
  })
})

test('coverage always says how many of how many, and names the missing, the waiting and those behind', () => {
  const organization = (name: string) => ({ organization: name as OrganizationId, name, reason: 'sync.never' })
  const coverage = {
    isComplete: false,
    organizationsTotal: 200,
    organizationsIncluded: 194,
    missing: [...Array.from({ length: 5 }, (_, index) => organization(`Missing ${index}`)), organization('Waiting')],
    behind: [{ organization: 'Late' as OrganizationId, name: 'Late', reason: 'api.timeout', at: '2026-11-20T10:00:00.000Z' as Instant }, { organization: 'Shut' as OrganizationId, name: 'Shut', reason: 'key.revoked', at: '2026-11-20T10:00:00.000Z' as Instant }],
    oldestAt: '2026-11-20T10:00:00.000Z' as Instant,
    newestAt: '2026-11-22T10:00:00.000Z' as Instant,
  }
  const { text, isWhole, missing, behind } = estateCoverage(coverage, now, new Set(['Waiting']))
  expect(text).toMatch(/^192 of 200 organizations, oldest /)
  expect(isWhole).toBe(false)
  expect(missing.at(-1)).toMatchObject({ name: 'Waiting', why: 'waiting for the rate limit' })
  expect(behind.map(({ name, why }) => `${name}: ${why}`)).toEqual(['Late: no answer', 'Shut: key refused'])
  const words = estateCoverage(coverage, now)
  const names = [...missing, ...behind].map(({ name }) => name)
  for (const name of names) expect(namesText(words, names.length)).toContain(`${name} (`)
  expect(namesText(words, 2)).toBe(`${namesText({ ...words, missing: words.missing.slice(0, 2), behind: [] }, 2)} and ${names.length - 2} more`)
  expect(estateCoverage({ ...coverage, organizationsTotal: 1, organizationsIncluded: 1, missing: [], behind: [] }, now)).toMatchObject({ isWhole: true })
})

test('scopes on offer follow the organizations, and a chosen tag stays even when nobody carries it', () => {
  const organizations = [row('One', {}, { tags: ['Oslo', 'Gold'] }), row('Two', {}, { tags: ['Oslo'], isFavourite: true })].map(({ organization }) => organization)
  expect(scopeOptions(organizations, { type: 'all' }).map(({ text }) => text)).toEqual(['All organizations (2)', 'Favourites (1)', 'Tag Gold (1)', 'Tag Oslo (2)'])
  expect(scopeOptions(organizations, { type: 'tag', tag: 'Gone' }).at(-1)?.text).toBe('Tag Gone (0)')
})
