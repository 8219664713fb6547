// One job in short: whose, what, how far, and what can be done about it now.

import type { Job } from '../../../shared/actions/plan.ts'
import { timeText } from '../../bridge/freshness.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { useNow } from '../../ui/use-now.ts'
import { JobButtons } from './job-buttons.tsx'
import { JobOrganizations } from './job-organizations.tsx'
import { countsText, paceText, phaseWords, settled } from './job-words.ts'

export function JobCard({ job, onDetails }: { job: Job; onDetails: () => void }) {
  const now = useNow(isEnded(job) && job.undo.offeredUntil === null ? 60_000 : 1_000)
  const { title, phase, counts, endedAt } = job
  const { tone } = phaseWords[phase]
  return (
    <article className={`job-card tone-edge-${tone}`} aria-label={title}>
      <JobOrganizations job={job} />
      <div className="job-line">
        <h3 className="truncate">{title}</h3>
        <span className={`badge tone-${tone}`}>{phaseWords[phase].title}</span>
      </div>
      {!isEnded(job) && <progress className="progress job-progress" aria-label={`Progress of ${title}`} max={counts.total} value={settled(job)} />}
      <p className="job-facts numeric">
        <span>{countsText(job)}</span>
        <span className="muted">{endedAt === null ? paceText(job, now) : timeText(endedAt, now)}</span>
      </p>
      <JobButtons job={job} now={now}>
        <button type="button" className="button quiet" onClick={onDetails}>
          Details
        </button>
      </JobButtons>
    </article>
  )
}
