import { expect, test } from 'vitest'
import { createOrganizationContext } from '../../../../../main/engine/api/organization-context.ts'
import { createSync, type SyncParts } from '../../../../../main/engine/sync/schedule.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../../../shared/base/error-codes.ts'
import type { ConnectionId, OrganizationId } from '../../../../../shared/base/ids.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import type { SyncProgress } from '../../../../../shared/contract/sync.ts'
import type { RawObject } from '../../../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../../../shared/resources/index.ts'
import { createFakeTimer } from '../api/fake-timer.ts'
import { createFakeApi, type Listing, type ListingOf } from './fake-api.ts'
import { asStore, createMemoryStore } from './memory-store.ts'

const idOf = (letter: string) => letter.repeat(24) as OrganizationId
const [acme, other] = [idOf('a'), idOf('b')]

const users = (...names: string[]): RawObject[] => names.map((name) => ({ _id: name, username: name, email: `${name}@x.example`, organization: acme }))
const groups = (...names: string[]): RawObject[] => names.map((name) => ({ id: name, name }))
const members = (...names: string[]): RawObject[] => names.map((id) => ({ to: { id, type: 'user' } }))

const healthy: Record<string, Listing> = {
  organization: { rows: [{ _id: acme, displayName: 'Acme' }, { _id: other, displayName: 'Other' }] },
  user: { rows: users('u1', 'u2', 'u3') },
  userGroup: { rows: groups('g1', 'g2') },
  'membership/g1': { rows: members('u1', 'u2') },
  'membership/g2': { rows: [] },
}

const from =
  (change: Record<string, Listing> = {}): ListingOf =>
  (kind, parent) =>
    ({ ...healthy, ...change })[parent === undefined ? kind : `${kind}/${parent}`]!

function syncOf(listingOf: ListingOf, change: Partial<SyncParts> = {}) {
  const timer = createFakeTimer()
  const store = createMemoryStore([acme, other, ...'cdefghijk'].map((id) => ({ id: id.length === 1 ? idOf(id) : id, name: id === acme ? 'Acme' : id })))
  const api = createFakeApi(listingOf)
  const items: SyncProgress[][] = []
  const network: string[] = []
  const sync = createSync({
    api,
    store: asStore(store),
    clock: { now: () => Date.UTC(2026, 10, 21, 12) + timer.tick() },
    timer,
    registry: ['organization', 'user', 'userGroup', 'membership'].map((kind) => resourceOf(kind)),
    contextOf: (organization) => createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false }),
    onProgress: (progress) => items.push(progress),
    onNetwork: ({ status }) => network.push(status),
    ...change,
  })
  const progressOf = (organization = acme) => sync.progress().find((progress) => progress.organization === organization)!
  const kindOf = (kind: string) => progressOf().kinds.find((progress) => progress.kind === kind)!
  return { timer, store, api, sync, items, network, progressOf, kindOf }
}

/** Runs one organization to its end. */
async function synced(listingOf: ListingOf, change: Partial<SyncParts> = {}) {
  const parts = syncOf(listingOf, change)
  parts.sync.start(acme)
  await parts.timer.advance(60_000)
  return { ...parts, run: parts.store.runs[0]! }
}

test('a run reads every kind in order and publishes what was proved', async () => {
  const { api, run, store, progressOf, kindOf, network } = await synced(from())
  expect(api.asked).toEqual(['organization', 'user', 'userGroup', 'membership/g1', 'membership/g2'])
  expect(run.outcomes).toEqual(['complete'])
  expect(store.visible(acme, 'organization')).toEqual([acme])
  expect(store.visible(acme, 'user')).toEqual(['u1', 'u2', 'u3'])
  expect(store.visible(acme, 'membership')).toEqual(['g1:u1', 'g1:u2'])
  expect(run.staged.get('membership')!.get('g1:u2')!.edge).toEqual({ from: 'g1', to: 'u2' })
  expect(run.published.get('membership')).toMatchObject({ isComplete: true, announced: 2, distinct: 2, requests: 2 })
  expect(store.problems.get(acme)).toBeNull()
  expect(progressOf()).toMatchObject({ phase: 'complete', requests: 5, error: null })
  expect(kindOf('user')).toMatchObject({ phase: 'complete', objects: 3, pages: 2, total: 3 })
  expect(network).toEqual(['online'])
})

