// The list of any kind, of one organization or of several, driven by the registry: toolbar, chips, grid, and the detail beside it.

import '../../styles/estate.css'
import { useMemo, useRef, useState } from 'react'
import { objectKey } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import type { Scope } from '../../../shared/scope/scope.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { asksFor, useUnreadCounts } from '../../bridge/unread-counts.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindLists } from '../../bridge/registry-lists.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { type FilterNames, toFilter } from '../../filters/list-filter.ts'
import { EstateNote } from '../../filters/estate-note.tsx'
import { FilterChips } from '../../filters/filter-chips.tsx'
import { ownerColumn, resized, shownColumns, toChosen } from '../../grid/columns.ts'
import { Grid, type MenuPoint } from '../../grid/grid.tsx'
import type { Row } from '../../grid/page-source.ts'
import { usePageSource } from '../../grid/use-page-source.ts'
import { rowHeights, useAppearance } from '../../stores/appearance.ts'
import { useLayout } from '../../stores/layout.ts'
import { besideHeld, type Held, useWay } from '../../stores/pane-context.ts'
import { allOrganizations, type EstateScope, estateListOf, listOf, type ListView, type SortKey } from '../../stores/place.ts'
import { useNow } from '../../ui/use-now.ts'
import { hasMoreActions } from './actions-button.tsx'
import type { MenuWay } from './actions-menu.tsx'
import { CoverageNote } from './coverage-note.tsx'
import { DetailPane } from './detail-pane.tsx'
import { EstateEmpty } from './estate-empty.tsx'
import { ListEmpty } from './list-empty.tsx'
import { narrowingOf } from './nothing-matches.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { RowMenu } from './row-menu.tsx'
import { isOneTarget, oneTarget, selectedTargets, selectionReason, type Targets } from './targets.ts'
import { useListSelection } from './use-list-selection.ts'
import { useMembers } from './use-members.ts'
import { useWhole } from './use-whole.ts'

interface ListPageProps {
  /** Null where the list covers several organizations. */
  readonly organization: Organization | null
  /** Which organizations, where there are several. */
  readonly estate?: EstateScope
  readonly kind: Kind
  readonly view: ListView
}

