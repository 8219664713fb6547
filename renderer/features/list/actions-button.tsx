// Buttons with a menu of actions: "More actions" of a list's selection, "Change state" and "Actions" of one object.

import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { type ActionData, actionsOf, hasForm } from '../../bridge/registry-actions.ts'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import { isOneTarget, type Targets } from './targets.ts'

export const ActionsMenu = deferred(async () => (await import('./actions-menu.tsx')).ActionsMenu)

interface ActionsButtonProps {
  readonly label: string
  /** Why nothing can be chosen; null when something can. */
  readonly reason?: string | null
  /** Asked for when the menu opens: a selection may be large. */
  readonly targets: () => Targets
  readonly shows: (action: ActionData, targets?: Targets) => boolean
  /** The command that opens it too. */
  readonly command?: string
}

function ActionsButton({ label, reason = null, targets, shows, command }: ActionsButtonProps) {
  const [open, setOpen] = useState<Targets | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const show = () => setOpen(targets())
  return (
    <>
      {command && <OpenedBy command={command} reason={reason} onRun={show} />}
      <ActionButton ref={button} className="button" aria-haspopup="menu" aria-expanded={open !== null} reason={reason} keys={command && shortcutOf(command)} onClick={show}>
        {label}
        <ChevronDown {...iconProps} size={14} />
      </ActionButton>
      {open && <ActionsMenu trigger={button} targets={open} shows={shows} onClose={() => setOpen(null)} />}
    </>
  )
}

function OpenedBy({ command, reason, onRun }: { command: string; reason: string | null; onRun: () => void }) {
  useCommand(command, onRun, reason)
  return null
}

/** What is edited one by one is offered for exactly one. */
export const isMoreAction = (action: ActionData, targets?: Targets): boolean => action.menu.place === 'moreActions' || (targets !== undefined && isEdit(action) && isOneTarget(targets))
const isOfOne = ({ menu }: ActionData): boolean => menu.place === 'moreActions' || menu.place === 'detail'
const isEdit = ({ id, kind }: ActionData): boolean => id === `${kind}.edit`
const isState = (action: ActionData): boolean => isOfOne(action) && action.menu.group === 'state'
const isOther = (action: ActionData): boolean => isOfOne(action) && action.menu.group !== 'state'

const offers = (kind: string, shows: (action: ActionData) => boolean): boolean => actionsOf(kind).some((action) => hasForm(action) && shows(action))

export const hasMoreActions = (kind: string): boolean => offers(kind, isMoreAction)

/** Of a list's selection; nothing for a kind without actions. */
export const MoreActions = ({ kind, ...rest }: Pick<ActionsButtonProps, 'targets'> & { readonly kind: string; readonly reason: string | null }) =>
  hasMoreActions(kind) ? <ActionsButton label="More actions" shows={isMoreAction} command="list.actions" {...rest} /> : null

/** Of one object: what changes its state, and everything else. */
export function ObjectActions({ kind, targets }: { readonly kind: string; readonly targets: () => Targets }) {
  const hasState = offers(kind, isState)
  const hasOther = offers(kind, isOther)
  const edit = actionsOf(kind).find((action) => isEdit(action) && hasForm(action))
  if (!hasState && !hasOther) return null
  const openEdit = () => {
    const { selection, organizations, text } = targets()
    useDialog.getState().open({ name: 'plan', source: { type: 'action', action: edit!.id, selection, targets: text }, organizations })
  }
  return (
    <div className="detail-actions">
      {edit && (
        <button type="button" className="button" onClick={openEdit}>
          Edit
        </button>
      )}
      {hasState && <ActionsButton label="Change state" shows={isState} targets={targets} />}
      {hasOther && <ActionsButton label="Actions" shows={isOther} targets={targets} />}
    </div>
  )
}

const isBind = ({ id, kind }: ActionData): boolean => id.startsWith(`${kind}.bind`)

/** What one object can be bound to; nothing for a kind that is bound to nothing. */
export const BindActions = ({ kind, targets }: { readonly kind: string; readonly targets: () => Targets }) =>
  offers(kind, isBind) ? (
    <div className="tab-tools">
      <ActionsButton label="Bind" shows={isBind} targets={targets} />
    </div>
  ) : null
