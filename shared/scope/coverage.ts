// How complete and how old an answer is. Every number on screen travels with one of these.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'

export const CoverageSchema = z.object({
  /** True only when every organization of the scope has a complete pass of every kind asked for. */
  isComplete: z.boolean(),
  organizationsTotal: z.number().int().min(0),
  organizationsIncluded: z.number().int().min(0),
  /** The organizations that are not in the answer, and why. */
  missing: z.array(z.object({ organization: OrganizationIdSchema, name: z.string(), reason: z.string() })),
  /** The organizations in the answer whose newest reading did not end well: what is shown of them is of an earlier one. */
  behind: z
    .array(
      z.object({
        organization: OrganizationIdSchema,
        name: z.string(),
        reason: z.string(),
        at: InstantSchema,
        /** The list itself failed; otherwise the organization as a whole is in trouble. */
        isOfList: z.boolean().optional(),
      }),
    )
    .optional(),
  oldestAt: InstantSchema.nullable(),
  newestAt: InstantSchema.nullable(),
})
export type Coverage = z.infer<typeof CoverageSchema>
