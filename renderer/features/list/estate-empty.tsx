// Why a list over several organizations shows no rows: nothing read, nothing there, nothing matches, or it could not be read.

import { Inbox, Loader } from 'lucide-react'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { kindData } from '../../bridge/registry.ts'
import type { PageSourceState } from '../../grid/page-source.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, overviewOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { type Narrowing, NothingMatches } from './nothing-matches.tsx'

interface EstateEmptyProps {
  readonly scope: EstateScope
  readonly kind: Kind
  readonly state: PageSourceState
  readonly narrowing: Narrowing
  readonly onRetry: () => void
  readonly onClear: () => void
}

const icon = { ...iconProps, size: 24, strokeWidth: 1.5 }

export function EstateEmpty({ scope, kind, state, narrowing, onRetry, onClear }: EstateEmptyProps) {
  const { many } = kindData(kind).words
  const { go } = useWay()
  const isSlow = useDelayed(state.total === null && !state.error)
  if (state.error) {
    const isFilter = state.error.code === 'filter.invalid'
    return (
      <ErrorView look="whole" error={errorWords(state.error, { kind: many })}>
        <button type="button" className="button primary" onClick={isFilter ? onClear : onRetry}>
          {isFilter ? 'Remove the filters' : 'Retry'}
        </button>
      </ErrorView>
    )
  }
  if (state.total === null) return isSlow ? <EmptyState icon={<Loader {...icon} />} title={`Reading ${many}`} /> : null
  if (state.total > 0) return null
  const isRead = (state.coverage?.organizationsIncluded ?? 0) > 0
  if (narrowing && isRead) {
    return <NothingMatches title={`No ${many} match in any of these organizations`} narrowing={narrowing} onClear={onClear} />
  }
  return (
    <EmptyState
      icon={<Inbox {...icon} />}
      title={isRead ? `There are no ${many} in these organizations` : `No ${many} were read yet`}
      action={
        <button type="button" className="button primary" onClick={() => go(overviewOf(scope))}>
          Back to the overview
        </button>
      }
    >
      {isRead ? 'New ones show here after the next sync.' : 'They show here as soon as the first of these organizations was read.'}
    </EmptyState>
  )
}
