import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventPage, EventsAsked } from '../../../../../main/engine/api/events.ts'
import { createOrganizationContext, type OrganizationContext } from '../../../../../main/engine/api/organization-context.ts'
import { createInsights, type InsightsParts } from '../../../../../main/engine/insights/insights.ts'
import { openStore } from '../../../../../main/engine/store/open.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import { dayMs, instantFromMs, instantToMs, minuteMs } from '../../../../../shared/base/instant.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import type { Item } from '../../../../../shared/contract/client.ts'
import type { RawObject } from '../../../../../shared/resources/derive/row-projection.ts'
import { connectionId, openTempStore, organization, organizationId, type TempStore } from '../../../../support/temp-store.ts'
import { createFakeTimer } from '../api/fake-timer.ts'

const acme = organizationId(1)
let temp: TempStore

beforeEach(async () => {
  temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
})
afterEach(() => temp.remove())

const pageRows = 5

/** A service that holds events and serves them in pages of five; `before` may fail or wait at any page. */
function createService(events: RawObject[]) {
  const asked: { from: number; to: number }[] = []
  const service = {
    events,
    asked,
    servedAtMs: null as number | null,
    before: async (_page: number, _asked: EventsAsked): Promise<void> => undefined,
    read: async function* (_context: OrganizationContext, question: EventsAsked): AsyncGenerator<EventPage> {
      const [from, to] = [instantToMs(question.from)!, instantToMs(question.to)!]
      asked.push({ from, to })
      const found = service.events.filter((event) => timeOf(event) >= from && timeOf(event) < to).sort((one, other) => timeOf(one) - timeOf(other))
      for (let start = 0, page = 1; ; start += pageRows, page++) {
        await service.before(page, question)
        if (question.signal?.aborted) throw new AppError('call.cancelled')
        question.onPage?.({ page, total: null })
        const isLast = start + pageRows > found.length
        yield { events: found.slice(start, start + pageRows), isLast, servedAtMs: service.servedAtMs }
        if (isLast) return
      }
    },
  }
  return service
}

const timeOf = (event: RawObject) => instantToMs(String(event['timestamp'])) ?? 0
const eventAt = (atMs: number, fields: RawObject = {}): RawObject => ({ id: `at${atMs}`, timestamp: instantFromMs(atMs), event_type: 'user_update', service: 'directory', organization: acme, ...fields })

function insightsOf(service: ReturnType<typeof createService>, change: Partial<InsightsParts> = {}) {
  const timer = createFakeTimer()
  const startMs = temp.clock.nowMs
  const clock = { now: () => startMs + timer.tick() }
  const followed: Item<'insights.followed'>[] = []
  const epoch = { current: 0 }
  const insights = createInsights({
    api: { events: service.read },
    archive: temp.store.events,
    clock,
    timer,
    contextOf: async () => createOrganizationContext({ organization: acme, credential: connectionId, region: 'us', epoch: epoch.current, isOrganizationHeaderNeeded: false }),
    isCurrent: (context) => context.epoch === epoch.current,
    onFollowed: (item) => followed.push(item),
    ...change,
  })
  return { insights, timer, clock, followed, epoch, startMs }
}

const countIn = async (fromMs: number, toMs: number) =>
  (await temp.store.events.page({ organization: acme, from: instantFromMs(fromMs), to: instantFromMs(toMs), services: [], types: [], success: null, text: '', start: 0, size: 1 })).total
const spans = () => temp.store.events.spans(acme)

const nowMs = Date.UTC(2026, 10, 21, 12)
const hourly = (hours: number) => Array.from({ length: hours }, (_, at) => eventAt(nowMs - (at + 1) * 60 * minuteMs))
const hoursAgo = (hours: number) => nowMs - hours * 60 * minuteMs

test('only what is missing is read, and reading begins a little before it', async () => {
  const service = createService(hourly(48))
  const { insights } = insightsOf(service)
  expect(await insights.fetch(acme, { fromMs: hoursAgo(30), toMs: hoursAgo(20) }, {})).toEqual({ added: 10, isComplete: true })
  expect(await insights.fetch(acme, { fromMs: hoursAgo(40), toMs: hoursAgo(10) }, {})).toEqual({ added: 20, isComplete: true })
  expect(await insights.fetch(acme, { fromMs: hoursAgo(40), toMs: hoursAgo(10) }, {})).toEqual({ added: 0, isComplete: true })
  expect(service.asked).toEqual(
    [
      [hoursAgo(30), hoursAgo(20)],
      [hoursAgo(20), hoursAgo(10)],
      [hoursAgo(40), hoursAgo(30)],
    ].map(([from, to]) => ({ from: from! - limits.eventOverlapMs, to })),
  )
  expect(await spans()).toEqual([{ fromMs: hoursAgo(40), toMs: hoursAgo(10) }])
  expect(await countIn(hoursAgo(40), hoursAgo(10))).toBe(30)
})

