// Where the panes have been lately, newest first, each page once: what the empty palette offers.

import type { Organization } from '../../shared/contract/organization.ts'
import type { PanesState } from '../stores/panes.ts'
import { organizationOf, type Place } from '../stores/place.ts'
import { pageTitle } from './pages.tsx'

export interface Recent {
  readonly place: Place
  readonly title: string
  readonly organization: Organization | undefined
}

const recentsMax = 6

export function recentPlaces({ panes, focused }: Pick<PanesState, 'panes' | 'focused'>, organizations: readonly Organization[]): Recent[] {
  const shown = panes[focused]
  const others = panes.filter((pane) => pane !== shown)
  const visited = [shown, ...others].flatMap((pane) => (pane ? [...pane.history].reverse() : []))
  const found = new Map<string, Recent>()
  for (const place of visited) {
    const organization = organizations.find(({ id }) => id === organizationOf(place))
    const key = `${organization?.id} ${pageTitle(place, false)}`
    if (!found.has(key)) found.set(key, { place, title: pageTitle(place, false), organization })
  }
  // The first one is where the operator is already.
  return [...found.values()].slice(1, 1 + recentsMax)
}
