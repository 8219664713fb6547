import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { faultClasses } from '../../../../main/simulator/fault-classes.ts'
import { createFaultPlan, type Fault } from '../../../../main/simulator/faults.ts'
import { askRaw, type RawReply, started } from './ask.ts'

const estate = { organizations: [{ users: 25 }, { users: 9 }] }

/** What the next call meets when it is hit by the fault. */
async function met(fault: Fault, path = '/api/systemusers?limit=5&skip=10&sort=_id'): Promise<RawReply> {
  const { simulator } = await started({ estate, faults: [{ fault }] })
  return askRaw(`${simulator.url}/us/console${path}`, simulator.estate.organizations[0]!.apiKey)
}

test('429 says when to come back: in seconds, as a date, or not at all', async () => {
  expect(await met({ type: 'rateLimited', retryAfter: { seconds: 7 } })).toMatchObject({ status: 429, headers: { 'retry-after': '7' } })
  const dated = await met({ type: 'rateLimited', retryAfter: { dateInSeconds: 60 } })
  expect(dated.status).toBe(429)
  expect(String(dated.headers['retry-after'])).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/)
  expect((await met({ type: 'rateLimited', retryAfter: 'none' })).headers).not.toHaveProperty('retry-after')
})

test.each([502, 503, 504])('%i comes with an HTML body', async (status) => {
  const reply = await met({ type: 'status', status, body: 'html' })
  expect([reply.status, reply.headers['content-type'], reply.body.startsWith('<html>')]).toEqual([status, 'text/html; charset=utf-8', true])
})

test('a connection is closed unanswered, or left without headers', async () => {
  expect(await met({ type: 'reset' })).toMatchObject({ status: null, end: 'broken' })
  expect(await met({ type: 'stallHeaders' })).toMatchObject({ status: null, end: 'silent' })
})

test('a body stalls, breaks off or is cut with a fitting length', async () => {
  const whole = await met({ type: 'withoutLink' })
  expect(whole.end).toBe('complete')
  const stalled = await met({ type: 'stallBody' })
  expect([stalled.status, stalled.end, whole.body.startsWith(stalled.body), stalled.body.length < whole.body.length]).toEqual([200, 'silent', true, true])
  expect(await met({ type: 'resetBody' })).toMatchObject({ status: 200, end: 'broken' })
  const cut = await met({ type: 'truncatedJson' })
  expect([cut.status, cut.end, Number(cut.headers['content-length'])]).toEqual([200, 'complete', Buffer.byteLength(cut.body)])
  expect(() => JSON.parse(cut.body)).toThrow(SyntaxError)
})

test('the announced length is too long or too short', async () => {
  expect(await met({ type: 'wrongLength', by: 20 })).toMatchObject({ status: 200, end: 'broken' })
  const short = await met({ type: 'wrongLength', by: -20 })
  expect(() => JSON.parse(short.body)).toThrow(SyntaxError)
})

