// Drafts: the changes of a plan that was made while the service could not be reached. They are kept with what each object was like, so
// that coming back shows before, theirs and mine; nothing is ever sent from here but through a plan.

import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/base/app-error.ts'
import { type DraftId, localIdFrom, type OrganizationId, type PlanId, type ResourceId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import type { Draft } from '../store/ledger.ts'
import { type ActionParts, knownAction } from './parts.ts'
import { changeWords, countText } from './plan-words.ts'
import { haveSeveralEach, type PlanQuestion, type PlanTarget } from './planner.ts'

/** Keeps what a plan would change. @throws AppError `plan.unknown`, `plan.started`, `draft.class`, `plan.too-large` */
export async function keepDrafts(parts: ActionParts, plan: PlanId): Promise<{ added: number }> {
  const { ledger } = parts.store
  const found = await ledger.plan(plan)
  if (!found) throw new AppError('plan.unknown')
  if (found.job !== null) throw new AppError('plan.started')
  const { header } = found
  if (header.draftProblem !== null) throw new AppError('draft.class', { why: header.draftProblem })
  const rows = await ledger.planWork(plan, 'change')
  const kept = (await ledger.drafts()).length
  if (kept + rows.length > limits.draftsMax) throw new AppError('plan.too-large', { total: kept + rows.length, limit: limits.draftsMax })
  const createdAt = instantFromMs(parts.clock.now())
  await ledger.saveDrafts(
    rows.map(({ shown, work }): Draft => ({
      id: localIdFrom('dra', createHash('sha256').update(`${header.sha256} ${shown.position}`).digest().subarray(0, 16)) as DraftId,
      organization: shown.organization, createdAt, operator: parts.operator, position: shown.position,
      part: header.origin.type === 'steps' ? header.title : null,
      kind: actionOf(work.action).kind, object: shown.id, title: shown.title,
      action: work.action, parameters: work.parameters, image: work.image, changes: shown.changes, expected: work.changes,
    })),
  )
  parts.onChange(['draft'], [])
  return { added: rows.length }
}

interface DraftTarget {
  readonly draft: Draft
  readonly target: PlanTarget
}

/** The targets of a plan of these drafts, in the order in which they were decided. @throws AppError `plan.empty` */
export async function draftTargets({ store }: Pick<ActionParts, 'store'>, ids: readonly DraftId[], mine: readonly DraftId[]): Promise<DraftTarget[]> {
  const wanted = new Set(ids)
  const chosen = new Set(mine)
  const present = new Set((await store.organizations()).map(({ id }): OrganizationId => id))
  const drafts = (await store.ledger.drafts()).filter(({ id, organization }) => wanted.has(id) && present.has(organization))
  if (drafts.length === 0) throw new AppError('plan.empty')
  return drafts.map((draft) => ({
    draft,
    target: {
      organization: draft.organization,
      id: draft.object as ResourceId | null,
      action: knownAction(draft.action),
      parameters: draft.parameters,
      expected: draft.expected,
      areConflictsHeld: !chosen.has(draft.id),
    },
  }))
}

/** What the plan of drafts is called, and what its button counts. */
export function draftWords(all: readonly DraftTarget[]): Pick<PlanQuestion, 'title' | 'verb' | 'counted'> {
  const parts = new Set(all.map(({ draft }) => draft.part))
  const [part = null] = parts
  const kinds = new Set(all.map(({ target }) => target.action.kind))
  const isSeveral = kinds.size > 1 || haveSeveralEach(all.map(({ target }) => target))
  const count = all.length === 1 ? '1 draft' : `${all.length.toLocaleString('en-US')} drafts`
  const about = parts.size === 1 && part !== null ? part : kinds.size === 1 ? countText(new Set(all.map(({ draft }) => draft.object ?? draft.id)).size, all[0]!.target.action.kind) : null
  return { title: about === null ? `Send ${count}` : `Send ${count} (${about})`, verb: 'Send', ...(isSeveral && { counted: changeWords }) }
}