test.each([
  ['api.forbidden', 'api.forbidden'],
  ['api.not-entitled', 'api.not-entitled'],
  ['api.not-found', 'api.not-offered'],
] as const)('a list that is left out (%s) is no failure of the organization and leaves the other kinds alone', async (refusal, code) => {
  const { run, store, progressOf, kindOf } = await synced(from({ userGroup: new AppError(refusal) }))
  expect(run.outcomes).toEqual(['complete'])
  expect([...run.published.keys()]).toEqual(['organization', 'user'])
  expect([...run.failed.keys()]).toEqual(['userGroup', 'membership'])
  expect(kindOf('userGroup')).toMatchObject({ phase: 'failed', error: { code, detail: { kind: 'user groups' } } })
  expect(kindOf('membership')).toMatchObject({ phase: 'failed', error: { code, detail: { kind: 'memberships' } } })
  expect(progressOf()).toMatchObject({ phase: 'complete', error: null })
  expect(store.problems.get(acme)).toBeNull()
})

test('an organization of which nothing may be read is not fresh', async () => {
  const { run } = await synced(from({ organization: new AppError('api.forbidden'), user: new AppError('api.forbidden'), userGroup: new AppError('api.forbidden') }))
  expect(run.outcomes).toEqual(['failed'])
})

test('a refused key ends the run, is asked once, and stays as the problem of the organization', async () => {
  const { api, run, store, progressOf } = await synced(from({ user: new AppError('api.unauthorized') }))
  expect(api.asked).toEqual(['organization', 'user'])
  expect(run.outcomes).toEqual(['cut'])
  expect(store.problems.get(acme)).toMatchObject({ code: 'key.revoked', detail: { organization: `Acme (${acme})` } })
  expect(progressOf().error).toMatchObject({ code: 'key.revoked' })
})

test.each<ErrorCode>(['api.offline', 'api.timeout', 'api.tls', 'api.redirect', 'api.rate-limited', 'keychain.locked', 'store.damaged'])('%s ends the run: the other kinds would fail alike', async (code) => {
  const { api, store } = await synced(from({ user: new AppError(code) }))
  expect(api.asked).toEqual(['organization', 'user'])
  expect(store.problems.get(acme)).toMatchObject({ code })
})

test('a problem of one answer does not end the run', async () => {
  const { run, store } = await synced(from({ user: new AppError('api.shape', { kind: 'users', page: 3 }) }))
  expect([...run.published.keys()]).toEqual(['organization', 'userGroup', 'membership'])
  expect(store.problems.get(acme)).toMatchObject({ code: 'api.shape', detail: { page: 3 } })
})

test('a partial reading is recorded, not shown', async () => {
  const { run, store, progressOf, kindOf } = await synced(from({ user: { rows: users('u1'), isComplete: false, announced: 4 } }))
  expect(run.published.get('user')).toMatchObject({ isComplete: false })
  expect(store.visible(acme, 'user')).toEqual([])
  expect(kindOf('user')).toMatchObject({ phase: 'partial', error: { code: 'api.partial', detail: { kind: 'users', missing: 3 } } })
  expect(progressOf().phase).toBe('partial')
})

test('members of groups that were not proved are not read', async () => {
  const { api, kindOf } = await synced(from({ userGroup: { rows: groups('g1'), isComplete: false } }))
  expect(api.asked).not.toContain('membership/g1')
  expect(kindOf('membership').error?.code).toBe('api.partial')
})

test('a group deleted while its members are read has none', async () => {
  const { run } = await synced(from({ 'membership/g1': new AppError('api.not-found') }))
  expect(run.outcomes).toEqual(['complete'])
})

test('members that could not be proved for one group are partial for all', async () => {
  const { store, run } = await synced(from({ 'membership/g1': { rows: members('u1'), isComplete: false } }))
  expect(run.published.get('membership')).toMatchObject({ isComplete: false })
  expect(store.visible(acme, 'membership')).toEqual([])
})

test('a key that reaches another organization only stops everything and saves nothing', async () => {
  const { api, run, store, progressOf } = await synced(from({ organization: { rows: [{ _id: other, displayName: 'Other' }] } }))
  expect(api.asked).toEqual(['organization'])
  expect(run.published.size).toBe(0)
  expect(run.staged.size).toBe(0)
  expect(progressOf()).toMatchObject({ phase: 'failed', error: { code: 'organization.mismatch' } })
  expect(store.problems.get(acme)?.detail['support']).toMatch(/^OM-[0-9A-F]{8}$/)
})

