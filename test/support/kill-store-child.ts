// Child of the kill gate: publishes one generation after the other and dies at the call it was told, or when its parent says so.
// Every published kind is acknowledged on standard output after the store has said that it is done.

import { writeSync } from 'node:fs'
import type { OpenDatabase, SqlConnection, SqlSession } from '../../main/engine/store/driver.ts'
import { openSqlcipher } from '../../main/engine/store/driver-sqlcipher.ts'
import { openStore } from '../../main/engine/store/open.ts'
import { generationKinds, generationRows } from './generations.ts'
import { createClock, organization, organizationId, proof } from './temp-store.ts'

interface Order {
  readonly folder: string
  readonly rootKey: string
  readonly generation: number
  /** Number of the driver's call to die at, and whether before or after it; null counts the calls of one generation. */
  readonly dieAt: number | null
  readonly isBefore: boolean
  readonly isEndless: boolean
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const say = (line: string): void => void writeSync(1, `${line}\n`)
let calls = 0

async function counted<T>(name: string, call: () => Promise<T>): Promise<T> {
  const isMine = calls++ === order.dieAt
  const die = () => {
    say(`dying ${order.isBefore ? 'before' : 'after'} ${name}`)
    process.kill(process.pid, 'SIGKILL')
  }
  if (isMine && order.isBefore) die()
  const result = await call()
  if (isMine) die()
  return result
}

const nameOf = (sql: string): string => sql.trim().replace(/\s+/g, ' ').slice(0, 60)

const countedSession = (session: SqlSession): SqlSession => ({
  exec: (sql) => counted(nameOf(sql), () => session.exec(sql)),
  run: (sql, parameters) => counted(nameOf(sql), () => session.run(sql, parameters)),
  all: (sql, parameters) => session.all(sql, parameters),
})

const openCounted: OpenDatabase = async (options) => {
  const connection = await counted('open', () => openSqlcipher(options))
  const wrapped: SqlConnection = {
    ...countedSession(connection),
    alone: connection.alone,
    transaction: (mode, work) =>
      mode === 'read' ? connection.transaction(mode, work) : counted('COMMIT', () => connection.transaction(mode, async (session) => counted('last statement', () => work(countedSession(session))))),
    close: () => counted('close', () => connection.close()),
  }
  return wrapped
}

const store = await openStore({ folder: order.folder, rootKey: Buffer.from(order.rootKey, 'hex'), clock: createClock(Date.UTC(2026, 10, 21) + order.generation * 1_000), openDatabase: openCounted })
await store.saveOrganization(organization(1))
say('open')
for (let generation = order.generation; ; generation++) {
  const run = await store.beginRun(organizationId(1))
  for (const kind of generationKinds) {
    const rows = generationRows(kind, generation)
    for (let start = 0; start < rows.length; start += 100) await run.stage(kind, rows.slice(start, start + 100))
    await run.publish(kind, proof(rows.length))
    say(`done ${kind} ${generation}`)
  }
  await run.finish('complete')
  if (!order.isEndless) break
}
await store.close()
say(`calls ${calls}`)
