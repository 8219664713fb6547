// The archive's port: what the engine may ask of the events kept on this computer, and how it is made of its parts.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import type { EventFiles } from './event-files.ts'
import { type EventQuestion, type EventSlice, eventSlices, readEvent, readEventFacets, readEventPage, readHistogram, readNewestAt, type SlicedQuestion } from './event-read.ts'
import { readSpans, type Span } from './event-spans.ts'
import { addEvents } from './event-write.ts'

/** What is listed of an event; the whole of it is `raw`, as JSON. */
export interface ArchivedEvent {
  readonly id: string
  readonly atMs: number
  readonly service: string
  readonly type: string
  readonly success: boolean | null
  readonly initiator: string
  readonly resource: string
  readonly address: string
  readonly country: string
  readonly raw: string
}

export interface EventFacets {
  readonly services: { value: string; count: number }[]
  readonly types: { value: string; count: number }[]
}

/** Events are added and never changed: one with a known id is left as it is. */
export interface EventArchive {
  /** Newest first. */
  page(question: EventQuestion & Pick<ParsedInput<'insights.page'>, 'start' | 'size'>): Promise<{ events: ArchivedEvent[]; total: number }>
  /** Failed and other events per equal slice of the asked time. */
  histogram(question: SlicedQuestion): Promise<EventSlice[]>
  facets(question: EventQuestion): Promise<EventFacets>
  event(organization: OrganizationId, id: string): Promise<ArchivedEvent | null>
  newestAtMs(organization: OrganizationId): Promise<number | null>
  /** Spans of time that were read completely, in the order of time; they neither overlap nor touch. */
  spans(organization: OrganizationId): Promise<Span[]>
  /** Adds events and, with the same commit, the span of which they are the last. Answers with the number of new ones. */
  add(organization: OrganizationId, events: readonly ArchivedEvent[], read: Span | null): Promise<number>
}

/** @param onAdded called after a commit that changed what readers see */
export const createEventArchive = (files: EventFiles, onAdded: (organization: OrganizationId) => Promise<void>): EventArchive => ({
  page: async (question) => (await files.read(question.organization, (file) => readEventPage(file, question))) ?? { events: [], total: 0 },
  histogram: async (question) => (await files.read(question.organization, (file) => readHistogram(file, question))) ?? eventSlices(question, []),
  facets: async (question) => (await files.read(question.organization, (file) => readEventFacets(file, question))) ?? { services: [], types: [] },
  event: (organization, id) => files.read(organization, (file) => readEvent(file, id)),
  newestAtMs: (organization) => files.read(organization, readNewestAt),
  spans: async (organization) => (await files.read(organization, ({ connection }) => readSpans(connection))) ?? [],
  add: async (organization, events, read) => {
    const added = await files.write(organization, (file, witness) => addEvents(file, witness, events, read))
    if (added > 0 || read) await onAdded(organization)
    return added
  },
})
