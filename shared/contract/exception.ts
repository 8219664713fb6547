// Changes that may last only until a day: who is excepted, why, by whom, and which of them have ended.

import { z } from 'zod'
import { ExceptionSchema } from '../actions/plan.ts'
import { JobIdSchema, OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { actions, KindSchema } from '../resources/index.ts'
import { query } from './define.ts'

export const exception = {
  /** Those that still hold by the copy, of one organization or of all, the first to end first. Whether one has ended is a matter of the clock. */
  'exception.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ organization: OrganizationIdSchema.optional() }),
    output: z.array(
      ExceptionSchema.extend({
        organization: OrganizationIdSchema,
        kind: KindSchema,
        id: ResourceIdSchema,
        title: z.string(),
        operator: z.string(),
        since: InstantSchema,
        job: JobIdSchema,
        /** The action that ends it. */
        remedy: z.string(),
      }),
    ),
    reads: () => ['ledger', ...new Set(actions.flatMap(({ kind, exception: made }) => (made ? [kind] : [])))],
  }),
} as const