test('an object that names another organization stops the run before it is kept', async () => {
  const { run, store } = await synced(from({ user: { rows: [...users('u1', 'u2'), { ...users('u3')[0]!, organization: other }] } }))
  expect([...run.staged.get('user')!.keys()]).toEqual(['u1', 'u2'])
  expect([...run.published.keys()]).toEqual(['organization'])
  expect(store.problems.get(acme)?.code).toBe('organization.mismatch')
})

test('an object that does not fit the schema is set aside with its reason, the rest goes on', async () => {
  const { run, store } = await synced(from({ user: { rows: [...users('u1'), { _id: 'u2', username: 7 }, { username: 'nameless', email: 'x' }] } }))
  expect(run.outcomes).toEqual(['complete'])
  expect(store.visible(acme, 'user')).toEqual(['u1'])
  expect(run.quarantined.map(({ id, reason }) => ({ id, reason }))).toEqual([
    { id: 'u2', reason: 'username: invalid_type, email: invalid_type' },
    { id: null, reason: 'no id' },
  ])
})

test('a list of which nothing can be read is an answer that is not understood, not an empty list', async () => {
  const { store, run } = await synced(from({ user: { rows: [{ _id: 'u1' }, { _id: 'u2' }] } }))
  expect(run.published.has('user')).toBe(false)
  expect(store.problems.get(acme)?.code).toBe('api.shape')
})

test('an organization has one run at a time, and another one after it', async () => {
  const { sync, timer, store } = syncOf(from())
  sync.start(acme)
  expect(() => sync.start(acme)).toThrow(expect.objectContaining({ code: 'sync.running' }))
  await timer.advance(1_000)
  sync.start(acme)
  await timer.advance(1_000)
  expect(store.runs.map((run) => run.outcomes)).toEqual([['complete'], ['complete']])
})

test('no more organizations run at once than allowed; the others wait in line', async () => {
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  const { sync, timer, store } = syncOf(async (kind, parent, options) => {
    await held
    return from()(kind, parent, options)
  })
  const all = [acme, other, ...'cdefghijk'].map((id) => (id.length === 1 ? idOf(id) : (id as OrganizationId)))
  for (const organization of all) sync.start(organization)
  await timer.advance(100)
  expect(store.runs).toHaveLength(limits.syncOrganizationsMax)
  expect(sync.progress().filter(({ phase }) => phase === 'queued')).toHaveLength(all.length - limits.syncOrganizationsMax)
  await sync.stop(idOf('k'))
  release()
  await timer.advance(1_000)
  expect(store.runs).toHaveLength(all.length - 1)
  expect(sync.progress().at(-1)).toMatchObject({ organization: idOf('k'), phase: 'stopped' })
})

test('of those that are asked for together, what cost most last time begins last, also when it was asked for first', async () => {
  let groupCount = 5
  const begun: OrganizationId[] = []
  const { sync, timer } = syncOf((kind, parent, options) => (kind === 'userGroup' ? { rows: groups(...Array.from({ length: groupCount }, (_, at) => `g${at}`)) } : parent === undefined ? from()(kind, parent, options) : { rows: [] }), {
    contextOf: (organization) => {
      begun.push(organization)
      return createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })
    },
  })
  const synced = async (...organizations: OrganizationId[]) => {
    for (const organization of organizations) sync.start(organization)
    await timer.advance(1_000)
    return begun.splice(0)
  }
  await synced(acme)
  groupCount = 1
  await synced(other)
  expect(await synced(acme, other)).toEqual([other, acme])
})

test('an organization that was never read takes its place by the people that were counted when its key was checked', async () => {
  const begun: OrganizationId[] = []
  const { sync, timer } = syncOf(from(), {
    contextOf: (organization) => {
      begun.push(organization)
      return createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })
    },
  })
  sync.expect(acme, 900)
  sync.expect(other, 20)
  for (const organization of [acme, other]) sync.start(organization)
  await timer.advance(1_000)
  expect(begun).toEqual([other, acme])
})

