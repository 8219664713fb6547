// Where people come from: a file that the system's dialog chooses, or a table that is pasted.

import { FileSpreadsheet } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { limits } from '../../../shared/base/limits.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useRun } from '../../bridge/use-run.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'

interface SourceStepProps {
  readonly isBusy: boolean
  readonly onFile: (chosen: string) => void
  readonly onText: (text: string) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function SourceStep({ isBusy, onFile, onText, onCancel, children }: SourceStepProps) {
  const [text, setText] = useState('')
  const choose = useRun('import.choose')
  const isTooLong = text.length > limits.pastedCharactersMax
  const reason = isBusy ? 'Reading' : text.trim() === '' ? 'Paste a table first' : isTooLong ? `At most ${limits.pastedCharactersMax.toLocaleString()} characters can be pasted: save it as a file` : null
  const chooseFile = async () => {
    const file = await choose.run({})
    if (file) onFile(file.chosen)
  }
  return (
    <div className="dialog-form">
      <section className="import-source" aria-label="From a file">
        <button type="button" className="button primary" disabled={isBusy || choose.isRunning} onClick={() => void chooseFile()}>
          <FileSpreadsheet {...iconProps} size={14} />
          {isBusy && text === '' ? 'Reading the file' : 'Choose a file'}
        </button>
        <p className="muted">CSV or text in any encoding, or XLSX. The first row names the columns. Formulas are not worked out.</p>
      </section>
      <div className="field">
        <label htmlFor="import-text">Or paste a table</label>
        <textarea id="import-text" className="input text-area" rows={8} spellCheck={false} placeholder={'Email\tFirst name\tLast name'} aria-describedby="import-text-hint" value={text} onChange={(event) => setText(event.target.value)} />
        <p id="import-text-hint" className="hint">
          Cells copied from a spreadsheet keep their columns. {text.length.toLocaleString()} of at most {limits.pastedCharactersMax.toLocaleString()} characters.
        </p>
      </div>
      {choose.error && <ErrorView error={errorWords(choose.error)} />}
      {children}
      <footer className="dialog-actions">
        <span className="muted dialog-note">Nothing is sent before you have seen a plan.</span>
        <span className="pane-space" />
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <ActionButton className="button primary" reason={reason} onClick={() => onText(text)}>
          Read the pasted table
        </ActionButton>
      </footer>
    </div>
  )
}
