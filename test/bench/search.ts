// B5: substring search over 100,000 users, and over a million in 500 organizations, against a LIKE scan and checked against brute force.

import { fold } from '../../main/engine/store/fold.ts'
import type { SqlConnection } from '../../main/engine/store/driver.ts'
import { projectionLayout } from '../../main/engine/store/projection-layout.ts'
import { runRows } from '../../main/engine/store/row-batches.ts'
import { createEstate } from '../../main/simulator/estate.ts'
import { createRandom } from '../../shared/base/random.ts'
import { cellOf } from '../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import type { StagedRow } from '../../main/engine/store/store.ts'
import { openTempStore, organization, organizationId, page, type TempStore } from '../support/temp-store.ts'
import { type BenchContext, type BenchRow, median, openBeside, publishUsers, spread, type Spread, timed } from '../support/filled-store.ts'

interface Size {
  readonly organizations: number
  readonly usersEach: number
  /** Needles that the scan is measured with too: at a million rows each takes most of a second. */
  readonly scansMax: number
  /** How many times faster than the scan, at eight characters. */
  readonly timesFaster: number
}

const sizes: readonly Size[] = [
  { organizations: 50, usersEach: 2_000, scansMax: 200, timesFaster: 2 },
  { organizations: 500, usersEach: 2_000, scansMax: 10, timesFaster: 20 },
]
const needlesPerLength = 200
const lengths = [3, 5, 8] as const

export default async function search({ say }: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const size of sizes) rows.push(...(await searchIn(size, say)))
  return rows
}

async function searchIn({ organizations, usersEach, scansMax, timesFaster }: Size, say: BenchContext['say']): Promise<BenchRow[]> {
  const name = `${(organizations * usersEach).toLocaleString('en')} users in ${organizations} organizations`
  say(`filling a store with ${name} …`)
  const temp = await openTempStore()
  /** What is searched of each user, in the order of their rows: a million users themselves would not fit. */
  const people: Person[] = []
  for (const [index, users] of eachOrganization(organizations, usersEach)) {
    await temp.store.saveOrganization(organization(index + 1))
    await publishUsers(temp.store, organizationId(index + 1), users)
    people.push(...users.map((user) => ({ id: user.id, texts: searchTexts(user) })))
    if ((index + 1) % 100 === 0) say(`… ${index + 1} organizations`)
  }
  const beside = await openBeside(temp)
  try {
    await writeTexts(beside, people)
    const rows: BenchRow[] = []
    let isRight = true
    for (const length of lengths) {
      say(`searching for ${needlesPerLength} needles of ${length} characters …`)
      const needles = cutNeedles(people, length)
      const found = await measure(temp, beside, needles, scansMax)
      isRight &&= await matchesBruteForce(temp, people, needles.slice(0, 40))
      rows.push(...report(name, `${length} characters`, found, length === 8 ? timesFaster : null))
    }
    rows.push(...report(name, 'no hit', await measure(temp, beside, Array.from({ length: needlesPerLength }, (_, index) => `qxz${index}jk`), scansMax), null))
    rows.push(...report(name, 'very common', await measure(temp, beside, Array.from({ length: 40 }, (_, index) => ['.example', 'organization', 'engineer', 'ist', 'er@'][index % 5]!), scansMax), null))
    rows.push({ id: 'B5', what: `${name}: rows and totals equal brute force`, value: isRight ? 1 : 0, unit: '', goal: 'every one', ok: isRight })
    rows.push(await indexSize(beside, name))
    return rows
  } finally {
    await beside.close()
    await temp.remove()
  }
}

interface Person {
  readonly id: string
  readonly texts: readonly string[]
}

/** The users of one organization after the other; only one of them is held at a time. */
function* eachOrganization(organizations: number, usersEach: number): Generator<[number, StagedRow[]]> {
  const profiles = Array.from({ length: organizations }, (_, index) => ({ name: `Bench ${index}`, users: usersEach }))
  for (const [at, owner] of createEstate({ seed: 3, organizations: profiles }).organizations.entries()) {
    const table = owner.table(resourceOf('user'))
    yield [at, Array.from({ length: usersEach }, (_, index): StagedRow => ({ id: String(table.at(index)._id), raw: table.at(index) }))]
  }
}

const searched = resourceOf('user').columns.filter(({ search: isSearched, path }) => isSearched && path !== '_id')
const searchTexts = ({ raw }: StagedRow): string[] => searched.flatMap((column) => (cellOf(column, raw) === null ? [] : [fold(String(cellOf(column, raw)))]))

/** Pieces of real rows, so that frequent texts are asked for as often as they occur. */
function cutNeedles(people: readonly Person[], length: number): string[] {
  const random = createRandom(length)
  const needles: string[] = []
  while (needles.length < needlesPerLength) {
    const characters = Array.from(random.pick(random.pick(people).texts))
    if (characters.length < length) continue
    const start = random.integer(0, characters.length - length)
    const needle = characters.slice(start, start + length).join('')
    if (needle.trim().length === needle.length) needles.push(needle)
  }
  return needles
}

