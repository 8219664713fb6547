// Writes the shown rows of a comparison to a file; main asks where, the side file says what was compared.

import '../../styles/jobs.css'
import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Popover } from '../../ui/popover.tsx'

interface CompareExportProps {
  readonly asked: Omit<Input<'diff.export'>, 'token'>
  /** "Contoso and Globex users" */
  readonly name: string
  /** Why there is nothing to write; null when there is. */
  readonly reason: string | null
}

const formats = [
  ['csv', 'CSV'],
  ['xlsx', 'XLSX'],
  ['json', 'JSON'],
] as const

export function CompareExport({ asked, name, reason }: CompareExportProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const choose = useRun('export.choose')
  const write = useRun('diff.export')
  useCommand('list.export', () => setIsOpen(true), reason)
  const isBusy = choose.isRunning || write.isRunning
  const error = choose.error ?? write.error
  const run = async (format: (typeof formats)[number][0]) => {
    const target = await choose.run({ suggestedName: suggested(name), format })
    if (!target) return
    const written = await write.run({ token: target.token, ...asked })
    if (!written) return
    useToasts.getState().show({ text: `${written.rows.toLocaleString()} rows of the comparison written to ${written.fileName}`, tone: 'ok' })
    setIsOpen(false)
  }
  return (
    <>
      <ActionButton ref={button} className="button" aria-haspopup="dialog" aria-expanded={isOpen} reason={reason} keys={shortcutOf('list.export')} onClick={() => setIsOpen(true)}>
        <Download {...iconProps} size={14} />
        Export
      </ActionButton>
      {isOpen && (
        <Popover label="Export the comparison" trigger={button} onClose={() => setIsOpen(false)}>
          <p className="muted">The rows shown, with every field that differs. A second file says how old and complete each side is.</p>
          {error && <ErrorView error={errorWords(error)} />}
          <div className="job-buttons">
            {formats.map(([format, title]) => (
              <button key={format} type="button" className="button" disabled={isBusy} onClick={() => void run(format)}>
                {title}
              </button>
            ))}
          </div>
        </Popover>
      )}
    </>
  )
}

const suggested = (name: string): string => `${name.slice(0, 90)} compared ${new Date().toISOString().slice(0, 10)}`
