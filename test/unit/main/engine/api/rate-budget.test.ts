import { expect, test } from 'vitest'
import { type Ask, createRateBudget, type RateBudgetOptions, type Turn } from '../../../../../main/engine/api/rate-budget.ts'
import { createFakeTimer } from './fake-timer.ts'

const ask = (change: Partial<Ask> = {}): Ask => ({ credential: 'con_a', host: 'console', ...change })

function budgetOf(options: RateBudgetOptions = {}) {
  const timer = createFakeTimer()
  const started: { name: string; atMs: number; turn: Turn }[] = []
  const budget = createRateBudget({ timer, ...options })
  const take = (name: string, change: Partial<Ask> = {}) => budget.turn(ask(change)).then((turn) => void started.push({ name, atMs: timer.tick(), turn }))
  return { timer, started, take, names: () => started.map(({ name }) => name) }
}

test('requests of one credential and host are spread at the cold pace', async () => {
  const { timer, started, take } = budgetOf()
  for (let index = 0; index < 5; index++) void take(String(index))
  await timer.advance(400)
  const gaps = started.slice(1).map(({ atMs }, index) => atMs - started[index]!.atMs)
  expect(started[0]!.atMs).toBe(0)
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(45)
  for (const gap of gaps) expect(gap).toBeLessThanOrEqual(55)
})

test('no more are in flight than allowed, per credential and in all', async () => {
  const { timer, started, take } = budgetOf({ inFlightPerCredential: 2, inFlightTotal: 3 })
  for (let index = 0; index < 4; index++) for (const credential of ['con_a', 'con_b']) void take(credential, { credential })
  await timer.advance(5_000)
  expect(started).toHaveLength(3)
  started[0]!.turn.end('granted')
  await timer.advance(1_000)
  expect(started).toHaveLength(4)
})

test('a turn can be ended only once', async () => {
  const { timer, started, take } = budgetOf({ inFlightPerCredential: 1 })
  for (const name of ['a', 'b', 'c']) void take(name)
  await timer.advance(1_000)
  started[0]!.turn.end('granted')
  started[0]!.turn.end('granted')
  await timer.advance(1_000)
  expect(started).toHaveLength(2)
})

test('foreground goes first, then short work, and age makes up for length', async () => {
  const { timer, started, take, names } = budgetOf({ inFlightPerCredential: 1 })
  void take('first')
  await timer.advance(10)
  void take('long', { remaining: 1_000 })
  await timer.advance(1_001_000)
  void take('short', { remaining: 10 })
  void take('shorter', { remaining: 2 })
  void take('foreground', { remaining: 2_000, isForeground: true })
  await timer.advance(10)
  for (let index = 0; index < 5; index++) {
    started.at(-1)!.turn.end('granted')
    await timer.advance(1_000)
  }
  expect(names()).toEqual(['first', 'foreground', 'long', 'shorter', 'short'])
})

test('of equal requests that of the organization that began first goes first, to its end', async () => {
  const { timer, started, take, names } = budgetOf({ inFlightPerCredential: 1 })
  const [first, second] = [{}, {}]
  void take('first 1', { run: first })
  await timer.advance(10)
  void take('second 1', { run: second })
  void take('second 2', { run: second })
  void take('first 2', { run: first })
  await timer.advance(10)
  for (let index = 0; index < 3; index++) {
    started.at(-1)!.turn.end('granted')
    await timer.advance(100)
  }
  expect(names()).toEqual(['first 1', 'first 2', 'second 1', 'second 2'])
})

test('one work keeps its order, and its first request speaks for it', async () => {
  const { timer, started, take, names } = budgetOf({ inFlightPerCredential: 1 })
  const [long, short] = [{}, {}]
  void take('first')
  await timer.advance(10)
  for (const order of [7, 5, 6]) void take(`long ${order}`, { work: long, order, remaining: 20 - order })
  for (const order of [2, 1]) void take(`short ${order}`, { work: short, order, remaining: 4 - order })
  await timer.advance(10)
  for (let index = 0; index < 5; index++) {
    started.at(-1)!.turn.end('granted')
    await timer.advance(100)
  }
  expect(names()).toEqual(['first', 'short 1', 'short 2', 'long 5', 'long 6', 'long 7'])
})

