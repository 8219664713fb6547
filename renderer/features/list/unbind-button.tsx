// Taking one binding or membership away where it is listed: opens its plan, with both ends told already.

import { Unlink } from 'lucide-react'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type ActionData, actionsOf } from '../../bridge/registry-actions.ts'
import { useDialog } from '../../stores/dialog.ts'
import { iconProps } from '../../ui/icons.ts'
import { oneTarget } from './targets.ts'

interface UnbindButtonProps {
  readonly organization: OrganizationId
  readonly kind: Kind
  readonly id: ResourceId
  readonly title: string
  readonly other: { readonly kind: Kind; readonly id: ResourceId; readonly title: string }
}

/** Sorts of directories share a kind and have actions of their own, from both sides. */
const directoryActions: Readonly<Record<string, string>> = { g_suite: '.unbindGoogle', office_365: '.unbindMicrosoft', active_directory: '.unbindActiveDirectory' }

/** What takes something of this kind away: its one field is the other end. */
export const unbindsOf = (kind: string, other: string): readonly ActionData[] =>
  actionsOf(kind).filter(({ id, fields }) => /\.(unbind|removeFromGroup|removeMember)/.test(id) && fields.length === 1 && fields[0]!.type === 'object' && fields[0]!.kind === other)

export function UnbindButton({ organization, kind, id, title, other }: UnbindButtonProps) {
  const client = useClient()
  const actions = unbindsOf(kind, other.kind)
  if (actions.length === 0) return null
  const open = async () => {
    const directory = kind === 'directory' ? id : other.id
    const sort = actions.length === 1 ? null : directoryActions[String((await client.call('snapshot.object', { organization, kind: 'directory', id: directory })).cells['type'])]
    const action = sort === null ? actions[0] : actions.find((each) => sort !== undefined && each.id.includes(sort))
    if (!action) return
    const targets = oneTarget(organization, kind, id, title)
    useDialog.getState().open({ name: 'plan', source: { type: 'action', action: action.id, selection: targets.selection, targets: title, parameters: { [action.fields[0]!.name]: other.id } }, organizations: [organization] })
  }
  const verb = actions[0]!.id.includes('.unbind') ? 'Unbind' : kind.endsWith('Group') ? 'Take out' : 'Remove from'
  return (
    <button type="button" className="icon-button" aria-label={`${verb} ${other.title}`} title={`${verb} ${other.title}…`} onClick={() => void open()}>
      <Unlink {...iconProps} size={14} />
    </button>
  )
}
