// The driver's port: what the store needs of an encrypted SQL database. Nothing else in the program knows a driver.

/** A value as SQLite returns it: integers beyond 2^53 lose precision and are not used by the store. */
export type SqlValue = string | number | Buffer | null
export type SqlParameter = SqlValue | bigint | boolean
export type SqlRow = Readonly<Record<string, SqlValue>>

/** One connection, or one transaction on it. Calls run in the order in which they were made. */
export interface SqlSession {
  /** Several statements without parameters: schema and pragmas. */
  exec(sql: string): Promise<void>
  /** One statement with parameters; answers with the number of changed rows. */
  run(sql: string, parameters?: readonly SqlParameter[]): Promise<number>
  all<Row = SqlRow>(sql: string, parameters?: readonly SqlParameter[]): Promise<Row[]>
}

export interface SqlConnection extends SqlSession {
  /** Runs the work alone on this connection: committed when it resolves, rolled back when it throws. */
  transaction<T>(mode: TransactionMode, work: (session: SqlSession) => Promise<T>): Promise<T>
  /** Runs the work alone on this connection, without a transaction: each statement sees the newest state that there is. */
  alone<T>(work: (session: SqlSession) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `read` sees one state of the file throughout; `write` takes the file's write lock at once. */
export type TransactionMode = 'read' | 'write'

export interface OpenOptions {
  readonly path: string
  /** 32 random bytes; null opens an unencrypted database, for measurements only. */
  readonly key: Buffer | null
  readonly isReadOnly?: boolean
  /** The folder cannot be written: open without locks and shared memory. */
  readonly isImmutable?: boolean
  readonly cacheKiB?: number
  readonly busyTimeoutMs?: number
}

/**
 * Opens a database file, creating it when it is missing.
 *
 * @throws AppError `store.key`, `store.damaged`, `store.full`, `store.read-only`, `store.busy`
 */
export type OpenDatabase = (options: OpenOptions) => Promise<SqlConnection>
