// A field that holds the id of another object, shown by that object's name and leading to it.

import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useObjectTitle } from '../../bridge/references.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { Visible } from '../../ui/visible.tsx'

export function ObjectLink({ organization, kind, id }: { organization: OrganizationId; kind: Kind; id: string }) {
  const { go } = useWay()
  const title = useObjectTitle(organization, kind, id)
  // An object that was not read keeps its id: better than nothing to search for.
  if (title === undefined) return <code>{id}</code>
  return (
    <button type="button" className="link" onClick={(event) => go(listOf(organization, kind, { open: { id: id as ResourceId, tab: 'details' } }), event)}>
      <Visible text={title} />
    </button>
  )
}
