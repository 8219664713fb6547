// Which organizations a revision of the projection is about: what is remembered of all the others still holds.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { StoreChange } from './store.ts'

export interface Touched {
  /** Every revision is noted before it can be seen; one that is never committed only makes somebody look in vain. */
  note(change: Pick<StoreChange, 'revision' | 'organizations'>): void
  /** Organizations that revisions later than this one are about. */
  since(revision: number): OrganizationId[]
  /** False while nothing later than this revision can have been committed. */
  isAfter(revision: number): boolean
}

export function createTouched(): Touched {
  const newest = new Map<OrganizationId, number>()
  let latest = -Infinity
  return {
    note: ({ revision, organizations }) => {
      latest = Math.max(latest, revision)
      for (const organization of organizations) newest.set(organization, Math.max(revision, newest.get(organization) ?? 0))
    },
    isAfter: (revision) => latest > revision,
    since: (revision) => [...newest].flatMap(([organization, at]) => (at > revision ? [organization] : [])),
  }
}
