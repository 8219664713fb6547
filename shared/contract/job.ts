// Jobs: plans that were started. Listed, watched, held, and repeated for what failed.

import { z } from 'zod'
import { JobRowSchema, JobSchema, OutcomeSchema, PlanSchema } from '../actions/plan.ts'
import { JobIdSchema, OrganizationIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import { query, task, topic } from './define.ts'

const one = z.strictObject({ job: JobIdSchema })

export const job = {
  /** Newest first. */
  'job.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({
      organization: OrganizationIdSchema.optional(),
      /** Only those that have not ended. */
      isOpen: z.boolean().optional(),
      size: z.number().int().min(1).max(limits.jobsListedMax),
    }),
    output: z.array(JobSchema),
    reads: () => ['job'],
  }),
  'job.get': query({ host: 'engine', deadlineMs: limits.queryDeadlineMs, input: one, output: JobSchema, reads: () => ['job'] }),
  'job.rows': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: one.extend({
      /** `problems`: whatever is not confirmed at the end. */
      show: z.union([OutcomeSchema, z.enum(['all', 'problems'])]),
      start: z.number().int().min(0),
      size: z.number().int().min(1).max(limits.pageRowsMax),
    }),
    output: z.object({ rows: z.array(JobRowSchema), total: z.number().int() }),
    reads: () => ['job'],
  }),
  /** Lets the requests under way end and sends no more until it goes on. */
  'job.pause': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'none', input: one, output: JobSchema }),
  'job.resume': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'remoteChange', input: one, output: JobSchema }),
  /** Ends it after the requests under way; what was not sent is skipped. */
  'job.stop': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'none', input: one, output: JobSchema }),
  /** The plan of the failed and drifted rows only; it starts like any other. */
  'job.retryFailed': task({ host: 'engine', deadlineMs: 10 * 60_000, effect: 'remoteRead', input: one, output: PlanSchema }),
  /** Jobs that moved since the item before. */
  'job.progressed': topic({
    host: 'engine',
    params: z.strictObject({}),
    item: z.array(JobSchema),
    itemsPerSecondMax: 5,
    merge: (earlier, later) => [...earlier.filter(({ id }) => later.every((next) => next.id !== id)), ...later],
  }),
} as const
