// Reads a span of time from JumpCloud into the archive, and says how that ended.

import { useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { CallError } from '../../bridge/call-error.ts'
import { useRun } from '../../bridge/use-run.ts'
import type { Span } from './event-time.ts'

export interface Fetch {
  readonly isRunning: boolean
  readonly error: CallError | null
  /** "120 events added", or that there is more to read; empty before the first reading. */
  readonly result: string
  readonly run: (span: Span) => void
}

export function useFetch(organization: Organization): Fetch {
  const { run, isRunning, error } = useRun('insights.fetch')
  const [result, setResult] = useState('')
  return {
    isRunning,
    error,
    result,
    run: (span) => {
      setResult('')
      void run({ organization: organization.id, ...span }).then((read) => {
        if (!read) return
        const added = `${read.added.toLocaleString()} ${read.added === 1 ? 'event' : 'events'} added`
        setResult(read.isComplete ? `${added}.` : `${added}; there is more to read: read the rest of this time again.`)
      })
    },
  }
}
