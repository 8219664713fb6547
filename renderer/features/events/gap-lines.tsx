// The parts of the asked time that the archive does not hold, each with the way to read it.

import { CircleDashed, Loader } from 'lucide-react'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { type Span, spanText } from './event-time.ts'
import type { Fetch } from './use-fetch.ts'

const linesMax = 3

export function GapLines({ gaps, fetch, reason }: { gaps: readonly Span[]; fetch: Fetch; reason: string | null }) {
  const more = gaps.length - linesMax
  return (
    <div className="gap-lines">
      {gaps.length > 0 && (
        <ul aria-label="Times not read">
          {gaps.slice(0, linesMax).map((gap) => (
            <li key={gap.from} className="gap-line">
              <CircleDashed {...iconProps} size={14} />
              <span>
                Not read: <span className="numeric">{spanText(gap)}</span>
              </span>
              <ActionButton className="button" aria-label={`Read this time from JumpCloud: ${spanText(gap)}`} reason={reason} onClick={() => fetch.run(gap)}>
                Read this time from JumpCloud
              </ActionButton>
            </li>
          ))}
          {more > 0 && (
            <li className="gap-line muted">
              and {more.toLocaleString()} earlier {more === 1 ? 'part' : 'parts'}
            </li>
          )}
        </ul>
      )}
      <p role="status" className="gap-status muted">
        {fetch.isRunning && <Loader {...iconProps} size={14} />}
        {fetch.isRunning ? 'Reading events from JumpCloud' : fetch.result}
      </p>
    </div>
  )
}