/** The folded texts alone, to compare the size of the index with. */
async function writeTexts(beside: SqlConnection, people: readonly Person[]): Promise<void> {
  await beside.exec('CREATE TEMP TABLE scanned (row INTEGER PRIMARY KEY, text TEXT)')
  await beside.transaction('write', (session) => runRows(session, people.map(({ texts }) => [texts.join('\n')]), (values) => `INSERT INTO scanned (text) VALUES ${values}`))
}

interface Measured {
  /** The first rows, asked for the first time. */
  readonly first: Spread
  /** The same question again, the middle of three: what the machine does in between is not the store's. */
  readonly again: Spread
  /** How many there are, counted beside. */
  readonly count: Spread
  /** The first rows and how many there are, by scanning. */
  readonly like: Spread
  readonly likeCount: Spread
}

const columns = ['username', 'firstname', 'lastname', 'email', 'status', 'mfaEnrollment.overallStatus', 'groupCount', 'department']

async function measure(temp: TempStore, beside: SqlConnection, needles: readonly string[], scansMax: number): Promise<Measured> {
  const times = { first: [] as number[], again: [] as number[], count: [] as number[], like: [] as number[], likeCount: [] as number[] }
  const table = projectionLayout([resourceOf('user')]).tables.get('user')!
  // What a store without an index does: the searched columns of the same encrypted rows, in their order, until the page is full.
  const shown = columns.map((path) => table.columns.find((column) => column.path === path)!.sql)
  const holds = table.searched.map(({ sql }) => `${sql} LIKE ?`).join(' OR ')
  for (const [index, needle] of needles.entries()) {
    const rows = () => timed(() => page(temp.store, { search: needle, columns, countsLater: true }))
    times.first.push(await rows())
    times.again.push(median([await rows(), await rows(), await rows()]))
    times.count.push(await timed(() => temp.store.count({ scope: { type: 'all' }, kind: 'user', search: needle })))
    if (index >= scansMax) continue
    const like = table.searched.map(() => `%${needle}%`)
    times.like.push(await timed(() => beside.all(`SELECT row, id, ${shown.join(', ')} FROM ${table.table} WHERE ${holds} ORDER BY row LIMIT 100`, like)))
    times.likeCount.push(await timed(() => beside.all(`SELECT count(*) FROM ${table.table} WHERE ${holds}`, like)))
  }
  return { first: spread(times.first), again: spread(times.again), count: spread(times.count), like: spread(times.like), likeCount: spread(times.likeCount) }
}

function report(name: string, question: string, { first, again, count, like, likeCount }: Measured, timesFaster: number | null): BenchRow[] {
  const what = `${name}, ${question}`
  return [
    { id: 'B5', what: `${what}: first 100 rows, p99`, value: again.p99, unit: 'ms', goal: '≤ 16 ms', baseline: like.p99, ok: again.p99 <= 16 },
    { id: 'B5', what: `${what}: first 100 rows, asked for the first time, p50`, value: first.p50, unit: 'ms', goal: '≤ 16 ms', baseline: like.p50, ok: first.p50 <= 16 },
    { id: 'B5', what: `${what}: how many there are, counted beside, p50`, value: count.p50, unit: 'ms', ratio: count.p50 / likeCount.p50, goal: 'less than a scan', baseline: likeCount.p50, ok: count.p50 < likeCount.p50 },
    ...(timesFaster !== null
      ? [{ id: 'B5', what: `${what}: against a LIKE scan, p50`, value: again.p50, unit: 'ms', ratio: like.p50 / again.p50, goal: `≥ ${timesFaster} × faster`, baseline: like.p50, ok: like.p50 >= timesFaster * again.p50 }]
      : []),
  ]
}

async function matchesBruteForce(temp: TempStore, people: readonly Person[], needles: readonly string[]): Promise<boolean> {
  for (const needle of needles) {
    const expected = people.filter(({ texts }) => texts.some((text) => text.includes(fold(needle))))
    const { rows, total } = await page(temp.store, { search: needle })
    if (total !== expected.length || rows.some(([, id], index) => id !== expected[index]!.id)) return false
  }
  return true
}

async function indexSize(beside: SqlConnection, name: string): Promise<BenchRow> {
  const bytes = async (schema: string, name: string) => (await beside.all<{ bytes: number }>(`SELECT sum(pgsize) AS bytes FROM dbstat('${schema}') WHERE name = ?`, [name]))[0]!.bytes
  const [index, texts] = [await bytes('main', 'search_user_data'), await bytes('temp', 'scanned')]
  return { id: 'B5', what: `${name}: search index against the texts in it`, value: index / 2 ** 20, unit: 'MiB', ratio: index / texts, goal: '≤ 0.7 ×', baseline: texts / 2 ** 20, ok: index <= 0.7 * texts }
}
