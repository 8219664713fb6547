import { afterEach, expect, test } from 'vitest'
import { createApi } from '../../../../../main/engine/api/client.ts'
import { createOrganizationContext, type OrganizationContext } from '../../../../../main/engine/api/organization-context.ts'
import { createRateBudget } from '../../../../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../../../../main/engine/api/region.ts'
import { createRetry } from '../../../../../main/engine/api/retry.ts'
import { createNodeTransport } from '../../../../../main/engine/api/transport-node.ts'
import type { ConnectionId, OrganizationId } from '../../../../../shared/base/ids.ts'
import { type LocalServer, localServer } from './local-server.ts'
import { createSkippingTimer } from './skipping-timer.ts'

const organization = 'a'.repeat(24) as OrganizationId
const contextOf = (change: Partial<OrganizationContext> = {}) =>
  createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: true, ...change })
const asked = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', services: ['all'] }

interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}

interface Question {
  search_after?: unknown[]
  limit: number
}

let server: LocalServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function apiOf(reply: (question: Question, ask: number) => Reply) {
  const bodies: string[] = []
  server = await localServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      bodies.push(text)
      const { status = 200, headers = {}, body = [] } = reply(JSON.parse(text) as Question, bodies.length)
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  const api = createApi({
    transport: createNodeTransport(),
    regions: createRegions({ all: server.url }),
    credentials: { key: async () => 'a-key' },
    clock: { now: () => 1_000_000 },
    budget: createRateBudget({ timer: createSkippingTimer() }),
    retry: createRetry({ next: () => 1 }),
  })
  return { api, bodies, server }
}

/** Serves a list by place, as the service does. */
const serving = (count: number, pageRows: number) => (question: Question): Reply => {
  const start = question.search_after ? Number(question.search_after[1]) + 1 : 0
  const body = Array.from({ length: Math.max(0, Math.min(pageRows, count - start)) }, (_, at) => ({ id: `e${start + at}` }))
  // Larger than a double holds: the place must come back as it was sent.
  return { body, headers: { 'x-result-count': String(body.length), 'x-limit': String(pageRows), 'x-search_after': `[9007199254740993,${start + body.length - 1}]` } }
}

async function read(api: Awaited<ReturnType<typeof apiOf>>['api'], context = contextOf(), signal?: AbortSignal) {
  const ids: unknown[] = []
  for await (const { events } of api.events(context, { ...asked, ...(signal && { signal }) })) ids.push(...events.map((event) => event['id']))
  return ids
}

test.each([0, 1, 9, 10, 11, 20, 35])('%i events are read in pages of ten by the place of the last one', async (count) => {
  const { api, bodies, server } = await apiOf(serving(count, 10))
  expect(await read(api)).toEqual(Array.from({ length: count }, (_, at) => `e${at}`))
  expect(bodies).toHaveLength(Math.floor(count / 10) + 1)
  expect(bodies[0]).toBe('{"service":["all"],"start_time":"2026-11-20T00:00:00.000Z","end_time":"2026-11-21T00:00:00.000Z","sort":"ASC","limit":1000}')
  for (const [at, body] of bodies.slice(1).entries()) expect(body).toBe(`${bodies[0]!.slice(0, -1)},"search_after":[9007199254740993,${at * 10 + 9}]}`)
  for (const request of server.requests) {
    expect(request.method).toBe('POST')
    expect(request.url).toBe('/us/api/insights/directory/v1/events')
    expect(request.headers).toMatchObject({ 'x-api-key': 'a-key', 'x-org-id': organization, 'content-type': 'application/json' })
  }
})

test('a page says when it was served and whether it is the last', async () => {
  const { api } = await apiOf((question) => ({ ...serving(15, 10)(question), headers: { ...serving(15, 10)(question).headers, date: 'Sat, 21 Nov 2026 12:00:00 GMT' } }))
  const pages: unknown[] = []
  const progress: unknown[] = []
  for await (const { isLast, servedAtMs } of api.events(contextOf(), { ...asked, onPage: (page) => progress.push(page) })) pages.push({ isLast, servedAtMs })
  const servedAtMs = Date.UTC(2026, 10, 21, 12)
  expect(pages).toEqual([{ isLast: false, servedAtMs }, { isLast: true, servedAtMs }])
  expect(progress).toEqual([{ page: 1, total: null }, { page: 2, total: null }])
})

test('a page that failed is asked for again: the question changes nothing', async () => {
  const { api, bodies } = await apiOf((question, ask) => (ask === 2 ? { status: 503 } : ask === 3 ? { status: 429, headers: { 'retry-after': '3' } } : serving(12, 10)(question)))
  expect(await read(api)).toHaveLength(12)
  expect(bodies).toHaveLength(4)
  expect(bodies[2]).toBe(bodies[1])
})

test.each([
  [401, 'api.unauthorized'],
  [402, 'api.not-entitled'],
  [403, 'api.forbidden'],
  [400, 'api.refused'],
])('status %i is %s', async (status, code) => {
  const { api, bodies } = await apiOf(() => ({ status }))
  await expect(read(api)).rejects.toMatchObject({ code, detail: { kind: 'events', page: 1 } })
  expect(bodies).toHaveLength(1)
})

test.each<[string, Reply]>([
  ['no list', { body: { events: [] } }],
  ['a list of something else', { body: ['x'] }],
  ['fewer events than announced', { body: [{ id: 'e1' }], headers: { 'x-result-count': '7' } }],
  ['a full page without a place to go on', { body: [{ id: 'e1' }], headers: { 'x-limit': '1' } }],
  ['a place that is none', { body: [{ id: 'e1' }], headers: { 'x-limit': '1', 'x-search_after': '"x"' } }],
])('%s is an answer that is not understood', async (_, reply) => {
  const { api } = await apiOf(() => reply)
  await expect(read(api)).rejects.toMatchObject({ code: 'api.shape', detail: { kind: 'events', page: 1 } })
})

test('a place that does not move on is not followed', async () => {
  const { api, bodies } = await apiOf(() => ({ body: [{ id: 'e1' }], headers: { 'x-limit': '1', 'x-search_after': '[1]' } }))
  await expect(read(api)).rejects.toMatchObject({ code: 'api.shape', detail: { page: 2 } })
  expect(bodies).toHaveLength(2)
})
