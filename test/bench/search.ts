// B5: substring search over 100,000 users, against a LIKE scan and checked against brute force.

import { fold } from '../../main/engine/store/fold.ts'
import type { SqlConnection } from '../../main/engine/store/driver.ts'
import { runRows } from '../../main/engine/store/row-batches.ts'
import { createRandom } from '../../shared/base/random.ts'
import { cellOf } from '../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import type { StagedRow } from '../../main/engine/store/store.ts'
import { page, type TempStore } from '../support/temp-store.ts'
import { type BenchContext, type BenchRow, fillStore, makeUsers, openBeside, spread, type Spread, timed } from '../support/filled-store.ts'

const organizations = 50
const usersEach = 2_000
const needlesPerLength = 200
const lengths = [3, 5, 8] as const

export default async function search({ say }: BenchContext): Promise<BenchRow[]> {
  say('filling a store with 100,000 users in 50 organizations …')
  const users = makeUsers(organizations, usersEach)
  const temp = await fillStore(users)
  const texts = users.flat().map(searchTexts)
  const beside = await openBeside(temp)
  try {
    await writeTexts(beside, texts)
    const rows: BenchRow[] = []
    let isRight = true
    for (const length of lengths) {
      say(`searching for ${needlesPerLength} needles of ${length} characters …`)
      const needles = cutNeedles(texts, length)
      const found = await measure(temp, beside, needles)
      isRight &&= await matchesBruteForce(temp, users.flat(), texts, needles.slice(0, 40))
      rows.push(...report(`${length} characters`, found, length === 8))
    }
    rows.push(...report('no hit', await measure(temp, beside, Array.from({ length: needlesPerLength }, (_, index) => `qxz${index}jk`)), false))
    rows.push(...report('very common', await measure(temp, beside, Array.from({ length: 40 }, (_, index) => ['.example', 'organization', 'engineer', 'ist', 'er@'][index % 5]!)), false))
    rows.push({ id: 'B5', what: 'rows and totals equal brute force', value: isRight ? 1 : 0, unit: '', goal: 'every one', ok: isRight })
    rows.push(await indexSize(beside))
    return rows
  } finally {
    await beside.close()
    await temp.remove()
  }
}

const searched = resourceOf('user').columns.filter(({ search: isSearched, path }) => isSearched && path !== '_id')
const searchTexts = ({ raw }: StagedRow): string[] => searched.flatMap((column) => (cellOf(column, raw) === null ? [] : [fold(String(cellOf(column, raw)))]))

/** Pieces of real rows, so that frequent texts are asked for as often as they occur. */
function cutNeedles(texts: readonly string[][], length: number): string[] {
  const random = createRandom(length)
  const needles: string[] = []
  while (needles.length < needlesPerLength) {
    const characters = Array.from(random.pick(random.pick(texts)))
    if (characters.length < length) continue
    const start = random.integer(0, characters.length - length)
    const needle = characters.slice(start, start + length).join('')
    if (needle.trim().length === needle.length) needles.push(needle)
  }
  return needles
}

/** What a store without an index would do: the same folded texts, scanned in the order of their rows. */
async function writeTexts(beside: SqlConnection, texts: readonly string[][]): Promise<void> {
  await beside.exec('CREATE TEMP TABLE scanned (row INTEGER PRIMARY KEY, text TEXT)')
  await beside.transaction('write', (session) => runRows(session, texts.map((row) => [row.join('\n')]), (values) => `INSERT INTO scanned (text) VALUES ${values}`))
}

interface Measured {
  /** A page with its rows and its total. */
  readonly page: Spread
  /** The same again: the total is known by then. */
  readonly again: Spread
  readonly like: Spread
}

async function measure(temp: TempStore, beside: SqlConnection, needles: readonly string[]): Promise<Measured> {
  const times = { page: [] as number[], again: [] as number[], like: [] as number[] }
  const columns = ['username', 'firstname', 'lastname', 'email', 'status', 'mfaEnrollment.overallStatus', 'groupCount', 'department']
  for (const needle of needles) {
    times.page.push(await timed(() => page(temp.store, { search: needle, columns })))
    times.again.push(await timed(() => page(temp.store, { search: needle, columns })))
    times.like.push(await timed(() => beside.all('SELECT row FROM scanned WHERE text LIKE ? ORDER BY row LIMIT 100', [`%${needle}%`])))
  }
  return { page: spread(times.page), again: spread(times.again), like: spread(times.like) }
}

function report(what: string, { page: whole, again, like }: Measured, isAgainstLike: boolean): BenchRow[] {
  return [
    { id: 'B5', what: `${what}: first 100 rows, p99`, value: again.p99, unit: 'ms', goal: '≤ 16 ms', baseline: like.p99, ok: again.p99 <= 16 },
    { id: 'B5', what: `${what}: with the total counted exactly, p50`, value: whole.p50, unit: 'ms', goal: '≤ 16 ms', baseline: like.p50, ok: whole.p50 <= 16 },
    { id: 'B5', what: `${what}: with the total counted exactly, p99`, value: whole.p99, unit: 'ms', goal: 'said, not promised', baseline: like.p99, ok: true },
    ...(isAgainstLike
      ? [{ id: 'B5', what: `${what}: against a LIKE scan, p50`, value: again.p50, unit: 'ms', ratio: like.p50 / again.p50, goal: '≥ 20 × faster at a million rows, 2 × here', baseline: like.p50, ok: like.p50 >= 2 * again.p50 }]
      : []),
  ]
}

async function matchesBruteForce(temp: TempStore, users: readonly StagedRow[], texts: readonly string[][], needles: readonly string[]): Promise<boolean> {
  for (const needle of needles) {
    const expected = users.filter((_, index) => texts[index]!.some((text) => text.includes(fold(needle))))
    const { rows, total } = await page(temp.store, { search: needle })
    if (total !== expected.length || rows.some(([, id], index) => id !== expected[index]!.id)) return false
  }
  return true
}

async function indexSize(beside: SqlConnection): Promise<BenchRow> {
  const bytes = async (schema: string, name: string) => (await beside.all<{ bytes: number }>(`SELECT sum(pgsize) AS bytes FROM dbstat('${schema}') WHERE name = ?`, [name]))[0]!.bytes
  const [index, texts] = [await bytes('main', 'search_user_data'), await bytes('temp', 'scanned')]
  return { id: 'B5', what: 'search index against the texts in it', value: index / 2 ** 20, unit: 'MiB', ratio: index / texts, goal: '≤ 0.7 ×', baseline: texts / 2 ** 20, ok: index <= 0.7 * texts }
}
