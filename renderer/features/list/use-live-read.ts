// Reads one live detail when someone opens it, and again when asked. Nothing of it outlives the tab: whoever uses it keys it by object and detail.

import { useEffect, useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'
import { useLatest } from '../../bridge/use-topic.ts'

export interface LiveRead {
  readonly answer: Output<'live.read'> | null
  readonly error: CallError | null
  readonly isReading: boolean
  /** True while the service cannot be reached; the demo estate is on this computer and always can. */
  readonly isOffline: boolean
  readonly read: () => void
}

interface LiveReadParts {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  readonly detail: string
}

export const useIsOffline = ({ isDemo }: Organization): boolean => useLatest('network.changed')?.status === 'offline' && !isDemo

interface Settled extends Pick<LiveRead, 'answer' | 'error'> {
  /** Which request this is the end of. */
  readonly request: number
}

export function useLiveRead({ organization, kind, id, detail }: LiveReadParts): LiveRead {
  const client = useClient()
  const isOffline = useIsOffline(organization)
  const [request, setRequest] = useState(0)
  const [settled, setSettled] = useState<Settled>({ request: -1, answer: null, error: null })

  useEffect(() => {
    if (isOffline) return
    const own = new AbortController()
    const settle = (change: Partial<Settled>) => own.signal.aborted || setSettled((before) => ({ ...before, error: null, ...change, request }))
    client.call('live.read', { organization: organization.id, kind, id, detail }, { signal: own.signal }).then(
      (answer) => settle({ answer }),
      (thrown: unknown) => settle({ error: toCallError(thrown) }),
    )
    return () => own.abort()
  }, [client, organization.id, kind, id, detail, request, isOffline])

  const isReading = !isOffline && settled.request !== request
  return { answer: settled.answer, error: isReading ? null : settled.error, isReading, isOffline, read: () => setRequest(request + 1) }
}
