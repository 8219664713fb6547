// The newest sync of an organization: state, objects and trouble of every kind. While none ran in this session, what the store holds.

import { ChevronDown, ChevronRight, CircleAlert, CircleCheck, CircleDashed, Clock, Loader, Lock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { timeText } from '../../bridge/freshness.ts'
import { listsWords } from '../../bridge/lists-words.ts'
import type { KindSummary } from '../../bridge/kind-state.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'
import { rowsOfStore, rowsOfSync, type RowState, type SyncRow, syncTable } from './sync-rows.ts'

const states: { readonly [State in RowState]: { readonly word: string; readonly icon: typeof Clock; readonly tone: string } } = {
  waiting: { word: 'Waiting', icon: Clock, tone: 'neutral' },
  reading: { word: 'Reading', icon: Loader, tone: 'info' },
  complete: { word: 'Complete', icon: CircleCheck, tone: 'ok' },
  partial: { word: 'Incomplete', icon: TriangleAlert, tone: 'warn' },
  failed: { word: 'Not read', icon: CircleAlert, tone: 'bad' },
  never: { word: 'Not read yet', icon: CircleDashed, tone: 'neutral' },
  notInPlan: { word: 'PREMIUM', icon: Lock, tone: 'premium' },
  notAllowed: { word: 'Not allowed', icon: Lock, tone: 'neutral' },
}

export function SyncState({ organization, kinds }: { organization: Organization; kinds: readonly KindSummary[] }) {
  const sync = useSync(organization.id)
  const pause = useRun('sync.pause')
  const resume = useRun('sync.resume')
  const now = useNow()
  const [areEdgesShown, setAreEdgesShown] = useState(false)
  const one = { organization: organization.id }
  const lists = listsWords(organization, now)
  const { rows, edges, together } = syncTable(sync ? rowsOfSync(sync, organization.name) : rowsOfStore(kinds, organization.name, now))
  const Caret = areEdgesShown ? ChevronDown : ChevronRight
  return (
    <section role="group" aria-label="Sync">
      <header className="home-section">
        <h2>Sync</h2>
        {sync && (
          <span className="as-of">
            {sync.endedAt ? `Ended ${timeText(sync.endedAt, now)}` : `Started ${timeText(sync.startedAt, now)}`}, {sync.requests.toLocaleString()} requests
          </span>
        )}
        {lists && !isActive(sync) && (
          <span className="as-of tone-warn">
            {lists.text}. {lists.failing.join(' ')}
          </span>
        )}
        {isActive(sync) && (
          <button type="button" className="button" onClick={() => void (sync?.phase === 'paused' ? resume : pause).run(one)}>
            {sync?.phase === 'paused' ? 'Go on with the sync' : 'Pause the sync'}
          </button>
        )}
      </header>
      <table className="plain-table compact card">
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
          {rows.map((row) => (
            <Line key={row.kind} row={row} title={row.title} />
          ))}
          {together && (
            <Line
              row={together}
              title={
                <button type="button" className="row-caret" aria-expanded={areEdgesShown} onClick={() => setAreEdgesShown(!areEdgesShown)}>
                  {together.title}
                  <Caret {...iconProps} size={12} />
                </button>
              }
            />
          )}
          {areEdgesShown && edges.map((row) => <Line key={row.kind} row={row} title={<span className="row-child">{row.title}</span>} />)}
        </tbody>
      </table>
    </section>
  )
}

function Line({ row: { state, objects, total, note }, title }: { row: SyncRow; title: React.ReactNode }) {
  const { word, icon: Icon, tone } = states[state]
  const isOut = state === 'notInPlan' || state === 'notAllowed'
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <span className={`state tone-${tone}`}>
          <Icon {...iconProps} size={14} />
          {word}
        </span>
      </td>
      <td className="type-count numeric">
        {isOut ? '–' : objects.toLocaleString()}
        {!isOut && total !== null && total !== objects && ` of ${total.toLocaleString()}`}
      </td>
      <td className="muted">{note}</td>
    </tr>
  )
}
