// The ledger: every line that was ever written about a change, newest first, with whether the chain of marks is whole.

import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/ledger.css'
import type { LedgerFilter, LedgerLine } from '../../../shared/contract/ledger.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime } from '../../bridge/freshness.ts'
import { actionData } from '../../bridge/registry-actions.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useWay } from '../../stores/pane-context.ts'
import { jobsOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { Pager } from '../../ui/pager.tsx'
import { FromTo } from '../../ui/text-lines.tsx'
import { Visible } from '../../ui/visible.tsx'
import { LedgerCheck } from './ledger-check.tsx'
import { LedgerToolbar } from './ledger-toolbar.tsx'
import { lineTime, lineWords, outcomeTitles, shortNote } from './ledger-words.ts'

const pageRows = 200

export function LedgerPage() {
  const [filter, setFilter] = useState<LedgerFilter>({})
  const [start, setStart] = useState(0)
  const { data, error } = useCall('ledger.page', { filter, start, size: pageRows }, { keepPrevious: true })
  const isNarrowed = Object.keys(filter).length > 0
  const change = (next: LedgerFilter) => {
    setFilter(next)
    setStart(0)
  }
  return (
    <div className="list-page">
      <LedgerToolbar filter={filter} total={data?.total} onChange={change} />
      <LedgerCheck lines={isNarrowed ? undefined : data?.total} />
      {error && <ErrorView look="whole" error={errorWords(error)} />}
      {data?.total === 0 && (
        <EmptyState
          icon={<ScrollText size={24} strokeWidth={1.5} aria-hidden />}
          title={isNarrowed ? 'Nothing matches' : 'No lines yet'}
          action={
            isNarrowed && (
              <button type="button" className="button" onClick={() => change({})}>
                Clear the filter
              </button>
            )
          }
        >
          {isNarrowed ? 'No line of the ledger matches this filter.' : 'Every change that is started from this computer is written here: who, when, where, why, and what became of it.'}
        </EmptyState>
      )}
      {data && data.total > 0 && (
        <>
          <div className="jobs-scroll" tabIndex={0} role="region" aria-label="Lines of the ledger">
            <table className="plain-table ledger-table">
              <thead>
                <tr>
                  <th scope="col">Line</th>
                  <th scope="col">Time</th>
                  <th scope="col">By</th>
                  <th scope="col">Organization</th>
                  <th scope="col">What</th>
                  <th scope="col">Outcome</th>
                  <th scope="col">Reason, request</th>
                </tr>
              </thead>
              <tbody>
                {data.lines.map((line) => (
                  <Line key={line.number} line={line} />
                ))}
              </tbody>
            </table>
          </div>
          <Pager start={start} size={pageRows} total={data.total} onStart={setStart} />
        </>
      )}
    </div>
  )
}

function Line({ line }: { line: LedgerLine }) {
  const { number, at, type, action, operator, organizationName, title, object, changes, outcome, reason, ticket, requestId, note, job, mark } = line
  const { go } = useWay()
  return (
    <tr className={type === 'row' ? 'is-row' : 'is-job'}>
      <td className="numeric muted" title={`Mark ${mark}`}>
        {number.toLocaleString()}
      </td>
      <td className="numeric" title={exactTime(at)}>
        {lineTime(at)}
      </td>
      <td>{operator}</td>
      <td>{organizationName === null ? <span className="muted">All</span> : <Visible text={organizationName} />}</td>
      <td>
        <p>
          <span className="ledger-type">{(type === 'row' && action !== null && actionData(action)?.words.verb) || lineWords[type]}</span>{' '}
          {job !== null && type !== 'row' && title !== null ? (
            <button type="button" className="link" onClick={(event) => go(jobsOf(job), event)}>
              {title}
            </button>
          ) : (
            <span title={object === null ? undefined : `ID ${object}`}>
              <Visible text={title ?? object ?? ''} />
            </span>
          )}
        </p>
        {changes.map(({ title: field, from, to }, index) => (
          <p key={index} className="muted">
            {field}: <FromTo from={from ?? '–'} to={to ?? '–'} />
          </p>
        ))}
      </td>
      <td>{outcome !== null && <span className={`badge tone-${outcomeTitles[outcome].tone}`}>{outcomeTitles[outcome].title}</span>}</td>
      <td>
        {reason !== null && <p>{reason}</p>}
        {ticket !== null && <p>Ticket {ticket}</p>}
        {note !== null && <p title={note}>{shortNote(note)}</p>}
        {requestId !== null && (
          <p className="muted">
            <code className="selectable">{requestId}</code>
          </p>
        )}
      </td>
    </tr>
  )
}
