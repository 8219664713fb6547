// Which organizations a revision of the projection is about: what is remembered of all the others still holds.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { StoreChange } from './store.ts'

export interface Touched {
  /** In the order of their numbers; one that is never committed only makes somebody look in vain. */
  note(change: Pick<StoreChange, 'revision' | 'organizations'>): void
  /** Organizations that the revisions after `from`, up to `to`, are about; null where not all of these were noted. */
  between(from: number, to: number): OrganizationId[] | null
  /** False while nothing later than this revision was noted. */
  isAfter(revision: number): boolean
  /** The highest number noted. */
  latest(): number
}

/** @param from what came up to this revision is not known */
export function createTouched(from = 0): Touched {
  const newest = new Map<OrganizationId, number>()
  let latest = from
  return {
    note: ({ revision, organizations }) => {
      latest = Math.max(latest, revision)
      for (const organization of organizations) newest.set(organization, Math.max(revision, newest.get(organization) ?? 0))
    },
    isAfter: (revision) => latest > revision,
    latest: () => latest,
    between: (after, to) => (after < from || to > latest ? null : [...newest].flatMap(([organization, at]) => (at > after ? [organization] : []))),
  }
}
