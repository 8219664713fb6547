// Instants as ISO text and the ages between them. No clock here: the current time always comes in as an argument.

import { z } from 'zod'

/** ISO 8601 in UTC with milliseconds, for example 2026-11-21T14:02:00.000Z. */
export type Instant = string & { readonly __instant?: never }

export const InstantSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/) as unknown as z.ZodType<Instant, Instant>

export const instantFromMs = (ms: number): Instant => new Date(ms).toISOString() as Instant

/** Milliseconds since 1970, or null when the text is no date. Accepts the vendor's bare dates (UTC midnight). */
export function instantToMs(text: string | null | undefined): number | null {
  if (!text) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** An age in one unit: "just now", "4 min", "3 h", "12 days". Negative ages (clock skew) read as "just now". */
export function ageText(ageMs: number): string {
  if (ageMs < minuteMs) return 'just now'
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min`
  if (ageMs < 2 * dayMs) return `${Math.floor(ageMs / hourMs)} h`
  return `${Math.floor(ageMs / dayMs)} days`
}
