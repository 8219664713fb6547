// What a list's selection is to an action: the ids one by one, or the question when there are more than a call may carry.

import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { countText } from '../../bridge/freshness.ts'
import type { ListSelection } from './use-list-selection.ts'

/** What a menu of actions is about. */
export interface Targets {
  readonly selection: TargetSelection
  readonly organizations: readonly OrganizationId[]
  /** "27 users", "Ada Adler" */
  readonly text: string
}

export const oneTarget = (organization: OrganizationId, kind: Kind, id: ResourceId, title: string): Targets => ({
  selection: { type: 'ids', kind, targets: [{ organization, ids: [id] }] },
  organizations: [organization],
  text: title,
})

/** One object and nothing else: what can be opened. */
export const isOneTarget = ({ selection }: Targets): boolean => selection.type === 'ids' && selection.targets.reduce((sum, { ids }) => sum + ids.length, 0) === 1

/** `organization` is null where the list covers several: its ids then name their organization (`objectKey`). */
export function selectedTargets(organization: OrganizationId | null, question: ListQuestion, { ids, isAll }: Pick<ListSelection, 'ids' | 'isAll'>): Targets {
  const { kind } = question
  const targets = organization ? [{ organization, ids: [...ids] as ResourceId[] }] : byOrganization(ids)
  // Ids are what was seen and chosen; a question may match something else by the time the plan is made.
  const selection: TargetSelection = isAll && ids.size > limits.targetIdsMax ? { type: 'matching', question } : { type: 'ids', kind, targets }
  return { selection, organizations: targets.map((each) => each.organization), text: countText(ids.size, kind) }
}

function byOrganization(keys: ReadonlySet<string>): { organization: OrganizationId; ids: ResourceId[] }[] {
  const groups = new Map<string, string[]>()
  for (const key of keys) {
    const at = key.indexOf(':')
    const organization = key.slice(0, at)
    const group = groups.get(organization) ?? []
    groups.set(organization, group)
    group.push(key.slice(at + 1))
  }
  return [...groups].map(([organization, ids]) => ({ organization: organization as OrganizationId, ids: ids as ResourceId[] }))
}

/** Why no action can be chosen for a selection; null when one can. */
export function selectionReason(many: string, { ids, isAll }: Pick<ListSelection, 'ids' | 'isAll'>): string | null {
  if (ids.size === 0) return `Select ${many} first`
  if (ids.size > limits.targetIdsMax && !isAll) return `Select at most ${limits.targetIdsMax.toLocaleString()} ${many} one by one, or all that match`
  return null
}
