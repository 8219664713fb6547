// Reads what the archive lacks of a span of time, gap by gap, and records how far the reading is complete.
//
// Invariants:
// - A span is recorded in the same commit as the last event it covers; what dies in the middle claims nothing.
// - No span reaches beyond the service's own clock: what has not happened yet cannot have been read.
// - Nothing is kept for a context whose epoch is over, nor of an event that names another organization.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { hashText } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Api, ReadOptions } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { ArchivedEvent, EventArchive } from '../store/event-archive.ts'
import { gapsOf, type Span } from '../store/event-spans.ts'
import { assertOwn } from '../sync/sort-out.ts'
import { archivedEventOf } from './event-row.ts'

export interface FillParts {
  readonly api: Pick<Api, 'events'>
  readonly archive: EventArchive
  readonly clock: { now(): number }
  readonly context: OrganizationContext
  readonly isCurrent: (context: OrganizationContext) => boolean
  readonly options: Omit<ReadOptions, 'parent'>
  readonly onEvents?: (added: number) => void
}

export interface Filled {
  readonly added: number
  /** Nothing that lies in the past is missing of the asked span. */
  readonly isComplete: boolean
}

export async function fillGaps(parts: FillParts, asked: Span): Promise<Filled> {
  const { archive, context, clock } = parts
  const organization = context.organization
  if (organization === null) throw new Error('broken invariant: events belong to an organization')
  const startedMs = clock.now()
  const past: Span = { fromMs: asked.fromMs, toMs: Math.min(asked.toMs, startedMs) }
  const kept: Span = { fromMs: Math.max(past.fromMs, startedMs - limits.eventDaysKept * dayMs), toMs: past.toMs }
  const isOver = () => clock.now() - startedMs > limits.eventReadingMs
  let added = 0
  // The newest gap first: it is what somebody is looking at.
  for (const gap of gapsOf(kept, await archive.spans(organization)).reverse()) {
    if (isOver()) break
    added += await fillGap(parts, gap, isOver, (events) => parts.onEvents?.(added + events))
  }
  return { added, isComplete: gapsOf(past, await archive.spans(organization)).length === 0 }
}

async function fillGap(parts: FillParts, gap: Span, isOver: () => boolean, onAdded: (added: number) => void): Promise<number> {
  const { api, archive, context, options } = parts
  const organization = context.organization!
  let added = 0
  let latestMs = Number.NEGATIVE_INFINITY
  let isOrdered = true
  const pages = api.events(context, { ...options, from: instantFromMs(gap.fromMs - limits.eventOverlapMs), to: instantFromMs(gap.toMs), services: ['all'] })
  for await (const { events, isLast, servedAtMs } of pages) {
    const own = ownEvents(events, organization)
    for (const { atMs } of own) {
      isOrdered &&= atMs >= latestMs
      latestMs = Math.max(latestMs, atMs)
    }
    throwIfCancelled(options.signal)
    if (!parts.isCurrent(context)) throw new AppError('call.cancelled')
    // Oldest first: what lies before the latest event has been read, page after page, as long as the order holds.
    const reachedMs = isLast ? endOf(gap, servedAtMs) : isOrdered ? Math.min(latestMs, gap.toMs) : gap.fromMs
    added += await archive.add(organization, own, reachedMs > gap.fromMs ? { fromMs: gap.fromMs, toMs: reachedMs } : null)
    onAdded(added)
    if (isOver()) break
  }
  return added
}

/** Where this computer's clock runs ahead of the service's by more than any reading overlaps, the service's counts. */
const endOf = ({ toMs }: Span, servedAtMs: number | null): number => (servedAtMs !== null && toMs > servedAtMs + limits.eventOverlapMs ? servedAtMs : toMs)

/** @throws AppError `organization.mismatch`, `api.shape` */
function ownEvents(events: readonly RawObject[], organization: string): ArchivedEvent[] {
  assertOwn(events, organization, (found) => `OM-${hashText(`${organization}|${found}`).toString(16).padStart(8, '0').toUpperCase()}`)
  return events.map(archivedEventOf)
}
