// The ways to add something to a list (React Aria: menu pattern), with what keeps it from being sent now.

import { type RefObject } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import '../../styles/actions-menu.css'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { actionsOf } from '../../bridge/registry-actions.ts'
import { kindData } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { isNew, openNew } from './new-actions.ts'

interface NewMenuProps {
  readonly kind: Kind
  readonly organization: OrganizationId
  readonly trigger: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

export function NewMenu({ kind, organization, trigger, onClose }: NewMenuProps) {
  const ways = actionsOf(kind).filter(isNew)
  const { data } = useCall('action.menu', { selection: { type: 'new', kind, organization, items: [{}] } })
  const problem = data?.actions.find((each) => each.problem !== null)?.problem ?? null
  const name = useOrganization(organization)?.name ?? ''
  const words = problem && errorWords({ code: problem.code, detail: { ...problem.detail, organization: name } })
  const label = `Add ${kindData(kind).words.many}`
  return (
    <Popover aria-label={label} className="popover actions-popover" triggerRef={trigger} isOpen placement="bottom end" offset={4} containerPadding={8} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {words && (
        <p className="actions-problem" role="note">
          <strong>{words.what}</strong> You can prepare and look at a plan; it cannot be started. {words.next}
        </p>
      )}
      <Menu
        aria-label={label}
        className="actions-list"
        autoFocus="first"
        onAction={(key) => {
          const chosen = ways.find(({ id }) => id === key)
          // The menu must be gone first: it gives the focus back to where the dialog will take it from.
          if (chosen) setTimeout(() => openNew(chosen, organization))
        }}
        onClose={onClose}
      >
        {ways.map(({ id, words: { menu } }) => (
          <MenuItem key={id} id={id} textValue={menu} className="actions-item">
            {menu}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
