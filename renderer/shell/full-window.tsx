// States in which nothing of an organization may or can be shown: keychain closed, offline copies closed, engine gone.

import { CircleAlert, KeyRound } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { errorWords, type ErrorWords } from '../bridge/error-text.ts'
import { useRun } from '../bridge/use-run.ts'
import { deferred } from '../ui/deferred.tsx'
import { ErrorView } from '../ui/error-view.tsx'
import { useDelayed } from '../ui/use-delayed.ts'
import type { Closed } from './closed.ts'

const KeyLost = deferred(async () => (await import('../features/settings/key-lost.tsx')).KeyLost)

const keychainDetail = { seconds: 10, organization: 'the offline copies' }

type Problem = Extract<Closed, { problem: object }>

function wordsOf({ type, problem }: Problem): ErrorWords {
  const words = errorWords(problem, keychainDetail)
  // The general text says that the engine comes back by itself; here main has given up.
  return type === 'engine' ? { ...words, next: 'Restart OrgDeck.' } : words
}

const titles = { keychain: 'Your keys are not available', lost: '', store: 'The offline copies stay closed', engine: 'OrgDeck cannot read its data' }

export function FullWindow({ closed }: { closed: Closed }) {
  const isSlow = useDelayed(closed.type === 'starting', 400)
  const retry = useRun('app.retryKeychain')
  if (closed.type === 'starting') {
    return isSlow ? <Cover /> : null
  }
  if (closed.type === 'lost') return <KeyLost code={closed.problem.code} />
  const Icon = closed.type === 'keychain' ? KeyRound : CircleAlert
  const words = wordsOf(closed)
  const mayGoOn = closed.type === 'keychain'
  return (
    <Frame>
      <Icon size={24} strokeWidth={1.5} aria-hidden className="tone-warn" />
      <h1>{titles[closed.type]}</h1>
      <p className="what">{words.what}</p>
      <p>{words.safe}</p>
      <p>{words.next}</p>
      {retry.error && <ErrorView error={errorWords(retry.error)} />}
      <div className="full-window-actions">
        {closed.type !== 'engine' && (
          <button type="button" className="button primary" disabled={retry.isRunning} onClick={() => void retry.run({})}>
            {retry.isRunning ? 'Asking the keychain' : 'Retry'}
          </button>
        )}
        {mayGoOn && (
          <button type="button" className="button" disabled={retry.isRunning} onClick={() => void retry.run({ sessionOnly: true })}>
            Use this session only
          </button>
        )}
      </div>
      {mayGoOn && <p className="muted">Session only: keys and offline copies made now are forgotten when OrgDeck closes. Saved ones stay where they are, closed.</p>}
      <p className="code muted">
        Code <code>{words.code}</code>
      </p>
    </Frame>
  )
}

/** Over the frame, which is drawn already: what nobody can see, no key may reach. */
function Cover() {
  useEffect(() => {
    const frame = document.querySelector('.shell')
    const focused = document.activeElement
    frame?.toggleAttribute('inert', true)
    return () => {
      frame?.toggleAttribute('inert', false)
      if (focused instanceof HTMLElement && frame?.contains(focused)) focused.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div className="full-window is-over">
      <h1 className="waiting" role="status">
        Opening the offline copies
      </h1>
    </div>
  )
}

const Frame = ({ children }: { children: ReactNode }) => (
  <main className="full-window">
    <div className="full-window-card" role="status">
      {children}
    </div>
  </main>
)
