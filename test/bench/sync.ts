// Bench of reading: B1 pace against a token bucket, B2 against the pagers of the vendor's own tools, B4 the client's own speed.
// Both sides run against the same service in the same run; what is judged is the ratio, not the milliseconds.

import http from 'node:http'
import { gunzipSync } from 'node:zlib'
import { createApi } from '../../main/engine/api/client.ts'
import { createOrganizationContext, type OrganizationContext } from '../../main/engine/api/organization-context.ts'
import { createRateBudget, type RateMemory } from '../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../main/engine/api/region.ts'
import { createNodeTransport } from '../../main/engine/api/transport-node.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { median } from '../support/numbers.ts'
import { limits } from '../../shared/base/limits.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import { type PacedService, startPacedService } from './sync/paced-service.ts'
import { openSyncBench } from './sync/store-sync.ts'

export interface BenchRow {
  readonly id: string
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly goal: string
  readonly baseline?: number
  readonly ok: boolean
}

const pages = 300
const burst = 10
const latency = { mean: 80, spread: 20 }
const rounds = 3
const powerShellRuns = 5
const step = limits.wirePageRowsMax - limits.wirePageOverlapRows
/** So many rows that our pager asks for exactly `pages` pages. */
const rows = step * pages + limits.wirePageOverlapRows

interface Reading {
  readonly seconds: number
  readonly requests: number
  readonly refused: number
  readonly rows: number
}

type Pager = (service: PacedService) => Promise<number>

export default async function sync({ say = () => undefined }: { say?: (text: string) => void } = {}): Promise<BenchRow[]> {
  const result: BenchRow[] = []
  for (const perSecond of [10, 40]) result.push(...(await paceRows(perSecond, say)))
  say('reading into the encrypted store …')
  result.push(...(await clientRows()))
  return result
}

