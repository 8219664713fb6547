// Which SQLite and SQLCipher this build carries, asked of the binding itself.

import sqlcipher from '@journeyapps/sqlcipher'

interface Versions {
  readonly sqlite: string
  readonly sqlcipher: string
}

let known: Promise<Versions> | null = null

/** Opened once: the heartbeat asks for this every few seconds. */
export const sqliteVersions = (): Promise<Versions> => (known ??= ask())

async function ask(): Promise<Versions> {
  const database = await new Promise<sqlcipher.Database>((resolve, reject) => {
    const opened: sqlcipher.Database = new sqlcipher.Database(':memory:', (error) => (error ? reject(error) : resolve(opened)))
  })
  const get = (sql: string) =>
    new Promise<Record<string, string> | undefined>((resolve, reject) =>
      database.get(sql, (error: Error | null, row: Record<string, string> | undefined) => (error ? reject(error) : resolve(row))),
    )
  const sqlite = await get('SELECT sqlite_version() AS version')
  const cipher = await get('PRAGMA cipher_version')
  await new Promise<void>((resolve) => database.close(() => resolve()))
  return { sqlite: sqlite?.['version'] ?? '', sqlcipher: cipher?.['cipher_version'] ?? '' }
}
