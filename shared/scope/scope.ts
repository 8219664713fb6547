// Which organizations a question covers. Always an argument; there is no "current organization" anywhere.

import { z } from 'zod'
import { OrganizationIdSchema, type OrganizationId } from '../base/ids.ts'
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

/** What a scope asks of an organization. */
export interface ScopeMember {
  readonly id: OrganizationId
  readonly tags: readonly string[]
  readonly isFavourite: boolean
}

export const oneOrganization = (organization: OrganizationId): Scope => ({ type: 'one', organization })

/** The organizations that a scope names one by one; none for a scope that names a property. */
export function namedOrganizations(scope: Scope): readonly OrganizationId[] {
  if (scope.type === 'one') return [scope.organization]
  return scope.type === 'several' ? scope.organizations : []
}

export function isInScope(scope: Scope, { id, tags, isFavourite }: ScopeMember): boolean {
  if (scope.type === 'all') return true
  if (scope.type === 'tag') return tags.includes(scope.tag)
  return scope.type === 'favourites' ? isFavourite : namedOrganizations(scope).includes(id)
}
