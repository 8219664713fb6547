// All organizations side by side, from local data only: what needs attention, the numbers of each with a way into its lists, and how
// complete and old all of it is.

import '../../styles/estate.css'
import { Grid3x3, Plus, Search, Tags } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { endedExceptions } from '../../bridge/exceptions.ts'
import { reasonText, timeText } from '../../bridge/freshness.ts'
import { isActive, useOrganizations } from '../../bridge/organizations.ts'
import { overviewColumns } from '../../bridge/registry-overview.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useLatest } from '../../bridge/use-topic.ts'
import { EstateNote } from '../../filters/estate-note.tsx'
import { ScopePicker } from '../../filters/scope-picker.tsx'
import { useDialog } from '../../stores/dialog.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, matrixOf, overviewOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'
import { attentionOf } from './attention.ts'
import { AttentionList } from './attention-list.tsx'
import { OverviewTable } from './overview-table.tsx'
import { ProviderLines } from './provider-lines.tsx'
import { counted, matching, overviewRows, type RowSort, sorted, sumOf } from './rows.ts'

const columnOf = (kind: string, measure: string | null) => overviewColumns.findIndex((each) => each.kind === kind && each.measure === measure)

/** Why an organization cannot be read, in the few words of a line that names it already. */
function problemText({ problem, syncedAt }: Organization, now: number): string {
  const why = reasonText(problem?.code ?? '')
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}, ${syncedAt ? `data of ${timeText(syncedAt, now)}` : 'never read'}`
}

export function OverviewPage({ scope }: { scope: EstateScope }) {
  const organizations = useOrganizations()
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<RowSort>({ by: 'name', descending: false })
  const [trendOf, setTrendOf] = useState(() => columnOf('user', null))
  // Groups that are folded; null while the table is not grouped.
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string> | null>(null)
  const trend = overviewColumns[trendOf] ?? overviewColumns[0]
  const answer = useCall('snapshot.overview', { scope, trend: { kind: trend?.kind ?? 'user', measure: trend?.measure ?? null } }, { keepPrevious: true })
  const drifts = useCall('diff.drift', {}).data
  const exceptions = useCall('exception.list', {}).data
  // Which ones are being read, as one text: how far they are changes all the time and matters to nothing here.
  const syncing = useLatest('sync.progressed', (all) => all.filter(isActive).map(({ organization }) => organization).join(' ')) ?? ''
  const now = useNow(60_000)
  const { go } = useWay()

  const inScope = useMemo(() => (organizations ?? []).filter((each) => isInScope(scope, each)), [organizations, scope])
  const all = useMemo(() => overviewRows(inScope, answer.data, drifts), [inScope, answer.data, drifts])
  const rows = useMemo(() => sorted(matching(all, search), sort), [all, search, sort])
  const attention = useMemo(() => {
    const active = new Set(syncing.split(' '))
    return attentionOf(counted(rows), now, (each) => problemText(each, now), (id) => active.has(id), endedExceptions(exceptions ?? [], now))
  }, [rows, now, syncing, exceptions])
  const together = counted(rows)
  const users = sumOf(together, columnOf('user', null)).value
  const withoutMfa = sumOf(together, columnOf('user', 'withoutMfa')).value

  const hasTags = inScope.some(({ tags }) => tags.length > 0)
  const toggle = (group: string) => setClosedGroups((closed) => new Set(closed?.has(group) ? [...closed].filter((each) => each !== group) : [...(closed ?? []), group]))

  return (
    <div className="overview">
      <div className="list-toolbar" data-region="toolbar" role="group" aria-label="Organizations tools">
        <h1>All organizations</h1>
        <span role="status" className="list-count numeric">
          {[
            `${rows.length.toLocaleString()} ${rows.length === 1 ? 'organization' : 'organizations'}`,
            ...(users === null ? [] : [`${users.toLocaleString()} users`]),
            ...(withoutMfa === null ? [] : [`${withoutMfa.toLocaleString()} without MFA`]),
          ].join(' · ')}
        </span>
        <span className="pane-space" />
        <ScopePicker scope={scope} onChange={(next) => go(overviewOf(next))} />
        {hasTags && (
          <button type="button" className={`button ${closedGroups ? 'is-on' : ''}`} aria-pressed={closedGroups !== null} onClick={() => setClosedGroups(closedGroups ? null : new Set())}>
            <Tags {...iconProps} size={14} />
            Group by tag
          </button>
        )}
        <div className="search-field" role="search">
          <Search {...iconProps} size={14} />
          <input className="input" type="text" aria-label="Search organizations" placeholder="Name, tag or ID" title="Name, alias, mark, tag or ID" value={search} onChange={(event) => setSearch(event.target.value)} />
        </div>
        <button type="button" className="button" onClick={() => go(matrixOf(scope))}>
          <Grid3x3 {...iconProps} size={14} />
          Compare settings
        </button>
        <button type="button" className="button" aria-label="Add an organization" title="Add an organization" onClick={() => useDialog.getState().open({ name: 'connect' })}>
          <Plus {...iconProps} size={14} />
          Add
        </button>
      </div>
      {answer.error && (
        <ErrorView error={errorWords(answer.error)}>
          <button type="button" className="button" onClick={() => void answer.refetch()}>
            Retry
          </button>
        </ErrorView>
      )}
      {answer.data && inScope.length > 0 && <EstateNote coverage={answer.data.coverage} what="Numbers" />}
      <ProviderLines />
      <AttentionList all={attention} />
      {rows.length === 0 && (organizations?.length ?? 0) > 0 ? (
        <EmptyState
          icon={<Search size={24} strokeWidth={1.5} aria-hidden />}
          title={search.trim() === '' ? 'No organization carries this tag any more' : 'No organizations match'}
          action={
            <button type="button" className="button primary" onClick={() => (search.trim() === '' ? go(overviewOf({ type: 'all' })) : setSearch(''))}>
              {search.trim() === '' ? 'Show all organizations' : 'Clear the search'}
            </button>
          }
        />
      ) : (
        <OverviewTable {...{ rows, closedGroups, scope, sort, trendOf }} onToggle={toggle} onSort={setSort} onTrend={setTrendOf} />
      )}
    </div>
  )
}
