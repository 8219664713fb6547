// Plans made from jobs: taking back what was confirmed, from the images before; and once more what failed.

import { AppError } from '../../../shared/base/app-error.ts'
import type { JobId, ResourceId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Change } from '../../../shared/actions/judge.ts'
import type { JobWorkRow, StoredJob } from '../store/ledger.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { actionOf, actions as registry } from '../../../shared/resources/index.ts'
import { knownAction, type ActionParts } from './parts.ts'
import type { PlanTarget } from './planner.ts'

export async function knownJob({ store }: Pick<ActionParts, 'store'>, id: JobId): Promise<StoredJob> {
  const job = await store.ledger.job(id)
  if (!job) throw new AppError('job.unknown')
  return job
}

/** What takes the confirmed rows back, the last one first: what depends on it was done after it. */
export async function undoTargets(parts: ActionParts, job: StoredJob, positions?: readonly number[]): Promise<PlanTarget[]> {
  const chosen = positions ? new Set(positions) : null
  const rows = (await parts.store.ledger.jobWork(job.id, ['confirmed'])).filter(({ position }) => !chosen || chosen.has(position))
  const at = instantFromMs(parts.clock.now())
  const targets = rows.reverse().flatMap((row): PlanTarget[] => {
    const inverse = actionOf(row.work.action).inverse({ id: row.object ?? row.shown.id, organization: row.shown.organization, image: row.pre, parameters: row.work.parameters, at })
    if ('irreversible' in inverse) return again(row)
    const action = knownAction(inverse.action)
    const remark = formerBindings(row)
    return [
      {
        organization: row.shown.organization,
        id: action.target === 'new' ? null : ((row.object ?? row.shown.id) as ResourceId | null),
        action,
        parameters: inverse.parameters,
        ...(remark !== null && { remark }),
        ...(action.target === 'each' && { expected: row.work.changes.map(reversed) }),
      },
    ]
  })
  if (targets.length === 0) throw new AppError('plan.irreversible')
  return targets
}

const reversed = (change: Change): Change => ({ ...change, from: change.to, to: change.from })

/** A deleted object does not come back, but another like it can be made: with a new id, and nothing but what its form asks for. */
function again(row: JobWorkRow): PlanTarget[] {
  const deleted = actionOf(row.work.action)
  const add = registry.find(({ id, target }) => id === `${deleted.kind}.add` && target === 'new')
  const { object } = row.pre
  if (!add || !object || !row.work.action.endsWith('.delete')) return []
  const parameters = Object.fromEntries(
    Object.entries(add.fields).flatMap(([name, { schema, form }]) => {
      const value = [valueAt(object, name), form.initial].find((candidate) => candidate !== undefined && schema.safeParse(candidate).success)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const remark = [`A new ${deleted.kind === 'user' ? 'person in the directory' : 'object'} with another id; what only the deleted one had is gone.`, formerBindings(row)].filter((text) => text !== null).join(' ')
  return [{ organization: row.shown.organization, id: null, action: add, parameters, remark }]
}

/** Every edge that went with a deleted object; making it again does not bring them back by itself. */
function formerBindings({ work, shown }: JobWorkRow): string | null {
  const { bindings } = work
  if (!bindings || bindings.length === 0) return null
  return `${shown.title} was bound to ${bindings.length} things that have to be added again: ${bindings.map(({ title }) => title).join(', ')}`
}

/** Rows that did not come to their end and may be tried again: each is read and judged anew. */
export async function retryTargets(parts: ActionParts, job: StoredJob): Promise<PlanTarget[]> {
  const rows = await parts.store.ledger.jobWork(job.id, ['failed', 'drifted', 'skipped', 'unknown'])
  return rows.flatMap((row): PlanTarget[] => {
    const action = actionOf(row.work.action)
    const at = instantFromMs(parts.clock.now())
    // A secret was kept nowhere, and without it something else would be sent: the action is chosen again.
    if (row.work.secrets) return []
    // What leaves nothing to read may have been carried out: sending it again would be blind.
    if (row.outcome === 'unknown' && action.aims({ id: row.shown.id, organization: row.shown.organization, image: row.pre, parameters: row.work.parameters, at }).length === 0) return []
    return [{ organization: row.shown.organization, id: row.shown.id, action, parameters: row.work.parameters }]
  })
}
