// Reads an archive of events: pages, counts per slice of time, values to filter by, single events.

import { type Instant, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import type { ArchivedEvent, EventFacets } from './event-archive.ts'
import type { EventFile } from './event-file.ts'
import { joinConditions, type SqlCondition } from './filter-sql.ts'
import { fold } from './fold.ts'
import { trigrams } from './search-sql.ts'

export type EventQuestion = Pick<ParsedInput<'insights.page'>, 'organization' | 'from' | 'to' | 'services' | 'types' | 'success' | 'text'>

export interface SlicedQuestion extends EventQuestion {
  readonly slices: number
}

export interface EventSlice {
  readonly fromMs: number
  readonly succeeded: number
  readonly failed: number
}

interface SliceCount {
  readonly slice: number
  readonly total: number
  readonly failed: number
}

interface EventRow {
  readonly id: string
  readonly atMs: number
  readonly service: string
  readonly type: string
  readonly success: number | null
  readonly initiator: string
  readonly resource: string
  readonly address: string
  readonly country: string
  readonly content: Buffer
}

// The whole index, so that events of one moment have an order too.
const newestFirst = 'at DESC, service DESC, type DESC, success DESC, row DESC'

const selectEvents = `
  SELECT event.id, event.at AS atMs, service.text AS service, type.text AS type, success, initiator, resource, address, country, payload.content
  FROM event JOIN payload ON payload.row = event.row JOIN word AS service ON service.code = event.service JOIN word AS type ON type.code = event.type`

export const readEventPage = (file: EventFile, question: EventQuestion & { readonly start: number; readonly size: number }): Promise<{ events: ArchivedEvent[]; total: number }> =>
  file.connection.transaction('read', async (session) => {
    const { sql, parameters } = await conditionOf(session, file, question)
    // A grid asks for the same total page after page.
    const counted = `${file.revision} ${sql} ${JSON.stringify(parameters)}`
    const total = file.counts.get(counted) ?? (await session.all<{ total: number }>(`SELECT count(*) AS total FROM event WHERE ${sql}`, parameters))[0]!.total
    file.counts.set(counted, total)
    const rows = await session.all<EventRow>(
      `${selectEvents} WHERE event.row IN (SELECT row FROM event WHERE ${sql} ORDER BY ${newestFirst} LIMIT ? OFFSET ?)
       ORDER BY event.at DESC, event.service DESC, event.type DESC, event.success DESC, event.row DESC`,
      [...parameters, question.size, question.start],
    )
    return { events: rows.map((row) => archivedEvent(file, row)), total }
  })

export const readHistogram = (file: EventFile, question: SlicedQuestion): Promise<EventSlice[]> =>
  file.connection.transaction('read', async (session) => {
    const { fromMs, widthMs } = slicingOf(question)
    const { sql, parameters } = await conditionOf(session, file, question)
    const counts = await session.all<SliceCount>(
      // A large number is bound as a real one; only whole ones divide into whole slices.
      `SELECT (at - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS slice, count(*) AS total, sum(success IS 0) AS failed FROM event WHERE ${sql} GROUP BY slice`,
      [fromMs, widthMs, ...parameters],
    )
    return eventSlices(question, counts)
  })

/** Every slice of the asked time, counted or empty. */
export function eventSlices(question: SlicedQuestion, counts: readonly SliceCount[]): EventSlice[] {
  const { fromMs, widthMs } = slicingOf(question)
  const bySlice = new Map(counts.map((count) => [count.slice, count]))
  return Array.from({ length: question.slices }, (_, slice) => {
    const { total = 0, failed = 0 } = bySlice.get(slice) ?? {}
    return { fromMs: fromMs + slice * widthMs, succeeded: total - failed, failed }
  })
}

const slicingOf = (question: SlicedQuestion): { fromMs: number; widthMs: number } => {
  const { fromMs, toMs } = rangeOf(question)
  return { fromMs, widthMs: Math.max(1, Math.ceil((toMs - fromMs) / question.slices)) }
}

/** Each list under all conditions but its own, so that what was chosen can be changed. */
export const readEventFacets = (file: EventFile, question: EventQuestion): Promise<EventFacets> =>
  file.connection.transaction('read', async (session) => {
    const { sql, parameters } = await conditionOf(session, file, { ...question, services: [], types: [] })
    const pairs = await session.all<{ service: string; type: string; count: number }>(
      `SELECT service.text AS service, type.text AS type, counted.count FROM (SELECT service, type, count(*) AS count FROM event WHERE ${sql} GROUP BY service, type) AS counted
       JOIN word AS service ON service.code = counted.service JOIN word AS type ON type.code = counted.type`,
      parameters,
    )
    const isAsked = (words: readonly string[], word: string) => words.length === 0 || words.includes(word)
    return {
      services: valuesOf(pairs.filter(({ type }) => isAsked(question.types, type)).map(({ service, count }) => ({ value: service, count }))),
      types: valuesOf(pairs.filter(({ service }) => isAsked(question.services, service)).map(({ type, count }) => ({ value: type, count }))),
    }
  })

/** The most frequent first. */
function valuesOf(counted: readonly { readonly value: string; readonly count: number }[]): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { value, count } of counted) counts.set(value, (counts.get(value) ?? 0) + count)
  const values = [...counts].map(([value, count]) => ({ value, count }))
  return values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1)).slice(0, limits.eventFacetsMax)
}

