// B13, engine part: slices at any place of 100,000 rows, idle and during a sync; facets; B10: the overview of 500 organizations.

import type { SqlConnection } from '../../main/engine/store/driver.ts'
import type { ParsedInput } from '../../shared/contract/client.ts'
import { createRandom } from '../../shared/base/random.ts'
import { organization, organizationId, page, publish, type TempStore, openTempStore } from '../support/temp-store.ts'
import { type BenchContext, type BenchRow, fillStore, makeUsers, median, openBeside, publishUsers, type Spread, spread, timed } from '../support/filled-store.ts'

const columns = ['username', 'firstname', 'lastname', 'email', 'status', 'passwordStatus', 'mfaEnrollment.overallStatus', 'groupCount', 'department', 'jobTitle', 'created', '_id']
const slices = 1_000
const total = 100_000

export default async function pages({ say }: BenchContext): Promise<BenchRow[]> {
  say('filling a store with 100,000 users in 20 organizations …')
  const users = makeUsers(21, total / 20)
  const temp = await fillStore(users.slice(0, 20))
  const beside = await openBeside(temp)
  try {
    return [...(await slicesOf(temp, beside, users[20]!, say)), ...(await facets(temp, beside)), ...(await overview(say))]
  } finally {
    await beside.close()
    await temp.remove()
  }
}

async function slicesOf(temp: TempStore, beside: SqlConnection, others: Parameters<typeof publishUsers>[2], say: BenchContext['say']): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const column of ['username', 'lastname', 'created']) {
    const sort = [{ column, descending: false }]
    const first = await timed(() => page(temp.store, { sort, start: total / 2, columns }))
    const idle = await readSlices(temp, sort, slices)
    const offset = await readOffsets(beside, column)
    rows.push(
      { id: 'B13', what: `100-row slice anywhere, sorted by ${column}, p50`, value: idle.p50, unit: 'ms', ratio: offset.p50 / idle.p50, baseline: offset.p50, goal: '≤ 2 ms', ok: idle.p50 <= 2 },
      { id: 'B13', what: `the same, p99`, value: idle.p99, unit: 'ms', ratio: offset.p99 / idle.p99, baseline: offset.p99, goal: '≤ 8 ms', ok: idle.p99 <= 8 },
      { id: 'B13', what: `working the order out, once per change of the list`, value: first, unit: 'ms', goal: 'said, not promised', ok: true },
    )
  }
  say('reading slices while another organization is synced …')
  await temp.store.saveOrganization(organization(21))
  const sort = [{ column: 'username', descending: false }]
  // One organization is read, another written: what is measured is the waiting, not a list that is sorted anew.
  const scope = { type: 'one' as const, organization: organizationId(1) }
  const idle = await readSlices(temp, sort, slices / 2, scope)
  let isSyncing = true
  const syncing = publishUsers(temp.store, organizationId(21), others).finally(() => (isSyncing = false))
  const times: number[] = []
  const random = createRandom(5)
  while (isSyncing) times.push(await timed(() => page(temp.store, { sort, scope, start: random.integer(0, total / 20 - 100), columns })))
  await syncing
  const busy = spread(times)
  rows.push({ id: 'B13', what: `slice during a sync, p50 of ${times.length}`, value: busy.p50, unit: 'ms', ratio: busy.p50 / idle.p50, baseline: idle.p50, goal: '≤ 2 × idle', ok: busy.p50 <= 2 * idle.p50 })
  return rows
}

async function readSlices(temp: TempStore, sort: { column: string; descending: boolean }[], count: number, scope?: ParsedInput<'snapshot.page'>['scope']): Promise<Spread> {
  const random = createRandom(count)
  const last = (await page(temp.store, { sort, size: 1, ...(scope ? { scope } : {}) })).total - 100
  const times: number[] = []
  for (let index = 0; index < count; index++) times.push(await timed(() => page(temp.store, { sort, start: random.integer(0, last), columns, ...(scope ? { scope } : {}) })))
  return spread(times)
}

/** The same rows the obvious way. */
async function readOffsets(beside: SqlConnection, column: string): Promise<Spread> {
  const random = createRandom(3)
  const times: number[] = []
  for (let index = 0; index < 20; index++) {
    times.push(await timed(() => beside.all(`SELECT * FROM row_user ORDER BY "c_${column}" COLLATE NOCASE NULLS LAST, row LIMIT 100 OFFSET ?`, [random.integer(0, total - 100)])))
  }
  return spread(times)
}

async function facets(temp: TempStore, beside: SqlConnection): Promise<BenchRow[]> {
  const fields = ['status', 'passwordStatus', 'mfaEnrollment.overallStatus']
  await beside.exec('CREATE TEMP TABLE plain AS SELECT row, c_department AS department FROM row_user')
  const [ours, groups]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round++) {
    ours.push(await timed(() => temp.store.facets({ scope: { type: 'all' }, kind: 'user', fields, search: undefined } as unknown as ParsedInput<'snapshot.facets'>)))
    groups.push(await timed(() => beside.all('SELECT c_department, count(*) FROM row_user GROUP BY c_department')))
  }
  const [value, baseline] = [median(ours), median(groups)]
  return [{ id: 'B13', what: 'three facets over 100,000 rows, against one GROUP BY of a text column', value, unit: 'ms', ratio: value / baseline, baseline, goal: '≤ 3 × one', ok: value <= 3 * baseline }]
}

async function overview(say: BenchContext['say']): Promise<BenchRow[]> {
  const times = new Map<number, number[]>()
  const groups: number[] = []
  for (const usersEach of [20, 200]) {
    say(`filling 500 organizations with ${usersEach} users each …`)
    const temp = await openTempStore()
    const [rows] = makeUsers(1, usersEach)
    for (let number = 1; number <= 500; number++) {
      await temp.store.saveOrganization(organization(number))
      await publish(temp.store, organizationId(number), { user: rows! })
    }
    const beside = await openBeside(temp)
    const measured: number[] = []
    for (let round = 0; round < 15; round++) {
      // A value that changes makes what the store remembers of its organizations useless: this is the first reading after a change.
      await temp.store.setProblem(organizationId(1), null, '2026-11-21T12:00:00.000Z')
      measured.push(await timed(() => temp.store.summary({ scope: { type: 'all' } })))
      if (usersEach === 200) groups.push(await timed(() => beside.all('SELECT organization, count(*), sum(word0 & 3) FROM row_user GROUP BY organization')))
    }
    times.set(usersEach, measured)
    await beside.close()
    await temp.remove()
  }
  const [small, large] = [median(times.get(20)!), median(times.get(200)!)]
  const baseline = median(groups)
  return [
    { id: 'B10', what: 'overview of 500 organizations with 200 users each', value: large, unit: 'ms', ratio: large / baseline, baseline, goal: '≤ 50 ms of the 100 ms to paint', ok: large <= 50 },
    { id: 'B10', what: 'the same with 20 users each', value: small, unit: 'ms', ratio: large / small, baseline: large, goal: 'within 20 %', ok: large <= 1.2 * small },
  ]
}
