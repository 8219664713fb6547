// The tray above the status bar: what runs and what ended last, with everything that can be done about it.

import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Job } from '../../../shared/actions/plan.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { usePanes } from '../../stores/panes.ts'
import { jobsOf } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { DraftsButton } from './drafts-button.tsx'
import { JobCard } from './job-card.tsx'

interface JobTrayProps {
  readonly jobs: readonly Job[]
  readonly onClose: () => void
}

/** Ended jobs beside the running ones; the page of jobs has all of them. */
const endedShown = 4

export function JobTray({ jobs, onClose }: JobTrayProps) {
  const tray = useRef<HTMLElement>(null)
  useEffect(() => tray.current?.focus(), [])
  const shown = [...jobs.filter((job) => !isEnded(job)), ...jobs.filter(isEnded).slice(0, endedShown)]
  const go = (place: ReturnType<typeof jobsOf>) => {
    usePanes.getState().go(place)
    onClose()
  }
  return (
    <section
      ref={tray}
      id="job-tray"
      className="job-tray"
      aria-label="Jobs"
      data-region="jobs"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className="job-tray-head">
        <h2>Jobs</h2>
        <span className="pane-space" />
        <DraftsButton />
        <button type="button" className="button quiet" onClick={() => go(jobsOf())}>
          All jobs
        </button>
        <button type="button" className="button quiet" onClick={() => go({ page: 'ledger' })}>
          Ledger
        </button>
        <ActionButton className="icon-button" aria-label="Close the jobs" keys={shortcutOf('jobs.toggle')} onClick={onClose}>
          <X {...iconProps} size={14} />
        </ActionButton>
      </header>
      {shown.length === 0 && <p className="muted job-none">Nothing was changed from this computer yet. What you start shows here with its progress.</p>}
      <ul className="job-cards">
        {shown.map((job) => (
          <li key={job.id}>
            <JobCard job={job} onDetails={() => go(jobsOf(job.id))} />
          </li>
        ))}
      </ul>
    </section>
  )
}
