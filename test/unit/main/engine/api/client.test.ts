import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createApi } from '../../../../../main/engine/api/client.ts'
import { createOrganizationContext, type OrganizationContext } from '../../../../../main/engine/api/organization-context.ts'
import { createRateBudget } from '../../../../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../../../../main/engine/api/region.ts'
import { createRetry } from '../../../../../main/engine/api/retry.ts'
import type { TransportRequest, TransportResponse } from '../../../../../main/engine/api/transport.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../../../../shared/base/ids.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import { resourceOf } from '../../../../../shared/resources/index.ts'
import { createSkippingTimer } from './skipping-timer.ts'

const organization = 'a'.repeat(24) as OrganizationId
const context = (change: Partial<OrganizationContext> = {}) =>
  createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false, ...change })
const user = resourceOf('user')
const group = resourceOf('userGroup')

type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | AppError

function apiOf(reply: (request: TransportRequest, ask: number) => Reply, key: () => Promise<string> = async () => 'a-key') {
  const requests: TransportRequest[] = []
  const transport = async (request: TransportRequest): Promise<TransportResponse> => {
    requests.push(request)
    const answer = reply(request, requests.length)
    if (answer instanceof AppError) throw answer
    return { status: answer.status ?? 200, headers: answer.headers ?? {}, body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null) }
  }
  const api = createApi({
    transport,
    regions: createRegions(),
    credentials: { key },
    clock: { now: () => 1_000_000 },
    budget: createRateBudget({ timer: createSkippingTimer() }),
    retry: createRetry({ next: () => 1 }),
  })
  return { api, requests }
}

const windowOf = (request: TransportRequest) => {
  const query = new URL(request.url).searchParams
  return { skip: Number(query.get('skip')), limit: Number(query.get('limit')) }
}

const usersFrom = (count: number) => (request: TransportRequest) => {
  const { skip, limit } = windowOf(request)
  const all = Array.from({ length: count }, (_, at) => ({ _id: String(at).padStart(24, '0'), username: `u${at}` }))
  return { body: { totalCount: count, results: all.slice(skip, skip + limit) } }
}

test('a list is read page by page as its description says', async () => {
  const { api, requests } = apiOf(usersFrom(150))
  const pages: unknown[] = []
  const reading = api.list(context(), user, { onPage: (page) => pages.push(page) })
  let rows = 0
  for await (const batch of reading) rows += batch.length
  expect(rows).toBe(150)
  expect(reading.proof()).toMatchObject({ isComplete: true, method: 'idOverlap', requests: 2 })
  expect(pages).toEqual([{ page: 1, total: 150 }, { page: 2, total: 150 }])
  expect(requests.map((request) => new URL(request.url).search)).toEqual(['?limit=100&skip=0&sort=_id', '?limit=100&skip=95&sort=_id'])
})

test('a refused request waits as asked, says so, and goes on', async () => {
  const { api, requests } = apiOf((request, ask) => (ask === 1 ? { status: 429, headers: { 'retry-after': '4' } } : usersFrom(3)(request)))
  const waits: number[] = []
  const outcomes: (string | null)[] = []
  expect(await api.count(context(), user, { onWait: (untilMs) => waits.push(untilMs), onOutcome: (error) => outcomes.push(error?.code ?? null) })).toBe(3)
  expect(requests).toHaveLength(2)
  expect(waits).toEqual([1_004_000])
  expect(outcomes).toEqual(['api.rate-limited', null])
})

test.each([
  [401, 'api.unauthorized'],
  [402, 'api.not-entitled'],
  [403, 'api.forbidden'],
  [404, 'api.not-found'],
  [302, 'api.redirect'],
  [409, 'api.refused'],
  [501, 'api.server'],
])('status %i is %s, asked once, and says what was read', async (status, code) => {
  const { api, requests } = apiOf(() => ({ status, headers: { location: 'https://elsewhere.example/' }, body: { message: 'secret words' } }))
  const error = await api.count(context(), user).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code, detail: { kind: 'users', page: 1 } })
  expect(JSON.stringify(error)).not.toContain('secret')
  expect(requests).toHaveLength(1)
})

test('tries are bounded by the sort of failure', async () => {
  const tries = async (reply: Reply) => {
    const { api, requests } = apiOf(() => reply)
    await expect(api.count(context(), user)).rejects.toBeInstanceOf(AppError)
    return requests.length
  }
  expect(await tries({ status: 503 })).toBe(5)
  expect(await tries(new AppError('api.offline'))).toBe(3)
  expect(await tries(new AppError('api.timeout'))).toBe(3)
  expect(await tries(new AppError('api.tls'))).toBe(1)
  expect(await tries({ status: 429 })).toBe(12)
})

test.each<[string, unknown]>([
  ['HTML', '<html>sign in</html>'],
  ['nothing', ''],
  ['another envelope', [{ _id: '1' }]],
  ['an error with 200', { message: 'no' }],
  ['rows that are no objects', { totalCount: 1, results: ['x'] }],
  ['rows that all lack an id', { totalCount: 2, results: [{ a: 1 }, { a: 2 }] }],
  ['more rows than asked for', { totalCount: 500, results: Array.from({ length: 101 }, (_, at) => ({ _id: String(at) })) }],
])('%s is an answer that is not understood, with kind and page', async (_, body) => {
  const { api, requests } = apiOf(() => ({ body }))
  const reading = api.list(context(), user)
  await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'api.shape', detail: { kind: 'users', page: 1 } })
  expect(requests).toHaveLength(1)
})

