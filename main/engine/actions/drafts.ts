// Drafts: changes decided while the service could not be reached. They are kept with what the object was like, so that coming back
// shows before, theirs and mine; nothing is ever sent from here but through a plan.

import { randomBytes } from 'node:crypto'
import type { ActionDescription } from '../../../shared/actions/action.ts'
import { judge } from '../../../shared/actions/judge.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { type DraftId, localIdFrom, type OrganizationId, type ResourceId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { changeTexts } from './change-words.ts'
import { imagesFromCopy } from './images.ts'
import { type ActionParts, knownAction } from './parts.ts'
import { checkedParameters, type PlanTarget } from './planner.ts'
import { resolveTargets } from './resolve-targets.ts'

/** @throws AppError `draft.class`, `plan.too-large` */
export async function addDrafts(parts: ActionParts, action: ActionDescription, selection: TargetSelection, given: Readonly<Record<string, unknown>>): Promise<{ added: number; left: number }> {
  // A secret is kept nowhere, so it cannot wait; nor can what nothing brings back.
  if (action.class !== 'B' || action.target === 'new' || Object.values(action.fields).some(({ form }) => form.isSecret)) throw new AppError('draft.class')
  const parameters = checkedParameters(action, given)
  const { targets } = await resolveTargets(parts, selection)
  const { ledger } = parts.store
  const kept = (await ledger.drafts()).length
  if (kept + targets.length > limits.draftsMax) throw new AppError('plan.too-large', { total: kept + targets.length, limit: limits.draftsMax })
  const at = instantFromMs(parts.clock.now())
  const images = await imagesFromCopy(parts, targets.map(({ organization, id }) => ({ organization, id, action, parameters })))
  let added = 0
  for (const [index, { organization, id }] of targets.entries()) {
    const { image } = images[index]!
    const subject = { id, organization, image, parameters, at }
    const judgement = judge(action, subject)
    if (judgement.verdict !== 'change' || id === null || 'irreversible' in action.inverse(subject)) continue
    await ledger.saveDraft({
      id: localIdFrom('dra', (parts.random ?? randomBytes)(16)) as DraftId,
      organization, createdAt: at, operator: parts.operator, kind: action.kind, object: id,
      title: image.object ? titleOf(resourceOf(action.kind), image.object) : id,
      action: action.id, parameters, image, changes: changeTexts(action, image, judgement.changes), expected: judgement.changes,
    })
    added += 1
  }
  parts.onChange(['draft'], [])
  return { added, left: targets.length - added }
}

/** The targets of a plan of these drafts, in the order in which they were decided. @throws AppError `plan.empty` */
export async function draftTargets({ store }: Pick<ActionParts, 'store'>, ids: readonly DraftId[], mine: readonly DraftId[]): Promise<PlanTarget[]> {
  const wanted = new Set(ids)
  const chosen = new Set(mine)
  const present = new Set((await store.organizations()).map(({ id }): OrganizationId => id))
  const drafts = (await store.ledger.drafts()).filter(({ id, organization }) => wanted.has(id) && present.has(organization))
  if (drafts.length === 0) throw new AppError('plan.empty')
  return drafts.map((draft): PlanTarget => ({
    organization: draft.organization,
    id: draft.object as ResourceId,
    action: knownAction(draft.action),
    parameters: draft.parameters,
    expected: draft.expected,
    areConflictsHeld: !chosen.has(draft.id),
  }))
}