export async function readEvent(file: EventFile, id: string): Promise<ArchivedEvent | null> {
  const [row] = await file.connection.all<EventRow>(`${selectEvents} WHERE event.id = ?`, [id])
  return row ? archivedEvent(file, row) : null
}

export const readNewestAt = async ({ connection }: EventFile): Promise<number | null> => (await connection.all<{ at: number | null }>('SELECT max(at) AS at FROM event'))[0]?.at ?? null

const archivedEvent = ({ codec }: EventFile, { content, success, ...row }: EventRow): ArchivedEvent => ({ ...row, success: success === null ? null : success === 1, raw: codec.decode(content) })

const rangeOf = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => ({ fromMs: instantToMs(from) ?? 0, toMs: instantToMs(to) ?? 0 })

async function conditionOf(session: SqlSession, file: EventFile, question: EventQuestion): Promise<SqlCondition> {
  const { fromMs, toMs } = rangeOf(question)
  const conditions: SqlCondition[] = [{ sql: 'at >= ? AND at < ?', parameters: [fromMs, toMs] }]
  for (const [column, words] of [['service', question.services], ['type', question.types]] as const) {
    if (words.length > 0) conditions.push(oneOf(column, await codesOf(session, words)))
  }
  // Most events say nothing of success; only those that say no have failed.
  if (question.success !== null) conditions.push({ sql: question.success ? 'success IS NOT 0' : 'success = 0', parameters: [] })
  const needle = fold(question.text).trim()
  // The index gives what may hold the needle, which the text then proves; one or two characters make no trigram.
  const asked = file.isIndexed ? trigrams(Array.from(needle)) : ''
  if (asked !== '') conditions.push({ sql: 'row IN (SELECT rowid FROM event_search WHERE event_search MATCH ?)', parameters: [asked] })
  if (needle !== '') conditions.push({ sql: 'instr(search, ?) > 0', parameters: [needle] })
  return joinConditions(conditions, 'AND')
}

const codesOf = async (session: SqlSession, words: readonly string[]): Promise<number[]> =>
  (await session.all<{ code: number }>(`SELECT code FROM word WHERE text IN (${words.map(() => '?').join(', ')})`, words)).map(({ code }) => code)

const oneOf = (column: string, values: readonly SqlParameter[]): SqlCondition => ({ sql: `${column} IN (${values.map(() => '?').join(', ')})`, parameters: values })