test('what came late into a span that was read is found by the next reading after it', async () => {
  const service = createService([])
  const { insights, timer, startMs } = insightsOf(service)
  await insights.fetch(acme, { fromMs: startMs - 10 * minuteMs, toMs: startMs }, {})
  service.events.push(eventAt(startMs - minuteMs))
  await timer.advance(15_000)
  expect(await insights.fetch(acme, { fromMs: startMs - 10 * minuteMs, toMs: startMs + 15_000 }, {})).toEqual({ added: 1, isComplete: true })
})

test('a reading that fails in the middle keeps what it read and claims no more', async () => {
  const service = createService(hourly(23))
  const { insights } = insightsOf(service)
  service.before = async (page) => {
    if (page === 4) throw new AppError('api.server', { status: 500 })
  }
  await expect(insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {})).rejects.toMatchObject({ code: 'api.server' })
  expect(await countIn(hoursAgo(24), nowMs)).toBe(15)
  // The fifteenth event may have a twin of the same moment on the page that was not read.
  expect(await spans()).toEqual([{ fromMs: hoursAgo(24), toMs: hoursAgo(9) }])
  service.before = async () => undefined
  expect(await insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {})).toEqual({ added: 8, isComplete: true })
  expect(service.asked.at(-1)?.from).toBe(hoursAgo(9) - limits.eventOverlapMs)
})

test('what a kill leaves at any page is what was read, and a span that says so', async () => {
  const service = createService(hourly(23))
  const { insights } = insightsOf(service)
  const left: { events: number; spans: unknown }[] = []
  service.before = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orgdeck-killed-'))
    cpSync(temp.folder, folder, { recursive: true })
    const store = await openStore({ folder, rootKey: temp.rootKey, clock: temp.clock })
    const { total } = await store.events.page({ organization: acme, from: instantFromMs(hoursAgo(24)), to: instantFromMs(nowMs), services: [], types: [], success: null, text: '', start: 0, size: 1 })
    left.push({ events: total, spans: await store.events.spans(acme) })
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  await insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {})
  expect(left).toEqual([
    { events: 0, spans: [] },
    ...[5, 10, 15, 20].map((events) => ({ events, spans: [{ fromMs: hoursAgo(24), toMs: hoursAgo(24 - events) }] })),
  ])
})

test('out of order, nothing is claimed before the end', async () => {
  const service = createService(hourly(23))
  const { insights } = insightsOf({
    ...service,
    read: async function* (context, question) {
      for await (const page of service.read(context, question)) yield { ...page, events: [...page.events].reverse() }
    },
  })
  service.before = async (page) => {
    if (page === 4) throw new AppError('api.offline')
  }
  await expect(insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {})).rejects.toMatchObject({ code: 'api.offline' })
  expect(await spans()).toEqual([])
  service.before = async () => undefined
  expect(await insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {})).toMatchObject({ isComplete: true })
  expect(await spans()).toEqual([{ fromMs: hoursAgo(24), toMs: nowMs }])
})

test('nothing is asked that the service has forgotten or that has not happened', async () => {
  const service = createService([])
  const { insights } = insightsOf(service)
  expect(await insights.fetch(acme, { fromMs: nowMs - 200 * dayMs, toMs: nowMs + dayMs }, {})).toEqual({ added: 0, isComplete: false })
  expect(service.asked).toEqual([{ from: nowMs - 90 * dayMs - limits.eventOverlapMs, to: nowMs }])
  expect(await insights.fetch(acme, { fromMs: nowMs - 80 * dayMs, toMs: nowMs + dayMs }, {})).toEqual({ added: 0, isComplete: true })
  expect(await insights.fetch(acme, { fromMs: nowMs - 200 * dayMs, toMs: nowMs - 190 * dayMs }, {})).toEqual({ added: 0, isComplete: false })
  expect(service.asked).toHaveLength(1)
})

test('where this computer’s clock is ahead, the service’s says how far a reading reaches', async () => {
  const service = createService([])
  service.servedAtMs = nowMs - 60 * minuteMs
  const { insights } = insightsOf(service)
  expect(await insights.fetch(acme, { fromMs: hoursAgo(5), toMs: nowMs }, {})).toEqual({ added: 0, isComplete: false })
  expect(await spans()).toEqual([{ fromMs: hoursAgo(5), toMs: hoursAgo(1) }])
})

test('a long reading ends by itself, says so, and goes on from there', async () => {
  const service = createService(hourly(40))
  const { insights, timer } = insightsOf(service)
  service.before = () => timer.advance(limits.eventReadingMs / 3)
  const first = await insights.fetch(acme, { fromMs: hoursAgo(41), toMs: nowMs }, {})
  expect(first).toEqual({ added: 20, isComplete: false })
  // The second one meets the last event of the first again.
  expect(await insights.fetch(acme, { fromMs: hoursAgo(41), toMs: nowMs }, {})).toEqual({ added: 19, isComplete: false })
  expect(await insights.fetch(acme, { fromMs: hoursAgo(41), toMs: nowMs }, {})).toEqual({ added: 1, isComplete: true })
})

