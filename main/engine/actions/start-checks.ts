// What a plan needs before it may start, worked out by the engine and demanded by main's effect gate: level, age, drift, confirmation.

import { AppError } from '../../../shared/base/app-error.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import type { Plan } from '../../../shared/actions/plan.ts'
import type { ActionDescription, Image } from '../../../shared/actions/action.ts'
import { areEdited } from '../../../shared/actions/field.ts'
import { type Change, drifted } from '../../../shared/actions/judge.ts'
import type { PlanId } from '../../../shared/base/ids.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import type { PlanFacts } from '../../../shared/contract/plan-facts.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import { type Holder, holdersOf } from './holders.ts'
import { imagesFromCopy } from './images.ts'
import type { ActionParts } from './parts.ts'

/** What keeps an organization's part of a plan from being started now, whatever is typed. */
export function problemOf(parts: Pick<ActionParts, 'isOffline'>, actionClass: Plan['class'], organization: Pick<Holder, 'id' | 'name' | 'safety'>): AppError | null {
  const named = { organization: `${organization.name} (${organization.id})` }
  if (organization.safety === 'readOnly') return new AppError('change.read-only', named)
  // What can be taken back may wait as a draft; nothing is sent either way.
  if (parts.isOffline()) return new AppError('change.offline', { ...named, class: actionClass })
  return null
}

/** What the effect gate has to know of a plan; it trusts nothing that a window says about it. */
export async function planFacts(parts: ActionParts, id: PlanId): Promise<PlanFacts> {
  const found = await parts.store.ledger.plan(id)
  if (!found) throw new AppError('plan.unknown')
  const { header, job } = found
  const holders = await holdersOf(parts)
  return {
    isStarted: job !== null,
    class: header.class,
    changes: header.counts.change,
    createdAt: header.createdAt,
    expiresAt: header.expiresAt,
    ageMs: Math.max(0, parts.clock.now() - (instantToMs(header.createdAt) ?? 0)),
    moved: await movedRows(parts, id),
    isOffline: parts.isOffline(),
    organizations: header.organizations
      .filter(({ counts }) => counts.change > 0)
      .map(({ organization, name, counts, phrase, typed }) => {
        const known = holders.find((candidate) => candidate.id === organization)
        return { organization, name: known?.name ?? name, safety: known?.safety ?? null, changes: counts.change, phrase, typed }
      }),
  }
}

/** Changing rows whose starting values are no longer those of the copy: a sync or somebody else has been there since. */
async function movedRows(parts: ActionParts, id: PlanId): Promise<number> {
  const rows = await parts.store.ledger.planWork(id, 'change')
  const present = new Set((await parts.store.organizations()).map((organization) => organization.id))
  const each = rows.filter(({ shown }) => shown.id !== null && present.has(shown.organization))
  const now = await imagesFromCopy(parts, each.map(({ shown, work }) => ({ organization: shown.organization, id: shown.id, action: actionOf(work.action), parameters: work.parameters })))
  // A part that the copy does not keep says nothing about drift; the reading before each change does.
  return each.filter(({ work }, index) => now[index]!.isWhole && now[index]!.image.object && drifted(work.changes.filter((change) => isKept(actionOf(work.action), change, now[index]!.image)), now[index]!.image).length > 0).length
}

/** What the list does not tell the copy cannot say to have moved; each object is read whole before it is sent. */
function isKept({ fields }: ActionDescription, { part, path }: Change, image: Image): boolean {
  const read = image[part]
  return !areEdited(fields) || path === null || !read || valueAt(read, path) !== undefined
}