/** B1 and B2 at one limit of the service. */
async function paceRows(perSecond: number, say: (text: string) => void): Promise<BenchRow[]> {
  const ideal = (count: number) => (count - burst) / perSecond + latency.mean / 1_000
  const measure = async (pager: Pager): Promise<Reading> => {
    const service = await startPacedService({ rows, latencyMs: latency, limit: { perSecond, burst } })
    try {
      const startedMs = performance.now()
      const found = await pager(service)
      return { seconds: (performance.now() - startedMs) / 1_000, requests: service.requests, refused: service.refused, rows: found }
    } finally {
      await service.close()
    }
  }
  const cold: Reading[] = []
  const warm: Reading[] = []
  const powerShell: Reading[] = []
  const sequential: Reading[] = []
  for (let round = 0; round < rounds; round++) {
    say(`reading ${pages} pages at ${perSecond}/s, round ${round + 1} of ${rounds} …`)
    const memory = memoryOf()
    cold.push(await measure(ourPager(memory)))
    warm.push(await measure(ourPager(memory)))
    // The others are slower by whole multiples, which one round says as well; they wait for most of it.
    if (round > 0) continue
    sequential.push(await measure(sequentialPager))
    // Whose worker is refused when decides between one and two minutes: the middle of several, each with a service of its own.
    powerShell.push(...(await Promise.all(Array.from({ length: powerShellRuns }, () => measure(powerShellPager)))))
  }
  const paceRow = (name: string, readings: readonly Reading[], ratioMax: number, refusedMax: number): BenchRow => {
    const seconds = median(readings.map((reading) => reading.seconds))
    const refused = median(readings.map((reading) => reading.refused)) / pages
    const ratio = seconds / ideal(pages)
    const isWhole = readings.every((reading) => reading.rows === rows)
    return {
      id: 'B1',
      what: `${pages} pages at ${perSecond}/s, ${name}; ${(100 * refused).toFixed(1)} % refused`,
      value: seconds,
      unit: 's',
      ratio,
      goal: `≤ ${ratioMax} × ideal, ≤ ${100 * refusedMax} % refused`,
      baseline: ideal(pages),
      ok: isWhole && ratio <= ratioMax && refused <= refusedMax,
    }
  }
  const againstRow = (name: string, others: readonly Reading[], ratioMin: number, isRefusalCompared: boolean, why = ''): BenchRow => {
    const ours = median(warm.map((reading) => reading.seconds))
    const theirs = median(others.map((reading) => reading.seconds))
    const [ourRefused, theirRefused] = [median(warm.map((reading) => reading.refused)), median(others.map((reading) => reading.refused))]
    return {
      id: 'B2',
      what: `same list at ${perSecond}/s as ${name} (refusals ${ourRefused} against ${theirRefused})`,
      value: ours,
      unit: 's',
      ratio: theirs / ours,
      goal: `≥ ${ratioMin.toFixed(2)} × faster${why}`,
      baseline: theirs,
      ok: theirs / ours >= ratioMin && (!isRefusalCompared || ourRefused < theirRefused),
    }
  }
  // Nobody is faster than the limit. The goals of 3 × and 2 × were set with a baseline that took 96 and 15 s; where it takes less here, they are out of reach.
  const asFarAsPossible = (goal: number) => Math.min(goal, (0.95 * median(powerShell.map(({ seconds }) => seconds))) / ideal(pages))
  const wanted = perSecond === 10 ? 3 : 2
  const result = [
    paceRow('cold', cold, 1.1, 0.1),
    paceRow('remembered pace', warm, 1.05, 0.01),
    againstRow('the PowerShell module', powerShell, asFarAsPossible(wanted), true, asFarAsPossible(wanted) < wanted ? `: 0.95 × what the limit allows, instead of ${wanted}` : ''),
  ]
  // One page after the other takes the latency of each; faster than the limit nobody can be. The goal of 4 × was set with a slower service.
  const possible = (Math.ceil(rows / limits.wirePageRowsMax) * latency.mean) / 1_000 / ideal(pages)
  if (perSecond === 40) result.push(againstRow('the sequential pager of jc', sequential, 0.95 * possible, false, `: 0.95 × what ${latency.mean} ms and the limit allow`))
  return result
}

/** The client's own speed: a list of the same size, not limited, read into an encrypted store and then again with one row in 200 changed. */
async function clientRows(): Promise<BenchRow[]> {
  const quick = await startPacedService({ rows, latencyMs: { mean: 0, spread: 0 } })
  const slow = await startPacedService({ rows, latencyMs: latency })
  const first: number[] = []
  const again: number[] = []
  const far: number[] = []
  let isExact = true
  try {
    for (let round = 0; round < rounds; round++) {
      const bench = await openSyncBench()
      const distant = await openSyncBench()
      quick.change(0)
      const one = await bench.sync(quick)
      const changed = quick.change(200)
      const two = await bench.sync(quick)
      const three = await distant.sync(slow)
      first.push(one.pagesPerSecond)
      again.push(two.pagesPerSecond)
      far.push(three.pagesPerSecond)
      isExact &&= [one, two, three].every(({ phase }) => phase === 'complete') && one.published.added === rows && two.published.added === 0 && two.published.changed === changed && three.published.added === rows
      await bench.close()
      await distant.close()
    }
  } finally {
    await quick.close()
    await slow.close()
  }
  const row = (what: string, value: number, goal: string, ok: boolean, baseline?: number): BenchRow => ({ id: 'B4', what, value, unit: 'pages/s', goal, ok: ok && isExact, ...(baseline !== undefined && { baseline, ratio: value / baseline }) })
  return [
    row('first sync into the encrypted store, no latency', median(first), '≥ 100 pages/s', median(first) >= 100),
    row('the same again with 0.5 % changed; rows written = rows changed', median(again), '≥ 300 pages/s', median(again) >= 300),
    row(`first sync with 80 ms and ${limits.wireInFlightTotalMax} in flight`, median(far), '≥ 0.9 × without latency', median(far) >= 0.9 * median(first), median(first)),
  ]
}



