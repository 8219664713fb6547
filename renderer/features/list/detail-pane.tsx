// One object beside the list: its fields in groups, what it is bound to, and the raw answer of the service.

import { Copy, X } from 'lucide-react'
import { useId, useMemo } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, timeText } from '../../bridge/freshness.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { kindLists } from '../../bridge/registry-lists.ts'
import { liveDetailsOf } from '../../bridge/registry-live.ts'
import { useUnreadCounts } from '../../bridge/unread-counts.ts'
import { useCall } from '../../bridge/use-call.ts'
import { cellText } from '../../grid/cell-text.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { useCopy } from '../../shell/use-copy.ts'
import { detailWidthMax, detailWidthMin, useLayout } from '../../stores/layout.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { RawJson } from '../../ui/raw-json.tsx'
import { Splitter } from '../../ui/splitter.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { ObjectActions } from './actions-button.tsx'
import { BindingsTab } from './bindings-tab.tsx'
import { DetailFields } from './detail-fields.tsx'
import { type DetailTab, detailTabs } from './detail-tabs.ts'
import { LiveTab } from './live-tab.tsx'
import { PersonParts } from './person-parts.tsx'
import { RecoveryKeySection } from './recovery-key-section.tsx'
import { RelatedTab } from './related-tab.tsx'
import { SecretNote } from './secret-note.tsx'
import { oneTarget } from './targets.ts'

interface DetailPaneProps {
  readonly organization: Organization
  /** In a list over several organizations the detail says whose object it shows. */
  readonly isOwnerShown?: boolean
  readonly kind: Kind
  readonly id: ResourceId
  readonly tab: string
  readonly onTab: (tab: string) => void
  readonly onClose: () => void
}

