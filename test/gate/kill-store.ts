// Gate G04, store part: a process that publishes generations is killed at a named call of its driver or at any time.
// Whatever was readable must be one complete generation per kind, no older than the last one acknowledged, in history, lists and search alike.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlcipher } from '../../main/engine/store/driver-sqlcipher.ts'
import { createKeyFiles } from '../../main/engine/store/key-files.ts'
import { openStore } from '../../main/engine/store/open.ts'
import { addToRoot, emptyRoot } from '../../main/engine/store/row-hash.ts'
import { unpackId } from '../../main/engine/store/packed-id.ts'
import { storeFolder } from '../../main/engine/store/store-files.ts'
import type { Store } from '../../main/engine/store/store.ts'
import type { Cell } from '../../shared/base/cell.ts'
import type { Kind } from '../../shared/resources/index.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { type GenerationKind, generationKinds, generationOf, generationRows, markColumn } from '../support/generations.ts'
import { bundle } from '../support/keychain/bundle.ts'
import { createClock, organizationId } from '../support/temp-store.ts'

export interface GateOptions {
  readonly n?: number
  readonly seed: number
  /** Number of one kill to run alone. */
  readonly only?: string
}

interface Profile {
  readonly folder: string
  readonly rootKey: Buffer
}

interface Death {
  readonly acknowledged: Readonly<Partial<Record<GenerationKind, number>>>
  readonly place: string
  readonly calls: number
}

/** A generation that takes longer than this is stuck, not slow. */
const patienceMs = 60_000
const recoveryMsMax = 500

export default async function killStore({ n = 40, seed, only }: GateOptions): Promise<{ passed: number; failed: number }> {
  const child = await bundle('test/support/kill-store-child.ts')
  const random = createRandom(seed).fork('kill-store')
  const profile: Profile = { folder: mkdtempSync(join(tmpdir(), 'orgdeck-kill-')), rootKey: randomBytes(32) }
  let failed = 0
  // Three digits: what is shorter is searched as a beginning only.
  let generation = 100
  const recoveries: number[] = []
  const places = new Set<string>()
  try {
    const { calls } = await runChild(child, profile, { generation, dieAt: null })
    console.log(`${calls} calls in a first generation`)
    let latest: Partial<Record<GenerationKind, number>> = Object.fromEntries(generationKinds.map((kind) => [kind, generation]))
    for (let kill = 0; kill < n; kill++) {
      generation += 1
      const how = plan(kill, n, calls, random)
      const death = await runChild(child, profile, { generation, ...how })
      const acknowledged = { ...latest, ...death.acknowledged }
      places.add(death.place)
      const { problems, recoveryMs, found } = await judge(profile, acknowledged)
      recoveries.push(recoveryMs)
      latest = found
      generation = Math.max(generation, ...Object.values(found))
      if (problems.length === 0 || (only !== undefined && only !== String(kill))) continue
      failed += 1
      console.log(`kill ${kill}, ${death.place}:\n  ${problems.join('\n  ')}`)
    }
  } finally {
    rmSync(profile.folder, { recursive: true, force: true })
  }
  recoveries.sort((left, right) => left - right)
  const [median, worst] = [recoveries[recoveries.length >> 1] ?? 0, recoveries.at(-1) ?? 0]
  console.log(`${n} kills at ${places.size} different places; recovery ${Math.round(median)} ms in the middle, ${Math.round(worst)} ms at worst`)
  // The middle one: a machine that is busy with other things makes single openings slow.
  if (median > recoveryMsMax) failed += 1
  return { passed: n - failed, failed }
}

/** Half of the kills spread evenly over the calls of a generation, before and after them; the others whenever it happens. */
function plan(kill: number, n: number, calls: number, random: Random): { dieAt: number | null; isBefore: boolean; afterMs?: number } {
  if (kill % 2 === 0) return { dieAt: Math.floor(((kill + random.next()) / n) * calls), isBefore: random.chance(0.5) }
  return { dieAt: null, isBefore: false, afterMs: random.integer(0, 900) }
}

function runChild(child: string, { folder, rootKey }: Profile, { generation, dieAt, isBefore = false, afterMs }: { generation: number; dieAt: number | null; isBefore?: boolean; afterMs?: number }): Promise<Death> {
  const order = { folder, rootKey: rootKey.toString('hex'), generation, dieAt, isBefore, isEndless: dieAt !== null || afterMs !== undefined }
  return new Promise((resolve, reject) => {
    const acknowledged: Partial<Record<GenerationKind, number>> = {}
    let place = afterMs === undefined ? 'never' : `after ${afterMs} ms`
    let calls = 0
    let rest = ''
    let complaints = ''
    const running = spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
    const stuck = setTimeout(() => running.kill('SIGKILL'), patienceMs)
    running.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [word, kind, number] = line.split(' ')
        if (word === 'done') acknowledged[kind as GenerationKind] = Number(number)
        if (word === 'dying') place = line.slice('dying '.length)
        if (word === 'calls') calls = Number(kind)
        if (word === 'open' && afterMs !== undefined) setTimeout(() => running.kill('SIGKILL'), afterMs)
      }
    })
    running.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
    running.on('close', (code, signal) => {
      clearTimeout(stuck)
      if (signal === 'SIGKILL' || code === 0) resolve({ acknowledged, place, calls })
      else reject(new Error(`the child ended with ${code}: ${complaints}`))
    })
  })
}

