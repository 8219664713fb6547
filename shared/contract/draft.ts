// Changes decided offline: kept here, compared with the world when it can be reached again, and sent only as a plan that was looked at.

import { z } from 'zod'
import { ChangeTextSchema, PlanSchema } from '../actions/plan.ts'
import { DraftIdSchema, OrganizationIdSchema, PlanIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { KindSchema } from '../resources/index.ts'
import { query, task } from './define.ts'

const ids = z.array(DraftIdSchema).min(1).max(limits.draftsMax)

export const draft = {
  'draft.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ organization: OrganizationIdSchema.optional() }),
    output: z.array(
      z.object({
        id: DraftIdSchema,
        organization: OrganizationIdSchema,
        kind: KindSchema,
        /** Null for an object that does not exist yet. */
        object: ResourceIdSchema.nullable(),
        title: z.string(),
        action: z.string(),
        /** Heading of the plan that several actions were kept from: "Offboard Ada Adler". */
        part: z.string().nullable(),
        changes: z.array(ChangeTextSchema),
        operator: z.string(),
        createdAt: InstantSchema,
      }),
    ),
    reads: () => ['draft'],
  }),
  /** Keeps the changes of a plan instead of sending them; the plan says in `draftProblem` why it may not wait. Keeping it twice keeps it once. */
  'draft.keep': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ plan: PlanIdSchema }),
    output: z.object({ added: z.number().int() }),
  }),
  /**
   * The plan of drafts against the world as it is now. A draft whose object moved meanwhile is refused there with all three values,
   * unless it is named in `mine`; to take theirs, remove the draft.
   */
  'draft.plan': task({
    host: 'engine',
    deadlineMs: 10 * 60_000,
    effect: 'remoteRead',
    input: z.strictObject({ drafts: ids, mine: z.array(DraftIdSchema).max(limits.draftsMax) }),
    output: PlanSchema,
  }),
  'draft.remove': task({ host: 'engine', deadlineMs: limits.taskDeadlineMs, effect: 'local', input: z.strictObject({ drafts: ids }), output: z.null() }),
} as const
