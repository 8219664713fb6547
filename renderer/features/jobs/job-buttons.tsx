// What can be done about a job as it stands: hold and stop while it runs; repeat, undo and revert when it has ended.

import { CircleStop, Pause, Play, RotateCcw, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Job } from '../../../shared/actions/plan.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { useRun } from '../../bridge/use-run.ts'
import { type PlanSource, useDialog } from '../../stores/dialog.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { canUndo, isUndoFresh, repeatable } from './job-words.ts'
import { useUndo } from './use-undo.ts'

export function JobButtons({ job, now, children }: { job: Job; now: number; children?: ReactNode }) {
  const pause = useRun('job.pause')
  const resume = useRun('job.resume')
  const stop = useRun('job.stop')
  const { isRunning: isUndoing, undo } = useUndo()
  const error = pause.error ?? resume.error ?? stop.error
  const open = (source: PlanSource) => useDialog.getState().open({ name: 'plan', source, organizations: job.organizations.map((each) => each.organization) })
  const isHeld = job.phase === 'paused' || job.phase === 'interrupted'
  const failed = repeatable(job)
  return (
    <>
      {error && <ErrorView error={errorWords(error, { organization: job.organizations[0]?.name ?? '' })} />}
      <div className="job-buttons">
        {!isEnded(job) && !isHeld && (
          <ActionButton className="button" reason={job.phase === 'stopping' ? 'It is stopping' : null} hint="Requests under way end, no more are sent" onClick={() => void pause.run({ job: job.id })}>
            <Pause {...iconProps} size={14} />
            Pause
          </ActionButton>
        )}
        {isHeld && (
          <button type="button" className="button" onClick={() => void resume.run({ job: job.id })}>
            <Play {...iconProps} size={14} />
            Continue
          </button>
        )}
        {!isEnded(job) && (
          <ActionButton className="button" reason={job.phase === 'stopping' ? 'It is stopping' : null} hint="Requests under way end; what was not sent is skipped" onClick={() => void stop.run({ job: job.id })}>
            <CircleStop {...iconProps} size={14} />
            Stop
          </ActionButton>
        )}
        {isEnded(job) && failed > 0 && (
          <button type="button" className="button" onClick={() => open({ type: 'retry', job: job.id })}>
            <RotateCcw {...iconProps} size={14} />
            Retry {failed.toLocaleString()}
          </button>
        )}
        {isEnded(job) && isUndoFresh(job, now) && (
          <button type="button" className="button" disabled={isUndoing} onClick={() => void undo(job.id)}>
            <Undo2 {...iconProps} size={14} />
            Undo
          </button>
        )}
        {isEnded(job) && canUndo(job) && !isUndoFresh(job, now) && (
          <button type="button" className="button" onClick={() => open({ type: 'undo', job: job.id })}>
            <Undo2 {...iconProps} size={14} />
            Revert {job.undo.rows.toLocaleString()}…
          </button>
        )}
        {isEnded(job) && job.undo.rows === 0 && job.undo.again > 0 && (
          <button type="button" className="button" title="Makes others like them, and lists what has to be put back" onClick={() => open({ type: 'undo', job: job.id })}>
            <Undo2 {...iconProps} size={14} />
            Make {job.undo.again.toLocaleString()} again…
          </button>
        )}
        {job.undo.by !== null && <span className="muted job-undone">Taken back</span>}
        <span className="pane-space" />
        {children}
      </div>
    </>
  )
}