function memoryOf(): RateMemory {
  const values = new Map<string, string>()
  return { load: async (name) => values.get(name) ?? null, save: async (name, value) => void values.set(name, value) }
}

const context: OrganizationContext = createOrganizationContext({
  organization: 'a'.repeat(24) as OrganizationId,
  credential: 'con_bench' as ConnectionId,
  region: 'us',
  epoch: 0,
  isOrganizationHeaderNeeded: false,
})

const ourPager =
  (memory: RateMemory): Pager =>
  async (service) => {
    const transport = createNodeTransport()
    const api = createApi({
      transport,
      regions: createRegions({ all: service.url }),
      credentials: { key: async () => 'a-key-of-the-bench' },
      clock: { now: () => Date.now() },
      // The address changes with the service's port; the pace is remembered for the service.
      budget: createRateBudget({ memory: { load: () => memory.load('pace'), save: (_, value) => memory.save('pace', value) } }),
    })
    const reading = api.list(context, resourceOf('user'))
    let found = 0
    for await (const batch of reading) found += batch.length
    transport.close()
    return reading.proof().isComplete ? found : 0
  }

interface Answer {
  readonly status: number
  readonly retryAfterMs: number
  readonly rows: number
  readonly total: number
}

/** A plain request as the vendor's tools make it; their HTTP stacks keep connections too. */
function createAsker(service: PacedService): { ask(skip: number): Promise<Answer>; close(): void } {
  const agent = new http.Agent({ keepAlive: true })
  return {
    ask: (skip) =>
      new Promise((resolve, reject) => {
        const url = `${service.url}/us/console/api/systemusers?limit=100&sort=_id&skip=${skip}`
        const request = http.get(url, { agent }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const whole = Buffer.concat(parts)
            const body = JSON.parse(String(response.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole)) as { results?: unknown[]; totalCount?: number }
            resolve({ status: response.statusCode ?? 0, retryAfterMs: Number(response.headers['retry-after'] ?? 0) * 1_000, rows: body.results?.length ?? 0, total: body.totalCount ?? 0 })
          })
        })
        request.on('error', reject)
      }),
    close: () => agent.destroy(),
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * The module's `Get-JCResults` in parallel mode: first page alone, then five workers, one page past the end, five retries five
 * seconds apart as it asks for. PowerShell 7.4 and later let `Retry-After` replace the five seconds.
 */
const powerShellPager: Pager = async (service) => {
  const { ask, close } = createAsker(service)
  const get = async (skip: number): Promise<Answer> => {
    for (let tries = 0; ; tries++) {
      const answer = await ask(skip)
      if (answer.status !== 429 || tries === 5) return answer
      await sleep(5_000)
    }
  }
  const first = await get(0)
  let found = first.rows
  const skips = Array.from({ length: Math.ceil(first.total / 100) }, (_, page) => (page + 1) * 100)
  const worker = async () => {
    for (let skip = skips.shift(); skip !== undefined; skip = skips.shift()) {
      const { rows: more } = await get(skip)
      found += more
    }
  }
  await Promise.all(Array.from({ length: 5 }, worker))
  close()
  return found
}

/** The pager of `jc`: one page after the other, on 429 a wait of 2ⁿ s with jitter, at most 30 s, three retries. */
const sequentialPager: Pager = async (service) => {
  const { ask, close } = createAsker(service)
  let found = 0
  for (let skip = 0, total = 1; skip < total; skip += 100) {
    let answer = await ask(skip)
    for (let tries = 0; answer.status === 429 && tries < 3; tries++) {
      await sleep(Math.min(2 ** tries * 1_000 + Math.random() * 1_000, 30_000))
      answer = await ask(skip)
    }
    found += answer.rows
    total = Math.max(total, answer.total)
  }
  close()
  return found
}
