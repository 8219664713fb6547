// Every job kept on this computer, newest first, and beside it the one that is open with all of its rows.

import { ListChecks } from 'lucide-react'
import '../../styles/change-rows.css'
import '../../styles/jobs.css'
import type { Job } from '../../../shared/actions/plan.ts'
import type { JobId } from '../../../shared/base/ids.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useJobs } from '../../bridge/jobs.ts'
import { useWay } from '../../stores/pane-context.ts'
import { jobsOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useNow } from '../../ui/use-now.ts'
import { DraftsButton } from './drafts-button.tsx'
import { JobDetail } from './job-detail.tsx'
import { JobOrganizations } from './job-organizations.tsx'
import { countsText, phaseWords } from './job-words.ts'

export function JobsPage({ view }: { view: { readonly open: JobId | null } }) {
  const jobs = useJobs()
  const open = jobs?.find(({ id }) => id === view.open)
  const { replace } = useWay()
  const choose = (job: JobId | null) => replace(jobsOf(job))
  return (
    <div className="list-page">
      <div className="list-toolbar" role="group" aria-label="Jobs tools" data-region="toolbar">
        <h1>Jobs</h1>
        <span role="status" className="list-count numeric">
          {jobs?.length.toLocaleString()}
        </span>
        <span className="pane-space" />
        <DraftsButton />
      </div>
      <div className="list-body">
        <div className="list-main">
          {jobs?.length === 0 && (
            <EmptyState icon={<ListChecks size={24} strokeWidth={1.5} aria-hidden />} title="No jobs yet">
              Select users or devices, choose an action and look at its plan. What you start is kept here with the outcome of every row.
            </EmptyState>
          )}
          {jobs && jobs.length > 0 && (
            <div className="jobs-scroll" tabIndex={0} role="region" aria-label="All jobs">
              <table className="plain-table jobs-table">
                <thead>
                  <tr>
                    <th scope="col">Job</th>
                    <th scope="col">Organization</th>
                    <th scope="col">State</th>
                    <th scope="col">Rows</th>
                    <th scope="col">Started</th>
                    <th scope="col">By</th>
                  </tr>
                </thead>
                <tbody>
                  {jobs.map((job) => (
                    <JobLine key={job.id} job={job} isOpen={job.id === view.open} onOpen={() => choose(job.id === view.open ? null : job.id)} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
        {open && <JobDetail key={open.id} job={open} onClose={() => choose(null)} />}
      </div>
    </div>
  )
}

function JobLine({ job, isOpen, onOpen }: { job: Job; isOpen: boolean; onOpen: () => void }) {
  const now = useNow(60_000)
  const { title, tone } = phaseWords[job.phase]
  return (
    <tr aria-selected={isOpen} className={isOpen ? 'is-open' : ''}>
      <td>
        <button type="button" className="link truncate" aria-expanded={isOpen} onClick={onOpen}>
          {job.title}
        </button>
      </td>
      <td>
        <JobOrganizations job={job} />
      </td>
      <td>
        <span className={`badge tone-${tone}`}>{title}</span>
      </td>
      <td className="numeric">{countsText(job)}</td>
      <td className="numeric">{timeText(job.startedAt, now)}</td>
      <td>{job.operator}</td>
    </tr>
  )
}
