// The projection `current.db`: one encrypted file with the newest rows of all organizations, a writer and a reader on it.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { OpenDatabase, OpenOptions, SqlConnection, SqlSession } from './driver.ts'
import { checkPages } from './page-check.ts'
import { createTable, dropTable, projectionLayout, type ProjectionLayout } from './projection-layout.ts'
import { passSchema } from './passes.ts'
import { projectionEpoch, projectionSchema, trendSchema } from './projection-schema.ts'
import type { ProjectionLoan } from './projection-loan.ts'
import { openReadings, type Readings } from './readings.ts'
import { readRevision } from './read-state.ts'
import type { StoreChange } from './store.ts'
import { createTouched, type Touched } from './touched.ts'

export interface Projection extends Omit<Readings, 'refresh'> {
  readonly layout: ProjectionLayout
  readonly writer: SqlConnection
  /** The number that the next commit must exceed: one that was told and never committed is not used again. */
  latest(): number
  /** A commit is about to make this readable. Told before it can be seen. */
  announce(change: StoreChange): void
  /** What was announced is committed. */
  committed(): void
}

export interface ProjectionOptions extends Pick<OpenOptions, 'path' | 'isReadOnly' | 'isImmutable'> {
  readonly key: Buffer
  readonly open: OpenDatabase
  readonly resources: readonly ResourceDescription[]
  readonly clock: { now(): number }
  /** Somebody else may have touched the file: every page is checked before anything is read. */
  readonly isSuspect: boolean
  /** Told of commits as the file's own readers are. */
  readonly loan: Pick<ProjectionLoan, 'announced' | 'committed'> | null
}

export async function openProjection({ open, resources, clock, isSuspect, loan, ...file }: ProjectionOptions): Promise<Projection> {
  const layout = projectionLayout(resources)
  const connect = (cacheKiB: number = limits.projectionCacheKiB) => open({ ...file, cacheKiB })
  const writer = await connect()
  try {
    if (isSuspect) await checkPages(writer)
    await prepareTables(writer, layout, file.isReadOnly === true)
    const touched = createTouched()
    // Every revision is noted before it can be seen, so nobody has to look whether there is a newer one.
    const readings = await openReadings({ connect, layout, clock, touched, isPast: (_session, revision) => touched.isAfter(revision) })
    return {
      ...readings,
      layout,
      writer,
      latest: touched.latest,
      announce: (change) => {
        touched.note(change)
        loan?.announced(change)
      },
      committed: () => {
        readings.refresh()
        loan?.committed()
      },
      close: async () => {
        await readings.close()
        await writer.close()
      },
    }
  } catch (error) {
    await writer.close()
    throw error
  }
}

async function prepareTables(writer: SqlConnection, layout: ProjectionLayout, isReadOnly: boolean): Promise<void> {
  const epoch = (await writer.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > projectionEpoch) throw new AppError('store.newer', { version: epoch })
  const known = epoch === 0 ? null : await layoutVersion(writer)
  if (known === layout.version) return
  // Rows of another registry cannot be told from rows of this one: better nothing than something wrong.
  if (isReadOnly) throw new AppError('store.read-only')
  await writer.transaction('write', async (session) => {
    if (epoch === 0) await session.exec(`${projectionSchema}; INSERT INTO meta VALUES ('revision', 0); PRAGMA user_version = ${projectionEpoch}`)
    await session.exec(trendSchema)
    await createRowTables(session, layout)
  })
}

/** Drops the row tables of any earlier layout and makes empty ones. */
async function createRowTables(session: SqlSession, layout: ProjectionLayout): Promise<void> {
  const old = await session.all<{ name: string; type: string }>(
    `SELECT name, type FROM sqlite_schema
     WHERE (type = 'view' AND name GLOB 'text_*') OR (type = 'table' AND (name GLOB 'row_*' OR sql LIKE 'CREATE VIRTUAL TABLE search_%'))
     ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, type = 'view' DESC`,
  )
  for (const { name, type } of old) await session.exec(`DROP ${type === 'view' ? 'VIEW' : 'TABLE'} "${name}"`)
  for (const table of layout.tables.values()) await session.exec(`${dropTable(table)}; ${createTable(table)}`)
  // Without what was applied, every organization lags and is filled again from its history.
  await session.exec(`DELETE FROM summary; ${passSchema}; UPDATE organization SET generation = 0, root = ''`)
  await session.run(`INSERT INTO meta (name, value) VALUES ('layout', ?) ON CONFLICT DO UPDATE SET value = excluded.value`, [layout.version])
}

const layoutVersion = async (session: SqlSession): Promise<number | null> =>
  (await session.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'layout'`))[0]?.value ?? null

/** Raises the counter that every answer carries above this number, and answers with its new value. */
export async function raiseRevision(session: SqlSession, above: number): Promise<number> {
  await session.run(`UPDATE meta SET value = max(value, ?) + 1 WHERE name = 'revision'`, [above])
  return (await session.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`))[0]!.value
}

/** A projection that another process has open, for reading alone. */
export interface LentProjection {
  readonly layout: ProjectionLayout
  readonly readings: Readings
  close(): Promise<void>
}

export interface LentOptions extends Pick<ProjectionOptions, 'path' | 'key' | 'open' | 'resources' | 'clock'> {
  readonly touched: Touched
}

/**
 * Opens a projection that another process writes. What is announced from there may come later than its commit, so every reading looks
 * whether it is of the newest.
 *
 * @throws AppError `store.key`, `store.damaged`, `store.read-only` when its tables are of another registry
 */
export async function openLentProjection({ open, resources, clock, touched, ...file }: LentOptions): Promise<LentProjection> {
  const layout = projectionLayout(resources)
  const connect = (cacheKiB: number = limits.projectionCacheKiB) => open({ ...file, isReadOnly: true, cacheKiB })
  const isPast = async (session: SqlSession, revision: number, seen: number | null) => (seen ?? (await readRevision(session))) !== revision
  const readings = await openReadings({ connect, layout, clock, touched, isPast })
  try {
    await readings.read(async ({ session }) => {
      if ((await layoutVersion(session)) !== layout.version) throw new AppError('store.read-only')
    })
  } catch (error) {
    await readings.close()
    throw error
  }
  return { layout, readings, close: readings.close }
}
