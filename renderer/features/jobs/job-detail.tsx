// One job with all of its rows: what became of each, why, and the service's own name for the request.

import { X } from 'lucide-react'
import { useState } from 'react'
import type { Job, JobRow } from '../../../shared/actions/plan.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, timeText } from '../../bridge/freshness.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { useCall } from '../../bridge/use-call.ts'
import { detailWidthMax, useLayout } from '../../stores/layout.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Pager } from '../../ui/pager.tsx'
import { useNow } from '../../ui/use-now.ts'
import { FromTo } from '../../ui/text-lines.tsx'
import { Visible } from '../../ui/visible.tsx'
import { JobButtons } from './job-buttons.tsx'
import { JobOrganizations } from './job-organizations.tsx'
import { outcomes, outcomeWords, paceText, phaseWords, settled } from './job-words.ts'

type Show = Input<'job.rows'>['show']

const pageRows = 100

export function JobDetail({ job, onClose }: { job: Job; onClose: () => void }) {
  const now = useNow(1_000)
  const width = useLayout((state) => Math.max(state.detailWidth, detailWidthMax * widthShare))
  const { title, phase, counts } = job
  return (
    <aside
      className="detail job-detail"
      data-region="detail"
      aria-label={`Detail of ${title}`}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className="detail-head">
        <h2 className="truncate">{title}</h2>
        <span className={`badge tone-${phaseWords[phase].tone}`}>{phaseWords[phase].title}</span>
        <span className="pane-space" />
        <ActionButton className="icon-button" aria-label="Close the detail" keys="Esc" onClick={onClose}>
          <X {...iconProps} size={14} />
        </ActionButton>
      </header>
      <div className="job-summary">
        <JobOrganizations job={job} />
        {!isEnded(job) && (
          <p className="job-facts numeric">
            <progress className="progress job-progress" aria-label={`Progress of ${title}`} max={counts.total} value={settled(job)} />
            <span className="muted">{paceText(job, now)}</span>
          </p>
        )}
        <dl className="fact-list">
          <Fact title="Started" text={`${exactTime(job.startedAt)} by ${job.operator}`} />
          {job.endedAt && <Fact title="Ended" text={exactTime(job.endedAt)} />}
          {job.reason && <Fact title="Reason" text={job.reason} />}
          {job.ticket && <Fact title="Ticket" text={job.ticket} />}
        </dl>
        <JobButtons job={job} now={now} />
      </div>
      <JobRows job={job} now={now} />
    </aside>
  )
}

/** Rows with what became of them need more room than a list of fields. */
const widthShare = 0.9

/** What errors say of readings, that they are tried again, is not true of a request that nobody can tell of. */
const unknownNext = 'It is not sent again by itself: look at the object first.'

const Fact = ({ title, text }: { title: string; text: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <Visible text={text} />
    </dd>
  </div>
)

function JobRows({ job, now }: { job: Job; now: number }) {
  const { counts } = job
  const [show, setShow] = useState<Show>('all')
  const [start, setStart] = useState(0)
  const { data, error } = useCall('job.rows', { job: job.id, show, start, size: pageRows }, { keepPrevious: true })
  const choose = (next: Show) => {
    setShow(next)
    setStart(0)
  }
  return (
    <div className="job-rows">
      <div className="plan-counts" role="group" aria-label="Rows shown">
        <CountButton title="All" count={counts.total} isOn={show === 'all'} onChoose={() => choose('all')} />
        {outcomes.map((outcome) => counts[outcome] > 0 && <CountButton key={outcome} title={outcomeWords[outcome].title} count={counts[outcome]} isOn={show === outcome} onChoose={() => choose(outcome)} />)}
      </div>
      {error && <ErrorView error={errorWords(error)} />}
      <div className="planned-scroll" tabIndex={0} role="region" aria-label="Rows of the job">
        <table className="plain-table planned-table">
          <thead>
            <tr>
              <th scope="col" className="planned-object">Object</th>
              <th scope="col">Change</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {(data?.rows ?? []).map((row) => (
              <RowLine key={row.position} row={row} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager start={start} size={pageRows} total={data?.total ?? 0} onStart={setStart} />
    </div>
  )
}

const CountButton = ({ title, count, isOn, onChoose }: { title: string; count: number; isOn: boolean; onChoose: () => void }) => (
  <button type="button" className="plan-count" aria-pressed={isOn} onClick={onChoose}>
    <span className="numeric">{count.toLocaleString()}</span> {title}
  </button>
)

function RowLine({ row, now }: { row: JobRow; now: number }) {
  const { title, tone } = outcomeWords[row.outcome]
  const problem = row.problem ? errorWords(row.problem) : null
  return (
    <tr>
      <th scope="row">
        <Visible className="truncate" text={row.title} />
      </th>
      <td>
        {row.changes.map(({ title: field, from, to }, index) => (
          <p key={index}>
            <span className="muted">{field}: </span>
            <FromTo from={from ?? '–'} to={to ?? '–'} />
          </p>
        ))}
        {row.changes.length === 0 && <span className="muted">–</span>}
      </td>
      <td>
        <p className={`tone-${tone}`}>
          {title}
          {row.settledAt && <span className="muted numeric"> {timeText(row.settledAt, now)}</span>}
        </p>
        {row.note && <p>{row.note}</p>}
        {problem && (
          <p>
            {problem.what} {row.note === null && problem.safe} {row.outcome === 'unknown' && row.note !== null ? unknownNext : problem.next}
          </p>
        )}
        {row.requestId && (
          <p className="muted">
            Request <code className="selectable">{row.requestId}</code>
          </p>
        )}
      </td>
    </tr>
  )
}
