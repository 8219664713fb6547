// A modal dialog (React Aria: focus trap, Escape, focus back to the opener), in the colour of the organization it belongs to.

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { iconProps } from './icons.ts'
import { Mark } from './mark.tsx'
import { Visible } from './visible.tsx'

interface DialogOrganization {
  readonly name: string
  readonly appearance: { readonly colour: string; readonly monogram: string }
  readonly isDemo: boolean
}

interface DialogProps {
  readonly title: string
  /** A second line under the title: the step. */
  readonly subtitle?: ReactNode
  /** Whose dialog it is: stripe, mark and name stand in its head. */
  readonly organization?: DialogOrganization | undefined
  readonly role?: 'dialog' | 'alertdialog'
  readonly width?: 'small' | 'medium' | 'wide' | 'review'
  readonly onClose: () => void
  /** A running step must not be lost to a stray click. */
  readonly isBusy?: boolean
  readonly children: ReactNode
}

export const Dialog = ({ title, subtitle, organization, role = 'dialog', width = 'medium', onClose, isBusy = false, children }: DialogProps) => (
  <ModalOverlay className="dialog-veil" isOpen isDismissable={false} isKeyboardDismissDisabled={isBusy} onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Modal className={`dialog ${width}`} {...(organization ? { 'data-colour': organization.appearance.colour } : {})}>
      {organization && <div className={`stripe ${organization.isDemo ? 'hatched' : ''}`} />}
      <AriaDialog role={role} className="dialog-inner">
        <header className="dialog-head">
          <div>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {organization && (
              <p className="dialog-subtitle">
                <Mark {...organization.appearance} />
                <Visible text={organization.name} className="truncate" />
                {organization.isDemo && <span className="badge">DEMO</span>}
              </p>
            )}
            {subtitle && <p className="dialog-subtitle">{subtitle}</p>}
          </div>
          <button type="button" className="icon-button" aria-label="Close" disabled={isBusy} onClick={onClose}>
            <X {...iconProps} />
          </button>
        </header>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
