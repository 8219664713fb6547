// "New": what can be added to this list. One way opens at once, several are a menu; several organizations have to be narrowed to one.

import { ChevronDown, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { actionsOf } from '../../bridge/registry-actions.ts'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import { isNew, openNew } from './new-actions.ts'

const NewMenu = deferred(async () => (await import('./new-menu.tsx')).NewMenu)

interface NewButtonProps {
  readonly kind: Kind
  readonly organization: OrganizationId | null
}

/** Nothing for a kind to which nothing can be added. */
export const NewButton = ({ kind, organization }: NewButtonProps) => (actionsOf(kind).some(isNew) ? <Offer kind={kind} organization={organization} /> : null)

function Offer({ kind, organization }: NewButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const ways = actionsOf(kind).filter(isNew)
  const reason = organization === null ? 'Choose one organization to add something to it' : null
  const show = () => {
    if (organization === null) return
    if (ways.length === 1) openNew(ways[0]!, organization)
    else setIsOpen(true)
  }
  useCommand('list.new', show, reason)
  return (
    <>
      <ActionButton ref={button} className="button" aria-haspopup={ways.length === 1 ? 'dialog' : 'menu'} aria-expanded={isOpen} reason={reason} keys={shortcutOf('list.new')} onClick={show}>
        <Plus {...iconProps} size={14} />
        New
        {ways.length > 1 && <ChevronDown {...iconProps} size={14} />}
      </ActionButton>
      {isOpen && organization && <NewMenu {...{ kind, organization }} trigger={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}
