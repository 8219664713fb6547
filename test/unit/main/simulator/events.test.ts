import { expect, test } from 'vitest'
import { type Asking, started } from './ask.ts'

interface Event {
  readonly id: string
  readonly timestamp: string
  readonly service: string
  readonly event_type: string
  readonly success?: boolean
  readonly organization: string
  readonly client_ip?: string
  readonly initiated_by?: { readonly id?: string; readonly username?: string; readonly type: string }
  readonly resource?: { readonly id: string; readonly username?: string }
}

const dayMs = 86_400_000
const ago = ({ simulator }: Asking, days: number) => new Date(simulator.estate.nowMs - days * dayMs).toISOString()

/** Asks Directory Insights, whose address is not below the console's. */
async function events({ simulator }: Asking, path: string, body: unknown, { key = simulator.estate.organizations[0]!.apiKey, organization }: { key?: string; organization?: string } = {}) {
  const reply = await fetch(`${simulator.url}/us/api/insights/directory/v1${path}`, { method: 'POST', headers: { 'x-api-key': key, ...(organization ? { 'x-org-id': organization } : {}) }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: reply.status, headers: reply.headers, body: (await reply.json()) as any }
}

const estate = { organizations: [{ name: 'Acme', users: 60 }, { name: 'Birch', users: 20, story: { directories: [], appleCertificateDays: null, ssoCertificateDays: 90, hasEventLog: false, isAttacked: false, trials: {} } }, { name: 'Cedar', users: 10 }] }

test('pages in both directions hold every event once, in order, and as many as the count says', async () => {
  const asking = await started({ estate })
  const span = { service: ['all'], start_time: ago(asking, 3), end_time: ago(asking, 1) }
  const { count } = (await events(asking, '/events/count', span)).body
  const read = async (sort: string) => {
    const found: Event[] = []
    let after: unknown
    for (;;) {
      const reply = await events(asking, '/events', { ...span, sort, limit: 97, ...(after ? { search_after: after } : {}) })
      found.push(...(reply.body as Event[]))
      after = JSON.parse(reply.headers.get('x-search_after')!)
      expect([reply.headers.get('x-limit'), reply.headers.get('x-sort'), Number(reply.headers.get('x-result-count'))]).toEqual(['97', sort, reply.body.length])
      if (reply.body.length < 97) return found
    }
  }
  const [up, down] = [await read('ASC'), await read('DESC')]
  expect([up.length, new Set(up.map(({ id }) => id)).size, count > 300]).toEqual([count, count, true])
  expect(down.map(({ id }) => id).reverse()).toEqual(up.map(({ id }) => id))
  const seconds = up.map(({ timestamp }) => timestamp.slice(0, 19))
  expect(seconds).toEqual([...seconds].sort())
})

test('a span answers the same however it is cut, and the same again', async () => {
  const asking = await started({ estate })
  const whole = (await events(asking, '/events', { service: ['all'], start_time: ago(asking, 5), end_time: ago(asking, 4), limit: 10_000 })).body as Event[]
  const parts: Event[] = []
  for (let part = 0; part < 8; part++) parts.push(...((await events(asking, '/events', { service: ['all'], start_time: ago(asking, 5 - part / 8), end_time: ago(asking, 5 - (part + 1) / 8), limit: 10_000 })).body as Event[]))
  expect(parts).toEqual(whole)
  const again = await started({ estate })
  expect((await events(again, '/events', { service: ['all'], start_time: ago(again, 5), end_time: ago(again, 4), limit: 10_000 })).body).toEqual(whole)
})

test('terms find what a plain look through all events finds', async () => {
  const asking = await started({ estate })
  const span = { service: ['all'], start_time: ago(asking, 6), end_time: ago(asking, 2) }
  const all = (await events(asking, '/events', { ...span, limit: 10_000 })).body as Event[]
  const someone = all.find(({ event_type, initiated_by }) => event_type === 'sso_auth' && initiated_by?.username)!.initiated_by!.username!
  const cases: [unknown, (event: Event) => boolean][] = [
    [{ and: [{ event_type: 'sso_auth' }, { success: false }] }, (event) => event.event_type === 'sso_auth' && event.success === false],
    [{ or: [{ event_type: ['ldap_bind', 'radius_auth_attempt'] }] }, (event) => ['ldap_bind', 'radius_auth_attempt'].includes(event.event_type)],
    [{ and: [{ success: 'false' }, { or: [{ 'initiated_by.username': someone }, { event_type: 'admin_login_attempt' }] }] }, (event) => event.success === false && (event.initiated_by?.username === someone || event.event_type === 'admin_login_attempt')],
    [{ not: [{ service: 'sso' }] }, (event) => event.service !== 'sso'],
    [{ and: [{ field: 'event_type', operator: 'contains', value: 'login' }] }, (event) => event.event_type.includes('login')],
    [{ and: [{ field: 'client_ip', operator: 'startsWith', value: '203.0.113.' }] }, (event) => event.client_ip?.startsWith('203.0.113.') ?? false],
    [{ and: [{ field: 'event_type', operator: 'not_in', value: ['sso_auth', 'login_attempt'] }] }, (event) => !['sso_auth', 'login_attempt'].includes(event.event_type)],
    [{ and: [{ event_type: 'SSO_AUTH' }] }, () => false],
  ]
  for (const [term, fits] of cases) {
    const wanted = all.filter(fits).map(({ id }) => id)
    expect([JSON.stringify(term), ((await events(asking, '/events', { ...span, limit: 10_000, search_term: term })).body as Event[]).map(({ id }) => id)]).toEqual([JSON.stringify(term), wanted])
    expect((await events(asking, '/events/count', { ...span, search_term: term })).body.count).toBe(wanted.length)
  }
  const text = (await events(asking, '/events', { ...span, q: someone, limit: 10_000 })).body as Event[]
  expect(text.length).toBeGreaterThanOrEqual(all.filter(({ initiated_by }) => initiated_by?.username === someone).length)
})

test('distinct values and intervals add up to the count', async () => {
  const asking = await started({ estate })
  const span = { service: ['all'], start_time: ago(asking, 30) }
  const { count } = (await events(asking, '/events/count', span)).body
  const sum = (buckets: { doc_count: number }[]) => buckets.reduce((total, bucket) => total + bucket.doc_count, 0)
  for (const field of ['event_type', 'service', 'organization']) expect(sum((await events(asking, '/events/distinct', { ...span, field })).body.buckets)).toBe(count)
  for (const [interval_unit, interval_value, timezone] of [['d', '1', undefined], ['h', '6', '-0500'], ['d', '1', '+0530']] as const) {
    const { buckets } = (await events(asking, '/events/interval', { ...span, interval_unit, interval_value, timezone })).body
    expect(sum(buckets)).toBe(count)
    expect(buckets.map(({ key }: { key: number }) => key)).toEqual(buckets.map(({ key }: { key: number }) => key).sort((left: number, right: number) => left - right))
  }
})

test('fields narrow events; wrong questions are refused by name', async () => {
  const asking = await started({ estate })
  const span = { service: ['sso'], start_time: ago(asking, 4) }
  const [narrow] = (await events(asking, '/events', { ...span, fields: ['timestamp', 'initiated_by.username'], limit: 1 })).body
  expect(Object.keys(narrow)).toEqual(['timestamp', 'initiated_by'])
  const wrong = [{}, { service: ['sso'] }, { ...span, service: ['radar'] }, { ...span, start_time: 'yesterday' }, { ...span, start_time: '2031-01-01T00:00:00Z' }, { ...span, end_time: ago(asking, 9) }, { ...span, fields: ['nothing'] }, { ...span, search_term: { and: [{ username: 'a' }, { username: 'b' }] } }, { ...span, search_term: { and: [{ field: 'service', operator: 'like', value: 'x' }] } }, { ...span, search_term: { and: [{ 'changes.field': 'x' }] } }, { ...span, search_after: ['x'] }, '{']
  for (const body of wrong) expect([JSON.stringify(body), (await events(asking, '/events', body)).status]).toEqual([JSON.stringify(body), 400])
  expect((await events(asking, '/events', { ...span, service: ['radar'] })).body.message).toContain('directory')
  const silly = await events(asking, '/events', { ...span, limit: 'many', sort: 'sideways' })
  expect([silly.headers.get('x-limit'), silly.headers.get('x-sort')]).toEqual(['1000', 'ASC'])
})

test('only organizations whose plan has the event log are answered; a provider may ask several', async () => {
  const asking = await started({ estate })
  const [acme, birch, cedar] = asking.simulator.estate.organizations
  const span = { service: ['all'], start_time: ago(asking, 2), limit: 10_000 }
  expect((await events(asking, '/events', span, { key: birch!.apiKey })).status).toBe(402)
  const { apiKey } = asking.simulator.estate.providers[0]!
  expect((await events(asking, '/events', span, { key: apiKey })).status).toBe(401)
  const both = (await events(asking, '/events', span, { key: apiKey, organization: `${acme!.id}, ${cedar!.id}` })).body as Event[]
  expect(new Set(both.map(({ organization }) => organization))).toEqual(new Set([acme!.id, cedar!.id]))
  const seconds = both.map(({ timestamp }) => timestamp.slice(0, 19))
  expect(seconds).toEqual([...seconds].sort())
  expect((await events(asking, '/events', span, { key: apiKey, organization: `${acme!.id},0123456789abcdef01234567` })).status).toBe(404)
})

test('events tell what the objects tell: people who exist, lockouts after failures, commands that ran', async () => {
  const asking = await started({ estate: 'demo' })
  const kestrel = asking.simulator.estate.organizations.find(({ name }) => name.startsWith('Kestrel'))!
  const ask = async (type: string, days = 89) => (await events(asking, '/events', { service: ['all'], start_time: ago(asking, days), limit: 10_000, search_term: { and: [{ event_type: type }] } }, { key: kestrel.apiKey })).body as Event[]
  const locked = kestrel.users.indexes().map((index) => kestrel.users.at(index)).filter((raw) => raw.account_locked === true)
  const lockouts = await ask('user_lockout')
  expect(lockouts.map(({ resource }) => resource!.id).sort()).toEqual(locked.map((raw) => String(raw._id)).sort())
  const attempts = await ask('user_login_attempt', 5)
  for (const { timestamp, resource } of lockouts) {
    const before = attempts.filter((event) => event.initiated_by?.id === resource!.id && event.success === false && event.timestamp < timestamp && Date.parse(timestamp) - Date.parse(event.timestamp) < 60_000)
    expect(before.length).toBeGreaterThanOrEqual(6)
  }
  for (const event of (await ask('sso_auth', 2)).slice(0, 300)) expect(kestrel.users.indexOf(event.initiated_by!.id!)).not.toBeNull()
  const strangers = attempts.filter(({ client_ip }) => /^203\.0\.113\.([1-9]|1[0-5])$/.test(client_ip ?? ''))
  expect([strangers.length > 500, strangers.every(({ success }) => success === false)]).toEqual([true, true])
  const created = await ask('user_create')
  expect(created.length).toBe(kestrel.users.indexes().filter((index) => Date.parse(String(kestrel.users.at(index).created)) > asking.simulator.estate.nowMs - 89 * dayMs).length)
  expect((await ask('command_run')).length).toBeGreaterThan(5)
})

test('people work by day and in the week', async () => {
  const asking = await started({ estate: { organizations: [{ users: 200, area: 'europe' }] } })
  const { buckets } = (await events(asking, '/events/interval', { service: ['sso', 'directory'], start_time: '2026-11-09T00:00:00Z', end_time: '2026-11-16T00:00:00Z', interval_unit: 'h', interval_value: '1' })).body as { buckets: { key: number; doc_count: number }[] }
  const sumWhere = (fits: (date: Date) => boolean) => buckets.filter(({ key }) => fits(new Date(key))).reduce((sum, { doc_count }) => sum + doc_count, 0)
  const isWeekend = (date: Date) => date.getUTCDay() % 6 === 0
  expect(sumWhere(isWeekend) * 4).toBeLessThan(sumWhere((date) => !isWeekend(date)))
  expect(sumWhere((date) => date.getUTCHours() < 4) * 4).toBeLessThan(sumWhere((date) => date.getUTCHours() >= 8 && date.getUTCHours() < 12))
})

test('ninety days are kept, time goes on, and what somebody does is an event', async () => {
  let hours = 0
  const asking = await started({ estate, clock: (nowMs) => nowMs + hours * 3_600_000 })
  const count = async (from: number) => (await events(asking, '/events/count', { service: ['all'], start_time: ago(asking, from) })).body.count as number
  expect(await count(400)).toBe(await count(90))
  const before = await count(1)
  hours = 6
  expect(await count(1)).toBeGreaterThan(before)
  const [organization] = asking.simulator.estate.organizations
  const user = organization!.insertUser({ username: 'just.now' })
  organization!.addMember(organization!.userGroups.idAt(1), user)
  organization!.deleteUser(user)
  hours = 7
  const late = (await events(asking, '/events', { service: ['directory'], start_time: new Date(asking.simulator.estate.nowMs + 5.9 * 3_600_000).toISOString() })).body as Event[]
  expect(late.map(({ event_type }) => event_type)).toEqual(expect.arrayContaining(['user_create', 'association_change', 'user_delete']))
  expect(late.find(({ event_type, resource }) => event_type === 'user_create' && resource?.id === user)?.resource?.username).toBe('just.now')
})
