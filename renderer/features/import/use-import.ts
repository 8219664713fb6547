// Every step of an import answers with the whole import as it is afterwards: the newest answer is what is shown.

import { useCallback, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/client.ts'
import type { ImportView } from '../../../shared/contract/import.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'

export type ImportStep = 'import.openFile' | 'import.openText' | 'import.openDirectory' | 'import.view' | 'import.read' | 'import.map' | 'import.decide'
export type RunImport = <Name extends ImportStep>(name: Name, input: Input<Name>) => Promise<ImportView | null>

export function useImport(): { readonly view: ImportView | null; readonly error: CallError | null; readonly isRunning: boolean; readonly run: RunImport } {
  const client = useClient()
  const [view, setView] = useState<ImportView | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [running, setRunning] = useState(0)
  const latest = useRef(0)
  const run = useCallback(
    async (name: ImportStep, input: Input<ImportStep>): Promise<ImportView | null> => {
      const own = ++latest.current
      setRunning((count) => count + 1)
      setError(null)
      try {
        const next = (await client.call(name, input as never)) as ImportView
        if (own === latest.current) setView(next)
        return next
      } catch (thrown) {
        if (own === latest.current) setError(toCallError(thrown))
        return null
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [client],
  ) as RunImport
  return { view, error, isRunning: running > 0, run }
}
