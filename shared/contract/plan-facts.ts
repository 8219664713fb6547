// What main's effect gate asks the engine about a plan or a job before anything may be sent.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { SafetySchema } from './organization.ts'

const partSchema = z.object({
  organization: OrganizationIdSchema,
  name: z.string(),
  /** Null for an organization that is no longer on this computer. */
  safety: SafetySchema.nullable(),
})

export const PlanFactsSchema = z.object({
  isStarted: z.boolean(),
  class: z.enum(['B', 'C', 'D']),
  changes: z.number().int(),
  createdAt: InstantSchema,
  expiresAt: InstantSchema,
  ageMs: z.number(),
  /** Changing rows that are no longer as they were planned, by the copy. */
  moved: z.number().int(),
  isOffline: z.boolean(),
  organizations: z.array(partSchema.extend({ changes: z.number().int(), phrase: z.string().nullable(), typed: z.array(z.object({ position: z.number().int(), text: z.string() })) })),
})
export type PlanFacts = z.infer<typeof PlanFactsSchema>

export const JobFactsSchema = z.object({ isOffline: z.boolean(), organizations: z.array(partSchema) })
export type JobFacts = z.infer<typeof JobFactsSchema>
