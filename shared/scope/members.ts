// Which organizations belong to a scope. Without schemas, so that the page may ask it too.

import type { OrganizationId } from '../base/ids.ts'
import type { Scope } from './scope.ts'

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
