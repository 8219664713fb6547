// Syncing one organization: start, pause, stop, and the progress everyone sees.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { joined } from '../base/join.ts'
import { limits } from '../base/limits.ts'
import { task, topic } from './define.ts'

const DetailSchema = z.record(z.string(), z.union([z.string(), z.number()]))

const KindProgressSchema = z.object({
  kind: z.string(),
  phase: z.enum(['waiting', 'reading', 'complete', 'partial', 'failed']),
  pages: z.number().int(),
  objects: z.number().int(),
  /** Announced by the service; null when it says none. */
  total: z.number().int().nullable(),
  error: z.object({ code: z.string(), detail: DetailSchema }).nullable(),
})

const SyncProgressSchema = z.object({
  organization: OrganizationIdSchema,
  phase: z.enum(['queued', 'running', 'paused', 'complete', 'partial', 'failed', 'stopped']),
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  requests: z.number().int(),
  /** Instant until which the service's rate limit makes this sync wait; null when it does not. */
  waitingUntil: InstantSchema.nullable(),
  kinds: z.array(KindProgressSchema),
  error: z.object({ code: z.string(), detail: DetailSchema }).nullable(),
})
export type SyncProgress = z.infer<typeof SyncProgressSchema>

const one = z.strictObject({ organization: OrganizationIdSchema })

export const sync = {
  /** Starts a full pass over every kind; the answer comes as soon as it is queued. */
  'sync.start': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'remoteRead', input: one, output: z.null() }),
  'sync.pause': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'none', input: one, output: z.null() }),
  'sync.resume': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'remoteRead', input: one, output: z.null() }),
  'sync.stop': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'none', input: one, output: z.null() }),
  /** Runs that moved since the item before; each in full. Two hundred runs told whole ten times a second would leave a window time for nothing else. */
  'sync.progressed': topic({
    host: 'engine',
    params: z.strictObject({}),
    item: z.array(SyncProgressSchema),
    itemsPerSecondMax: 5,
    merge: (earlier, later) => joined(earlier, later, ({ organization }) => organization),
    isInParts: true,
  }),
  /** Whether the service answers: what the status bar and the offline banner are drawn from. */
  'network.changed': topic({
    host: 'engine',
    params: z.strictObject({}),
    item: z.object({
      status: z.enum(['unknown', 'online', 'offline', 'trouble']),
      since: InstantSchema,
      /** Organizations that were answered with errors at last. */
      troubled: z.array(OrganizationIdSchema),
    }),
    itemsPerSecondMax: 5,
  }),
  /** What changed in the offline copies since the item before: the windows re-read what they show of it. */
  'store.changed': topic({
    host: 'engine',
    params: z.strictObject({}),
    item: z.object({ revision: z.number().int(), organizations: z.array(OrganizationIdSchema), kinds: z.array(z.string()) }),
    itemsPerSecondMax: 10,
    merge: (earlier, later) => ({
      revision: later.revision,
      organizations: [...new Set([...earlier.organizations, ...later.organizations])],
      kinds: [...new Set([...earlier.kinds, ...later.kinds])],
    }),
  }),
} as const
