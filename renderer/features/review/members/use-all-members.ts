// All members of a group from the copy, page after page: whether somebody found is a member already must be certain.

import { useEffect, useState } from 'react'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { limits } from '../../../../shared/base/limits.ts'
import { useClient } from '../../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../../bridge/call-error.ts'
import { type GroupKind, type Member, memberKindOf } from './draft-members.ts'

interface AllMembers {
  /** Null until the last page is there. */
  readonly members: readonly Member[] | null
  readonly error: CallError | null
}

export function useAllMembers(organization: OrganizationId, kind: GroupKind, id: ResourceId): AllMembers {
  const client = useClient()
  const [state, setState] = useState<AllMembers>({ members: null, error: null })
  useEffect(() => {
    const reading = new AbortController()
    const { signal } = reading
    const read = async (): Promise<Member[]> => {
      const members: Member[] = []
      for (;;) {
        const { rows, total } = await client.call('snapshot.related', { organization, kind, id, edge: kind === 'userGroup' ? 'membership' : 'deviceMembership', target: memberKindOf(kind), start: members.length, size: limits.pageRowsMax }, { signal })
        members.push(...rows)
        if (members.length >= total || rows.length === 0) return members
      }
    }
    read().then(
      (members) => !signal.aborted && setState({ members, error: null }),
      (thrown: unknown) => !signal.aborted && setState({ members: null, error: toCallError(thrown) }),
    )
    return () => reading.abort()
  }, [client, organization, kind, id])
  return state
}
