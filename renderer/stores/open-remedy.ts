// The plan that ends exceptions: for all whom they are about, asked for like any other.

import type { OrganizationId } from '../../shared/base/ids.ts'
import type { EndedExceptions } from '../bridge/exceptions.ts'
import { countText } from '../bridge/freshness.ts'
import { useDialog } from './dialog.ts'

export function openRemedy(organization: OrganizationId, { kind, remedy, ids }: Pick<EndedExceptions, 'kind' | 'remedy' | 'ids'>): void {
  useDialog.getState().open({ name: 'plan', source: { type: 'action', action: remedy, selection: { type: 'ids', kind, targets: [{ organization, ids }] }, targets: countText(ids.length, kind) }, organizations: [organization] })
}
