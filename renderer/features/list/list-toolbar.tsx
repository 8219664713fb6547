// Above the list: what it is and how many, search, filters, columns, export, actions.

import { Columns3, Download, ListFilter, X } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { kindData } from '../../bridge/registry.ts'
import type { KindColumns } from '../../bridge/registry-columns.ts'
import type { FilterNames } from '../../filters/list-filter.ts'
import { ScopePicker } from '../../filters/scope-picker.tsx'
import { SearchField } from '../../filters/search-field.tsx'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, estateListOf, type ListView } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import { MoreActions } from './actions-button.tsx'
import { NewButton } from './new-button.tsx'
import { selectedTargets, selectionReason } from './targets.ts'
import type { ListSelection } from './use-list-selection.ts'
import { ViewButton } from './view-button.tsx'

const FilterPopover = deferred(async () => (await import('../../filters/filter-popover.tsx')).FilterPopover)
const ColumnChooser = deferred(async () => (await import('../../filters/column-chooser.tsx')).ColumnChooser)

interface ListToolbarProps {
  /** Null where the list covers several organizations. */
  readonly organization: Organization | null
  readonly estate: EstateScope
  readonly kind: Kind
  readonly view: ListView
  readonly names: FilterNames
  readonly columns: readonly GridColumn[]
  readonly registered: KindColumns
  readonly question: ListQuestion
  readonly total: number
  /** False: at least so many, and more are being counted. */
  readonly isCounted: boolean
  /** False for what was never read: then a total of nought says nothing. */
  readonly isRead: boolean
  readonly whole: number | undefined
  readonly isNarrowed: boolean
  readonly selection: ListSelection
  readonly onChange: (view: Partial<ListView>) => void
  readonly onColumns: (columns: readonly GridColumn[]) => void
  readonly onResetColumns: () => void
  readonly onLeaveSearch: () => void
}

export function ListToolbar(props: ListToolbarProps) {
  const { organization, estate, kind, view, names, columns, registered, question, total, isCounted, isRead, whole, isNarrowed, selection, onChange } = props
  const { words } = kindData(kind)
  const { go } = useWay()
  const [popover, setPopover] = useState<'filter' | 'columns' | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const filterButton = useRef<HTMLButtonElement>(null)
  const columnsButton = useRef<HTMLButtonElement>(null)
  const openExport = () =>
    useDialog.getState().open({
      name: 'export',
      organization: organization?.id ?? null,
      question,
      shownColumns: columns.map((column) => column.path),
      allColumns: registered.columns.map((column) => column.path),
      selectedIds: [...selection.ids],
      total: isCounted ? total : null,
      isNarrowed,
    })
  const exportReason = total === 0 && selection.ids.size === 0 ? `There are no ${words.many} to export` : null

  useCommand('list.search', () => search.current?.select())
  useCommand('list.filter', () => setPopover('filter'))
  useCommand('list.columns', () => setPopover('columns'))
  useCommand('list.export', openExport, exportReason)

  const popoverButton = (name: 'filter' | 'columns', ref: RefObject<HTMLButtonElement | null>, label: string, icon: React.ReactNode) => (
    <ActionButton ref={ref} className="button" aria-haspopup="dialog" aria-expanded={popover === name} keys={shortcutOf(`list.${name}`)} onClick={() => setPopover(name)}>
      {icon}
      {label}
    </ActionButton>
  )

  return (
    <div className="list-toolbar" role="group" aria-label={`${words.title} tools`} data-region="toolbar">
      <h1>{words.title}</h1>
      <Count total={isRead ? total : null} isCounted={isCounted} whole={whole} isNarrowed={isNarrowed} />
      {selection.ids.size > 0 && (
        <button type="button" className="chip" aria-label={`${selection.isAll ? 'All ' : ''}${selection.ids.size.toLocaleString()} selected: clear the selection`} onClick={selection.clear}>
          <span className="numeric">
            {selection.isAll ? 'All ' : ''}
            {selection.ids.size.toLocaleString()} selected
          </span>
          <X size={12} strokeWidth={1.75} aria-hidden />
        </button>
      )}
      <span className="pane-space" />
      {!organization && <ScopePicker scope={estate} onChange={(next) => go(estateListOf(next, kind, { ...view, open: null }))} />}
      <SearchField
        ref={search}
        label={`Search ${words.many}`}
        placeholder={`Search ${words.many}`}
        hint={`Searches ${registered.searchTitles.join(', ').toLowerCase()}`}
        value={view.search}
        keys={shortcutOf('list.search')}
        onChange={(text) => onChange({ search: text })}
        onLeave={props.onLeaveSearch}
      />
      {popoverButton('filter', filterButton, 'Filter by', <ListFilter {...iconProps} size={14} />)}
      <ViewButton {...{ kind, view, columns, onChange }} onColumns={props.onColumns} />
      {popoverButton('columns', columnsButton, 'Columns', <Columns3 {...iconProps} size={14} />)}
      <ActionButton className="button" reason={exportReason} keys={shortcutOf('list.export')} onClick={openExport}>
        <Download {...iconProps} size={14} />
        Export
      </ActionButton>
      <NewButton kind={kind} organization={organization?.id ?? null} />
      <MoreActions kind={kind} reason={selectionReason(words.many, selection)} targets={() => selectedTargets(organization?.id ?? null, question, selection)} />
      {popover === 'filter' && (
        <FilterPopover
          trigger={filterButton}
          filters={view.filters}
          {...{ question, names }}
          columns={registered}
          onChange={(filters) => onChange({ filters })}
          onClose={() => setPopover(null)}
        />
      )}
      {popover === 'columns' && (
        <ColumnChooser trigger={columnsButton} all={registered.columns} shown={columns} onChange={props.onColumns} onReset={props.onResetColumns} onClose={() => setPopover(null)} />
      )}
    </div>
  )
}

/** "812", "100+" while more are counted, or "27 of 812" under a search or filter; a dash for what was never read. Told to screen readers as it changes. */
const Count = ({ total, isCounted, whole, isNarrowed }: { total: number | null; isCounted: boolean; whole: number | undefined; isNarrowed: boolean }) => (
  <span role="status" className="list-count numeric">
    {total === null ? '–' : `${total.toLocaleString()}${isCounted ? '' : '+'}`}
    {total !== null && isNarrowed && whole !== undefined && ` of ${whole.toLocaleString()}`}
  </span>
)
