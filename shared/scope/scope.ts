// Which organizations a question covers. Always an argument; there is no "current organization" anywhere.

import { z } from 'zod'
import { OrganizationIdSchema, type OrganizationId } from '../base/ids.ts'

export const ScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('one'), organization: OrganizationIdSchema }),
  z.strictObject({ type: z.literal('several'), organizations: z.array(OrganizationIdSchema).min(1).max(1_000) }),
  z.strictObject({ type: z.literal('all') }),
])
export type Scope = z.infer<typeof ScopeSchema>

export const oneOrganization = (organization: OrganizationId): Scope => ({ type: 'one', organization })

/** The organizations a scope names, or null for all of them. */
export function scopeOrganizations(scope: Scope): readonly OrganizationId[] | null {
  if (scope.type === 'all') return null
  return scope.type === 'one' ? [scope.organization] : scope.organizations
}
