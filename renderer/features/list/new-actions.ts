// Which actions add something to a list, and what opens for each.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { type ActionData, hasPlainForm } from '../../bridge/registry-actions.ts'
import { kindData } from '../../bridge/registry.ts'
import { useDialog } from '../../stores/dialog.ts'

/** Forms that ask for more than the general one can. */
const ownForms = new Set(['user.add'])

export const isNew = (action: ActionData): boolean => action.target === 'new' && action.menu.place === 'new' && (hasPlainForm(action) || ownForms.has(action.id))

export function openNew({ id, kind }: ActionData, organization: OrganizationId): void {
  useDialog.getState().open({
    name: 'plan',
    source: { type: 'action', action: id, selection: { type: 'new', kind: kind as Kind, organization, items: [{}] }, targets: `1 ${kindData(kind as Kind).words.one}` },
    organizations: [organization],
  })
}
