// A panel below a button (React Aria: placement, Escape, focus back to the button).

import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover as AriaPopover } from 'react-aria-components'

interface PopoverProps {
  readonly label: string
  readonly trigger: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
  readonly className?: string
}

export const Popover = ({ label, trigger, onClose, children, className = '' }: PopoverProps) => (
  <AriaPopover className={`popover ${className}`} triggerRef={trigger} isOpen placement="bottom start" offset={4} containerPadding={8} onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Dialog className="popover-inner" aria-label={label}>
      {children}
    </Dialog>
  </AriaPopover>
)
