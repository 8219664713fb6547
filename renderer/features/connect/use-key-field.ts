// The one place that touches a pasted key: read once from an uncontrolled field, handed on, and the field emptied.
// Nothing here keeps it: no state, no store, no query, no mutation.

import { useEffect, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/client.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'

export type KeySource = Input<'connection.check'>['source']

export interface KeyField {
  readonly field: React.RefObject<HTMLInputElement | null>
  /** The client id of a service account, where one is asked for. */
  readonly account: React.RefObject<HTMLInputElement | null>
  readonly isRunning: boolean
  readonly error: CallError | null
  /** Calls `send` with the key from the field or the clipboard; the field is empty afterwards whatever happens. */
  readonly submit: (from: KeySource['from'], send: (source: KeySource) => Promise<void>) => Promise<void>
}

export function useKeyField(): KeyField {
  const field = useRef<HTMLInputElement>(null)
  const account = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ isRunning: boolean; error: CallError | null }>({ isRunning: false, error: null })

  // The field is disabled while it runs, so the focus can only come back after that.
  useEffect(() => {
    if (state.error) field.current?.focus()
  }, [state.error])

  const submit: KeyField['submit'] = async (from, send) => {
    const input = field.current
    if (!input || (from !== 'clipboard' && input.value === '')) return input?.focus()
    const clientId = account.current?.value ?? ''
    if (from === 'serviceAccount' && clientId === '') return account.current?.focus()
    setState({ isRunning: true, error: null })
    try {
      const asked = send(from === 'clipboard' ? { from } : from === 'paste' ? { from, key: input.value } : { from, clientId, key: input.value })
      input.value = ''
      await asked
      setState({ isRunning: false, error: null })
    } catch (thrown) {
      setState({ isRunning: false, error: toCallError(thrown) })
    }
  }
  return { field, account, ...state, submit }
}