test('200 answers that are no list: an error object, a sign-in page, nothing', async () => {
  expect((await met({ type: 'body', body: { message: 'Internal error' } })).body).toBe('{"message":"Internal error"}')
  const login = await met({ type: 'loginPage' })
  expect([login.status, login.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(await met({ type: 'empty', status: 200 })).toMatchObject({ status: 200, body: '', end: 'complete' })
  expect(await met({ type: 'empty', status: 204 })).toMatchObject({ status: 204, body: '', end: 'complete' })
})

test('a page of another window, question or organization comes under this address', async () => {
  const rows = (reply: RawReply) => (JSON.parse(reply.body) as { results: { id: string; organization: string }[] }).results
  const right = rows(await met({ type: 'withoutLink' }))
  const previous = rows(await met({ type: 'previousPage' }))
  expect(previous).toHaveLength(5)
  expect(right.some(({ id }) => previous.some((row) => row.id === id))).toBe(false)
  const repeated = rows(await met({ type: 'repeatedRows', rows: 2 }))
  expect([repeated.length, new Set(repeated.map(({ id }) => id)).size]).toEqual([5, 3])
  expect(rows(await met({ type: 'otherQuery', query: { sort: '-_id' } }))).not.toEqual(right)
  const foreign = JSON.parse((await met({ type: 'otherOrganization' }, '/api/systemusers')).body) as { totalCount: number; results: { organization: string }[] }
  expect([foreign.totalCount, foreign.results[0]!.organization === right[0]!.organization]).toEqual([9, false])
})

test('the total is missing, text or wrong, in the body and in the header', async () => {
  const body = async (as: Extract<Fault, { type: 'total' }>['as']) => (JSON.parse((await met({ type: 'total', as })).body) as { totalCount?: unknown }).totalCount
  const header = async (as: Extract<Fault, { type: 'total' }>['as']) => (await met({ type: 'total', as }, '/api/v2/usergroups')).headers['x-total-count']
  const groups = Number((await met({ type: 'withoutLink' }, '/api/v2/usergroups')).headers['x-total-count'])
  expect([await body('missing'), await body('text'), await body({ add: 7 })]).toEqual([undefined, '25', 32])
  expect([await header('missing'), await header('text'), await header({ add: -1 })]).toEqual([undefined, 'many', String(groups - 1)])
})

test('a script of changes happens after the answer it is tied to', async () => {
  const { simulator, ask } = await started({ estate })
  const { users } = simulator.estate.organizations[0]!
  const first = users.idAt(0)
  simulator.faults.add({ match: { path: '/api/systemusers' }, when: { nth: 1 }, fault: { type: 'changesAfter', changes: [{ change: 'deleteUser', id: first }, { change: 'insertUser', fields: { username: 'late' } }, { change: 'insertUser' }] } })
  const before = (await ask('/api/systemusers?limit=100&sort=_id')).body
  const after = (await ask('/api/systemusers?limit=100&sort=_id')).body
  expect([before.totalCount, before.results[0].id]).toEqual([25, first])
  expect([after.totalCount, after.results.some(({ id }: { id: string }) => id === first), after.results.at(-2).username]).toEqual([26, false, 'late'])
})

test('401 for ever, 403 on one kind only', async () => {
  const { simulator, ask } = await started({ estate })
  simulator.faults.add({ when: { from: 3 }, fault: { type: 'unauthorized' } }, { match: { kind: 'userGroup' }, fault: { type: 'forbidden' } })
  const statuses: number[] = []
  for (const path of ['/api/systemusers', '/api/v2/usergroups', '/api/systemusers', '/api/systemusers']) statuses.push((await ask(path)).status)
  expect(statuses).toEqual([200, 403, 401, 401])
})

test('a redirect leads to another place, and nobody is asked there unless the client follows', async () => {
  const asked: string[] = []
  const elsewhere = createServer((request, response) => {
    asked.push(String(request.headers['x-api-key']))
    response.end()
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as { port: number }
  const reply = await met({ type: 'redirect', location: `http://127.0.0.1:${port}{path}` })
  elsewhere.close()
  expect([reply.status, reply.headers.location, asked]).toEqual([302, `http://127.0.0.1:${port}/us/console/api/systemusers?limit=5&skip=10&sort=_id`, []])
})

test('links to the next page can be missing or lead away', async () => {
  const { simulator, ask } = await started({ estate, hasLinks: true })
  simulator.faults.add({ when: { nth: 1 }, fault: { type: 'withoutLink' } }, { when: { nth: 2 }, fault: { type: 'foreignLink', origin: 'https://elsewhere.invalid' } })
  expect((await ask('/api/v2/usergroups?limit=2')).headers.get('link')).toBeNull()
  expect((await ask('/api/v2/usergroups?limit=2')).headers.get('link')).toMatch(/^<https:\/\/elsewhere\.invalid\//)
  expect((await ask('/api/v2/usergroups?limit=2')).headers.get('link')).toContain(simulator.url)
})

test('rules count the calls they match and hit at their moments', () => {
  const question = (path: string, skip = '0') => ({ method: 'GET', path, kind: null, organization: null, query: { text: (name: string) => (name === 'skip' ? skip : null) } })
  const moments = (rule: Parameters<typeof createFaultPlan>[0]) => {
    const plan = createFaultPlan(rule)
    return [1, 2, 3, 4, 5, 6].map(() => plan.hit(question('/api/v2/usergroups/a/members')).length)
  }
  const fault: Fault = { type: 'reset' }
  expect(moments([{ fault }])).toEqual([1, 1, 1, 1, 1, 1])
  expect(moments([{ fault, when: { nth: 2 } }])).toEqual([0, 1, 0, 0, 0, 0])
  expect(moments([{ fault, when: { nth: [1, 5] } }])).toEqual([1, 0, 0, 0, 1, 0])
  expect(moments([{ fault, when: { from: 2, to: 3 } }])).toEqual([0, 1, 1, 0, 0, 0])
  expect(moments([{ fault, when: { from: 2, every: 2 } }])).toEqual([0, 1, 0, 1, 0, 1])
  expect(moments([{ fault, match: { path: '/api/v2/usergroups/*/members' } }])).toEqual([1, 1, 1, 1, 1, 1])
  expect(moments([{ fault, match: { path: '/api/v2/usergroups/*' } }])).toEqual([0, 0, 0, 0, 0, 0])
  expect(moments([{ fault, match: { path: '/api/v2/**' } }])).toEqual([1, 1, 1, 1, 1, 1])
  expect(moments([{ fault, match: { method: 'POST' } }])).toEqual([0, 0, 0, 0, 0, 0])
  const plan = createFaultPlan([{ fault, match: { query: { skip: '100' } } }])
  expect([plan.hit(question('/x')).length, plan.hit(question('/x', '100')).length, plan.hits]).toEqual([0, 1, 1])
  plan.clear()
  expect([plan.hit(question('/x', '100')).length, plan.hits]).toEqual([0, 0])
})

test('every fault class shows, or says where it comes from instead', () => {
  expect(Object.keys(faultClasses)).toHaveLength(24)
  for (const entry of Object.values(faultClasses)) expect(entry.faults.length > 0 || 'otherwise' in entry).toBe(true)
})

test('offline refuses connections, and online is the same address again', async () => {
  const { simulator, ask } = await started({ estate })
  await simulator.goOffline()
  await expect(ask('/api/systemusers')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await simulator.goOnline()
  expect((await ask('/api/systemusers')).status).toBe(200)
})
