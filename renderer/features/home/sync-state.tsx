// The newest sync of an organization: phase, objects and error of every kind. While none ran in this session, what the store holds.

import { CircleAlert, CircleCheck, CircleDashed, Clock, Loader, TriangleAlert } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { asOfText, coverageText, timeText } from '../../bridge/freshness.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { kindTitle } from '../../bridge/registry.ts'
import { useRun } from '../../bridge/use-run.ts'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'
import type { KindSummary } from './home-page.tsx'

type KindProgress = SyncProgress['kinds'][number]

const phases: { readonly [Phase in KindProgress['phase']]: { readonly word: string; readonly icon: typeof Clock; readonly tone: string } } = {
  waiting: { word: 'Waiting', icon: Clock, tone: 'neutral' },
  reading: { word: 'Reading', icon: Loader, tone: 'info' },
  complete: { word: 'Complete', icon: CircleCheck, tone: 'ok' },
  partial: { word: 'Incomplete', icon: TriangleAlert, tone: 'warn' },
  failed: { word: 'Not read', icon: CircleAlert, tone: 'bad' },
}

export function SyncState({ organization, kinds }: { organization: Organization; kinds: readonly KindSummary[] }) {
  const sync = useSync(organization.id)
  const pause = useRun('sync.pause')
  const resume = useRun('sync.resume')
  const now = useNow()
  const one = { organization: organization.id }
  return (
    <section aria-label="Sync">
      <header className="home-section">
        <h2>Sync</h2>
        {sync && <span className="as-of">{sync.endedAt ? `Ended ${timeText(sync.endedAt, now)}` : `Started ${timeText(sync.startedAt, now)}`}, {sync.requests.toLocaleString()} requests</span>}
        {isActive(sync) && (
          <button type="button" className="button" onClick={() => void (sync?.phase === 'paused' ? resume : pause).run(one)}>
            {sync?.phase === 'paused' ? 'Go on with the sync' : 'Pause the sync'}
          </button>
        )}
      </header>
      <table className="plain-table card">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col" className="type-count">
              Objects
            </th>
            <th scope="col">Notes</th>
          </tr>
        </thead>
        <tbody>
          {sync ? sync.kinds.map((kind) => <ProgressRow key={kind.kind} kind={kind} organization={organization} />) : kinds.map((kind) => <StoredRow key={kind.kind} kind={kind} now={now} />)}
        </tbody>
      </table>
    </section>
  )
}

function ProgressRow({ kind, organization }: { kind: KindProgress; organization: Organization }) {
  const { word, icon: Icon, tone } = phases[kind.phase]
  return (
    <tr>
      <th scope="row">{kindTitle(kind.kind)}</th>
      <td>
        <span className={`state tone-${tone}`}>
          <Icon {...iconProps} size={14} />
          {word}
        </span>
      </td>
      <td className="type-count numeric">
        {kind.objects.toLocaleString()}
        {kind.total !== null && kind.total !== kind.objects && ` of ${kind.total.toLocaleString()}`}
      </td>
      <td>{kind.error ? errorWords(kind.error, { organization: organization.name, kind: kindTitle(kind.kind).toLowerCase() }).what : ''}</td>
    </tr>
  )
}

function StoredRow({ kind, now }: { kind: KindSummary; now: number }) {
  const { isComplete, oldestAt } = kind.coverage
  const { word, icon: Icon, tone } = isComplete ? phases.complete : oldestAt ? phases.partial : { word: 'Not read yet', icon: CircleDashed, tone: 'neutral' }
  return (
    <tr>
      <th scope="row">{kindTitle(kind.kind)}</th>
      <td>
        <span className={`state tone-${tone}`}>
          <Icon {...iconProps} size={14} />
          {word}
        </span>
      </td>
      <td className="type-count numeric">{kind.total.toLocaleString()}</td>
      <td>{isComplete ? asOfText(kind.coverage, now) : coverageText(kind.coverage, now)}</td>
    </tr>
  )
}
