// Why a list shows no rows: not read yet, left out by the plan or by the key's rights, nothing there, nothing matches, or it could not
// be read. One action each.

import { Inbox, Loader, Lock, RefreshCw } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { syncText } from '../../bridge/freshness.ts'
import { kindState } from '../../bridge/kind-state.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { useRun } from '../../bridge/use-run.ts'
import type { PageSourceState } from '../../grid/page-source.ts'
import { useDialog } from '../../stores/dialog.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { useNow } from '../../ui/use-now.ts'
import { type Narrowing, NothingMatches } from './nothing-matches.tsx'

interface ListEmptyProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly state: PageSourceState
  readonly narrowing: Narrowing
  /** How many there are without search and filters, as far as known. */
  readonly whole: number | undefined
  readonly onRetry: () => void
  readonly onClear: () => void
}

const icon = { ...iconProps, size: 24, strokeWidth: 1.5 }

export function ListEmpty({ organization, kind, state, narrowing, whole, onRetry, onClear }: ListEmptyProps) {
  const { many, title } = kindData(kind).words
  const sync = useSync(organization.id)
  const start = useRun('sync.start')
  const client = useClient()
  const now = useNow()
  const isSlow = useDelayed(state.total === null && !state.error)
  const progress = sync?.kinds.find((each) => each.kind === kind)
  const words = { organization: organization.name, kind: many }

  if (state.error) {
    return (
      <ErrorView look="whole" error={errorWords(state.error, words)}>
        <button type="button" className="button primary" onClick={state.error.code === 'filter.invalid' ? onClear : onRetry}>
          {state.error.code === 'filter.invalid' ? 'Remove the filters' : 'Retry'}
        </button>
      </ErrorView>
    )
  }
  if (state.total === null) return isSlow ? <EmptyState icon={<Loader {...icon} />} title={`Reading ${many}`} /> : null
  if (state.total > 0) return null
  const stand = kindState(state.coverage ? { total: whole ?? 0, coverage: state.coverage } : undefined, progress)
  if (stand.type === 'notInPlan' && stand.problem) {
    return (
      <EmptyState
        icon={<Lock {...icon} />}
        title={`${title}: not in this plan`}
        action={
          // The address is on main's allow-list; a browser that does not open says so itself.
          <button type="button" className="button primary" onClick={() => void client.call('link.open', { place: 'console' }).catch(() => undefined)}>
            Open the JumpCloud console
          </button>
        }
      >
        <span className="badge tone-premium">PREMIUM</span> {errorWords(stand.problem, words).what} {errorWords(stand.problem, words).next}
      </EmptyState>
    )
  }
  if (stand.type === 'notAllowed' && stand.problem) {
    return (
      <EmptyState
        icon={<Lock {...icon} />}
        title={`This key may not read ${many}`}
        action={
          <button type="button" className="button primary" onClick={() => useDialog.getState().open({ name: 'replaceKey', organization: organization.id })}>
            Replace key…
          </button>
        }
      >
        {errorWords(stand.problem, words).safe} {errorWords(stand.problem, words).next}
      </EmptyState>
    )
  }
  if (narrowing && stand.type !== 'never') {
    return <NothingMatches title={`No ${many} match`} narrowing={narrowing} onClear={onClear} />
  }
  if (isActive(sync) && sync && stand.type === 'never' && !stand.problem) {
    return (
      <EmptyState icon={<RefreshCw {...icon} />} title={`Reading ${many} for the first time`}>
        The sync is under way: {syncText(sync, now)}. You can use everything else meanwhile.
      </EmptyState>
    )
  }
  const isNever = stand.type === 'never'
  const problem = stand.problem ?? (isNever ? organization.problem : null)
  return (
    <EmptyState
      icon={<Inbox {...icon} />}
      title={isNever ? `No ${many} were read yet` : `There are no ${many} here`}
      action={
        <button type="button" className="button primary" disabled={start.isRunning} onClick={() => void start.run({ organization: organization.id })}>
          Sync {organization.name}
        </button>
      }
    >
      {problem ? errorWords(problem, words).what : isNever ? 'The next sync fills this list.' : 'New ones show here after the next sync.'}
    </EmptyState>
  )
}
