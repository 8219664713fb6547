// One provider: what it may do, who administers it and how far each of them reaches, and what may be changed at it from here.

import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { KnownProvider } from '../../../shared/contract/provider.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { freshness, timeText } from '../../bridge/freshness.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { SafetyFields } from '../../shell/safety-fields.tsx'
import { useDialog } from '../../stores/dialog.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { AdministratorsTable } from '../../shell/administrators-table.tsx'
import { administratorsText, canMake, countedText, linksGap, withoutMfa } from '../../bridge/provider-words.ts'

const networkTroubles = new Set(['api.offline', 'api.timeout'])
const againAfterMs = 60_000

const yesNo = (value: boolean | null | undefined): string => (value === null || value === undefined ? 'not told' : value ? 'yes' : 'no')

export function ProviderSection({ provider }: { provider: KnownProvider }) {
  const { id, name, reading, problem } = provider
  const now = useNow(30_000)
  const read = useRun('provider.read')
  const open = useDialog((state) => state.open)
  const organizations = useOrganizations() ?? []
  const isAsked = useRef(false)
  // Somebody who comes here for the first time came to see it; after that it is read when it is asked for.
  useEffect(() => {
    if (reading !== null || problem !== null || isAsked.current) return
    isAsked.current = true
    void read.run({ provider: id })
  }, [reading, problem, read, id])
  // What the network kept away is tried again while somebody looks at it.
  const isUnreachable = problem !== null && networkTroubles.has(problem.code)
  useEffect(() => {
    if (!isUnreachable || read.isRunning) return
    const timer = setTimeout(() => void read.run({ provider: id }), againAfterMs)
    return () => clearTimeout(timer)
  }, [isUnreachable, read, id, problem])
  const here = reading?.organizations.filter((each) => organizations.some((organization) => organization.id === each.id)).length ?? 0
  return (
    <>
      <section className="card is-wide" aria-label={`Provider ${name}`}>
        <header className="provider-head">
          <h2>
            <Visible text={name} />
          </h2>
          <span className="pane-space" />
          <button type="button" className="button" disabled={read.isRunning} onClick={() => void read.run({ provider: id })}>
            {read.isRunning ? 'Reading' : 'Read again'}
          </button>
          <button type="button" className="button" onClick={() => open({ name: 'addFound', provider: id })}>
            Find organizations…
          </button>
          <ActionButton className="button primary" reason={canMake(provider)} onClick={() => open({ name: 'newOrganization', provider: id })}>
            New organization…
          </ActionButton>
        </header>
        {(read.error ?? problem) && !read.isRunning && <ErrorView error={errorWords(read.error ?? problem!, { organization: name })} />}
        {reading === null ? (
          <p role="status">{read.isRunning ? 'Reading its administrators and who may enter which organization.' : 'Not read yet.'}</p>
        ) : (
          <>
            <dl className="fact-list">
              <div>
                <dt>Organizations</dt>
                <dd className="numeric">
                  {countedText(reading)}, {here === reading.organizations.length ? 'all' : here.toLocaleString()} on this computer
                </dd>
              </div>
              <div>
                <dt>May make new ones</dt>
                <dd>{yesNo(reading.mayCreateOrganizations)}</dd>
              </div>
              <div>
                <dt>Requires MFA of all</dt>
                <dd>{yesNo(reading.isMfaRequiredOfAll)}</dd>
              </div>
            </dl>
            <Coverage provider={provider} now={now} isReading={read.isRunning} />
            <AdministratorsTable reading={reading} now={now} />
            <p className="hint">JumpCloud’s list says of whom a second factor is required, not who has enrolled one. What somebody may do in an organization, their role says.</p>
          </>
        )}
      </section>
      <LevelSection key={provider.safety} provider={provider} />
    </>
  )
}

/** How many, how old, how complete: a total that cannot be proved is never shown as whole. */
function Coverage({ provider: { reading, problem }, now, isReading }: { provider: KnownProvider; now: number; isReading: boolean }) {
  if (reading === null) return null
  const gap = linksGap(reading)
  const age = freshness(reading.readAt, now)
  const weak = withoutMfa(reading)
  return (
    <div className={`estate-note provider-note ${gap ? 'is-partial' : ''}`}>
      <span role="status" className="numeric">
        {administratorsText(reading)}
        {weak > 0 && <span className="tone-warn">, {weak.toLocaleString()} without required MFA</span>} · read <span className={gap ? '' : `tone-${age.tone}`}>{age.text}</span>
        {isReading ? ' · reading again' : problem ? ` · not since: the reading of ${timeText(problem.at, now)} failed` : ''}
      </span>
      {gap && (
        <details>
          <summary>{gap.text}</summary>
          <ul>
            {gap.missing.map(({ id, name, why }) => (
              <li key={id}>
                <Visible text={name} />: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function LevelSection({ provider: { id, name, safety } }: { provider: KnownProvider }) {
  const [chosen, setChosen] = useState(safety)
  const update = useRun('provider.update')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await update.run({ provider: id, safety: chosen })) useToasts.getState().show({ text: `Level of ${name} saved`, tone: 'ok' })
  }
  return (
    <section role="group" className="card" aria-label={`Level of ${name}`}>
      <h2>What may be changed at the provider</h2>
      <p className="hint">This level is the provider’s own: it holds for making organizations. Each organization keeps its own level.</p>
      <form className="card-form" onSubmit={(event) => void submit(event)}>
        <SafetyFields safety={chosen} onChange={setChosen} />
        {update.error && <ErrorView error={errorWords(update.error, { organization: name })} />}
        <div>
          <button type="submit" className="button primary" disabled={chosen === safety || update.isRunning}>
            Save level
          </button>
        </div>
      </form>
    </section>
  )
}
