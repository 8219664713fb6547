// Changes decided offline: kept here, compared with the world when it can be reached again, and sent only as a plan that was looked at.

import { z } from 'zod'
import { ChangeTextSchema, PlanSchema } from '../actions/plan.ts'
import { DraftIdSchema, OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { KindSchema } from '../resources/index.ts'
import { SelectionSchema } from './action.ts'
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
        object: ResourceIdSchema,
        title: z.string(),
        action: z.string(),
        changes: z.array(ChangeTextSchema),
        operator: z.string(),
        createdAt: InstantSchema,
      }),
    ),
    reads: () => ['draft'],
  }),
  /** Keeps what an action would change, by the copy; only changes that can be taken back. Nothing is sent. */
  'draft.add': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ action: z.string().min(1).max(64), selection: SelectionSchema, parameters: z.record(z.string().max(64), z.unknown()) }),
    output: z.object({ added: z.number().int(), /** Targets that it would not change, or that refuse it. */ left: z.number().int() }),
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