test('a run that the service holds up takes its place back when it goes on, not before', async () => {
  let begun = 0
  const { sync, timer } = syncOf(async (kind, parent, options) => {
    if (kind !== 'organization') return from()(kind, parent, options)
    const place = begun++
    if (place < 2) options.onWait?.(Date.UTC(2026, 10, 21, 12) + timer.tick() + 1_000)
    await timer.sleep(place === 2 ? 700 : 1_000)
    return new AppError('api.unauthorized')
  })
  const all = [acme, other, ...'cdefghijk'].map((id) => (id.length === 1 ? idOf(id) : (id as OrganizationId)))
  for (const organization of all) sync.start(organization)
  await timer.advance(650)
  expect(begun).toBe(limits.syncOrganizationsMax + 2)
  await timer.advance(200)
  expect(begun).toBe(limits.syncOrganizationsMax + 3)
})

test('a paused run stands still between two pages and goes on when told', async () => {
  const { sync, timer, progressOf, store } = syncOf((kind, parent, options) => {
    if (kind === 'user') sync.pause(acme)
    return from()(kind, parent, options)
  })
  sync.start(acme)
  await timer.advance(60_000)
  expect(progressOf().phase).toBe('paused')
  expect(store.visible(acme, 'user')).toEqual([])
  sync.resume(acme)
  expect(progressOf().phase).toBe('running')
  await timer.advance(1_000)
  expect(progressOf().phase).toBe('complete')
})

test('a stopped run is over when the answer comes, and publishes nothing more', async () => {
  const { sync, timer, progressOf, store } = syncOf((kind, parent, options) => {
    if (kind === 'user') sync.pause(acme)
    return from()(kind, parent, options)
  })
  sync.start(acme)
  await timer.advance(100)
  await sync.stop(acme)
  expect(store.runs[0]!.outcomes).toEqual(['stopped'])
  expect(store.runs[0]!.published.has('user')).toBe(false)
  expect(store.problems.has(acme)).toBe(false)
  expect(progressOf()).toMatchObject({ phase: 'stopped', error: null })
  await sync.stop(acme)
})

test('what was read with a context whose epoch is over is dropped', async () => {
  const { run } = await synced(from(), { isCurrent: () => false })
  expect(run.published.size).toBe(0)
  expect(run.outcomes).toEqual(['stopped'])
})

test('a full disk pauses every run until there is space, and the failed write is made again', async () => {
  const { sync, timer, store, progressOf } = syncOf(from())
  store.writeErrors.push(new AppError('store.full'))
  store.isFull = true
  sync.start(acme)
  await timer.advance(60_000)
  expect(progressOf()).toMatchObject({ phase: 'paused', error: { code: 'store.full' } })
  store.isFull = false
  await timer.advance(2 * limits.storeFullRetryMs)
  expect(progressOf()).toMatchObject({ phase: 'complete', error: null })
  expect(store.visible(acme, 'user')).toHaveLength(3)
  expect(store.runs).toHaveLength(1)
})

test('a run whose writer does not outlive a full disk is started anew by itself', async () => {
  const { sync, timer, store, progressOf } = syncOf(from())
  store.isFull = true
  sync.start(acme)
  await timer.advance(60_000)
  store.isFull = false
  await timer.advance(limits.storeFullRetryMs)
  expect(progressOf()).toMatchObject({ phase: 'failed', error: { code: 'store.full' } })
  await timer.advance(5 * limits.storeFullRetryMs)
  expect(progressOf()).toMatchObject({ phase: 'complete', error: null })
  expect(store.runs).toHaveLength(2)
})

test('a run ended by a full disk and then stopped is not started anew', async () => {
  const { sync, timer, store } = syncOf(from())
  store.isFull = true
  sync.start(acme)
  await timer.advance(60_000)
  store.isFull = false
  await timer.advance(limits.storeFullRetryMs)
  await sync.stop(acme)
  await timer.advance(limits.storeFullRetryMsMax)
  expect(store.runs).toHaveLength(1)
})

test('stopping the run that waits for the disk lets the others find out for themselves', async () => {
  const { sync, timer, store, progressOf } = syncOf((kind, parent, options) => {
    const listing = from()(kind, parent, options) as { rows: RawObject[] }
    return kind === 'user' ? { rows: listing.rows.map(({ organization: _organization, ...row }) => row) } : listing
  })
  store.writeErrors.push(new AppError('store.full'))
  sync.start(acme)
  sync.start(other)
  await timer.advance(100)
  expect(progressOf(other).phase).toBe('paused')
  await sync.stop(acme)
  await timer.advance(1_000)
  expect(progressOf(other).phase).toBe('complete')
})

