// Answers questions from the projection that the engine has lent, each with the revision it was read from. It knows one key, that of this
// file, and writes nothing.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resources as registry } from '../../../shared/resources/index.ts'
import type { ServedHandlers, ServerPort } from '../link/engine-server.ts'
import type { OpenDatabase } from '../store/driver.ts'
import { openSqlcipher } from '../store/driver-sqlcipher.ts'
import { type LentProjection, openLentProjection } from '../store/projection.ts'
import { createProjectionReader, projectionQuestions } from '../store/reader.ts'
import type { Reading } from '../store/readings.ts'
import { createTouched, type Touched } from '../store/touched.ts'
import type { Dated, FromReader, ToReader } from './protocol.ts'

export interface ReaderServerOptions {
  readonly clock: { now(): number }
  readonly resources?: readonly ResourceDescription[]
  readonly openDatabase?: OpenDatabase
}

export interface ReaderServer {
  /** Operations of the contract whose answers come dated. @throws AppError `engine.unavailable` while nothing is lent */
  readonly handlers: ServedHandlers
  /** Listens to the engine; the one before it is gone. */
  attach(port: ServerPort): void
}

interface Held {
  readonly touched: Touched
  /** Wiped when the file is let go. */
  readonly key: Buffer
  readonly opened: Promise<LentProjection>
}

export function createReaderServer({ clock, resources = registry, openDatabase: open = openSqlcipher }: ReaderServerOptions): ReaderServer {
  let held: Held | null = null

  const take = ({ path, key: given, latest }: ToReader & { type: 'lend' }) => {
    const touched = createTouched(latest)
    const key = Buffer.from(given)
    given.fill(0)
    const opened = openLentProjection({ path, key, open, resources, clock, touched })
    // Told to whoever asks.
    opened.catch(() => undefined)
    held = { touched, key, opened }
  }

  const letGo = async (): Promise<void> => {
    const ending = held
    held = null
    const opened = await ending?.opened.catch(() => null)
    await opened?.close()
    ending?.key.fill(0)
  }

  const answer = async (ask: (reader: ReturnType<typeof createProjectionReader>) => Promise<unknown>): Promise<Dated> => {
    const asked = held
    const lent = await asked?.opened
    if (!lent || held !== asked) throw new AppError('engine.unavailable')
    let revision = 0
    const noting = <T>(work: (reading: Reading) => Promise<T> | T) => (reading: Reading) => {
      revision = reading.state.revision
      return work(reading)
    }
    const { read, readBeside } = lent.readings
    const reader = createProjectionReader({ read: (work) => read(noting(work)), readBeside: (work) => readBeside(noting(work)), clock, refusesUnknown: true })
    const value = await ask(reader)
    return { revision, value }
  }

  return {
    handlers: Object.fromEntries(projectionQuestions.map((question) => [`snapshot.${question}`, (input, { signal }) => answer((reader) => reader[question](input, signal))])),
    attach: (port) => {
      void letGo()
      port.onMessage((message) => {
        const told = message as ToReader
        if (told.type === 'lend') take(told)
        else if (told.type === 'announced') held?.touched.note(told.change)
        else if (told.type === 'committed') void held?.opened.then(({ readings }) => readings.refresh(), () => undefined)
        else void letGo().finally(() => port.postMessage({ returned: told.number } satisfies FromReader))
      })
    },
  }
}
