// What can be done with one organization of the overview (React Aria: menu pattern).

import type { RefObject } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import '../../styles/actions-menu.css'
import type { Organization } from '../../../shared/contract/organization.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useDialog } from '../../stores/dialog.ts'
import { besideHeld, useWay } from '../../stores/pane-context.ts'
import { homeOf } from '../../stores/place.ts'
import { pictureText } from '../../ui/visible-text.ts'

interface RowMenuProps {
  readonly organization: Organization
  readonly trigger: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

export function OverviewRowMenu({ organization: { id, name }, trigger, onClose }: RowMenuProps) {
  const { go } = useWay()
  const start = useRun('sync.start')
  const isSyncing = isActive(useSync(id))
  const acts: Readonly<Record<string, () => void>> = {
    open: () => go(homeOf(id)),
    beside: () => go(homeOf(id), besideHeld),
    sync: () => void start.run({ organization: id }),
    edit: () => useDialog.getState().open({ name: 'organization', organization: id }),
    settings: () => go({ page: 'organizationSettings', organization: id }),
  }
  const label = `What to do with ${pictureText(name)}`
  return (
    <Popover aria-label={label} className="popover actions-popover" triggerRef={trigger} isOpen placement="bottom end" offset={4} containerPadding={8} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* The menu must be gone first: it gives the focus back to where a dialog will take it from. */}
      <Menu aria-label={label} className="actions-list" autoFocus="first" onAction={(key) => setTimeout(() => acts[String(key)]?.())} onClose={onClose}>
        <MenuItem id="open" className="actions-item">
          Open
        </MenuItem>
        <MenuItem id="beside" className="actions-item">
          Open beside
        </MenuItem>
        <MenuItem id="sync" className="actions-item" isDisabled={isSyncing}>
          {isSyncing ? 'Being synced' : 'Sync'}
        </MenuItem>
        <Separator className="actions-rule" />
        <MenuItem id="edit" className="actions-item">
          Organization…
        </MenuItem>
        <MenuItem id="settings" className="actions-item">
          Settings
        </MenuItem>
      </Menu>
    </Popover>
  )
}
