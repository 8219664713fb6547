// Gate G10: lists that change while they are read. No row that existed throughout may be missing from a reading that says complete.
// Controls: a naive reader of the same lists must be seen to miss rows, or the gate proves nothing.

import { readList } from '../../main/engine/api/pagers.ts'
import { createRandom } from '../../shared/base/random.ts'
import { createMovingList, type MovingList, type MovingListOptions } from '../unit/main/engine/api/moving-list.ts'

export interface GateOptions {
  readonly n?: number
  readonly seed: number
  readonly only?: string
}

interface Tally {
  runs: number
  reads: number
  complete: number
  missed: number
  wrong: number
}

/** With the rarest case missing rows in one reading of fifty, a control that has seen none in as many as these is broken. */
const controlReadingsMax = 2_000

// The sizes of the study behind `security.md` 4.3: several small pages, so that a border is never far.
const limit = 20
const cases = [0.05, 0.3].flatMap((churn) =>
  (['_id', 'name'] as const).flatMap((sortBy) => [true, false].map((doIdsAscend) => ({ churn, sortBy, doIdsAscend, name: `${sortBy}, ${churn * 100} % churn, new ids ${doIdsAscend ? 'ascend' : 'anywhere'}` }))),
)

export default async function paging({ n = 10_000, seed, only }: GateOptions): Promise<{ passed: number; failed: number }> {
  let passed = 0
  let failed = 0
  for (const { name, ...kind } of cases) {
    if (only !== undefined && only !== name) continue
    const ours: Tally = { runs: 0, reads: 0, complete: 0, missed: 0, wrong: 0 }
    const naive: Tally = { ...ours }
    const optionsOf = (run: number): MovingListOptions => {
      const random = createRandom(seed).fork(`${name} ${run}`)
      return { ...kind, random, rows: random.integer(60, 360), ghosts: kind.sortBy === 'name' && run % 5 === 0 ? 0.02 : 0 }
    }
    const runs = Math.ceil(n / cases.length)
    for (let run = 0; run < runs; run++) await judge(ours, optionsOf(run), readOurs)
    // Few readings may miss nothing by luck, so the control goes on until it has seen what it is there for.
    for (let run = 0; run < Math.max(runs, controlReadingsMax) && (run < runs || naive.missed === 0); run++) await judge(naive, { ...optionsOf(run), ghosts: 0 }, readNaively)
    const isProven = naive.missed > 0
    passed += ours.runs - ours.wrong + (isProven ? 1 : 0)
    failed += ours.wrong + (isProven ? 0 : 1)
    const share = (part: number, { runs: all }: Tally) => `${((100 * part) / all).toFixed(1)} %`
    console.log(
      `${name}: ${ours.runs} readings, ${ours.wrong} wrong, ${share(ours.complete, ours)} complete, ${(ours.reads / ours.runs).toFixed(1)} pages each` +
        ` | naive: ${share(naive.missed, naive)} of ${naive.runs} miss rows, ${(naive.reads / naive.runs).toFixed(1)} pages each`,
    )
  }
  return { passed, failed }
}

async function judge(tally: Tally, options: MovingListOptions, read: (list: MovingList, options: MovingListOptions) => Promise<{ ids: string[]; isComplete: boolean }>): Promise<void> {
  const list = createMovingList(options)
  const { ids, isComplete } = await read(list, options)
  const found = new Set(ids)
  const missing = list.stable().filter((id) => !found.has(id))
  const isClean = found.size === ids.length && ids.every(list.everExisted)
  tally.runs++
  tally.reads += list.reads
  if (isComplete) tally.complete++
  if (missing.length > 0) tally.missed++
  if ((isComplete && missing.length > 0) || !isClean) tally.wrong++
}

async function readOurs(list: MovingList, { sortBy }: MovingListOptions): Promise<{ ids: string[]; isComplete: boolean }> {
  const reading = readList({
    read: (tally) => (window) => {
      tally.requests++
      return list.read(window)
    },
    key: (row) => String(row['_id']),
    isSortedById: sortBy === '_id',
    hasTotal: true,
    clock: { now: () => 0 },
    limit,
  })
  const ids: string[] = []
  for await (const rows of reading) ids.push(...rows.map((row) => String(row['_id'])))
  return { ids, isComplete: reading.proof().isComplete }
}

async function readNaively(list: MovingList): Promise<{ ids: string[]; isComplete: boolean }> {
  const ids = new Set<string>()
  for (let skip = 0; ; skip += limit) {
    const page = await list.read({ limit, skip })
    for (const row of page.rows) ids.add(String(row['_id']))
    if (skip + limit >= page.total!) return { ids: [...ids], isComplete: false }
  }
}