export function ListPage({ organization, estate = allOrganizations, kind, view }: ListPageProps) {
  const id = organization?.id
  const scope: Scope = useMemo(() => (id ? oneOrganization(id) : estate), [id, estate])
  const { pane, go, replace } = useWay()
  const data = kindData(kind)
  const registered = kindColumns(kind)
  const chosen = useLayout((state) => state.columns[kind])
  const unread = useUnreadCounts(id ?? null, registered.columns)
  const columns = useMemo(() => shownColumns(registered.columns, chosen).map((column) => (unread.has(column.path) ? { ...column, isUnread: true } : column)), [registered, chosen, unread])
  const names: FilterNames = useMemo(() => ({ named: kindLists(kind).filters.filter(({ filter }) => !asksFor(filter, unread)), columns: registered.columns }), [kind, registered, unread])
  const question = useMemo(() => questionOf(scope, kind, view, names), [scope, kind, view, names])
  const paths = useMemo(() => columns.map((column) => column.path), [columns])
  const { source, state, question: shownQuestion } = usePageSource(question, paths)
  const whole = useWhole(scope, kind)
  const selection = useListSelection({ list: `${pane} ${id ?? JSON.stringify(estate)} ${kind}`, question, source })
  const owners = useMembers(id ? null : estate, source)
  const [ownerWidth, setOwnerWidth] = useState(ownerColumn.width)
  const gridColumns = useMemo(() => (owners ? [{ ...ownerColumn, width: ownerWidth }, ...columns] : columns), [owners, ownerWidth, columns])
  const density = useAppearance((each) => each.density)
  const areSingleKeysOn = useAppearance((each) => each.areSingleKeysOn)
  const now = useNow(60_000)
  const body = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<{ readonly at: MenuPoint; readonly targets: Targets; readonly row: Row } | null>(null)

  const change = (next: Partial<ListView>) => replace(id ? listOf(id, kind, { ...view, ...next }) : estateListOf(estate, kind, { ...view, ...next }))
  const setColumns = (next: readonly GridColumn[]) => useLayout.getState().setColumns(kind, toChosen(next))
  const open = (row: Row) => change({ open: { id: row.id, tab: view.open?.tab ?? 'details', ...(id ? {} : { organization: row.organization }) } })
  const opened = useOrganizations()?.find((each) => each.id === (id ?? view.open?.organization)) ?? null
  const openName = view.open && (id ? view.open.id : objectKey(view.open.organization ?? '', view.open.id))
  // A key acts on the selection wherever the focus went since; the pointer on what is under it.
  const targetsAt = (row: Row, { by }: MenuPoint): Targets =>
    hasMoreActions(kind) && selectionReason(data.words.many, selection) === null && (by === 'key' || selection.ids.has(id ? row.id : objectKey(row.organization, row.id))) ? selectedTargets(id ?? null, question, selection) : oneTarget(row.organization, kind, row.id, titleIn(row, source?.columns ?? [], registered.titlePaths, data.words.one))
  const openElsewhere = (row: Row, held?: Held) => go(listOf(row.organization, kind, { ...(id ? view : {}), open: { id: row.id, tab: 'details' } }), held)
  const waysTo = (row: Row): MenuWay[] => [
    { id: 'way.open', title: 'Open', go: () => open(row) },
    { id: 'way.beside', title: 'Open beside', go: () => openElsewhere(row, besideHeld) },
    ...(id ? [] : [{ id: 'way.tab', title: 'Open in its tab', go: () => openElsewhere(row) }]),
  ]
  const narrowing = narrowingOf(view.search, view.filters)
  const isNarrowed = narrowing !== null
  const total = state.total ?? 0
  const isRead = total > 0 || (state.coverage !== null && state.coverage.oldestAt !== null)
  const focusGrid = () => body.current?.querySelector<HTMLElement>('.grid [tabindex="0"]')?.focus()

  return (
    <div className="list-page">
      <ListToolbar
        {...{ organization, estate, kind, view, names, columns, question, registered, total, isCounted: state.isCounted, isRead, isNarrowed, whole, selection }}
        onChange={change}
        onColumns={setColumns}
        onResetColumns={() => useLayout.getState().setColumns(kind, [])}
        onLeaveSearch={focusGrid}
      />
      <FilterChips filters={view.filters} names={names} onChange={(filters) => change({ filters })} />
      {organization && <CoverageNote {...{ organization, kind, total }} coverage={state.coverage} />}
      {!organization && state.coverage && <EstateNote coverage={state.coverage} what={data.words.title} />}
      <div className="list-body" ref={body}>
        <div className="list-main">
          {source && total > 0 && !state.error && (
            <Grid
              label={data.words.title}
              {...{ source, total, now, areSingleKeysOn, owners }}
              isCounted={state.isCounted}
              columns={gridColumns}
              question={shownQuestion}
              sort={question.sort}
              rowHeight={rowHeights[density]}
              selectedIds={selection.ids}
              isAllSelected={selection.isAll}
              openId={openName}
              onSort={(column) => column.isSortable && change({ sort: nextSort(question.sort, column.path, kindColumns(kind).order) })}
              onResize={(column, width) => (column.path === ownerColumn.path ? setOwnerWidth(Math.min(480, Math.max(96, width))) : setColumns(resized(columns, column.path, width)))}
              onToggle={selection.toggle}
              onRange={selection.range}
              onSelectAll={selection.selectAll}
              onOpen={open}
              onOpenBeside={(row) => openElsewhere(row, besideHeld)}
              onMenu={(row, at) => setMenu({ at, targets: targetsAt(row, at), row })}
              onFocusRow={(row) => view.open && open(row)}
              onEscape={() => (view.open ? change({ open: null }) : selection.clear())}
            />
          )}
          {organization ? (
            <ListEmpty {...{ organization, kind, state, narrowing, whole }} onRetry={() => source?.refresh()} onClear={() => change({ search: '', filters: [] })} />
          ) : (
            <EstateEmpty {...{ scope: estate, kind, state, narrowing }} onRetry={() => source?.refresh()} onClear={() => change({ search: '', filters: [] })} />
          )}
        </div>
        {view.open && opened && (
          <DetailPane
            {...{ kind }}
            organization={opened}
            isOwnerShown={!organization}
            id={view.open.id}
            tab={view.open.tab}
            onTab={(tab) => view.open && change({ open: { ...view.open, tab } })}
            onClose={() => {
              change({ open: null })
              focusGrid()
            }}
          />
        )}
      </div>
      {menu && <RowMenu {...menu} ways={isOneTarget(menu.targets) ? waysTo(menu.row) : []} onClose={() => setMenu(null)} />}
    </div>
  )
}

/** What a row is called as far as its shown cells say; `paths` are those of the cells, in their order. */
function titleIn(row: Row, paths: readonly string[], titlePaths: readonly string[], one: string): string {
  const title = titlePaths.map((path) => row.cells[paths.indexOf(path)]).find((cell) => typeof cell === 'string' && cell !== '')
  return title === undefined ? `1 ${one}` : String(title)
}

function questionOf(scope: Scope, kind: Kind, view: ListView, names: FilterNames): ListQuestion {
  const filter = toFilter(view.filters, names)
  const search = view.search.trim()
  return { scope, kind, sort: [...(view.sort.length > 0 ? view.sort : kindColumns(kind).order)], ...(filter ? { filter } : {}), ...(search ? { search } : {}) }
}

/** Up, down, and back to how the list stands by itself. */
function nextSort(sort: readonly SortKey[], column: string, order: readonly SortKey[]): SortKey[] {
  const now = sort.find((key) => key.column === column)
  if (!now) return [{ column, descending: false }]
  if (!now.descending) return [{ column, descending: true }]
  return order.some((key) => key.column === column && key.descending) ? [{ column, descending: false }] : []
}
