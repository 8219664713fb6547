// Jobs in the status bar: how many run, how the last one ended, and the way to the tray. Says the end of each job once.

import { ListChecks } from 'lucide-react'
import { useRef, useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/jobs.css'
import type { Job } from '../../../shared/actions/plan.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import { isEnded, useJobProgress, useJobs } from '../../bridge/jobs.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useJobTray } from '../../stores/job-tray.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { JobTray } from './job-tray.tsx'
import { endToast, settled } from './job-words.ts'

export function JobsItem() {
  const jobs = useJobs() ?? []
  const { isOpen, toggle, set } = useJobTray()
  const button = useRef<HTMLButtonElement>(null)
  useEndMessages()
  const running = jobs.filter((job) => !isEnded(job))
  const done = running.reduce((sum, job) => sum + settled(job), 0)
  const total = running.reduce((sum, job) => sum + job.counts.total, 0)
  return (
    <>
      <ActionButton ref={button} className="jobs-button" aria-expanded={isOpen} aria-controls="job-tray" hint="Show or hide the jobs" keys={shortcutOf('jobs.toggle')} onClick={toggle}>
        <ListChecks {...iconProps} size={12} />
        {running.length === 0 ? 'Jobs' : `${running.length.toLocaleString()} running`}
        {running.length > 0 && (
          <>
            <span className="numeric">
              {done.toLocaleString()} of {total.toLocaleString()}
            </span>
            <progress className="progress" aria-label="Running jobs" max={total} value={done} />
          </>
        )}
      </ActionButton>
      {isOpen && (
        <JobTray
          jobs={jobs}
          onClose={() => {
            set(false)
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}

/** A job that ends while the window is open is said once; those that ended before it opened are old news. */
function useEndMessages(): void {
  const said = useRef(new Set<string>())
  const [since] = useState(Date.now)
  useJobProgress((moved: readonly Job[]) => {
    const now = Date.now()
    for (const job of moved) {
      // What is taken back already cannot be undone once more.
      const { origin } = job
      if (origin.type === 'undo') useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ undo }) => undo?.job !== origin.job) }))
      if (!isEnded(job) || said.current.has(job.id) || (instantToMs(job.endedAt) ?? 0) < since) continue
      said.current.add(job.id)
      useToasts.getState().show(endToast(job, now))
    }
  })
}
