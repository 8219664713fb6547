// What can be done with a pane whose header has no room for buttons (React Aria: menu pattern).

import type { RefObject } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import '../styles/actions-menu.css'

export interface PaneMenuProps {
  readonly beside: () => void
  /** Why nothing can be opened beside; null where it can. */
  readonly fullReason: string | null
  /** What only a pane of an organization can do. */
  readonly bound: { readonly edit: () => void; readonly compare: () => void; readonly tearOff: () => void } | null
  readonly trigger: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

export function PaneMenu({ beside, fullReason, bound, trigger, onClose }: PaneMenuProps) {
  const acts: Readonly<Record<string, () => void>> = { beside, ...bound }
  const label = 'What to do with this pane'
  return (
    <Popover aria-label={label} className="popover actions-popover" triggerRef={trigger} isOpen placement="bottom end" offset={4} containerPadding={8} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* The menu must be gone first: it gives the focus back to where a dialog will take it from. */}
      <Menu aria-label={label} className="actions-list" autoFocus="first" onAction={(key) => setTimeout(() => acts[String(key)]?.())} onClose={onClose}>
        {bound && (
          <MenuItem id="compare" className="actions-item">
            Compare with the pane beside
          </MenuItem>
        )}
        {bound && (
          <MenuItem id="tearOff" className="actions-item">
            Move to a window of its own
          </MenuItem>
        )}
        <MenuItem id="beside" className="actions-item" isDisabled={fullReason !== null}>
          {fullReason ?? 'Open beside'}
        </MenuItem>
        {bound && (
          <MenuItem id="edit" className="actions-item">
            Organization…
          </MenuItem>
        )}
      </Menu>
    </Popover>
  )
}
