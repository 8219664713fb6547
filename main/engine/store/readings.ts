// Readings of the projection: one reader whose connection stays, a second for totals, and others for what takes long.

import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { minuteMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { type CountCache, createCountCache, heldCounts } from './count-cache.ts'
import type { SqlConnection, SqlSession } from './driver.ts'
import type { ProjectionLayout } from './projection-layout.ts'
import { createRankTables, type RankTables } from './rank-tables.ts'
import { createReadersFirst } from './readers-first.ts'
import { createReadStates, type ReadState } from './read-state.ts'
import type { Touched } from './touched.ts'

/** One consistent state of the projection with what is remembered about it. */
export interface Reading {
  readonly session: SqlSession
  readonly layout: ProjectionLayout
  readonly state: ReadState
  readonly ranks: RankTables
  readonly counts: CountCache
  /** When the reading began, in whole minutes: relative times of a filter stand still for all pages of one screen. */
  readonly nowMs: number
  /** The statement that was answered last told the revision as well, so that nobody has to ask for it once more. */
  saw(revision: number): void
}

export interface Readings {
  read<T>(work: (reading: Reading) => Promise<T> | T): Promise<T>
  /** As `read`, on a second connection that is kept for it: totals may take a while, and pages must not wait for them. */
  readBeside<T>(work: (reading: Reading) => Promise<T> | T): Promise<T>
  /** As `read`, on a connection of its own: for work that takes long and must not keep others waiting. */
  readAside<T>(work: (reading: Reading) => Promise<T>): Promise<T>
  /** Between two pieces of work that take milliseconds: readings under way go first. */
  turn(): Promise<void>
  /** Something was committed: where questions follow each other, the next one shall not have to look what. */
  refresh(): void
  close(): Promise<void>
}

export interface ReadingsParts {
  readonly connect: (cacheKiB?: number) => Promise<SqlConnection>
  readonly layout: ProjectionLayout
  readonly clock: { now(): number }
  readonly touched: Touched
  /** Whether something newer than this revision may have been seen; `seen` is the revision that the last statement saw, where it told. */
  readonly isPast: (session: SqlSession, revision: number, seen: number | null) => Promise<boolean> | boolean
}

export async function openReadings(parts: ReadingsParts): Promise<Readings> {
  const { connect } = parts
  const reader = await connect()
  // What one reader counted, the others need not count again.
  const counts = createCountCache()
  const readersFirst = createReadersFirst()
  const readNow = readerOn(reader, parts, counts)
  let isClosed = false
  let beside: Promise<{ connection: SqlConnection; read: Readings['read'] }> | null = null
  const openBeside = async () => {
    const connection = await connect(limits.countCacheKiB)
    return { connection, read: readerOn(connection, parts, counts) }
  }
  return {
    read: (work) => readersFirst.answering(() => readNow(work)),
    turn: readersFirst.turn,
    // Whoever asks next meets the error, if there is one.
    refresh: () => void (readersFirst.isActive() && readNow(() => undefined).catch(() => undefined)),
    readBeside: async (work) => {
      beside ??= openBeside()
      const opened = await beside.catch((error: unknown) => {
        beside = null
        throw error
      })
      try {
        return await opened.read(work)
      } catch (error) {
        // Closing does not wait for totals.
        throw isClosed && !isAppError(error) ? new AppError('engine.unavailable') : error
      }
    },
    readAside: async (work) => {
      const aside = await connect()
      return readerOn(aside, parts, counts)(work).finally(() => aside.close())
    },
    close: async () => {
      isClosed = true
      // An answer may still need a second look at what it read.
      await readersFirst.ended()
      await beside?.then(({ connection }) => connection.close(), () => undefined)
      await reader.close()
    },
  }
}

/**
 * Rank tables belong to their connection, so each connection remembers for itself. A transaction takes three turns of its own, which a
 * busy engine makes long; where nothing was committed from the first statement to the last, they all saw one state without it.
 */
function readerOn(connection: SqlConnection, { layout, clock, touched, isPast }: ReadingsParts, counts: CountCache): Readings['read'] {
  const states = createReadStates(layout, touched)
  const ranks = createRankTables()
  const nowMs = () => Math.floor(clock.now() / minuteMs) * minuteMs
  const unlessChanged = <T>(work: (reading: Reading) => Promise<T> | T): Promise<{ readonly value: T } | null> =>
    connection.alone(async (session) => {
      const state = states.newest()
      if (!state) return null
      // What was counted is remembered by the version of the rows, so not before it is known to be of this one.
      const held = heldCounts(counts)
      let seen: number | null = null
      const telling: SqlSession = {
        ...session,
        all: (sql, parameters) => {
          seen = null
          return session.all(sql, parameters)
        },
      }
      const saw = (revision: number) => (seen = revision)
      try {
        const value = await work({ session: telling, layout, state, ranks, counts: held, nowMs: nowMs(), saw })
        if (await isPast(session, state.revision, seen)) return null
        held.keep()
        return { value }
      } catch (error) {
        if (await isPast(session, state.revision, null)) return null
        throw error
      }
    })
  return async (work) => {
    const found = await unlessChanged(work)
    return found ? found.value : connection.transaction('read', async (session) => work({ session, layout, state: await states.read(session), ranks, counts, nowMs: nowMs(), saw: () => undefined }))
  }
}