export function DetailPane({ organization, isOwnerShown = false, kind, id, tab, onTab, onClose }: DetailPaneProps) {
  const { words } = kindData(kind)
  const { go } = useWay()
  // Two panes may each have a detail open.
  const own = useId()
  const { columns: registered, secretFields } = kindColumns(kind)
  const unread = useUnreadCounts(organization.id, registered)
  const columns = useMemo(() => registered.filter(({ path }) => !unread.has(path)), [registered, unread])
  const { data, error } = useCall('snapshot.object', { organization: organization.id, kind, id }, { keepPrevious: true })
  const now = useNow(60_000)
  const copy = useCopy(organization.id)
  const { detailWidth, setDetailWidth } = useLayout()
  const state = useMemo(() => stateColumn(columns), [columns])
  const tabs = useMemo(() => detailTabs({ relations: kindLists(kind).relations, live: liveDetailsOf(kind), cells: data?.cells ?? {} }), [kind, data])
  const current = tabs.find((each) => each.key === tab) ?? tabs[0]
  const selected = current?.key ?? 'details'
  const stateText = state && data ? cellText(state, data.cells[state.path] ?? null, now) : null

  return (
    <>
      <Splitter label="Width of the detail" controls={own} value={detailWidth} min={detailWidthMin} max={detailWidthMax} onChange={setDetailWidth} />
      <aside
        id={own}
        className="detail"
        data-region="detail"
        aria-label={`Detail of ${data?.title ?? words.one}`}
        style={{ width: detailWidth }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.preventDefault()
          onClose()
        }}
      >
        {isOwnerShown && (
          <div className="detail-owner" data-colour={organization.appearance.colour}>
            <Mark {...organization.appearance} />
            <Visible className="truncate" text={organization.name} />
            {organization.isDemo && <span className="badge">DEMO</span>}
            <span className="pane-space" />
            <button type="button" className="link" onClick={(event) => go(listOf(organization.id, kind, { open: { id, tab } }), event)}>
              Open in its tab
            </button>
          </div>
        )}
        <header className="detail-head">
          <h2 className="truncate">{data ? <Visible text={data.title} /> : `Reading ${words.one}`}</h2>
          {stateText && !stateText.isEmpty && (
            <span className={`badge tone-${stateText.tone ?? 'neutral'}`}>
              {stateText.glyph && <GlyphIcon glyph={stateText.glyph} />}
              {state?.title !== 'State' && `${state?.title}: `}
              {stateText.text}
            </span>
          )}
          <span className="pane-space" />
          <ActionButton className="icon-button" aria-label="Copy the ID" hint={`Copy the ID ${id}`} onClick={() => copy(id, 'ID copied')}>
            <Copy {...iconProps} size={14} />
          </ActionButton>
          <ActionButton className="icon-button" aria-label="Close the detail" keys="Esc" onClick={onClose}>
            <X {...iconProps} size={14} />
          </ActionButton>
        </header>
        {data && data.goneAt === null && <ObjectActions kind={kind} targets={() => oneTarget(organization.id, kind, id, data.title)} />}
        {data?.goneAt && (
          <p className="detail-notice" role="note">
            Deleted at the source by {timeText(data.goneAt, now)}. These are the last known values.
          </p>
        )}
        <Tabs id={own} label={`Parts of this ${words.one}`} tabs={tabs.map((each) => ({ key: each.key, content: <TabTitle tab={each} {...{ organization, kind, id }} /> }))} selected={selected} onSelect={onTab} />
        <div role="tabpanel" id={`${own}-panel`} aria-labelledby={`${own}-tab-${selected}`} className="detail-body" tabIndex={0}>
          {error && <ErrorView error={errorWords(error, { organization: organization.name })} />}
          {data && selected === 'details' && (
            <>
              {kind === 'device' && <RecoveryKeySection organization={organization} device={data.id} name={data.title} isHeld={data.cells['fde.keyPresent'] === 1} />}
              <DetailFields organization={organization.id} kind={kind} columns={columns} cells={data.cells} now={now}>
                {kind === 'user' && <PersonParts raw={data.raw} />}
              </DetailFields>
              {secretFields.length > 0 && <SecretNote fields={secretFields} />}
            </>
          )}
          {current?.type === 'bindings' && <BindingsTab {...{ organization, kind, id }} title={data?.title ?? ''} />}
          {current?.type === 'live' && <LiveTab key={current.key} {...{ organization, kind, id }} title={data?.title ?? ''} details={current.details} />}
          {data && selected === 'raw' && <RawJson raw={data.raw} onCopy={(text) => copy(text, 'JSON copied')} />}
          {current?.type === 'relation' && <RelatedTab key={current.key} {...{ organization, kind, id }} title={data?.title ?? ''} relation={current.relation} />}
        </div>
        {data && (
          <footer className="detail-foot muted" title={exactTime(data.readAt)}>
            Read {timeText(data.readAt, now)}
          </footer>
        )}
      </aside>
    </>
  )
}

/** The column that says how the object stands: its state, or else the first choice whose values are good or bad. */
const stateColumn = (columns: readonly GridColumn[]): GridColumn | undefined =>
  columns.find((column) => column.title === 'State' && column.type === 'choice') ?? columns.find((column) => column.isShown && column.choices.some((choice) => choice.tone !== undefined))

interface TabTitleProps extends Pick<DetailPaneProps, 'organization' | 'kind' | 'id'> {
  readonly tab: DetailTab
}

const TabTitle = ({ tab, ...object }: TabTitleProps) => (
  <>
    {tab.title}
    {tab.type === 'relation' && <RelatedCount {...object} relation={tab.relation} />}
  </>
)

function RelatedCount({ organization, kind, id, relation: { edge, target } }: Omit<TabTitleProps, 'tab'> & { relation: Extract<DetailTab, { type: 'relation' }>['relation'] }) {
  const data = useCall('snapshot.related', { organization: organization.id, kind, id, edge, target, start: 0, size: limits.pageRowsDefault }).data
  // A nought of what was never read says nothing.
  const total = data && (data.total > 0 || data.coverage.oldestAt !== null) ? data.total : undefined
  return total === undefined ? null : <span className="tab-count numeric">{total.toLocaleString()}</span>
}