test('a floor holds up its own request and no other', async () => {
  const { timer, take, names } = budgetOf()
  void take('refused', { waitMs: 10_000 })
  void take('other')
  await timer.advance(200)
  expect(names()).toEqual(['other'])
  await timer.advance(9_900)
  expect(names()).toEqual(['other', 'refused'])
})

test('a waiting request ends at once when its signal fires', async () => {
  const { timer, take } = budgetOf()
  const controller = new AbortController()
  const waiting = take('a', { waitMs: 60_000, signal: controller.signal })
  await timer.advance(10)
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'call.cancelled' })
  await expect(take('b', { signal: controller.signal })).rejects.toMatchObject({ code: 'call.cancelled' })
})

/** A service with a token bucket, asked by eight workers; gives the requests refused and the seconds taken. */
async function drain(perSecond: number, pages: number, memory?: RateBudgetOptions['memory'], pauseMs = 0) {
  const timer = createFakeTimer()
  const budget = createRateBudget({ timer, ...(memory && { memory }) })
  let tokens = 10
  let filledMs = 0
  let left = pages
  let refused = 0
  let endedMs = 0
  const worker = async () => {
    while (left > 0) {
      left--
      for (let waitMs = 0; ; ) {
        const turn = await budget.turn(ask({ waitMs }))
        await timer.sleep(40)
        tokens = Math.min(10, tokens + ((timer.tick() - filledMs) * perSecond) / 1_000)
        filledMs = timer.tick()
        const isGranted = tokens >= 1
        if (isGranted) tokens--
        await timer.sleep(40)
        turn.end(isGranted ? 'granted' : 'refused')
        if (isGranted) {
          // A computer that is busy with other things, or an operator who pauses.
          if (pauseMs > 0 && left % 40 === 0) await timer.sleep(pauseMs)
          break
        }
        refused++
        waitMs = 1_000
      }
    }
    endedMs = timer.tick()
  }
  let areDone = false
  const workers = Promise.all(Array.from({ length: 8 }, worker)).then(() => (areDone = true))
  while (!areDone) await timer.advance(1_000)
  await workers
  return { refused, ratio: endedMs / (((pages - 10) / perSecond) * 1_000 + 80) }
}

test.each([10, 40])('the limit of %i/s is learnt within a tenth of the time, remembered, and then hardly met again', async (perSecond) => {
  const values = new Map<string, string>()
  const memory = { load: async (name: string) => values.get(name) ?? null, save: async (name: string, value: string) => void values.set(name, value) }
  const cold = await drain(perSecond, 300, memory)
  expect(values.get('rate:console:con_a')).toMatch(/^\d+\.\d+ limited$/)
  const warm = await drain(perSecond, 300, memory)
  expect(cold.refused).toBeLessThanOrEqual(30)
  expect(cold.ratio).toBeLessThanOrEqual(1.1)
  expect(warm.refused).toBeLessThanOrEqual(3)
  expect(warm.ratio).toBeLessThanOrEqual(1.05)
})

test('pauses of the asking side are not taken for a low limit of the service', async () => {
  const values = new Map<string, string>()
  const memory = { load: async (name: string) => values.get(name) ?? null, save: async (name: string, value: string) => void values.set(name, value) }
  for (const pauseMs of [500, 20_000]) {
    values.clear()
    await drain(40, 400, memory, pauseMs)
    expect(Number.parseFloat(values.get('rate:console:con_a')!)).toBeGreaterThan(30)
  }
})

test('a pace that cannot be read or kept is learnt again', async () => {
  const broken = { load: () => Promise.reject(new Error('gone')), save: () => Promise.reject(new Error('gone')) }
  expect((await drain(40, 60, broken)).refused).toBeLessThan(20)
})

test('without a limit the pace grows until the requests in flight are what bounds it', async () => {
  const { refused, ratio } = await drain(1_000, 600, undefined)
  expect(refused).toBe(0)
  // Eight in flight, 80 ms each, is a hundred a second; the start from 20/s costs the rest.
  expect(ratio * (590 / 1_000 + 0.08)).toBeLessThan(8)
})
