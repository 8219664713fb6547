// Reading a live detail: pages until the announced or the short end, bodies of every shape, and the bound that is said aloud.

import { expect, test } from 'vitest'
import { type LiveQuestion, readLive } from '../../../../../main/engine/api/live-read.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import { liveDetails } from '../../../../../shared/resources/live-details.ts'
import type { WireRequest } from '../../../../../main/engine/api/request.ts'

const organization = 'b'.repeat(24)
const question = (route: Partial<LiveQuestion['route']> = {}): LiveQuestion => ({
  title: 'results',
  id: 'a'.repeat(24),
  route: { api: 'v2', path: '/systems/{id}/policystatuses', envelope: 'array', isPaged: true, ...route },
})

/** A service with so many rows, of which it leaves some out of its pages although it counts them. */
function serviceOf(count: number, { announces = true, isGhost = (index: number): boolean => index < 0, knowsPages = true } = {}) {
  const asked: WireRequest[] = []
  return {
    asked,
    send: async (page: WireRequest) => {
      asked.push(page)
      const query = new Map(page.query)
      const skip = knowsPages ? Number(query.get('skip') ?? 0) : 0
      const rows = Array.from({ length: count }, (_, index) => ({ id: String(index) })).slice(skip, knowsPages ? skip + Number(query.get('limit') ?? count) : count)
      return { status: 200, headers: announces ? { 'x-total-count': String(count) } : {}, body: JSON.stringify(rows.filter(({ id }) => !isGhost(Number(id)))) }
    },
  }
}

test.each([0, 1, 99, 100, 101, 250])('%i rows are read whole, announced or not', async (count) => {
  for (const announces of [true, false]) {
    const { send, asked } = serviceOf(count, { announces })
    const { rows, total, isComplete } = await readLive(question(), organization, send)
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => String(index)))
    expect([total, isComplete]).toEqual([count, true])
    expect(asked.length).toBe(announces ? Math.max(1, Math.ceil(count / 100)) : Math.floor(count / 100) + 1)
  }
})

test('pages that are short because of deleted objects do not end an announced list', async () => {
  const { send } = serviceOf(250, { isGhost: (index) => index % 7 === 0 })
  const { rows, total, isComplete } = await readLive(question(), organization, send)
  expect(rows.length).toBe(250 - 36)
  expect([total, isComplete]).toEqual([rows.length, true])
})

test('a service that knows no pages here is asked once', async () => {
  const { send, asked } = serviceOf(250, { announces: false, knowsPages: false })
  expect((await readLive(question(), organization, send)).rows.length).toBe(250)
  expect(asked.length).toBe(1)
})

test('a list without end is read up to the bound, and the rest is announced', async () => {
  for (const announces of [true, false]) {
    const { send, asked } = serviceOf(20_000, { announces })
    const { rows, total, isComplete } = await readLive(question(), organization, send)
    expect(rows.length).toBe(limits.liveRowsMax)
    expect([total, isComplete]).toEqual([announces ? 20_000 : limits.liveRowsMax, false])
    expect(asked.length).toBe(limits.liveRowsMax / limits.wirePageRowsMax)
  }
})

test('the ids of object and organization are put where the route wants them, spelt for an address', async () => {
  const { send, asked } = serviceOf(1)
  await readLive({ ...question({ path: '/x/{organization}/{id}', query: { filter: 'system_id:eq:{id}' }, isPaged: false }), id: 'a/../b' }, organization, send)
  expect(asked[0]).toMatchObject({ path: `/x/${organization}/a%2F..%2Fb`, query: [['filter', 'system_id:eq:a/../b']], isOrganizationHeaderSent: true })
})

test('an object without the rows is empty only when it says nothing else: the message of an error is not an empty list', async () => {
  const read = (body: unknown) => readLive(question({ envelope: 'domains', isPaged: false }), organization, async () => ({ status: 200, headers: {}, body: JSON.stringify(body) }))
  for (const body of [{}, { totalCount: 0 }, { totalCount: '0' }]) expect((await read(body)).rows).toEqual([])
  for (const body of [{ message: 'Internal error', error: 'x' }, { code: 13, message: 'x', details: [] }, { totalCount: 2 }, { results: [] }]) await expect(read(body)).rejects.toMatchObject({ code: 'api.shape' })
})

