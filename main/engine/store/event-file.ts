// One organization's archive of events, open: its tables, its payload codec and the words that rows refer to by number.

import { AppError } from '../../../shared/base/app-error.ts'
import { createQueue, type Queue } from './async-queue.ts'
import { type CountCache, createCountCache } from './count-cache.ts'
import type { SqlConnection, SqlSession } from './driver.ts'
import { eventDictionary } from './event-dictionary.ts'
import { eventEpoch, eventSchema, eventSchemaSince2 } from './event-schema.ts'
import { createPayloadCodec, type PayloadCodec } from './payload-codec.ts'
import type { GenerationMark } from './witness.ts'

export interface EventFile {
  readonly connection: SqlConnection
  readonly codec: PayloadCodec
  readonly counts: CountCache
  /** What the file says of itself; moves on with every commit. */
  mark: GenerationMark
  readonly isIndexed: boolean
  /** Commits, one after the other, each told to the witness before and after. */
  readonly commits: Queue
  /** Raised with every change of the events while the file is open; part of what counts are remembered under. */
  revision: number
  /** The version to encode with; the first events of an archive make its dictionary. */
  dictionaryFor(session: SqlSession, first: readonly { readonly type: string; readonly raw: string }[]): Promise<number>
  /** The number of a word, given one when it is new. */
  codeOf(session: SqlSession, word: string): Promise<number>
}

const dictionaryVersion = 1

export async function openEventFile(connection: SqlConnection, isReadOnly: boolean): Promise<EventFile> {
  const epoch = (await connection.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > eventEpoch) throw new AppError('store.newer', { version: epoch })
  if (epoch === 0) {
    if (isReadOnly) throw new AppError('store.damaged')
    await connection.transaction('write', (session) => session.exec(`${eventSchema}; ${eventSchemaSince2}; PRAGMA user_version = ${eventEpoch}`))
  } else if (epoch < eventEpoch) {
    // A file that may only be read is searched without its index and has no mark yet.
    if (!isReadOnly) await connection.transaction('write', (session) => session.exec(`${eventSchemaSince2}; PRAGMA user_version = ${eventEpoch}`))
  }
  const isIndexed = !isReadOnly || epoch === eventEpoch
  const dictionaries = new Map<number, Buffer>()
  const loadDictionaries = async (session: SqlSession) => {
    for (const { version, content } of await session.all<{ version: number; content: Buffer }>('SELECT version, content FROM dictionary')) dictionaries.set(version, content)
  }
  await loadDictionaries(connection)
  return {
    connection,
    codec: createPayloadCodec(dictionaries),
    counts: createCountCache(),
    mark: isIndexed ? (await connection.all<GenerationMark>('SELECT generation, root FROM mark'))[0]! : { generation: 0, root: '' },
    isIndexed,
    commits: createQueue(),
    revision: 0,
    dictionaryFor: async (session, first) => {
      // A transaction that was rolled back took its dictionary with it, so what is kept is asked, not remembered.
      await session.run('INSERT INTO dictionary (version, content) VALUES (?, ?) ON CONFLICT DO NOTHING', [dictionaryVersion, eventDictionary(first)])
      await loadDictionaries(session)
      return dictionaryVersion
    },
    codeOf: async (session, word) => {
      await session.run('INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING', [word])
      return (await session.all<{ code: number }>('SELECT code FROM word WHERE text = ?', [word]))[0]!.code
    },
  }
}
