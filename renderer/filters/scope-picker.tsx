// Which organizations a page covers: all, favourites, or those with a tag. What is offered follows the organizations.

import { useMemo } from 'react'
import type { Organization } from '../../shared/contract/organization.ts'
import { isInScope } from '../../shared/scope/members.ts'
import type { Scope } from '../../shared/scope/scope.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { allOrganizations, type EstateScope } from '../stores/place.ts'
import { pictureText } from '../ui/visible-text.ts'

interface ScopeOption {
  readonly key: string
  readonly scope: EstateScope
  readonly text: string
}

/** What a scope is called: "All organizations", "Tag Oslo". */
export function scopeTitle(scope: Scope): string {
  if (scope.type === 'one') return 'One organization'
  if (scope.type === 'tag') return `Tag ${scope.tag}`
  if (scope.type === 'favourites') return 'Favourites'
  return scope.type === 'several' ? `${scope.organizations.length} organizations` : 'All organizations'
}

export function scopeOptions(organizations: readonly Organization[], chosen: EstateScope): ScopeOption[] {
  const tags = [...new Set(organizations.flatMap((each) => each.tags))].sort((left, right) => left.localeCompare(right))
  const offered: EstateScope[] = [allOrganizations, ...(organizations.some((each) => each.isFavourite) ? [{ type: 'favourites' } as const] : []), ...tags.map((tag) => ({ type: 'tag', tag }) as const)]
  const isOffered = offered.some((each) => JSON.stringify(each) === JSON.stringify(chosen))
  // A tag that nobody carries any more stays visible: an empty page must say what it is empty of.
  return [...offered, ...(isOffered ? [] : [chosen])].map((scope) => ({
    key: JSON.stringify(scope),
    scope,
    text: `${pictureText(scopeTitle(scope))} (${organizations.filter((each) => isInScope(scope, each)).length.toLocaleString()})`,
  }))
}

export function ScopePicker({ scope, onChange }: { scope: EstateScope; onChange: (scope: EstateScope) => void }) {
  const organizations = useOrganizations()
  const options = useMemo(() => scopeOptions(organizations ?? [], scope), [organizations, scope])
  // One choice is no choice.
  if (options.length < 2) return null
  return (
    <select
      className="input scope-picker"
      aria-label="Organizations covered"
      value={JSON.stringify(scope)}
      onChange={(event) => onChange(options.find(({ key }) => key === event.target.value)?.scope ?? allOrganizations)}
    >
      {options.map(({ key, text }) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  )
}