test('a number of objects is told by a page of one, from the body or the header, or not at all', async () => {
  const { api, requests } = apiOf((request) => (request.url.includes('usergroups') ? { body: [{ id: 'g' }], headers: { 'x-total-count': '12' } } : { body: { totalCount: '7', results: [{ _id: 'u' }] } }))
  expect(await api.count(context(), user)).toBe(7)
  expect(await api.count(context(), group)).toBe(12)
  expect(requests.map(windowOf)).toEqual([{ skip: 0, limit: 1 }, { skip: 0, limit: 1 }])
  const silent = apiOf(() => ({ body: [{ id: 'g' }], headers: { 'x-total-count': 'many' } }))
  expect(await silent.api.count(context(), group)).toBeNull()
})

test('one object is the one asked for, or nothing', async () => {
  const { api } = apiOf((request) => ({ body: { _id: request.url.endsWith('/u1') ? 'u1' : 'u2', username: 'x' } }))
  expect(await api.one(context(), user, 'u1')).toMatchObject({ _id: 'u1' })
  await expect(api.one(context(), user, 'u3')).rejects.toMatchObject({ code: 'api.shape' })
  await expect(api.one(context(), user, '..')).rejects.toMatchObject({ code: 'api.shape' })
})

test('an object may come in an envelope where the service and its documents disagree', async () => {
  const account = { objectId: organization, name: 'Automation' }
  for (const body of [account, { serviceAccount: account }]) expect(await apiOf(() => ({ body })).api.one(context(), resourceOf('serviceAccount'), organization)).toEqual(account)
  await expect(apiOf(() => ({ body: { serviceAccount: { ...account, objectId: 'b'.repeat(24) } } })).api.one(context(), resourceOf('serviceAccount'), organization)).rejects.toMatchObject({ code: 'api.shape' })
})

test('the organizations of a key are asked for without naming one; nameless ones go by their id', async () => {
  const all = Array.from({ length: 130 }, (_, at) => ({ _id: String(at).padStart(24, '0'), displayName: at === 0 ? null : `Organization ${at}` }))
  const { api, requests } = apiOf((request) => {
    const { skip, limit } = windowOf(request)
    return { body: { totalCount: 130, results: all.slice(skip, skip + limit) } }
  })
  const found = await api.organizationsOfKey(context({ organization: null, isOrganizationHeaderNeeded: true }))
  expect(found).toHaveLength(130)
  expect(found[0]).toEqual({ id: '0'.repeat(24), name: '0'.repeat(24) })
  expect(found[1]!.name).toBe('Organization 1')
  for (const request of requests) expect(request.headers).not.toHaveProperty('x-org-id')
})

test('a key that cannot be had sends nothing', async () => {
  const { api, requests } = apiOf(usersFrom(1), () => Promise.reject(new AppError('keychain.locked')))
  await expect(api.count(context(), user)).rejects.toMatchObject({ code: 'keychain.locked' })
  expect(requests).toHaveLength(0)
})

test('a refused key ends the list at once: pages asked ahead are not sent any more', async () => {
  const { api, requests } = apiOf((request) => (windowOf(request).skip === 0 ? usersFrom(5_000)(request) : { status: 401 }))
  const outcomes: unknown[] = []
  const reading = api.list(context(), user, { onOutcome: (error) => outcomes.push(error?.code) })
  const drain = async () => {
    for await (const _rows of reading) continue
  }
  await expect(drain()).rejects.toMatchObject({ code: 'api.unauthorized' })
  expect(requests.length).toBeLessThanOrEqual(1 + limits.wireInFlightPerCredentialMax)
  expect(outcomes).toEqual([undefined, 'api.unauthorized'])
})

test('cancelling ends a wait for the service at once', async () => {
  const controller = new AbortController()
  const { api } = apiOf(() => {
    controller.abort()
    return { status: 429, headers: { 'retry-after': '600' } }
  })
  await expect(api.count(context(), user, { signal: controller.signal })).rejects.toMatchObject({ code: 'call.cancelled' })
})

test('a long reading leaves no listeners on the signal of its caller, whatever was refused on the way', async () => {
  const { signal } = new AbortController()
  const counts: number[] = []
  const rows = Array.from({ length: 100 }, (_, at) => ({ id: String(at) }))
  const { api } = apiOf((_, ask) => {
    counts.push(getEventListeners(signal, 'abort').length)
    return ask % 3 === 0 ? { status: 429, headers: { 'retry-after': '1' } } : { headers: { 'x-total-count': '1900' }, body: rows }
  })
  const route = { api: 'v2', path: '/systems/{id}/policystatuses', envelope: 'array', isPaged: true } as const
  expect((await api.read(context(), { route, title: 'results', id: organization }, { signal })).rows).toHaveLength(1_900)
  expect(Math.max(...counts)).toBeLessThan(2)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