test('progress is told at most ten times a second, and its last state always', async () => {
  const rows = Array.from({ length: 600 }, (_, at) => users(`u${at}`)[0]!)
  const { items, progressOf } = await synced(from({ user: { rows } }))
  expect(items.length).toBeLessThan(20)
  expect(items.at(-1)).toEqual([progressOf()])
})

test('the way to the service is told from what became of the requests', async () => {
  let fails = 0
  const { sync, timer, network } = syncOf((kind, parent, options) => (fails-- > 0 ? new AppError('api.offline') : from()(kind, parent, options)))
  const run = async (failing: number) => {
    fails = failing
    sync.start(acme)
    await timer.advance(1_000)
  }
  await run(0)
  await run(1)
  await run(0)
  expect(network).toEqual(['online'])
  await run(1)
  await run(1)
  expect(network).toEqual(['online', 'offline'])
  await run(0)
  expect(network).toEqual(['online', 'offline', 'online'])
})

test('closing stops everything and tells the last state', async () => {
  const { sync, timer, items } = syncOf((kind, parent, options) => {
    if (kind === 'user') sync.pause(acme)
    return from()(kind, parent, options)
  })
  sync.start(acme)
  await timer.advance(50)
  await sync.close()
  expect(items.at(-1)![0]).toMatchObject({ phase: 'stopped' })
})

test('a bug in a run is thrown, and the run is over all the same', async () => {
  const bugs: unknown[] = []
  const listen = (error: unknown) => bugs.push(error)
  process.once('unhandledRejection', listen)
  const listeners = process.listeners('unhandledRejection').filter((listener) => listener !== listen)
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', listen)
  const { run, progressOf } = await synced(() => Promise.reject(new TypeError('a bug')))
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.removeAllListeners('unhandledRejection')
  for (const listener of listeners) process.on('unhandledRejection', listener)
  expect(bugs).toEqual([new TypeError('a bug')])
  expect(run.outcomes).toEqual(['failed'])
  expect(progressOf()).toMatchObject({ phase: 'failed', error: { code: 'app.unexpected' } })
})

test('events are read after the kinds are published, and what they fail of ends nothing', async () => {
  const seen: string[] = []
  for (const failure of [null, new AppError('api.not-entitled'), new AppError('api.server', { status: 500 }), new AppError('api.unauthorized')]) {
    const { progressOf, kindOf, store } = await synced(from(), {
      events: async (context, options, onEvents) => {
        seen.push(`${context.organization} ${typeof options.onOutcome}`)
        options.onPage?.({ page: 1, total: null })
        onEvents(7)
        if (failure) throw failure
        return { added: 7, isComplete: true }
      },
    })
    expect(store.runs[0]!.outcomes).toEqual(['complete'])
    expect(store.problems.get(acme)).toBeNull()
    expect(progressOf()).toMatchObject({ phase: 'complete', error: null })
    expect(kindOf('event')).toMatchObject({ pages: 1, objects: 7, phase: failure ? 'failed' : 'complete' })
    expect(kindOf('event').error?.code ?? null).toBe(failure ? (failure.code === 'api.unauthorized' ? 'key.revoked' : failure.code) : null)
  }
  expect(seen).toEqual(Array.from({ length: 4 }, () => `${acme} function`))
})

test('events are not asked for by a run that could not go on', async () => {
  const asked: string[] = []
  for (const code of ['api.unauthorized', 'api.offline', 'store.read-only'] as const) {
    const { kindOf } = await synced(from({ user: new AppError(code) }), {
      events: async () => {
        asked.push(code)
        return { added: 0, isComplete: true }
      },
    })
    expect(kindOf('event').phase).toBe('waiting')
  }
  expect(asked).toEqual([])
})

test('a run that is stopped while events are read ends at once and stays complete', async () => {
  let isReading = false
  const { sync, timer, store, progressOf, kindOf } = syncOf(from(), {
    events: (_context, { signal }) =>
      new Promise((_resolve, reject) => {
        isReading = true
        signal?.addEventListener('abort', () => reject(new AppError('call.cancelled')))
      }),
  })
  sync.start(acme)
  await timer.advance(60_000)
  expect(isReading).toBe(true)
  await sync.stop(acme)
  expect(store.runs[0]!.outcomes).toEqual(['complete'])
  expect(progressOf()).toMatchObject({ phase: 'complete' })
  expect(kindOf('event')).toMatchObject({ phase: 'waiting', error: null })
})
