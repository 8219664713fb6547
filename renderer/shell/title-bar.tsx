// The tabs of the open organizations, the way to the palette, and the settings of the program.

import { ChevronDown, LayoutGrid, Plus, Search, Settings, X } from 'lucide-react'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useDialog } from '../stores/dialog.ts'
import { focusedPlace, tabOf, usePanes } from '../stores/panes.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { iconProps } from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { type Tab, Tabs } from '../ui/tabs.tsx'
import { Visible } from '../ui/visible.tsx'
import { useShortcuts } from './use-shortcuts.ts'

export function TitleBar() {
  const organizations = useOrganizations() ?? []
  const tabs = usePanes((state) => state.tabs)
  const shortcutOf = useShortcuts()
  const selected = usePanes((state) => tabOf(focusedPlace(state)))
  const panel = usePanes((state) => `organization-panel-${state.panes[state.focused]?.id}`)
  const { openTab, closeTab, go } = usePanes.getState()
  const open = useDialog((state) => state.open)
  const shown = tabs.flatMap((id) => organizations.find((each) => each.id === id) ?? [])

  return (
    <header className="title-bar" data-region="tabs">
      <div className="tab-strip">
        <Tabs
          id="organization"
          label="Organizations"
          className="organization-tabs"
          selected={selected}
          panel={panel}
          onSelect={(key, held) => {
            const tab = key as OrganizationId | 'all'
            if (held?.shiftKey) void import('../stores/panes-beside.ts').then(({ openTabBeside }) => openTabBeside(tab))
            else openTab(tab)
          }}
          onDelete={(key) => key !== 'all' && closeTab(key as OrganizationId)}
          tabs={[{ key: 'all', className: 'all-tab', content: <AllOrganizations /> }, ...shown.map(organizationTab)]}
        />
        {selected !== 'all' && (
          <ActionButton className="icon-button" aria-label="Close this tab" keys={shortcutOf('tab.close')} onClick={() => closeTab(selected)}>
            <X {...iconProps} size={14} />
          </ActionButton>
        )}
        {organizations.length > 0 && (
          <ActionButton className="icon-button" aria-label="Switch organization" keys={shortcutOf('organization.switch')} onClick={() => open({ name: 'palette', start: ':' })}>
            <ChevronDown {...iconProps} />
          </ActionButton>
        )}
        <ActionButton className="icon-button" aria-label="Add an organization" hint="Add an organization by API key" onClick={() => open({ name: 'connect' })}>
          <Plus {...iconProps} />
        </ActionButton>
      </div>
      <button type="button" className="palette-button" onClick={() => open({ name: 'palette', start: '' })}>
        <Search {...iconProps} size={14} />
        <span className="truncate">Search or run a command</span>
        <span className="key">{shortcutOf('palette.open')}</span>
      </button>
      <ActionButton className="icon-button" aria-label="Settings" keys={shortcutOf('go.settings')} onClick={() => go({ page: 'settings' })}>
        <Settings {...iconProps} />
      </ActionButton>
    </header>
  )
}

const AllOrganizations = () => (
  <>
    <LayoutGrid {...iconProps} size={14} />
    <span className="truncate">All organizations</span>
  </>
)

const organizationTab = ({ id, name, appearance, isDemo }: Organization): Tab => ({
  key: id,
  title: name,
  attributes: { 'data-colour': appearance.colour },
  className: isDemo ? 'is-demo' : '',
  content: (
    <>
      <Mark {...appearance} />
      <Visible className="truncate" text={name} />
      {isDemo && <span className="badge">DEMO</span>}
    </>
  ),
})
