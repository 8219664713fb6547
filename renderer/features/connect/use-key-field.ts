// The one place that touches a pasted key: read once from an uncontrolled field, handed on, and the field emptied.
// Nothing here keeps it: no state, no store, no query, no mutation.

import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/client.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'

export type KeySource = Input<'connection.check'>['source']

export interface KeyField {
  readonly field: React.RefObject<HTMLInputElement | null>
  readonly isRunning: boolean
  readonly error: CallError | null
  /** Calls `use` with the key from the field or the clipboard; the field is empty afterwards whatever happens. */
  readonly submit: (from: KeySource['from'], use: (source: KeySource) => Promise<void>) => Promise<void>
}

export function useKeyField(): KeyField {
  const field = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ isRunning: boolean; error: CallError | null }>({ isRunning: false, error: null })

  const submit: KeyField['submit'] = async (from, use) => {
    const input = field.current
    if (!input || (from === 'paste' && input.value === '')) return input?.focus()
    setState({ isRunning: true, error: null })
    try {
      const asked = use(from === 'paste' ? { from, key: input.value } : { from })
      input.value = ''
      await asked
      setState({ isRunning: false, error: null })
    } catch (thrown) {
      setState({ isRunning: false, error: toCallError(thrown) })
      field.current?.focus()
    }
  }
  return { field, ...state, submit }
}
