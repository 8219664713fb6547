// Totals and measures day by day: one row per organization and kind, so that a sparkline of every organization reads one row each.

import type { Instant } from '../../../shared/base/instant.ts'
import { dayMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { SqlSession } from './driver.ts'
import type { RowTable } from './projection-layout.ts'

export interface DayTotal {
  readonly at: Instant
  readonly total: number
}

/** Newest last: day number since 1970 in UTC, total, then the measures in the order of `measures`; null where none was counted. */
interface KeptDays {
  readonly measures: readonly string[]
  readonly days: readonly (readonly (number | null)[])[]
}

export const dayOf = (ms: number): number => Math.floor(ms / dayMs)

const measuresOf = ({ resource }: RowTable): string[] => resource.filters.flatMap(({ id, measure }) => (measure ? [id] : []))

/** Kinds whose numbers the overview shows: the others would only take space. */
const isTracked = ({ resource }: RowTable): boolean => resource.isCounted === true || resource.filters.some(({ measure }) => measure?.overview !== undefined)

/** Writes down the present summary as that of the day of a pass; the last pass of a day stands for it. */
export async function writeTrend(session: SqlSession, table: RowTable, rank: number, at: Instant, past: () => Promise<readonly DayTotal[]>): Promise<void> {
  if (!isTracked(table)) return
  const summary = (await session.all<{ total: number; measures: string }>('SELECT total, measures FROM summary WHERE organization = ? AND kind = ?', [rank, table.kind]))[0]
  if (!summary) return
  const measures = measuresOf(table)
  const counted = JSON.parse(summary.measures) as Record<string, number>
  const day = dayOf(Date.parse(at))
  const known = (await session.all<{ days: string }>('SELECT days FROM trend WHERE organization = ? AND kind = ?', [rank, table.kind]))[0]
  const before = known ? fitted(JSON.parse(known.days) as KeptDays, measures) : pastDays(await past())
  const days = [...before.filter(([each]) => each !== day), [day, summary.total, ...measures.map((id) => counted[id] ?? null)]]
    .sort((left, right) => left[0]! - right[0]!)
    .filter(([each]) => each! > day - limits.summaryDaysKept)
  await session.run('INSERT INTO trend (organization, kind, days) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET days = excluded.days', [rank, table.kind, JSON.stringify({ measures, days } satisfies KeptDays)])
}

/** Days that were kept for other measures, in today's order. */
function fitted({ measures: kept, days }: KeptDays, measures: readonly string[]): (number | null)[][] {
  return days.map(([day, total, ...counts]) => [day!, total!, ...measures.map((id) => counts[kept.indexOf(id)] ?? null)])
}

/** The last pass of each day; what was measured then is not known any more. */
function pastDays(passes: readonly DayTotal[]): (number | null)[][] {
  const days = new Map<number, number>()
  for (const { at, total } of passes) if (!days.has(dayOf(Date.parse(at)))) days.set(dayOf(Date.parse(at)), total)
  return [...days]
}

/** One number a day up to `lastDay`, oldest first; null for days without a pass. */
export function readTrend(text: string | undefined, measure: string | null, lastDay: number, length: number): (number | null)[] {
  const values: (number | null)[] = Array.from({ length }, () => null)
  if (text === undefined) return values
  const { measures, days } = JSON.parse(text) as KeptDays
  const at = measure === null ? 1 : measures.indexOf(measure) + 2
  for (const entry of days) {
    const index = length - 1 - (lastDay - entry[0]!)
    if (index >= 0 && index < length && at > 0) values[index] = entry[at] ?? null
  }
  return values
}
