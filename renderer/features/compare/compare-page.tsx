// Two organizations against each other, kind by kind: only left, only right, different. Worked out by the engine from the offline copies.

import '../../styles/compare.css'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { compareShows } from '../../../shared/diff/set-diff.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { coverageText } from '../../bridge/freshness.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { kindData, kinds } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { SearchField } from '../../filters/search-field.tsx'
import { useWay } from '../../stores/pane-context.ts'
import { type CompareView, compareOf, type Place } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'
import { CompareExport } from './compare-export.tsx'
import { CompareTable } from './compare-table.tsx'
import { rowsAtOnce, showTitle, totalOf } from './compare-words.ts'

/** The record of the organization itself holds its settings. */
const titleOf = (kind: string): string => (kind === 'organization' ? 'Settings' : kindData(kind).words.title)
const comparable = kinds.filter(({ kind }) => kindColumns(kind).naturalKeys !== null).map(({ kind }) => kind)

export function ComparePage({ place }: { place: Extract<Place, { page: 'compare' }> }) {
  const { left, right, kind, view } = place
  const { go, replace } = useWay()
  const now = useNow(60_000)
  const organizations = useOrganizations() ?? []
  const sides = { left: organizations.find(({ id }) => id === left), right: organizations.find(({ id }) => id === right) }
  const question = { kind, left, right, show: view.show, ...(view.matchBy === null ? {} : { matchBy: view.matchBy }), ...(view.search.trim() === '' ? {} : { search: view.search.trim() }) }
  // Another question begins with its first rows.
  const asked = JSON.stringify(question)
  const [paging, setPaging] = useState({ asked, start: 0 })
  const start = paging.asked === asked ? paging.start : 0
  const { data, error, refetch } = useCall('diff.compare', { ...question, start, size: rowsAtOnce }, { keepPrevious: true })
  const change = (next: Partial<CompareView>) => replace(compareOf(left, right, kind, { ...view, ...next }))
  const keys = kindColumns(kind).naturalKeys ?? []
  const columnTitle = (path: string) => kindColumns(kind).columns.find((column) => column.path === path)?.title ?? path
  if (!sides.left || !sides.right) return null
  const names = { left: sides.left.name, right: sides.right.name }
  const { show, search, ...compared } = question
  const exported = { question: compared, show, ...(search === undefined ? {} : { search }) }

  return (
    <div className="compare">
      <div className="list-toolbar" role="group" aria-label="Compare tools" data-region="toolbar">
        <h1>Compare</h1>
        <select className="input" aria-label="What is compared" value={kind} onChange={(event) => go(compareOf(left, right, event.target.value as Kind, { show: view.show }))}>
          {comparable.map((each) => (
            <option key={each} value={each}>
              {titleOf(each)}
            </option>
          ))}
        </select>
        {keys.length > 1 && (
          <select className="input" aria-label="Matched by" value={data?.matchBy ?? keys[0]} onChange={(event) => change({ matchBy: event.target.value })}>
            {keys.map((path) => (
              <option key={path} value={path}>
                Matched by {columnTitle(path).toLowerCase()}
              </option>
            ))}
          </select>
        )}
        <span className="pane-space" />
        <SearchField ref={null} label="Search the comparison" placeholder="Search name" hint="Searches the names of both sides" value={view.search} keys={undefined} onChange={(search) => change({ search })} onLeave={() => undefined} />
        <CompareExport asked={exported} name={pictureText(`${names.left} and ${names.right} ${titleOf(kind).toLowerCase()}`)} reason={data && data.total > 0 ? null : 'No rows are shown'} />
      </div>
      <div className="compare-sides">
        <Side organization={sides.left} others={organizations} except={right} coverage={data?.coverage.left} now={now} label="Left organization" onChoose={(id) => go(compareOf(id, right, kind, view))} />
        <ActionButton className="icon-button" aria-label="Exchange the sides" onClick={() => go(compareOf(right, left, kind, { ...view, show: turned[view.show] }))}>
          <ArrowLeftRight {...iconProps} size={14} />
        </ActionButton>
        <Side organization={sides.right} others={organizations} except={left} coverage={data?.coverage.right} now={now} label="Right organization" onChoose={(id) => go(compareOf(left, id, kind, view))} />
      </div>
      {error && (
        <ErrorView error={errorWords(error, { organization: `${names.left} and ${names.right}`, kind: kindData(kind).words.many })}>
          <button type="button" className="button" onClick={() => void refetch()}>
            Retry
          </button>
        </ErrorView>
      )}
      {data && !error && (
        <>
          <div className="compare-shows" role="group" aria-label="Which rows show">
            {compareShows.map((show) => (
              <button key={show} type="button" className="chip" aria-pressed={view.show === show} onClick={() => change({ show })}>
                <span>{showTitle(show, names)}</span>
                <span className="numeric">{totalOf(data.counts, show).toLocaleString()}</span>
              </button>
            ))}
          </div>
          <CompareTable {...{ data, kind, left, right, names, view, now, start }} onStart={(next) => setPaging({ asked, start: next })} onClear={() => change({ search: '', show: 'differences' })} />
        </>
      )}
    </div>
  )
}

const turned = { differences: 'differences', onlyLeft: 'onlyRight', onlyRight: 'onlyLeft', different: 'different', same: 'same' } as const

interface SideProps {
  readonly organization: Organization
  readonly others: readonly Organization[]
  readonly except: OrganizationId
  readonly coverage: Coverage | undefined
  readonly now: number
  readonly label: string
  readonly onChoose: (id: OrganizationId) => void
}

/** Whose side this is, and how old and complete what is known of it. */
const Side = ({ organization, others, except, coverage, now, label, onChoose }: SideProps) => (
  <div className="compare-side" data-colour={organization.appearance.colour}>
    <Mark {...organization.appearance} />
    <select className="input" aria-label={label} value={organization.id} onChange={(event) => onChoose(event.target.value as OrganizationId)}>
      {others
        .filter(({ id }) => id !== except)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
    {organization.isDemo && <span className="badge">DEMO</span>}
    {coverage && (
      <span className={`as-of ${coverage.isComplete && !coverage.behind?.length ? '' : 'tone-warn'}`}>
        <Visible text={coverageText(coverage, now)} />
      </span>
    )}
  </div>
)
