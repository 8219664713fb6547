// What a sync writes and what of it can be read afterwards.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openHistory } from './open-history.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { defineResource } from '../../../shared/resources/define.ts'
import { resources } from '../../../shared/resources/index.ts'
import type { StoreChange } from '../../../main/engine/store/store.ts'
import { column, groupRow, memberRow, objectId, openTempStore, organization, organizationId, page, proof, publish, type TempStore, userRow, users } from '../../support/temp-store.ts'

const acme = organizationId(1)
let temp: TempStore

beforeEach(async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
})
afterEach(() => temp.remove())

const objectOf = (number: number, kind = 'user') => temp.store.object({ organization: acme, kind, id: objectId(number) } as ParsedInput<'snapshot.object'>)

describe('a complete pass', () => {
  test('makes all its rows readable at once, and only then', async () => {
    const run = await temp.store.beginRun(acme)
    await run.stage('user', users(0, 1_234))
    expect((await page(temp.store)).total).toBe(0)
    expect((await page(temp.store)).coverage).toMatchObject({ isComplete: false, organizationsIncluded: 0, missing: [{ organization: acme, reason: 'sync.never' }] })
    expect(await run.publish('user', proof(1_234))).toEqual({ added: 1_234, changed: 0, removed: 0, total: 1_234 })
    expect(await page(temp.store)).toMatchObject({ total: 1_234, coverage: { isComplete: true, organizationsIncluded: 1, missing: [] } })
    await run.finish('complete')
    expect((await temp.store.organizations())[0]!.syncedAt).toBe('2026-11-21T12:00:00.000Z')
  })

  test('replaces the one before: added, changed, removed, the rest untouched', async () => {
    await publish(temp.store, acme, { user: users(0, 300) })
    const run = await temp.store.beginRun(acme)
    await run.stage('user', [...users(10, 300), userRow(5, { lastname: 'New name' }), ...users(300, 303)])
    expect(await run.publish('user', proof(294))).toEqual({ added: 3, changed: 1, removed: 9, total: 294 })
    await run.finish('complete')
    const names = await column(temp.store, { columns: ['lastname'], size: 500 })
    expect(names).toHaveLength(294)
    expect(names).toContain('New name')
    expect(names).not.toContain('Last 5')
    expect(names).not.toContain('Last 3')
  })

  test('writes nothing but one line per kind when nothing changed', async () => {
    await publish(temp.store, acme, { user: users(0, 250), userGroup: [groupRow(1)], membership: [memberRow(1, 2)] })
    const count = async () => {
      const history = await openHistory(temp, acme)
      const tables = ['cur', 'hist', 'stage', 'kind_run', 'run', 'dictionary', 'meta'] as const
      const counts = await Promise.all(tables.map(async (table) => [table, (await history.all<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`))[0]!.rows] as const))
      const [generation] = await history.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'generation'`)
      await history.close()
      return { ...(Object.fromEntries(counts) as Record<(typeof tables)[number], number>), generation: generation!.value }
    }
    await temp.store.close()
    const before = await count()
    await temp.reopen()
    temp.clock.nowMs += 60_000
    await publish(temp.store, acme, { user: users(0, 250), userGroup: [groupRow(1)], membership: [memberRow(1, 2)] })
    expect((await page(temp.store)).coverage.oldestAt).toBe('2026-11-21T12:01:00.000Z')
    await temp.store.close()
    expect(await count()).toEqual({ ...before, kind_run: before.kind_run + 3, run: before.run + 1 })
    await temp.reopen()
  })

  test('that found nothing is an answer too', async () => {
    await publish(temp.store, acme, { user: [] })
    expect(await page(temp.store)).toMatchObject({ total: 0, coverage: { isComplete: true } })
  })

  test('takes an id seen twice once, with its last value, within and across batches', async () => {
    const run = await temp.store.beginRun(acme)
    await run.stage('user', [userRow(1), userRow(1, { lastname: 'B' })])
    await run.stage('user', [userRow(2)])
    await run.stage('user', [userRow(1, { lastname: 'C' })])
    expect(await run.stagedIds('user')).toEqual([objectId(1), objectId(2)])
    expect(await run.publish('user', proof(2))).toMatchObject({ added: 2, total: 2 })
    await run.finish('complete')
    const again = await temp.store.beginRun(acme)
    await again.stage('user', [userRow(1, { lastname: 'D' }), userRow(2)])
    await again.stage('user', [userRow(1, { lastname: 'C' })])
    expect(await again.publish('user', proof(2))).toEqual({ added: 0, changed: 0, removed: 0, total: 2 })
    await again.finish('complete')
    expect(await column(temp.store, { columns: ['lastname'] })).toEqual(['C', 'Last 2'])
  })

  test('keeps older versions with the runs between which they held', async () => {
    for (const lastname of ['One', 'Two', 'Three']) await publish(temp.store, acme, { user: [userRow(1, { lastname }), ...(lastname === 'Two' ? [userRow(2)] : [])] })
    await temp.store.close()
    const history = await openHistory(temp, acme)
    expect(await history.all('SELECT from_run, to_run FROM hist ORDER BY from_run, to_run')).toEqual([
      { from_run: 1, to_run: 2 },
      { from_run: 2, to_run: 3 },
      { from_run: 2, to_run: 3 },
    ])
    expect(await history.all('SELECT from_run FROM cur')).toEqual([{ from_run: 3 }])
    await history.close()
    await temp.reopen()
  })
})

describe('a pass that is not complete', () => {
  test('is recorded and leaves the old generation', async () => {
    await publish(temp.store, acme, { user: users(0, 20) })
    const run = await temp.store.beginRun(acme)
    await run.stage('user', [...users(0, 5), ...users(100, 110), userRow(7, { lastname: 'Changed' })])
    expect(await run.publish('user', proof(16, { isComplete: false, announced: 20 }))).toEqual({ added: 0, changed: 0, removed: 0, total: 20 })
    await run.finish('partial')
    expect(await column(temp.store, { columns: ['lastname'] })).toEqual(users(0, 20).map(({ raw }) => raw.lastname))
    expect((await page(temp.store)).coverage).toMatchObject({ isComplete: true, oldestAt: '2026-11-21T12:00:00.000Z' })
    await temp.store.close()
    const history = await openHistory(temp, acme)
    expect(await history.all(`SELECT outcome, json_extract(error, '$.code') AS code FROM kind_run ORDER BY run`)).toEqual([
      { outcome: 'complete', code: null },
      { outcome: 'partial', code: 'api.partial' },
    ])
    expect(await history.all('SELECT count(*) AS rows FROM stage')).toEqual([{ rows: 0 }])
    expect(await history.all('SELECT count(*) AS rows FROM cur')).toEqual([{ rows: 20 }])
    await history.close()
    await temp.reopen()
  })

  test('names its reason when there is no older generation', async () => {
    const run = await temp.store.beginRun(acme)
    await run.stage('user', users(0, 10))
    await run.publish('user', proof(10, { isComplete: false }))
    await run.fail('userGroup', new AppError('api.forbidden', { kind: 'user groups' }))
    await run.finish('cut')
    expect((await page(temp.store)).coverage.missing).toEqual([{ organization: acme, name: 'Organization 1', reason: 'api.partial' }])
    expect((await page(temp.store, { kind: 'userGroup', columns: ['name'] })).coverage.missing[0]!.reason).toBe('api.forbidden')
    expect((await temp.store.organizations())[0]!.syncedAt).toBeNull()
  })

  test('of one list leaves the others a sync time, and the failing list its first failure, also when the tables are made anew', async () => {
    const lists = async () => (await temp.store.organizations())[0]!.lists.failing
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString()
    await publish(temp.store, acme, { user: users(0, 3), userGroup: [groupRow(1)] })
    for (const _attempt of [1, 2]) {
      temp.clock.nowMs += 60_000
      const run = await temp.store.beginRun(acme)
      await run.stage('user', users(0, 3))
      await run.publish('user', proof(3))
      await run.fail('userGroup', new AppError('api.shape', { kind: 'user groups' }))
      await run.finish('partial')
    }
    expect((await temp.store.organizations())[0]!.syncedAt).toBe(at(2))
    expect(await lists()).toEqual([{ kind: 'userGroup', reason: 'api.shape', since: at(1), readAt: at(0) }])
    await temp.reopen({ resources: resources.map((resource) => (resource.kind === 'user' ? { ...resource, columns: resource.columns.slice(0, -1) } : resource)) })
    expect((await temp.store.organizations())[0]!.syncedAt).toBe(at(2))
    expect(await lists()).toEqual([{ kind: 'userGroup', reason: 'api.shape', since: at(1), readAt: at(0) }])
  })

  test('is made up for by the next complete one', async () => {
    const failed = await temp.store.beginRun(acme)
    await failed.stage('user', users(0, 10))
    await failed.fail('user', new AppError('api.offline'))
    await failed.finish('failed', new AppError('api.offline'))
    await publish(temp.store, acme, { user: users(0, 12) })
    expect(await page(temp.store)).toMatchObject({ total: 12, coverage: { isComplete: true } })
  })
})

describe('a run', () => {
  test('that is stopped leaves nothing behind', async () => {
    const run = await temp.store.beginRun(acme)
    await run.stage('user', users(0, 1_500))
    await run.finish('stopped')
    await publish(temp.store, acme, { user: users(0, 3) })
    expect((await page(temp.store)).total).toBe(3)
  })

  test('is alone in its organization', async () => {
    const run = await temp.store.beginRun(acme)
    await expect(temp.store.beginRun(acme)).rejects.toMatchObject({ code: 'sync.running' })
    await run.finish('stopped')
    await (await temp.store.beginRun(acme)).finish('stopped')
    await expect(temp.store.beginRun(organizationId(9))).rejects.toMatchObject({ code: 'organization.unknown' })
  })

  test('keeps what did not parse with its reason', async () => {
    const run = await temp.store.beginRun(acme)
    await run.quarantine('user', [{ id: objectId(4), reason: 'username: expected text', raw: '{"_id":4}' }])
    await run.stage('user', users(0, 2))
    await run.publish('user', proof(2))
    await run.finish('complete')
    await temp.store.close()
    const history = await openHistory(temp, acme)
    expect(await history.all('SELECT id, reason, raw FROM quarantine')).toEqual([{ id: objectId(4), reason: 'username: expected text', raw: '{"_id":4}' }])
    expect(await history.all('SELECT quarantined FROM kind_run')).toEqual([{ quarantined: 1 }])
    await history.close()
    await temp.reopen()
  })

  test('leaves an object that no longer parses as it was, with its edges, because it is there still', async () => {
    await publish(temp.store, acme, { user: users(0, 6), userGroup: [groupRow(1), groupRow(2)], membership: [memberRow(1, 2), memberRow(2, 3)] })
    const run = await temp.store.beginRun(acme)
    await run.stage('user', users(0, 4))
    await run.quarantine('user', [{ id: objectId(4), reason: 'username: invalid_type', raw: '{}' }])
    expect(await run.publish('user', proof(5))).toEqual({ added: 0, changed: 0, removed: 1, total: 5 })
    await run.stage('userGroup', [groupRow(1)])
    await run.quarantine('userGroup', [{ id: groupRow(2).id, reason: 'name: invalid_type', raw: '{}' }])
    await run.publish('userGroup', proof(2))
    expect((await run.stagedIds('userGroup')).sort()).toEqual([groupRow(1).id, groupRow(2).id])
    await run.stage('membership', [memberRow(1, 2), memberRow(2, 3)])
    await run.publish('membership', proof(2))
    await run.finish('complete')
    expect(await column(temp.store, { columns: ['username'], size: 500 })).toEqual(['user0', 'user1', 'user2', 'user3', 'user4'])
    expect((await objectOf(4)).goneAt).toBeNull()
    expect((await objectOf(5)).goneAt).not.toBeNull()
    const next = await temp.store.beginRun(acme)
    await next.stage('user', [...users(0, 4), userRow(4, { lastname: 'Mended' })])
    expect(await next.publish('user', proof(5))).toEqual({ added: 0, changed: 1, removed: 0, total: 5 })
    await next.finish('complete')
  })

  test('calls nothing removed while an object without an id was set aside, because it may be any of them', async () => {
    await publish(temp.store, acme, { user: users(0, 6) })
    const run = await temp.store.beginRun(acme)
    await run.stage('user', users(0, 4))
    await run.quarantine('user', [{ id: null, reason: 'no id', raw: '{}' }])
    expect(await run.publish('user', proof(5))).toMatchObject({ removed: 0, total: 6 })
    await run.finish('complete')
    await publish(temp.store, acme, { user: users(0, 4) })
    expect((await page(temp.store)).total).toBe(4)
  })

  test('does its calls one after the other, however many come at once', async () => {
    const kinds = ['user', 'userGroup', 'membership'] as const
    const rows = { user: users(0, 900), userGroup: Array.from({ length: 300 }, (_, index) => groupRow(index)), membership: Array.from({ length: 600 }, (_, index) => memberRow(index % 300, index)) }
    const run = await temp.store.beginRun(acme)
    const calls: Promise<unknown>[] = []
    // First rows of every kind, then the rest, then the ends: none of them waited for.
    for (const [from, to] of [[0, 100], [100, 900]] as const) for (const kind of kinds) calls.push(run.stage(kind, rows[kind].slice(from, to)))
    calls.push(run.quarantine('user', [{ id: objectId(5_000), reason: 'x', raw: '{}' }]))
    for (const kind of kinds) calls.push(run.publish(kind, proof(rows[kind].length)))
    calls.push(run.finish('complete'))
    await Promise.all(calls)
    expect((await page(temp.store)).total).toBe(900)
    expect((await page(temp.store, { kind: 'userGroup', columns: ['name'] })).total).toBe(300)
    // Whole objects come from what was packed: a dictionary mixed up between kinds would spoil them.
    for (const number of [0, 99, 100, 899]) expect(JSON.parse((await objectOf(number)).raw)).toMatchObject({ username: `user${number}` })
    const group = await temp.store.object({ organization: acme, kind: 'userGroup', id: groupRow(299).id } as ParsedInput<'snapshot.object'>)
    expect(JSON.parse(group.raw)).toEqual(groupRow(299).raw)
    await temp.reopen()
    expect((await page(temp.store)).total).toBe(900)
  })

  test('goes on while many others do, with fewer files open than there are organizations', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index + 2)
    for (const number of numbers) await temp.store.saveOrganization(organization(number))
    await Promise.all(numbers.map((number) => publish(temp.store, organizationId(number), { user: users(0, number) })))
    const { organizations } = await temp.store.summary({ scope: { type: 'all' } })
    expect(organizations.map(({ kinds }) => kinds.find(({ kind }) => kind === 'user')!.total)).toEqual([0, ...numbers])
  })
})

describe('objects', () => {
  test('come back whole, with fields nobody knows, and say when they were read', async () => {
    await publish(temp.store, acme, { user: [userRow(1, { custom: { deep: ['ü', null] } })] })
    const found = await objectOf(1)
    expect(JSON.parse(found.raw)).toMatchObject({ custom: { deep: ['ü', null] } })
    expect(found).toMatchObject({ title: 'user1', readAt: '2026-11-21T12:00:00.000Z', goneAt: null, cells: { username: 'user1', status: 'active', groupCount: 0 } })
  })

  test('stay readable after they are gone, with the time at which that was seen', async () => {
    await publish(temp.store, acme, { user: users(1, 3) })
    temp.clock.nowMs += 60_000
    await publish(temp.store, acme, { user: users(1, 2) })
    expect(await objectOf(2)).toMatchObject({ title: 'user2', goneAt: '2026-11-21T12:01:00.000Z' })
    await publish(temp.store, acme, { user: users(1, 3) })
    expect(await objectOf(2)).toMatchObject({ goneAt: null })
    await expect(objectOf(77)).rejects.toMatchObject({ code: 'object.unknown' })
  })
})

describe('edges', () => {
  const counts = async () => ({
    groups: Object.fromEntries((await page(temp.store, { columns: ['groupCount'] })).rows.map(([, id, count]) => [Number(`0x${id}`), count])),
    members: Object.fromEntries((await page(temp.store, { kind: 'userGroup', columns: ['memberCount'] })).rows.map(([, id, count]) => [Number(`0x${id}`) - 900_000, count])),
  })

  test('are counted at both ends as they come and go', async () => {
    await publish(temp.store, acme, { user: users(1, 4), userGroup: [groupRow(1), groupRow(2)], membership: [memberRow(1, 1), memberRow(1, 2), memberRow(2, 1)] })
    expect(await counts()).toEqual({ groups: { 1: 2, 2: 1, 3: 0 }, members: { 1: 2, 2: 1 } })
    await publish(temp.store, acme, { membership: [memberRow(1, 1), memberRow(2, 3), memberRow(2, 2)] })
    expect(await counts()).toEqual({ groups: { 1: 1, 2: 1, 3: 1 }, members: { 1: 1, 2: 2 } })
    await publish(temp.store, acme, { user: [userRow(1, { lastname: 'Changed' }), userRow(3), userRow(4)] })
    expect((await counts()).groups).toEqual({ 1: 1, 3: 1, 4: 0 })
    expect(await column(temp.store, { filter: { field: 'groupCount', is: 'equals', value: 0 } })).toEqual(['user4'])
  })

  test('are counted when they came before their objects', async () => {
    await publish(temp.store, acme, { membership: [memberRow(1, 1), memberRow(1, 2)], userGroup: [groupRow(1)], user: users(1, 3) })
    expect(await counts()).toEqual({ groups: { 1: 1, 2: 1 }, members: { 1: 2 } })
  })

  test('lead from either end to the other, titled and sorted', async () => {
    await publish(temp.store, acme, {
      user: [userRow(1, { displayname: 'Zoe' }), userRow(2, { displayname: '' }), userRow(3, { displayname: 'adam' })],
      userGroup: [groupRow(1, 'Sales')],
      membership: [memberRow(1, 1), memberRow(1, 2), memberRow(1, 3), memberRow(1, 99)],
    })
    const related = (kind: string, id: string, target: string, start = 0) =>
      temp.store.related({ organization: acme, kind, id, edge: 'membership', target, start, size: 3 } as ParsedInput<'snapshot.related'>)
    const members = await related('userGroup', objectId(900_001), 'user')
    expect(members).toMatchObject({ total: 4, coverage: { isComplete: true }, rows: [{ title: 'adam' }, { title: 'user2' }, { title: 'Zoe' }] })
    expect((await related('userGroup', objectId(900_001), 'user', 3)).rows).toEqual([{ id: objectId(99), title: objectId(99) }])
    expect(await related('user', objectId(1), 'userGroup')).toMatchObject({ total: 1, rows: [{ id: objectId(900_001), title: 'Sales' }] })
    await expect(related('user', objectId(1), 'user')).rejects.toMatchObject({ code: 'call.invalid' })
  })

  test('say which groups have the largest share of a filter, small groups left out', async () => {
    await publish(temp.store, acme, {
      user: [...users(1, 5, { sudo: true }), ...users(5, 9, { sudo: false })],
      userGroup: [groupRow(1, 'Sales'), groupRow(2, 'People'), groupRow(3, 'One')],
      // Sales 3 of 4 without, People 2 of 6; the suspended-like user 8 does not count, nor does a member that is nowhere.
      membership: [memberRow(1, 1), memberRow(1, 5), memberRow(1, 6), memberRow(1, 7), memberRow(1, 8), memberRow(1, 99), ...[1, 2, 3, 4, 5, 6].map((user) => memberRow(2, user)), memberRow(3, 7)],
    })
    const shares = (membersMin: number) =>
      temp.store.shares({
        organization: acme, edge: 'membership', kind: 'userGroup', target: 'user', membersMin, size: 5,
        among: { not: { field: 'username', is: 'equals', value: 'user8' } }, filter: { field: 'sudo', is: 'equals', value: false },
      } as ParsedInput<'snapshot.shares'>)
    expect((await shares(3)).rows).toEqual([
      { id: objectId(900_001), title: 'Sales', matching: 3, total: 4 },
      { id: objectId(900_002), title: 'People', matching: 2, total: 6 },
    ])
    expect((await shares(1)).rows.map(({ title }) => title)).toEqual(['One', 'Sales', 'People'])
  })

  test('that changed an end are another version', async () => {
    const edge = (to: number) => ({ ...memberRow(1, to), id: 'edge-1', raw: {} })
    await publish(temp.store, acme, { user: users(1, 3), userGroup: [groupRow(1)], membership: [edge(1)] })
    await publish(temp.store, acme, { membership: [edge(2)] })
    expect((await counts()).groups).toEqual({ 1: 0, 2: 1 })
  })
})

describe('summary rows', () => {
  test('hold totals and measures and follow every publish', async () => {
    await publish(temp.store, acme, { user: [userRow(1, { state: 'SUSPENDED' }), userRow(2, { account_locked: true }), userRow(3)], userGroup: [groupRow(1)], membership: [] })
    const summary = async (kind: string) => (await temp.store.summary({ scope: oneOrganization(acme) })).organizations[0]!.kinds.find((entry) => entry.kind === kind)!
    expect(await summary('user')).toMatchObject({ total: 3, measures: { suspended: 1, locked: 1, withoutMfa: 2, passwordPending: 0 }, coverage: { isComplete: true } })
    expect((await summary('userGroup')).measures).toEqual({ empty: 1 })
    await publish(temp.store, acme, { membership: [memberRow(1, 3)] })
    expect((await summary('userGroup')).measures).toEqual({ empty: 0 })
  })
})

describe('changes', () => {
  test('are told after the commit, with a rising revision, until the listener leaves', async () => {
    const told: StoreChange[] = []
    const leave = temp.store.onChange((change) => told.push(change))
    await publish(temp.store, acme, { user: users(0, 2), membership: [] })
    expect(told.flatMap(({ kinds }) => kinds)).toEqual(expect.arrayContaining(['user', 'membership', 'userGroup', 'organizationList']))
    expect(told.every(({ organizations }) => organizations.includes(acme))).toBe(true)
    expect(told.map(({ revision }) => revision)).toEqual(told.map(({ revision }) => revision).sort((left, right) => left - right))
    expect((await page(temp.store)).revision).toBe(told.at(-1)!.revision)
    leave()
    await publish(temp.store, acme, { user: users(0, 3) })
    expect((await page(temp.store)).revision).toBeGreaterThan(told.at(-1)!.revision)
  })
})

describe('a list that failed', () => {
  test('is told of when it is read again without a change, because what is said of it changes', async () => {
    await publish(temp.store, acme, { user: users(0, 2) })
    const failed = await temp.store.beginRun(acme)
    await failed.fail('user', new AppError('api.shape', { kind: 'users' }))
    await failed.finish('partial')
    expect((await page(temp.store)).coverage.behind).toMatchObject([{ organization: acme, reason: 'api.shape' }])
    const told: StoreChange[] = []
    temp.store.onChange((change) => told.push(change))
    await publish(temp.store, acme, { user: users(0, 2) })
    expect(told.flatMap(({ kinds }) => kinds)).toContain('user')
    expect((await page(temp.store)).coverage.behind).toEqual([])
  })
})

describe('a list that is read again without a change', () => {
  test('is told of, because every number of it says when it was read', async () => {
    await publish(temp.store, acme, { user: users(0, 2), userGroup: [groupRow(1)] })
    const before = (await page(temp.store)).coverage.oldestAt!
    const told: StoreChange[] = []
    temp.store.onChange((change) => told.push(change))
    temp.clock.nowMs += 3_600_000
    await publish(temp.store, acme, { user: users(0, 2) })
    expect(told.flatMap(({ kinds }) => kinds)).toContain('user')
    expect(told.flatMap(({ kinds }) => kinds)).not.toContain('userGroup')
    expect((await page(temp.store)).coverage.oldestAt! > before).toBe(true)
  })
})

describe('a kind that only a test knows', () => {
  const gadget = defineResource({
    kind: 'gadget',
    words: { one: 'gadget', many: 'gadgets', title: 'Gadgets', section: 'account', icon: 'box' },
    wire: { name: 'gadget', idField: 'id' },
    list: { api: 'v2', path: '/gadgets', envelope: 'array', total: 'header', sort: 'id' },
    schema: z.looseObject({ id: z.string(), name: z.string(), colour: z.string().nullish(), size: z.number().nullish() }),
    titlePaths: ['name'],
    columns: [
      { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, diff: 'value' },
      { path: 'colour', type: 'choice', title: 'Colour', filter: true, sort: true, diff: 'value', choices: [{ value: 'red', label: 'Red' }] },
      { path: 'size', type: 'count', title: 'Size', filter: true, sort: true, diff: 'value' },
    ],
    filters: [{ id: 'large', title: 'Large', filter: { field: 'size', is: 'atLeast', value: 10 }, measure: { title: 'Large', tone: 'neutral' } }],
    sync: { order: 50, mode: 'fullPass' },
    example: {},
  })

  test('needs nothing but its description', async () => {
    await temp.reopen({ resources: [...resources, gadget] })
    await publish(temp.store, acme, { gadget: [{ id: 'g1', raw: { id: 'g1', name: 'Wîdget', colour: 'teal', size: 12 } }, { id: 'g2', raw: { id: 'g2', name: 'Other' } }] })
    const input = { kind: 'gadget' as never, columns: ['name', 'colour', 'size'] }
    expect((await page(temp.store, { ...input, search: 'widg' })).rows).toEqual([[acme, 'g1', 'Wîdget', 'teal', 12]])
    expect(await column(temp.store, { ...input, filter: { field: 'colour', is: 'isEmpty', value: true } })).toEqual(['Other'])
    const kinds = (await temp.store.summary({ scope: { type: 'all' } })).organizations[0]!.kinds
    expect(kinds.find(({ kind }) => kind === 'gadget')).toMatchObject({ total: 2, measures: { large: 1 } })
    await temp.reopen({ resources })
    await temp.reopen({ resources: [...resources, gadget] })
    expect((await page(temp.store, input)).total).toBe(2)
  })
})
