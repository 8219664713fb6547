// B15 writing, B16 bytes on disk, B8 history: against one big transaction, plain files and full copies in the same run.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenDatabase, SqlParameter } from '../../main/engine/store/driver.ts'
import { openSqlcipher } from '../../main/engine/store/driver-sqlcipher.ts'
import { historySchema } from '../../main/engine/store/history-schema.ts'
import { packId } from '../../main/engine/store/packed-id.ts'
import { createPayloadCodec } from '../../main/engine/store/payload-codec.ts'
import { learnDictionary } from '../../main/engine/store/payload-dictionary.ts'
import { contentHash } from '../../main/engine/store/row-hash.ts'
import { runRows } from '../../main/engine/store/row-batches.ts'
import { storeFolder } from '../../main/engine/store/store-files.ts'
import type { StagedRow } from '../../main/engine/store/store.ts'
import { limits } from '../../shared/base/limits.ts'
import { createRandom } from '../../shared/base/random.ts'
import { stableJson } from '../../shared/base/stable-json.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import { openTempStore, organization, organizationId, type TempStore } from '../support/temp-store.ts'
import { type BenchContext, type BenchRow, fillStore, jsonBytes, makeUsers, median, openPlain, publishUsers, timed } from '../support/filled-store.ts'

const rounds = 5
const acme = organizationId(1)

export default async function store({ say }: BenchContext): Promise<BenchRow[]> {
  const [users] = makeUsers(1, 20_000)
  return [...(await writing(users!, say)), ...(await commits(users!, say)), ...(await bytes(say)), ...(await history(users!, say))]
}

async function writing(users: readonly StagedRow[], say: BenchContext['say']): Promise<BenchRow[]> {
  const times = { encrypted: [] as number[], plain: [] as number[], repeat: [] as number[] }
  for (let round = 1; round <= rounds; round++) {
    say(`writing 20,000 users, encrypted and plain, round ${round} of ${rounds} …`)
    for (const [name, openDatabase] of [['encrypted', openSqlcipher], ['plain', openPlain]] as const) {
      const temp = await openTempStore({ openDatabase })
      await temp.store.saveOrganization(organization(1))
      times[name].push(await timed(() => publishUsers(temp.store, acme, users)))
      if (name === 'encrypted') times.repeat.push(await timed(() => publishUsers(temp.store, acme, users)))
      await temp.remove()
    }
  }
  const [encrypted, plain, repeat] = [median(times.encrypted), median(times.plain), median(times.repeat)]
  const perSecond = (ms: number) => (users.length / ms) * 1_000
  return [
    { id: 'B15', what: 'first load: hashed, compressed, encrypted, searchable', value: perSecond(encrypted), unit: 'rows/s', goal: '≥ 20,000 rows/s', baseline: perSecond(plain), ok: perSecond(encrypted) >= 20_000 },
    { id: 'B15', what: 'the same against plain files', value: encrypted, unit: 'ms', ratio: encrypted / plain, baseline: plain, goal: '≤ 1.4 × plain', ok: encrypted <= 1.4 * plain },
    { id: 'B15', what: 'a pass that finds nothing changed', value: perSecond(repeat), unit: 'rows/s', ratio: encrypted / repeat, goal: '≥ 3 × a first load', ok: encrypted >= 3 * repeat },
  ]
}

/** The same encoded rows into the same table, committed by the buffer and all at once. */
async function commits(users: readonly StagedRow[], say: BenchContext['say']): Promise<BenchRow[]> {
  const texts = users.map(({ raw }) => stableJson(raw))
  const codec = createPayloadCodec(new Map([[1, learnDictionary(resourceOf('user'), texts.slice(0, 100))]]))
  const rows = users.map(({ id }, index): SqlParameter[] => [1, packId(id), Buffer.from(contentHash(texts[index]!), 'hex'), codec.encode(texts[index]!, 1), null, null, 1])
  const write = async (size: number, open: OpenDatabase): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), 'orgdeck-bench-'))
    const database = await open({ path: join(folder, 'a.db'), key: randomBytes(32) })
    await database.exec(historySchema)
    const ms = await timed(async () => {
      for (let start = 0; start < rows.length; start += size) {
        await database.transaction('write', (session) => runRows(session, rows.slice(start, start + size), (values) => `INSERT INTO cur (kind, id, hash, payload, edge_from, edge_to, from_run) VALUES ${values}`))
      }
    })
    await database.close()
    rmSync(folder, { recursive: true })
    return ms
  }
  const times = { buffers: [] as number[], one: [] as number[] }
  for (let round = 1; round <= rounds; round++) {
    say(`committing by the buffer and at once, round ${round} of ${rounds} …`)
    times.buffers.push(await write(limits.writeRowsMax, openSqlcipher))
    times.one.push(await write(rows.length, openSqlcipher))
  }
  const [buffers, one] = [median(times.buffers), median(times.one)]
  return [{ id: 'B15', what: `commits of ${limits.writeRowsMax} rows against one transaction`, value: buffers, unit: 'ms', ratio: buffers / one, baseline: one, goal: '≤ 1.2 ×', ok: buffers <= 1.2 * one }]
}

