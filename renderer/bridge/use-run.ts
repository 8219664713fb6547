// useRun(name): runs a task with its progress and error as state. Refuses sensitive tasks: a mutation keeps its input in memory.

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input, Output, TaskName } from '../../shared/contract/client.ts'
import { useClient } from './bridge-context.ts'
import { sensitive } from './registry.ts'
import { type CallError, toCallError } from './call-error.ts'

export interface Run<Name extends TaskName> {
  readonly isRunning: boolean
  readonly error: CallError | null
  /** Resolves to null when the task failed; the error is then in `error`. */
  readonly run: (input: Input<Name>) => Promise<Output<Name> | null>
  readonly clear: () => void
}

export function useRun<Name extends TaskName>(name: Name): Run<Name> {
  if (sensitive.includes(name)) throw new Error(`${name} is sensitive: call it through the client, with nothing kept`)
  const client = useClient()
  const [state, setState] = useState<{ isRunning: boolean; error: CallError | null }>({ isRunning: false, error: null })
  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  const run = useCallback(
    async (input: Input<Name>) => {
      setState({ isRunning: true, error: null })
      try {
        const value = await client.call(name, input)
        if (isMounted.current) setState({ isRunning: false, error: null })
        return value
      } catch (thrown) {
        if (isMounted.current) setState({ isRunning: false, error: toCallError(thrown) })
        return null
      }
    },
    [client, name],
  )
  const clear = useCallback(() => setState({ isRunning: false, error: null }), [])
  return { ...state, run, clear }
}