test('an event of another organization ends the reading and is not kept', async () => {
  const service = createService([eventAt(hoursAgo(2), { organization: organizationId(2) })])
  const { insights } = insightsOf(service)
  await expect(insights.fetch(acme, { fromMs: hoursAgo(5), toMs: nowMs }, {})).rejects.toMatchObject({ code: 'organization.mismatch' })
  expect(await countIn(hoursAgo(5), nowMs)).toBe(0)
  expect(await spans()).toEqual([])
})

test('after its organization is stopped a reading writes nothing more, and the archive does not come back', async () => {
  const service = createService(hourly(23))
  const { insights, epoch } = insightsOf(service)
  let goOn = () => undefined as void
  service.before = (page) => (page === 3 ? new Promise((resolve) => (goOn = resolve)) : Promise.resolve())
  const reading = insights.fetch(acme, { fromMs: hoursAgo(24), toMs: nowMs }, {}).catch((error: unknown) => error)
  while (service.asked.length === 0 || (await countIn(hoursAgo(24), nowMs)) < 10) await new Promise((resolve) => setTimeout(resolve, 5))
  epoch.current = 1
  insights.stop(acme)
  await temp.store.removeOrganization(acme)
  goOn()
  expect(await reading).toMatchObject({ code: 'call.cancelled' })
  expect(await spans()).toEqual([])
})

test('a sync reads a week first, then since the newest span', async () => {
  const service = createService(hourly(10))
  const { insights, timer } = insightsOf(service)
  const context = createOrganizationContext({ organization: acme, credential: connectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })
  const counts: number[] = []
  expect(await insights.fetchNew(context, {}, (added) => counts.push(added))).toEqual({ added: 10, isComplete: true })
  expect(counts).toEqual([5, 10, 10])
  await timer.advance(minuteMs)
  await insights.fetchNew(context, {}, () => undefined)
  expect(service.asked).toEqual([
    { from: nowMs - 7 * dayMs - limits.eventOverlapMs, to: nowMs },
    { from: nowMs - limits.eventOverlapMs, to: nowMs + minuteMs },
  ])
})

test('two readings of one organization do not read the same gap', async () => {
  const service = createService(hourly(10))
  const { insights } = insightsOf(service)
  const asked = { fromMs: hoursAgo(12), toMs: nowMs }
  expect((await Promise.all([insights.fetch(acme, asked, {}), insights.fetch(acme, asked, {})])).map(({ added }) => added)).toEqual([10, 0])
  expect(service.asked).toHaveLength(1)
})

/** Lets real writes settle between the steps of a timer that does not move by itself. */
async function until(holds: () => boolean) {
  for (let tries = 0; !holds() && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(holds()).toBe(true)
}

test('following reads every fifteen seconds, tells the newest event, and ends when nobody asks', async () => {
  const service = createService(hourly(3))
  const { insights, timer, followed, startMs } = insightsOf(service)
  await insights.follow(acme)
  await until(() => followed.length === 1)
  // Only the last hour: older gaps are read by asking for them.
  expect(service.asked).toEqual([{ from: startMs - limits.eventFollowReachMs - limits.eventOverlapMs, to: startMs }])
  expect(followed[0]).toEqual({ organization: acme, newestAt: instantFromMs(hoursAgo(1)), error: null })
  service.events.push(eventAt(startMs + 5_000))
  for (let round = 2; round <= 4; round++) {
    await timer.advance(limits.eventFollowMs)
    await until(() => followed.length === round)
  }
  expect(followed.at(-1)?.newestAt).toBe(instantFromMs(startMs + 5_000))
  expect(service.asked[1]).toEqual({ from: startMs - limits.eventOverlapMs, to: startMs + limits.eventFollowMs })
  await insights.follow(acme)
  await timer.advance(limits.eventFollowMs)
  await until(() => followed.length === 5)
  for (let round = 0; round < 6; round++) {
    await timer.advance(limits.eventFollowMs)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  const end = followed.length
  expect(end).toBeLessThanOrEqual(8)
  await timer.advance(10 * limits.eventFollowMs)
  expect(followed).toHaveLength(end)
})

test('following goes on through trouble, and ends with a key that is of no use', async () => {
  const service = createService([])
  const { insights, timer, followed } = insightsOf(service)
  let error: AppError | null = new AppError('api.offline')
  service.before = async () => {
    if (error) throw error
  }
  await insights.follow(acme)
  await until(() => followed.length === 1)
  error = null
  await timer.advance(limits.eventFollowMs)
  await until(() => followed.length === 2)
  error = new AppError('api.not-entitled')
  await timer.advance(limits.eventFollowMs)
  await until(() => followed.length === 3)
  await timer.advance(2 * limits.eventFollowMs)
  expect(followed.map((item) => item.error?.code ?? null)).toEqual(['api.offline', null, 'api.not-entitled'])
  expect(service.asked).toHaveLength(3)
})

test.each(['unfollow', 'stop', 'close'] as const)('%s ends following', async (way) => {
  const service = createService([])
  const { insights, timer, followed } = insightsOf(service)
  await insights.follow(acme)
  await until(() => followed.length === 1)
  await insights[way](acme)
  await timer.advance(4 * limits.eventFollowMs)
  expect(service.asked).toHaveLength(1)
  expect(followed).toHaveLength(1)
})
