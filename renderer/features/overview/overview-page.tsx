// All organizations side by side: counts from the summaries, each leading to its list; age and trouble of each.

import { CircleAlert, Plus, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, freshness, syncText } from '../../bridge/freshness.ts'
import { isActive, useOrganizations, useSync } from '../../bridge/organizations.ts'
import { type KindData, listedKinds } from '../../bridge/registry.ts'
import { kindLists } from '../../bridge/registry-lists.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { usePanes } from '../../stores/panes.ts'
import { homeOf, listOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

type Summary = Output<'snapshot.summary'>['organizations'][number]

interface CountColumn {
  readonly key: string
  readonly title: string
  readonly kind: KindData['kind']
  readonly measure: string | null
  readonly tone: string
}

// What an MSP compares customers by: people and devices, and what is wrong with any kind. Two dozen kinds would be a wall of numbers.
const counted: readonly string[] = ['user', 'device']

const countColumns: readonly CountColumn[] = listedKinds.flatMap(({ kind, words }) => [
  ...(counted.includes(kind) ? [{ key: kind, title: words.title, kind, measure: null, tone: 'neutral' }] : []),
  ...kindLists(kind).filters.flatMap(({ id, measure }) =>
    measure && (measure.tone === 'warn' || measure.tone === 'bad') ? [{ key: `${kind} ${id}`, title: measure.title, kind, measure: id, tone: measure.tone }] : [],
  ),
])

export function OverviewPage() {
  const organizations = useOrganizations() ?? []
  const summary = useCall('snapshot.summary', { scope: { type: 'all' } })
  const [search, setSearch] = useState('')
  const byId = useMemo(() => new Map(summary.data?.organizations.map((each) => [each.organization, each])), [summary.data])
  const needle = search.trim().toLowerCase()
  const shown = organizations.filter(({ name, id, appearance }) => [name, id, appearance.monogram].some((text) => text.toLowerCase().includes(needle)))
  const users = sumOf(shown, byId, 'user', null)
  return (
    <div className="overview">
      <div className="list-toolbar" data-region="toolbar" role="group" aria-label="Organizations tools">
        <h1>All organizations</h1>
        <span role="status" className="list-count numeric">
          {shown.length.toLocaleString()} {shown.length === 1 ? 'organization' : 'organizations'}
          {users !== null && `, ${users.toLocaleString()} users`}
        </span>
        <span className="pane-space" />
        <div className="search-field" role="search">
          <Search {...iconProps} size={14} />
          <input className="input" type="text" aria-label="Search organizations" placeholder="Search name or ID…" value={search} onChange={(event) => setSearch(event.target.value)} />
        </div>
        <button type="button" className="button" onClick={() => useDialog.getState().open({ name: 'connect' })}>
          <Plus {...iconProps} size={14} />
          Add an organization
        </button>
      </div>
      {summary.error && <ErrorView error={errorWords(summary.error)} />}
      {shown.length === 0 && organizations.length > 0 ? (
        <EmptyState
          icon={<Search size={24} strokeWidth={1.5} aria-hidden />}
          title="No organizations match"
          action={
            <button type="button" className="button primary" onClick={() => setSearch('')}>
              Clear the search
            </button>
          }
        />
      ) : (
        <div className="overview-table" tabIndex={0} role="region" aria-label="Organizations and their counts">
          <table>
            <thead>
              <tr>
                <th scope="col">Organization</th>
                {countColumns.map(({ key, title }) => (
                  <th key={key} scope="col" className="type-count">
                    {title}
                  </th>
                ))}
                <th scope="col">Synced</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((organization) => (
                <OrganizationRow key={organization.id} organization={organization} summary={byId.get(organization.id)} />
              ))}
            </tbody>
            {shown.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row">Together</th>
                  {countColumns.map(({ key, kind, measure }) => (
                    <td key={key} className="type-count numeric">
                      {sumOf(shown, byId, kind, measure)?.toLocaleString() ?? '–'}
                    </td>
                  ))}
                  <td />
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
    </div>
  )
}

function countOf(summary: Summary | undefined, kind: string, measure: string | null): number | undefined {
  const found = summary?.kinds.find((each) => each.kind === kind)
  // Nought of what was never read would be a lie.
  if (found?.coverage.oldestAt === null && found.total === 0) return undefined
  return measure === null ? found?.total : found?.measures[measure]
}

/** Null while no organization has a number to add. */
function sumOf(organizations: readonly Organization[], byId: ReadonlyMap<string, Summary>, kind: string, measure: string | null): number | null {
  const counts = organizations.flatMap(({ id }) => countOf(byId.get(id), kind, measure) ?? [])
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}

function OrganizationRow({ organization, summary }: { organization: Organization; summary: Summary | undefined }) {
  const { id, name, appearance, isDemo, syncedAt, problem } = organization
  const now = useNow()
  const sync = useSync(id)
  const age = freshness(syncedAt, now)
  const { go } = usePanes.getState()
  return (
    <tr>
      <th scope="row">
        <button type="button" className="organization-link" onClick={() => go(homeOf(id))}>
          <Mark {...appearance} />
          <Visible className="truncate" text={name} />
          {isDemo && <span className="badge">DEMO</span>}
        </button>
      </th>
      {countColumns.map(({ key, title, kind, measure, tone }) => {
        const count = countOf(summary, kind, measure)
        return (
          <td key={key} className="type-count numeric">
            {count === undefined ? (
              <span className="muted">–</span>
            ) : (
              <button
                type="button"
                className={`link ${count > 0 && (tone === 'warn' || tone === 'bad') ? `tone-${tone}` : 'tone-plain'}`}
                aria-label={`${name}, ${title}: ${count.toLocaleString()}`}
                onClick={() => go(listOf(id, kind, measure === null ? {} : { filters: [{ type: 'named', id: measure }] }))}
              >
                {count.toLocaleString()}
              </button>
            )}
          </td>
        )
      })}
      <td>
        {isActive(sync) && sync ? (
          <span className="numeric">syncing: {syncText(sync, now)}</span>
        ) : (
          <span className="synced-cell">
            {problem && (
              <Tooltip text={errorWords(problem, { organization: name }).what}>
                <span role="img" tabIndex={0} aria-label={errorWords(problem, { organization: name }).what} className="tone-bad">
                  <CircleAlert {...iconProps} size={14} />
                </span>
              </Tooltip>
            )}
            <span className={`numeric tone-${age.tone}`} title={syncedAt ? exactTime(syncedAt) : undefined}>
              {age.text}
            </span>
          </span>
        )}
      </td>
    </tr>
  )
}