interface Judgement {
  readonly problems: string[]
  readonly recoveryMs: number
  readonly found: Partial<Record<GenerationKind, number>>
}

async function judge(profile: Profile, acknowledged: Readonly<Partial<Record<GenerationKind, number>>>): Promise<Judgement> {
  const problems: string[] = []
  const found: Partial<Record<GenerationKind, number>> = {}
  const startedAt = performance.now()
  const store = await openStore({ ...profile, clock: createClock() })
  await store.organizations()
  const recoveryMs = performance.now() - startedAt
  for (const [index, organization] of (await store.organizations()).entries()) if (organization.problem) problems.push(`organization ${index}: ${organization.problem.code}`)
  for (const kind of generationKinds) {
    const { rows, generation } = await readGeneration(store, kind, problems)
    found[kind] = generation
    if (generation < (acknowledged[kind] ?? 0)) problems.push(`${kind}: generation ${generation} is older than the acknowledged ${acknowledged[kind]}`)
    const expected = generationRows(kind, generation)
    if (rows !== expected.length) problems.push(`${kind}: ${rows} rows of generation ${generation}, expected ${expected.length}`)
  }
  await judgeDerived(store, found, problems)
  await store.close()
  await judgeFiles(profile, problems)
  return { problems, recoveryMs, found }
}

async function readGeneration(store: Store, kind: GenerationKind, problems: string[]): Promise<{ rows: number; generation: number }> {
  const generations = new Set<number>()
  let rows = 0
  await store.eachSlice({ scope: { type: 'all' }, kind: kind as Kind, sort: [], columns: [markColumn[kind]] }, async ({ rowsJson }) => {
    for (const [, , cell] of JSON.parse(rowsJson) as Cell[][]) {
      generations.add(generationOf(cell))
      rows += 1
    }
  })
  if (generations.size !== 1) problems.push(`${kind}: rows of generations ${[...generations].join(', ')}`)
  return { rows, generation: [...generations][0] ?? Number.NaN }
}

/** What is worked out from the rows must fit them: search, counts, summary. */
async function judgeDerived(store: Store, found: Readonly<Partial<Record<GenerationKind, number>>>, problems: string[]): Promise<void> {
  const count = async (search: string) => (await store.page({ scope: { type: 'all' }, kind: 'user', sort: [], columns: [], start: 0, size: 1, search })).total
  const users = generationRows('user', found.user!)
  if ((await count(`g${found.user}`)) < users.length) problems.push('search does not find every user of the generation')
  for (const older of [1, 2, 3]) {
    const wrong = await count(`kommer ${older} g${found.user! - older}`)
    if (wrong > 0) problems.push(`search finds ${wrong} users of an older generation`)
  }
  const edges = generationRows('membership', found.membership!)
  const groups = new Set(generationRows('userGroup', found.userGroup!).map(({ id }) => id))
  const { rowsJson } = await store.page({ scope: { type: 'all' }, kind: 'userGroup', sort: [], columns: ['memberCount'], start: 0, size: 100 })
  const counted = (JSON.parse(rowsJson) as [string, string, number][]).reduce((sum, [, , members]) => sum + members, 0)
  const expected = edges.filter(({ edge }) => groups.has(edge!.from)).length
  if (counted !== expected) problems.push(`${counted} memberships counted, ${expected} expected`)
}

/** The files themselves: sound pages, nothing unpublished, roots that fit the rows, a search index that fits its texts. */
async function judgeFiles({ folder: root, rootKey }: Profile, problems: string[]): Promise<void> {
  const folder = storeFolder(root)
  const keys = createKeyFiles(folder, rootKey)
  const history = await openSqlcipher({ path: folder.history(organizationId(1)), key: await keys.read(organizationId(1)) })
  if ((await history.all('PRAGMA cipher_integrity_check')).length > 0) problems.push('history: damaged pages')
  if ((await history.all('SELECT 1 FROM stage')).length > 0) problems.push('history: stage rows left')
  for (const kind of await history.all<{ kind: number; name: string; run: number; total: number; root: Buffer }>('SELECT * FROM kind WHERE run > 0')) {
    const sum = emptyRoot()
    const rows = await history.all<{ id: string | Buffer; hash: Buffer; from_run: number }>('SELECT id, hash, from_run FROM cur WHERE kind = ?', [kind.kind])
    for (const { id, hash } of rows) addToRoot(sum, unpackId(id), hash)
    if (!sum.equals(kind.root) || rows.length !== kind.total) problems.push(`history: the root of ${kind.name} does not fit its ${rows.length} rows`)
    if (rows.some(({ from_run }) => from_run > kind.run)) problems.push(`history: unpublished versions of ${kind.name}`)
  }
  await history.close()
  const projection = await openSqlcipher({ path: folder.projection, key: await keys.read('current') })
  if ((await projection.all('PRAGMA integrity_check')).length !== 1) problems.push('projection: not consistent')
  await projection.run(`INSERT INTO search_user (search_user, rank) VALUES ('integrity-check', 1)`).catch((error: unknown) => problems.push(`search index: ${String(error)}`))
  await projection.close()
}
