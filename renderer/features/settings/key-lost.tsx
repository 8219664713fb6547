// The whole window when the key of the offline copies is lost: what that means, how it may come back, and the way to start afresh,
// which says first what is given up and what is not.

import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { errorWords } from '../../bridge/error-text.ts'
import { useRun } from '../../bridge/use-run.ts'
import { ErrorView } from '../../ui/error-view.tsx'

/** What has to be typed: a phrase that nobody types by accident. Main asks for the same one. */
const phrase = 'start afresh'

export function KeyLost({ code }: { code: string }) {
  const retry = useRun('app.retryKeychain')
  const start = useRun('app.startAfresh')
  const [isAsked, setIsAsked] = useState(false)
  const isBusy = retry.isRunning || start.isRunning
  const error = retry.error ?? start.error
  return (
    <main className="full-window">
      <div className="full-window-card">
        <KeyRound size={24} strokeWidth={1.5} aria-hidden className="tone-warn" />
        <h1>The key of the offline copies is lost</h1>
        <p className="what">The keychain of this operating-system user no longer holds the key that opens what OrgDeck keeps on this computer.</p>
        <p>Nothing was deleted, and nothing in JumpCloud is affected. Without the key nobody can open the copies.</p>
        <p>If you use another account of this computer, or can bring the keychain back from a backup, do that and choose Retry. Otherwise start afresh.</p>
        {error && <ErrorView error={errorWords(error)} />}
        <div className="full-window-actions">
          <button type="button" className="button primary" disabled={isBusy} onClick={() => void retry.run({})}>
            {retry.isRunning ? 'Asking the keychain' : 'Retry'}
          </button>
          {!isAsked && (
            <button type="button" className="button" disabled={isBusy} onClick={() => setIsAsked(true)}>
              Start afresh…
            </button>
          )}
        </div>
        {isAsked && <StartAfresh isBusy={isBusy} isRunning={start.isRunning} onStart={() => void start.run({ confirmation: phrase })} onCancel={() => setIsAsked(false)} />}
        <p className="code muted">
          Code <code>{code}</code>
        </p>
      </div>
    </main>
  )
}

interface StartAfreshProps {
  readonly isBusy: boolean
  readonly isRunning: boolean
  readonly onStart: () => void
  readonly onCancel: () => void
}

function StartAfresh({ isBusy, isRunning, onStart, onCancel }: StartAfreshProps) {
  const [typed, setTyped] = useState('')
  const isTyped = typed.trim().toLowerCase() === phrase
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isTyped && !isBusy) onStart()
  }
  return (
    <form className="card start-afresh" aria-label="Start afresh" onSubmit={submit}>
      <h2>What is given up</h2>
      <ul>
        <li>All offline copies on this computer with their history. Events older than JumpCloud’s ninety days cannot be fetched again.</li>
        <li>Saved API keys, and the list of organizations with their marks and safety levels: you add them again by their keys.</li>
      </ul>
      <h2>What stays</h2>
      <ul>
        <li>Everything in JumpCloud: nothing is sent there.</li>
        <li>Files that you exported, and the settings of this window: theme, columns, saved views.</li>
      </ul>
      <div className="field">
        <label htmlFor="start-afresh">
          Type <span className="typed-name">{phrase}</span> to confirm
        </label>
        <input id="start-afresh" className="input" autoComplete="off" spellCheck={false} autoFocus maxLength={40} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={isBusy} onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button primary danger" disabled={!isTyped || isBusy}>
          {isRunning ? 'Deleting the copies' : 'Delete the copies and start afresh'}
        </button>
      </footer>
    </form>
  )
}
