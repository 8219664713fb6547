// The driver's adapter for SQLCipher: promises, checked parameters, a transaction per task, errors of the program.
// Statements run in the binding's thread pool; this thread only binds and unpacks.

import type { Database, Statement } from '@journeyapps/sqlcipher'
import sqlcipher from '@journeyapps/sqlcipher'
import { AppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import { limits } from '../../../shared/base/limits.ts'
import { createQueue } from './async-queue.ts'
import type { OpenDatabase, OpenOptions, SqlConnection, SqlParameter, SqlSession } from './driver.ts'
import { storeError } from './driver-errors.ts'
import { encodeParameters } from './sql-parameters.ts'

const canaryText = 'orgdeck'

export const openSqlcipher: OpenDatabase = async (options) => {
  const database = await openFile(options)
  const statements = createStatementCache(database)
  const session = createSession(database, statements)
  try {
    await session.exec(openingPragmas(options))
    await checkCanary(session, options.isReadOnly === true)
  } catch (error) {
    await statements.finalizeAll()
    await closeFile(database)
    throw error
  }
  return createConnection(database, statements, session)
}

function openFile({ path, isReadOnly, isImmutable }: OpenOptions): Promise<Database> {
  const mode = isReadOnly ? sqlcipher.OPEN_READONLY : sqlcipher.OPEN_READWRITE | sqlcipher.OPEN_CREATE
  const name = isImmutable ? `file:${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}?immutable=1` : path
  return new Promise((resolve, reject) => {
    const database: Database = new sqlcipher.Database(name, isImmutable ? mode | sqlcipher.OPEN_URI : mode, (error) =>
      error ? reject(storeError(error)) : resolve(database),
    )
  })
}

const closeFile = (database: Database): Promise<void> =>
  new Promise((resolve, reject) => database.close((error) => (error ? reject(storeError(error)) : resolve())))

function openingPragmas({ key, isReadOnly, cacheKiB, busyTimeoutMs }: OpenOptions): string {
  invariant(key === null || key.length === 32, 'a database key has 32 bytes')
  const size = limits.databasePageBytes
  return [
    // What it would print is told as an error, and standard output is not a place for it.
    'PRAGMA cipher_log_level = NONE',
    // A raw key: a passphrase would cost a key derivation at every open.
    ...(key ? [`PRAGMA key = "x'${key.toString('hex')}'"`, `PRAGMA cipher_page_size = ${size}`] : [`PRAGMA page_size = ${size}`]),
    `PRAGMA busy_timeout = ${busyTimeoutMs ?? limits.databaseBusyMs}`,
    'PRAGMA trusted_schema = OFF',
    'PRAGMA cell_size_check = ON',
    'PRAGMA mmap_size = 0',
    'PRAGMA temp_store = MEMORY',
    `PRAGMA cache_size = -${cacheKiB ?? limits.databaseCacheKiB}`,
    ...(isReadOnly ? [] : ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL', 'PRAGMA secure_delete = ON', `PRAGMA journal_size_limit = ${limits.databaseLogBytesMax}`]),
  ].join(';')
}

/** A row that must read back as written: proves that the key opens pages, not only that the file exists. */
async function checkCanary(session: SqlSession, isReadOnly: boolean): Promise<void> {
  const tables = await session.all<{ name: string }>(`SELECT name FROM sqlite_schema`)
  if (tables.length === 0) {
    if (isReadOnly) throw new AppError('store.damaged')
    await session.exec(`CREATE TABLE canary (value TEXT NOT NULL); INSERT INTO canary VALUES ('${canaryText}')`)
    return
  }
  const rows = tables.some((table) => table.name === 'canary') ? await session.all<{ value: string }>('SELECT value FROM canary') : []
  if (rows.length !== 1 || rows[0]?.value !== canaryText) throw new AppError('store.damaged')
}

function createSession(database: Database, statements: StatementCache): SqlSession {
  return {
    exec: (sql) => new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(storeError(error)) : resolve()))),
    run: async (sql, parameters = []) => {
      const bound = encodeParameters(sql, parameters)
      const statement = await statements.get(sql)
      return new Promise((resolve, reject) => {
        statement.run(bound, function (error) {
          if (error) reject(storeError(error))
          else resolve(this.changes)
        })
      })
    },
    all: async <Row>(sql: string, parameters: readonly SqlParameter[] = []) => {
      const bound = encodeParameters(sql, parameters)
      const statement = await statements.get(sql)
      return new Promise<Row[]>((resolve, reject) => {
        statement.all(bound, (error, rows) => (error ? reject(storeError(error)) : resolve(rows as Row[])))
      })
    },
  }
}

function createConnection(database: Database, statements: StatementCache, session: SqlSession): SqlConnection {
  const queue = createQueue()
  let isOpen = true
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    invariant(isOpen, 'a closed database is not used')
    return queue.run(work)
  }
  const within = async <T>(begin: string, work: () => Promise<T>, commit: (result: T) => Promise<void>): Promise<void> => {
    await session.exec(begin)
    try {
      await commit(await work())
    } catch (error) {
      // A full disk has rolled back already; then this fails, and the first error is the one that counts.
      await session.exec('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
  return {
    exec: (sql) => alone(() => session.exec(sql)),
    run: (sql, parameters) => alone(() => session.run(sql, parameters)),
    all: (sql, parameters) => alone(() => session.all(sql, parameters)),
    alone: (work) => alone(() => work(session)),
    transaction: <T>(mode: 'read' | 'write', work: (given: SqlSession) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const commit = async (result: T) => {
          // Nothing hangs on the end of a reading but the next one.
          if (mode === 'read') resolve(result)
          await session.exec('COMMIT')
          resolve(result)
        }
        alone(() => within(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN', () => work(session), commit)).catch(reject)
      }),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await queue.run(async () => {
        await statements.finalizeAll()
        await closeFile(database)
      })
    },
  }
}

interface StatementCache {
  get(sql: string): Promise<Statement>
  finalizeAll(): Promise<void>
}

/** Prepared statements by text, the least recently used one going first. */
function createStatementCache(database: Database): StatementCache {
  const kept = new Map<string, Promise<Statement>>()
  const finalize = (statement: Statement) => new Promise<void>((resolve) => statement.finalize(() => resolve()))
  const prepare = (sql: string) =>
    new Promise<Statement>((resolve, reject) => {
      const statement: Statement = database.prepare(sql, (error) => (error ? reject(storeError(error)) : resolve(statement)))
    })
  return {
    get: (sql) => {
      const known = kept.get(sql)
      kept.delete(sql)
      const statement = known ?? prepare(sql)
      kept.set(sql, statement)
      statement.catch(() => kept.delete(sql))
      if (kept.size > limits.databaseStatementsMax) {
        const [oldest, evicted] = kept.entries().next().value as [string, Promise<Statement>]
        kept.delete(oldest)
        evicted.then(finalize, () => undefined)
      }
      return statement
    },
    finalizeAll: async () => {
      const all = [...kept.values()]
      kept.clear()
      for (const statement of all) await statement.then(finalize, () => undefined)
    },
  }
}
