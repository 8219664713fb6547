// A field that holds the id of another object, shown by that object's name and leading to it.

import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { Visible } from '../../ui/visible.tsx'

const targets: Readonly<Record<string, Kind>> = { 'user manager': 'user', 'device primarySystemUser.id': 'user' }

/** What a field points at, or undefined when it is no reference. */
export const objectKindOf = (kind: string, path: string): Kind | undefined => targets[`${kind} ${path}`]

export function ObjectLink({ organization, kind, id }: { organization: OrganizationId; kind: Kind; id: string }) {
  const { go } = useWay()
  const { data } = useCall('snapshot.object', { organization, kind, id: id as ResourceId })
  // An object that was not read keeps its id: better than nothing to search for.
  if (!data) return <code>{id}</code>
  return (
    <button type="button" className="link" onClick={(event) => go(listOf(organization, kind, { open: { id: data.id, tab: 'details' } }), event)}>
      <Visible text={data.title} />
    </button>
  )
}
