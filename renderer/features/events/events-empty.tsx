// Why there are no events: left out by the plan or by the key's rights, not read yet, nothing matches, or nothing happened.

import { CalendarClock, FilterX, Inbox, Lock } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import type { KindProblem } from '../../bridge/kind-state.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconProps } from '../../ui/icons.ts'

interface EventsEmptyProps {
  readonly organization: Organization
  /** Nothing of the asked time is in the archive. */
  readonly isUnread: boolean
  readonly isNarrowed: boolean
  readonly isRunning: boolean
  readonly problem: KindProblem | null
  /** Why JumpCloud cannot be asked now. */
  readonly reason: string | null
  readonly onRead: () => void
  readonly onClear: () => void
}

const icon = { ...iconProps, size: 24, strokeWidth: 1.5 }

export function EventsEmpty({ organization, isUnread, isNarrowed, isRunning, problem, reason, onRead, onClear }: EventsEmptyProps) {
  const client = useClient()
  const words = problem ? errorWords(problem, { organization: organization.name, kind: 'events' }) : null
  if (words && problem?.code === 'api.not-entitled') {
    return (
      <EmptyState
        icon={<Lock {...icon} />}
        title="Events: not in this plan"
        action={
          <button type="button" className="button primary" onClick={() => void client.call('link.open', { place: 'console' }).catch(() => undefined)}>
            Open the JumpCloud console
          </button>
        }
      >
        <span className="badge tone-premium">PREMIUM</span> {words.what} {words.next}
      </EmptyState>
    )
  }
  if (words && problem?.code === 'api.forbidden') {
    return (
      <EmptyState
        icon={<Lock {...icon} />}
        title="This key may not read events"
        action={
          <button type="button" className="button primary" onClick={() => useDialog.getState().open({ name: 'replaceKey', organization: organization.id })}>
            Replace key…
          </button>
        }
      >
        {words.safe} {words.next}
      </EmptyState>
    )
  }
  if (isNarrowed && !isUnread) {
    return (
      <EmptyState
        icon={<FilterX {...icon} />}
        title="No events match"
        action={
          <button type="button" className="button primary" onClick={onClear}>
            Clear search and filters
          </button>
        }
      >
        Choose a longer time, or remove some of the filters.
      </EmptyState>
    )
  }
  if (isUnread) {
    return (
      <EmptyState
        icon={<CalendarClock {...icon} />}
        title={isRunning ? 'Reading events' : 'No events of this time were read yet'}
        action={
          <ActionButton className="button primary" reason={reason} onClick={onRead}>
            Read the last 7 days
          </ActionButton>
        }
      >
        {words ? `${words.what} ${words.next}` : (reason ?? 'Events that were read stay on this computer and can be searched without a connection.')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Inbox {...icon} />} title="Nothing happened in this time">
      {words ? `${words.what} ${words.next}` : 'Choose a longer time above.'}
    </EmptyState>
  )
}
