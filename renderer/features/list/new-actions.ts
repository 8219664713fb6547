// Which actions add something to a list, and what opens for each.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { type ActionData, hasForm } from '../../bridge/registry-actions.ts'
import { kindData } from '../../bridge/registry.ts'
import { type ImportFrom, useDialog } from '../../stores/dialog.ts'

/** What begins with a table of people. */
const imports: Readonly<Record<string, ImportFrom>> = { 'user.importFromFile': 'file', 'user.importFromGoogle': 'g_suite', 'user.importFromMicrosoft': 'office_365' }

export const isNew = (action: ActionData): boolean => action.target === 'new' && action.menu.place === 'new' && (hasForm(action) || action.id in imports)

export function openNew({ id, kind }: ActionData, organization: OrganizationId): void {
  const from = imports[id]
  if (from) return useDialog.getState().open({ name: 'import', organization, from })
  useDialog.getState().open({
    name: 'plan',
    source: { type: 'action', action: id, selection: { type: 'new', kind: kind as Kind, organization, items: [{}] }, targets: `1 ${kindData(kind as Kind).words.one}` },
    organizations: [organization],
  })
}
