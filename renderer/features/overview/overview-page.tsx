// All organizations side by side: counts from the summaries, each leading to its list; age and trouble of each.

import { Plus, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { countColumns, sumOf } from './counts.ts'
import { OrganizationRow } from './organization-row.tsx'

export function OverviewPage() {
  const organizations = useOrganizations() ?? []
  const summary = useCall('snapshot.summary', { scope: { type: 'all' } })
  const [search, setSearch] = useState('')
  const byId = useMemo(() => new Map(summary.data?.organizations.map((each) => [each.organization, each])), [summary.data])
  const needle = search.trim().toLowerCase()
  const shown = organizations.filter(({ name, id, appearance }) => [name, id, appearance.monogram].some((text) => text.toLowerCase().includes(needle)))
  // Made-up people never count with real ones.
  const live = shown.filter(({ isDemo }) => !isDemo)
  const counted = live.length > 0 ? live : shown
  const users = sumOf(counted, byId, 'user', null)
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
            {counted.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row">{counted.length < shown.length ? 'Together, without demo' : 'Together'}</th>
                  {countColumns.map(({ key, kind, measure }) => (
                    <td key={key} className="type-count numeric">
                      {sumOf(counted, byId, kind, measure)?.toLocaleString() ?? '–'}
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
