// The projection `current.db`: one encrypted file with the newest rows of all organizations, a writer and a reader on it.

import { AppError } from '../../../shared/base/app-error.ts'
import { minuteMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type CountCache, createCountCache, heldCounts } from './count-cache.ts'
import type { OpenDatabase, OpenOptions, SqlConnection, SqlSession } from './driver.ts'
import { checkPages } from './page-check.ts'
import { createTable, dropTable, projectionLayout, type ProjectionLayout } from './projection-layout.ts'
import { passSchema } from './passes.ts'
import { projectionEpoch, projectionSchema, trendSchema } from './projection-schema.ts'
import { createRankTables, type RankTables } from './rank-tables.ts'
import { createReadersFirst } from './readers-first.ts'
import { createReadStates, type ReadState } from './read-state.ts'
import { createTouched, type Touched } from './touched.ts'

/** One consistent state of the projection with what is remembered about it. */
export interface Reading {
  readonly session: SqlSession
  readonly layout: ProjectionLayout
  readonly state: ReadState
  readonly ranks: RankTables
  readonly counts: CountCache
  /** When the reading began, in whole minutes: relative times of a filter stand still for all pages of one screen. */
  readonly nowMs: number
}

export interface Projection {
  readonly layout: ProjectionLayout
  readonly writer: SqlConnection
  /** Which organizations each revision since the opening is about. */
  readonly touched: Touched
  read<T>(work: (reading: Reading) => Promise<T> | T): Promise<T>
  /** Between two pieces of work that take milliseconds: readings under way go first. */
  turn(): Promise<void>
  /** Something was committed: where questions follow each other, the next one shall not have to look what. */
  refresh(): void
  /** As `read`, on a second connection that is kept for it: totals may take a while, and pages must not wait for them. */
  readBeside<T>(work: (reading: Reading) => Promise<T>): Promise<T>
  /** As `read`, on a connection of its own: for work that takes long and must not keep others waiting. */
  readAside<T>(work: (reading: Reading) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface ProjectionOptions extends Pick<OpenOptions, 'path' | 'isReadOnly' | 'isImmutable'> {
  readonly key: Buffer
  readonly open: OpenDatabase
  readonly resources: readonly ResourceDescription[]
  readonly clock: { now(): number }
  /** Somebody else may have touched the file: every page is checked before anything is read. */
  readonly isSuspect: boolean
}

export async function openProjection({ open, resources, clock, isSuspect, ...file }: ProjectionOptions): Promise<Projection> {
  const layout = projectionLayout(resources)
  const connect = (cacheKiB: number = limits.projectionCacheKiB) => open({ ...file, cacheKiB })
  const writer = await connect()
  try {
    if (isSuspect) await checkPages(writer)
    await prepareTables(writer, layout, file.isReadOnly === true)
    const reader = await connect()
    const touched = createTouched()
    // What one reader counted, the others need not count again.
    const counts = createCountCache()
    const readersFirst = createReadersFirst()
    const readNow = readerOn(reader, layout, clock, touched, counts)
    const read: Projection['read'] = (work) => readersFirst.answering(() => readNow(work))
    let beside: Promise<{ connection: SqlConnection; read: Projection['read'] }> | null = null
    const openBeside = async () => {
      const connection = await connect(limits.countCacheKiB)
      return { connection, read: readerOn(connection, layout, clock, touched, counts) }
    }
    return {
      layout,
      writer,
      touched,
      read,
      turn: readersFirst.turn,
      // Whoever asks next meets the error, if there is one.
      refresh: () => void (readersFirst.isActive() && readNow(() => undefined).catch(() => undefined)),
      readBeside: async (work) => {
        beside ??= openBeside()
        const opened = await beside.catch((error: unknown) => {
          beside = null
          throw error
        })
        return opened.read(work)
      },
      readAside: async (work) => {
        const aside = await connect()
        return readerOn(aside, layout, clock, touched, counts)(work).finally(() => aside.close())
      },
      close: async () => {
        // An answer may still need a second look at what it read.
        await readersFirst.ended()
        await beside?.then(({ connection }) => connection.close(), () => undefined)
        await reader.close()
        await writer.close()
      },
    }
  } catch (error) {
    await writer.close()
    throw error
  }
}

/**
 * Rank tables belong to their connection, so each connection remembers for itself. A transaction takes three turns of its own, which a
 * busy engine makes long; where nothing was committed from the first statement to the last, they all saw one state without it.
 */
function readerOn(connection: SqlConnection, layout: ProjectionLayout, clock: { now(): number }, touched: Touched, counts: CountCache): Projection['read'] {
  const states = createReadStates(layout, touched)
  const ranks = createRankTables()
  const nowMs = () => Math.floor(clock.now() / minuteMs) * minuteMs
  const unlessChanged = <T>(work: (reading: Reading) => Promise<T> | T): Promise<{ readonly value: T } | null> =>
    connection.alone(async (session) => {
      const state = states.newest()
      if (!state) return null
      // What was counted is remembered by the version of the rows, so not before it is known to be of this one.
      const held = heldCounts(counts)
      try {
        const value = await work({ session, layout, state, ranks, counts: held, nowMs: nowMs() })
        if (touched.isAfter(state.revision)) return null
        held.keep()
        return { value }
      } catch (error) {
        if (touched.isAfter(state.revision)) return null
        throw error
      }
    })
  return async (work) => {
    const found = await unlessChanged(work)
    return found ? found.value : connection.transaction('read', async (session) => work({ session, layout, state: await states.read(session), ranks, counts, nowMs: nowMs() }))
  }
}

async function prepareTables(writer: SqlConnection, layout: ProjectionLayout, isReadOnly: boolean): Promise<void> {
  const epoch = (await writer.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > projectionEpoch) throw new AppError('store.newer', { version: epoch })
  const known = epoch === 0 ? null : ((await writer.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'layout'`))[0]?.value ?? null)
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

/** Raises the counter that every answer carries and answers with its new value. */
export async function raiseRevision(session: SqlSession): Promise<number> {
  await session.exec(`UPDATE meta SET value = value + 1 WHERE name = 'revision'`)
  return (await session.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`))[0]!.value
}
