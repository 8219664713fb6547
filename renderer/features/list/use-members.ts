// The organizations of a list over several, as its cells show them; the list is read again when others belong to it.

import { useEffect, useMemo } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import type { PageSource } from '../../grid/page-source.ts'
import type { Owner, Owners } from '../../grid/row-dom.ts'
import type { EstateScope } from '../../stores/place.ts'

/** Null in a list of one organization. */
export function useMembers(estate: EstateScope | null, source: PageSource | null): Owners | null {
  const organizations = useOrganizations()
  const owners = useMemo(
    () => estate && new Map((organizations ?? []).map(({ id, name, appearance, isDemo }): [OrganizationId, Owner] => [id, { name: isDemo ? `${name} (demo)` : name, ...appearance }])),
    [estate, organizations],
  )
  const members = estate ? (organizations ?? []).filter((each) => isInScope(estate, each)).map(({ id }) => id).join(' ') : null
  // A tag was given or taken: the rows are others, and no row has changed that would say so.
  useEffect(() => {
    if (members !== null) source?.refresh()
    // A new source reads by itself.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [members])
  return owners
}
