// Reads one live detail when someone opens it, and again when asked. Nothing of it outlives the tab.

import { useCallback, useEffect, useRef, useState } from 'react'
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

export function useLiveRead({ organization, kind, id, detail }: LiveReadParts): LiveRead {
  const client = useClient()
  const isOffline = useIsOffline(organization)
  const [state, setState] = useState<Pick<LiveRead, 'answer' | 'error' | 'isReading'>>({ answer: null, error: null, isReading: false })
  const stop = useRef<AbortController | null>(null)

  const read = useCallback(() => {
    stop.current?.abort()
    const own = new AbortController()
    stop.current = own
    setState(({ answer }) => ({ answer, error: null, isReading: true }))
    client.call('live.read', { organization: organization.id, kind, id, detail }, { signal: own.signal }).then(
      (answer) => !own.signal.aborted && setState({ answer, error: null, isReading: false }),
      (thrown: unknown) => !own.signal.aborted && setState(({ answer }) => ({ answer, error: toCallError(thrown), isReading: false })),
    )
  }, [client, organization.id, kind, id, detail])

  useEffect(() => {
    setState({ answer: null, error: null, isReading: false })
    if (!isOffline) read()
    return () => stop.current?.abort()
  }, [read, isOffline])

  return { ...state, isOffline, read }
}