async function bytes(say: BenchContext['say']): Promise<BenchRow[]> {
  say('filling a store with 100,000 users for its size …')
  const [users] = makeUsers(1, 100_000)
  const json = jsonBytes(users!)
  const temp = await fillStore([users!])
  await temp.store.close()
  const files = storeFolder(temp.folder)
  const [past, current] = [statSync(files.history(acme)).size, statSync(files.projection).size]
  await temp.remove()
  const share = (past + current) / json
  const perUser = (size: number) => Math.round(size / users!.length)
  return [
    {
      id: 'B16',
      what: `bytes per user: history ${perUser(past)}, projection with indexes and search ${perUser(current)}`,
      value: perUser(past + current),
      unit: 'B',
      ratio: share,
      baseline: perUser(json),
      goal: '≤ 0.40 × its JSON',
      ok: share <= 0.4,
    },
  ]
}

async function history(users: readonly StagedRow[], say: BenchContext['say']): Promise<BenchRow[]> {
  const temp = await openTempStore()
  await temp.store.saveOrganization(organization(1))
  await publishUsers(temp.store, acme, users)
  const first = await closedSize(temp)
  let state = [...users]
  let plainBytes = await fullCopyBytes(state)
  const random = createRandom(9)
  for (let day = 2; day <= 10; day++) {
    say(`day ${day} of 10 …`)
    state = nextDay(state, day, random)
    await publishUsers(temp.store, acme, state)
    plainBytes += await fullCopyBytes(state)
  }
  const after = await closedSize(temp)
  const changes: number[] = []
  const counting: OpenDatabase = async (options) => {
    const connection = await openSqlcipher(options)
    if (!options.path.includes('history')) return connection
    return {
      ...connection,
      run: async (sql, parameters) => connection.run(sql, parameters).then((rows) => (changes.push(rows), rows)),
      transaction: (mode, work) => connection.transaction(mode, (session) => work({ ...session, run: async (sql, parameters) => session.run(sql, parameters).then((rows) => (changes.push(rows), rows)) })),
    }
  }
  await temp.reopen({ openDatabase: counting })
  await publishUsers(temp.store, acme, state)
  const written = changes.reduce((sum, rows) => sum + rows, 0)
  await temp.remove()
  const [growth, share] = [after / first, after / plainBytes]
  return [
    { id: 'B8', what: 'history of 10 daily states, 0.5 % changed a day', value: after / 2 ** 20, unit: 'MiB', ratio: growth, baseline: first / 2 ** 20, goal: '≤ 1.15 × one state', ok: growth <= 1.15 },
    { id: 'B8', what: 'the same against ten plain copies', value: after / 2 ** 20, unit: 'MiB', ratio: share, baseline: plainBytes / 2 ** 20, goal: '≤ 1/30', ok: share <= 1 / 30 },
    // Two more rows are the run's own: its beginning and its end.
    { id: 'B8', what: 'rows written by a pass that finds nothing changed', value: written - 2, unit: 'rows', goal: '≤ 1 per kind', ok: written - 2 <= 1 },
  ]
}

async function closedSize(temp: TempStore): Promise<number> {
  await temp.store.close()
  const { size } = statSync(storeFolder(temp.folder).history(acme))
  await temp.reopen()
  return size
}

/** Four fifths of the changes are updates, the others come and go in equal parts. */
function nextDay(rows: readonly StagedRow[], day: number, random: ReturnType<typeof createRandom>): StagedRow[] {
  const changes = Math.round(rows.length * 0.005)
  const next = [...rows]
  for (let index = 0; index < changes * 0.8; index++) {
    const at = random.integer(0, next.length - 1)
    const row = next[at]!
    next[at] = { id: row.id, raw: { ...row.raw, jobTitle: `Title of day ${day}`, password_date: `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`, badLoginAttempts: random.integer(0, 5) } }
  }
  for (let index = 0; index < changes * 0.1; index++) {
    next.splice(random.integer(0, next.length - 1), 1)
    const model = next[random.integer(0, next.length - 1)]!
    const id = `f${random.hex(23)}`
    next.push({ id, raw: { ...model.raw, _id: id, id, username: `new.${random.hex(6)}` } })
  }
  return next
}

/** What keeping a state as it came would take: plain JSON rows with an index on the id. */
async function fullCopyBytes(rows: readonly StagedRow[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'orgdeck-bench-'))
  const path = join(folder, 'copy.db')
  const database = await openPlain({ path, key: null })
  await database.exec('CREATE TABLE copy (row INTEGER PRIMARY KEY, id TEXT, json TEXT); CREATE INDEX copy_id ON copy (id)')
  await database.transaction('write', (session) => runRows(session, rows.map(({ id, raw }) => [id, JSON.stringify(raw)]), (values) => `INSERT INTO copy (id, json) VALUES ${values}`))
  await database.close()
  const { size } = statSync(path)
  rmSync(folder, { recursive: true })
  return size
}
