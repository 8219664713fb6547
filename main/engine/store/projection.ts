// The projection `current.db`: one encrypted file with the newest rows of all organizations, a writer and a reader on it.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { OpenDatabase, SqlConnection, SqlSession } from './driver.ts'
import { createTable, dropTable, projectionLayout, type ProjectionLayout } from './projection-layout.ts'
import { projectionEpoch, projectionSchema } from './projection-schema.ts'

export interface Projection {
  readonly layout: ProjectionLayout
  readonly writer: SqlConnection
  readonly reader: SqlConnection
  /** One more connection for a long reading that must not keep others waiting; the caller closes it. */
  connect(): Promise<SqlConnection>
  /** The row tables are empty and want filling from history: the file is new or its layout was another. */
  readonly isBare: boolean
  close(): Promise<void>
}

export interface ProjectionOptions {
  readonly path: string
  readonly key: Buffer
  readonly open: OpenDatabase
  readonly resources: readonly ResourceDescription[]
  readonly isReadOnly: boolean
}

export async function openProjection({ path, key, open, resources, isReadOnly }: ProjectionOptions): Promise<Projection> {
  const layout = projectionLayout(resources)
  const connect = () => open({ path, key, isReadOnly, cacheKiB: limits.projectionCacheKiB })
  const writer = await connect()
  try {
    const isBare = await prepareTables(writer, layout, isReadOnly)
    const reader = await connect()
    return {
      layout,
      writer,
      reader,
      connect,
      isBare,
      close: async () => {
        await reader.close()
        await writer.close()
      },
    }
  } catch (error) {
    await writer.close()
    throw error
  }
}

async function prepareTables(writer: SqlConnection, layout: ProjectionLayout, isReadOnly: boolean): Promise<boolean> {
  const epoch = (await writer.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > projectionEpoch) throw new AppError('store.newer', { version: epoch })
  const known = epoch === 0 ? null : ((await writer.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'layout'`))[0]?.value ?? null)
  if (known === layout.version) return false
  // Rows of another registry cannot be told from rows of this one: better nothing than something wrong.
  if (isReadOnly) throw new AppError('store.read-only')
  await writer.transaction('write', async (session) => {
    if (epoch === 0) await session.exec(`${projectionSchema}; INSERT INTO meta VALUES ('revision', 0); PRAGMA user_version = ${projectionEpoch}`)
    await createRowTables(session, layout)
  })
  return true
}

/** Drops the row tables of any earlier layout and makes empty ones. */
export async function createRowTables(session: SqlSession, layout: ProjectionLayout): Promise<void> {
  const old = await session.all<{ name: string; type: string }>(
    `SELECT name, type FROM sqlite_schema WHERE (type = 'view' AND name LIKE 'text_%') OR (type = 'table' AND (name LIKE 'row_%' OR sql LIKE 'CREATE VIRTUAL TABLE search_%'))`,
  )
  for (const { name, type } of old) await session.exec(`DROP ${type === 'view' ? 'VIEW' : 'TABLE'} "${name}"`)
  for (const table of layout.tables.values()) await session.exec(`${dropTable(table)}; ${createTable(table)}`)
  await session.exec('DELETE FROM summary; DELETE FROM pass')
  await session.run(`INSERT INTO meta (name, value) VALUES ('layout', ?) ON CONFLICT DO UPDATE SET value = excluded.value`, [layout.version])
}

/** Raises the counter that every answer carries and answers with its new value. */
export async function raiseRevision(session: SqlSession): Promise<number> {
  await session.exec(`UPDATE meta SET value = value + 1 WHERE name = 'revision'`)
  return (await session.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`))[0]!.value
}
