// Times of the events page: the span that a choice means, and instants as people read them. Pure: the time comes in.

import { dayMs, hourMs, type Instant, instantFromMs, instantToMs, minuteMs } from '../../../shared/base/instant.ts'
import type { EventRange } from '../../stores/place.ts'

export interface Span {
  readonly from: Instant
  readonly to: Instant
}

export const rangeTitles: { readonly [Range in EventRange]: string } = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days' }

const lengths: { readonly [Range in EventRange]: number } = { '1h': hourMs, '24h': dayMs, '7d': 7 * dayMs, '30d': 30 * dayMs, '90d': 90 * dayMs }

/** Up to the end of the running minute, so that the question stays the same for a minute and new events still fall into it. */
export function spanOf(range: EventRange, now: number): Span {
  const to = (Math.floor(now / minuteMs) + 1) * minuteMs
  return { from: instantFromMs(to - lengths[range]), to: instantFromMs(to) }
}

export const lastDays = (days: number, now: number): Span => ({ from: instantFromMs(now - days * dayMs), to: instantFromMs(now) })

/** Shorter ones are what arrives by itself: the time since the newest reading. */
const gapMsMin = 2 * minuteMs

/** Gaps worth showing, newest first. */
export const shownGaps = (gaps: readonly Span[]): Span[] =>
  gaps.filter(({ from, to }) => msOf(to) - msOf(from) >= gapMsMin).sort((left, right) => msOf(right.from) - msOf(left.from))

/** True when nothing of the asked time was read, as far as it has passed. */
export const isUnread = ({ from }: Span, gaps: readonly Span[], now: number): boolean => gaps.some((gap) => msOf(gap.from) <= msOf(from) && msOf(gap.to) >= now - gapMsMin)

/** Where a span lies in another one, in parts of its length. */
export function within(span: Span, whole: Span): { readonly start: number; readonly length: number } {
  const from = msOf(whole.from)
  const length = Math.max(1, msOf(whole.to) - from)
  const start = clamp((msOf(span.from) - from) / length)
  return { start, length: clamp((msOf(span.to) - from) / length) - start }
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share))

const msOf = (at: Instant): number => instantToMs(at) ?? 0

const local = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minutes = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

export const localText = (at: Instant): string => local.format(msOf(at))
export const minuteText = (at: Instant): string => minutes.format(msOf(at))
/** "2026-11-21 14:01:22.120 UTC" */
export const utcText = (at: Instant): string => `${at.replace('T', ' ').replace('Z', '')} UTC`
export const spanText = ({ from, to }: Span): string => minutes.formatRange(msOf(from), msOf(to))
