// Why a list shows no rows: not read yet, not in the plan, nothing there, nothing matches, or it could not be read. One action each.

import { FilterX, Inbox, Loader, Lock, RefreshCw } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { syncText } from '../../bridge/freshness.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { useRun } from '../../bridge/use-run.ts'
import type { PageSourceState } from '../../grid/page-source.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { useNow } from '../../ui/use-now.ts'

interface ListEmptyProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly state: PageSourceState
  readonly isNarrowed: boolean
  readonly onRetry: () => void
  readonly onClear: () => void
}

const icon = { ...iconProps, size: 24, strokeWidth: 1.5 }

export function ListEmpty({ organization, kind, state, isNarrowed, onRetry, onClear }: ListEmptyProps) {
  const { many } = kindData(kind).words
  const sync = useSync(organization.id)
  const start = useRun('sync.start')
  const client = useClient()
  const now = useNow()
  const isSlow = useDelayed(state.total === null && !state.error)
  const refused = sync?.kinds.find((each) => each.kind === kind)?.error

  if (state.error) {
    return (
      <ErrorView look="page" error={errorWords(state.error, { organization: organization.name, kind: many })}>
        <button type="button" className="button primary" onClick={state.error.code === 'filter.invalid' ? onClear : onRetry}>
          {state.error.code === 'filter.invalid' ? 'Remove the filters' : 'Retry'}
        </button>
      </ErrorView>
    )
  }
  if (state.total === null) return isSlow ? <EmptyState icon={<Loader {...icon} />} title={`Reading ${many}`} /> : null
  if (state.total > 0) return null
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<FilterX {...icon} />}
        title={`No ${many} match`}
        action={
          <button type="button" className="button primary" onClick={onClear}>
            Clear search and filters
          </button>
        }
      >
        Remove one of the filters above, or all of them with the search.
      </EmptyState>
    )
  }
  if (refused?.code === 'api.not-entitled') {
    return (
      <EmptyState
        icon={<Lock {...icon} />}
        title={`${kindData(kind).words.title} are not in this plan`}
        action={
          // The address is on main's allow-list; a browser that does not open says so itself.
          <button type="button" className="button primary" onClick={() => void client.call('link.open', { place: 'console' }).catch(() => undefined)}>
            Open the JumpCloud console
          </button>
        }
      >
        {errorWords(refused, { organization: organization.name, kind: many }).what}
      </EmptyState>
    )
  }
  if (isActive(sync) && sync) {
    return (
      <EmptyState icon={<RefreshCw {...icon} />} title={`Reading ${many} for the first time`}>
        {syncText(sync, now)}. You can use everything else meanwhile.
      </EmptyState>
    )
  }
  const problem = refused ?? (organization.syncedAt === null ? organization.problem : null)
  return (
    <EmptyState
      icon={<Inbox {...icon} />}
      title={organization.syncedAt === null ? `No ${many} were read yet` : `There are no ${many} here`}
      action={
        <button type="button" className="button primary" disabled={start.isRunning} onClick={() => void start.run({ organization: organization.id })}>
          Sync {organization.name}
        </button>
      }
    >
      {problem ? errorWords(problem, { organization: organization.name, kind: many }).what : organization.syncedAt === null ? 'The first sync fills this list.' : 'New ones show here after the next sync.'}
    </EmptyState>
  )
}
