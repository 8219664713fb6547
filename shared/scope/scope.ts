// Which organizations a question covers. Always an argument; there is no "current organization" anywhere.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'

export const ScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('one'), organization: OrganizationIdSchema }),
  z.strictObject({ type: z.literal('several'), organizations: z.array(OrganizationIdSchema).min(1).max(1_000) }),
  z.strictObject({ type: z.literal('all') }),
  /** Whatever carries the tag when the question is answered. */
  z.strictObject({ type: z.literal('tag'), tag: z.string().min(1).max(limits.tagCharactersMax) }),
  z.strictObject({ type: z.literal('favourites') }),
])
export type Scope = z.infer<typeof ScopeSchema>