test('a body is the row, or holds the rows, or is refused', async () => {
  const send = (body: unknown) => async () => ({ status: 200, headers: {}, body: JSON.stringify(body) })
  const read = (envelope: string, body: unknown) => readLive(question({ envelope, holds: { key: 'text' }, isPaged: false }), organization, send(body))
  expect((await read('object', { key: 'x' })).rows).toEqual([{ key: 'x' }])
  expect((await read('domains', { domains: [{ domain: 'x' }] })).rows).toEqual([{ domain: 'x' }])
  expect((await read('domains', { totalCount: 0 })).rows).toEqual([])
  for (const [envelope, body] of [['object', []], ['object', null], ['array', { results: [] }], ['array', ['x']], ['domains', []], ['domains', { domains: 'x' }]] as const) {
    await expect(read(envelope, body)).rejects.toMatchObject({ code: 'api.shape' })
  }
})

const ofOneRow = liveDetails.filter(({ route }) => route.envelope === 'object')
test('some details are one row', () => expect(ofOneRow.length).toBeGreaterThan(2))
test.each(ofOneRow)('an error object with a good status is no $name of $kind', async ({ route }) => {
  const read = (body: unknown) => readLive({ title: 'x', id: 'a'.repeat(24), row: 'r', route }, organization, async () => ({ status: 200, headers: {}, body: JSON.stringify(body) }))
  for (const body of [{ message: 'Internal error', error: 'x' }, { code: 13, message: 'x', details: [] }, { totalCount: 1, results: {} }]) await expect(read(body)).rejects.toMatchObject({ code: 'api.shape' })
  for (const [name, kind] of Object.entries(route.holds!)) {
    await expect(read({ [name]: kind === 'object' ? 'x' : {} })).rejects.toMatchObject({ code: 'api.shape' })
    const body = { [name]: kind === 'object' ? {} : '' }
    expect((await read(body)).rows).toEqual([body])
  }
  // Services that speak protobuf leave out what is zero or empty, and may so say nothing.
  expect((await read({})).rows).toEqual([{}])
})

test('a search carries its filter, order and window in the body, page by page', async () => {
  const asked: WireRequest[] = []
  const send = async (request: WireRequest) => {
    asked.push(request)
    const { skip, limit } = JSON.parse(request.body ?? '{}') as { skip: number; limit: number }
    const results = Array.from({ length: 130 }, (_, index) => ({ _id: String(index), systemId: index % 2 === 0 ? 'd1' : 'd2' })).slice(skip, skip + limit)
    return { status: 200, headers: {}, body: JSON.stringify({ results, totalCount: 130 }) }
  }
  const route = { api: 'v1', path: '/search/commandresults', envelope: 'results', search: { filter: { systemId: '{id}' }, sort: '-requestTime' } } as const
  // This service does not understand the filter: what is not the object's own is left out here.
  const { rows, total, isComplete } = await readLive({ ...question(route), id: 'd1', only: { path: 'systemId', is: '{id}' } }, organization, send)
  expect(rows.map(({ systemId }) => systemId)).toEqual(Array.from({ length: 65 }, () => 'd1'))
  expect([total, isComplete]).toEqual([65, true])
  expect(asked.map(({ method, isReading, query, body }) => [method, isReading, query, JSON.parse(body!)])).toEqual(
    [0, 100].map((skip) => ['POST', true, [], { filter: { and: [{ systemId: 'd1' }] }, sort: '-requestTime', limit: 100, skip }]),
  )
})

test('what belongs to a row is asked for by the row’s own id', async () => {
  const { send, asked } = serviceOf(1)
  await readLive({ ...question({ path: '/google-emm/devices/{row}', isPaged: false }), row: 'r/1' }, organization, send)
  expect(asked[0]!.path).toBe('/google-emm/devices/r%2F1')
})
