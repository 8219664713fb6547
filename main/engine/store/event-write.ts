// Adds events to an archive: in one transaction the new ones, their payloads, and the span that they complete.

import { createHash } from 'node:crypto'
import { limits } from '../../../shared/base/limits.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import type { ArchivedEvent } from './event-archive.ts'
import type { EventFile } from './event-file.ts'
import { keepSpan, type Span } from './event-spans.ts'
import { fold } from './fold.ts'
import type { GenerationMark } from './witness.ts'

/** Told of the mark that a commit is about to reach, and that it did. */
export interface MarkWitness {
  intend(before: GenerationMark, after: GenerationMark): Promise<void>
  reached(mark: GenerationMark): Promise<void>
}

/** Answers with the number of events that were not known before. */
export const addEvents = (file: EventFile, witness: MarkWitness, events: readonly ArchivedEvent[], read: Span | null): Promise<number> =>
  file.commits.run(async () => {
    const before = file.mark
    const { added, after } = await file.connection.transaction('write', async (session) => {
      const fresh = await unknownOf(session, [...new Map(events.map((event) => [event.id, event])).values()])
      if (fresh.length === 0 && !read) return { added: 0, after: before }
      if (fresh.length > 0) await insertEvents(session, file, fresh)
      if (read) await keepSpan(session, read)
      const next = markAfter(before, fresh, read)
      await session.run('UPDATE mark SET generation = ?, root = ?', [next.generation, next.root])
      await witness.intend(before, next)
      return { added: fresh.length, after: next }
    })
    file.revision += 1
    file.mark = after
    if (after !== before) await witness.reached(after)
    return added
  })

/** Each mark holds the one before it, so that no two histories of an archive end alike. */
const markAfter = ({ generation, root }: GenerationMark, fresh: readonly ArchivedEvent[], read: Span | null): GenerationMark => ({
  generation: generation + 1,
  root: createHash('sha256').update(JSON.stringify([root, fresh.map(({ id }) => id), read])).digest('hex').slice(0, 32),
})

async function unknownOf(session: SqlSession, events: readonly ArchivedEvent[]): Promise<ArchivedEvent[]> {
  const known = new Set<string>()
  for (const slice of slicesOf(events)) {
    const found = await session.all<{ id: string }>(`SELECT id FROM event WHERE id IN (${slice.map(() => '?').join(', ')})`, slice.map(({ id }) => id))
    for (const { id } of found) known.add(id)
  }
  return events.filter(({ id }) => !known.has(id))
}

async function insertEvents(session: SqlSession, file: EventFile, events: readonly ArchivedEvent[]): Promise<void> {
  const version = await file.dictionaryFor(session, events)
  const codes = new Map<string, number>()
  for (const word of new Set(events.flatMap(({ service, type }) => [service, type]))) codes.set(word, await file.codeOf(session, word))
  let row = (await session.all<{ row: number | null }>('SELECT max(row) AS row FROM event'))[0]?.row ?? 0
  for (const slice of slicesOf(events)) {
    const rows: SqlParameter[][] = []
    const payloads: SqlParameter[][] = []
    for (const event of slice) {
      const { id, atMs, service, type, success, initiator, resource, address, country, raw } = event
      rows.push([++row, atMs, id, codes.get(service)!, codes.get(type)!, success, initiator, resource, address, country, searchText(event)])
      payloads.push([row, file.codec.encode(raw, version)])
    }
    await insertRows(session, 'event (row, at, id, service, type, success, initiator, resource, address, country, search)', rows)
    await insertRows(session, 'payload (row, content)', payloads)
    await insertRows(session, 'event_search (rowid, search)', rows.map((values) => [values[0]!, values.at(-1)!]))
  }
}

const insertRows = (session: SqlSession, into: string, rows: readonly SqlParameter[][]): Promise<number> =>
  session.run(`INSERT INTO ${into} VALUES ${rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`, rows.flat())

/** What a search looks in; folded text has no line breaks of its own, so nothing is found across two values. */
const searchText = ({ initiator, resource, address, type }: ArchivedEvent): string => [initiator, resource, address, type].map(fold).join('\n')

function* slicesOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += limits.statementRowsMax) yield all.slice(from, from + limits.statementRowsMax)
}
