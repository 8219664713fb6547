// Directory Insights: what happened. Events are read into a local archive that outlives the service's ninety days and is searched offline.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { query, task, topic } from './define.ts'

const EventQuestionSchema = z.strictObject({
  organization: OrganizationIdSchema,
  from: InstantSchema,
  to: InstantSchema,
  /** Empty means all services. */
  services: z.array(z.string().max(40)).max(40),
  types: z.array(z.string().max(60)).max(40),
  success: z.boolean().nullable(),
  /** Substring of initiator, resource, address or type. */
  text: z.string().max(limits.searchTextCharactersMax),
})

/** One event as listed; the whole of it is in `raw` of `insights.event`. */
const EventRowSchema = z.object({
  id: z.string(),
  at: InstantSchema,
  service: z.string(),
  type: z.string(),
  success: z.boolean().nullable(),
  initiator: z.string(),
  resource: z.string(),
  address: z.string(),
  country: z.string(),
  /** In words: who did what to whom. */
  sentence: z.string(),
})
export type EventRow = z.infer<typeof EventRowSchema>

/** Spans of the asked time that the archive does not hold. */
const gaps = z.array(z.object({ from: InstantSchema, to: InstantSchema }))

export const insights = {
  'insights.page': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: EventQuestionSchema.extend({ start: z.number().int().min(0), size: z.number().int().min(1).max(limits.pageRowsMax) }),
    output: z.object({ rows: z.array(EventRowSchema), total: z.number().int(), gaps }),
    reads: () => ['event'],
  }),
  /** Counts per equal slice of the asked time: succeeded and failed. */
  'insights.histogram': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: EventQuestionSchema.extend({ slices: z.number().int().min(1).max(200) }),
    output: z.object({ slices: z.array(z.object({ from: InstantSchema, succeeded: z.number().int(), failed: z.number().int() })), gaps }),
    reads: () => ['event'],
  }),
  /** Values that occur, with counts: services and types to filter by. */
  'insights.facets': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: EventQuestionSchema,
    output: z.object({ services: z.array(z.object({ value: z.string(), count: z.number().int() })), types: z.array(z.object({ value: z.string(), count: z.number().int() })) }),
    reads: () => ['event'],
  }),
  'insights.event': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ organization: OrganizationIdSchema, id: z.string().min(1).max(128) }),
    output: z.object({ row: EventRowSchema, raw: z.string() }),
    reads: () => ['event'],
  }),
  /** Reads a span of time from the service into the archive; what is there already is not read again. */
  'insights.fetch': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    input: z.strictObject({ organization: OrganizationIdSchema, from: InstantSchema, to: InstantSchema }),
    output: z.object({ added: z.number().int(), isComplete: z.boolean() }),
  }),
  /** Follows an organization while someone watches; it ends by itself when nobody asks again for a minute. */
  'insights.follow': task({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'remoteRead',
    input: z.strictObject({ organization: OrganizationIdSchema, isOn: z.boolean() }),
    output: z.null(),
  }),
  'insights.followed': topic({
    host: 'engine',
    params: z.strictObject({}),
    item: z.object({ organization: OrganizationIdSchema, newestAt: InstantSchema.nullable(), error: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable() }),
    itemsPerSecondMax: 5,
  }),
} as const
