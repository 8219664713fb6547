// Plans made from jobs: taking back what was confirmed, from the images before; and once more what failed.

import { AppError } from '../../../shared/base/app-error.ts'
import type { JobId, OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Change } from '../../../shared/actions/judge.ts'
import type { JobWorkRow, StoredJob } from '../store/ledger.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import { knownAction, type ActionParts } from './parts.ts'
import type { PlanTarget } from './planner.ts'
import { nameIn, remainsText } from './remains.ts'

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
  const targets: PlanTarget[] = []
  for (const row of rows.reverse()) {
    const inverse = actionOf(row.work.action).inverse({ id: row.object ?? row.shown.id, organization: row.shown.organization, image: row.pre, parameters: row.work.parameters, at })
    if ('irreversible' in inverse) {
      targets.push(...(await again(parts, row)))
      continue
    }
    const action = knownAction(inverse.action)
    targets.push({
      organization: row.shown.organization,
      id: action.target === 'new' ? null : ((row.object ?? row.shown.id) as ResourceId | null),
      action,
      parameters: inverse.parameters,
      ...(action.target === 'each' && { expected: row.work.changes.map(reversed) }),
    })
  }
  if (targets.length === 0) throw new AppError('plan.irreversible')
  return targets
}

const reversed = (change: Change): Change => ({ ...change, from: change.to, to: change.from })

/** A deleted object does not come back, but another like it can be made: with a new id, and a list of all that has to be put back. */
async function again(parts: ActionParts, { shown, work, pre }: JobWorkRow): Promise<PlanTarget[]> {
  const action = actionOf(work.action)
  const subject = { id: shown.id, organization: shown.organization, image: pre, parameters: work.parameters, at: instantFromMs(parts.clock.now()) }
  // What a row before this one took from it along with its own object was there when the plan was made.
  const path = action.touches?.(subject)?.path
  const object = path === undefined || !pre.object || valueAt(pre.object, path) ? pre.object : { ...pre.object, [path]: work.image.object?.[path] }
  const made = action.again?.({ ...subject, image: { ...pre, object: object ?? null } })
  if (!made) return []
  const { parameters, note } = await withKnownManager(parts, shown.organization, made.parameters)
  const remark = [`Made anew; does not come back: ${made.lost.join(', ')}.`, note, work.remains ? remainsText(work.remains) : null].filter((text) => text !== null).join('\n')
  return [{ organization: shown.organization, id: null, action: actionOf(made.action), parameters, remark }]
}

/** A manager who is gone too cannot be given to anybody. */
async function withKnownManager(parts: ActionParts, organization: OrganizationId, parameters: Readonly<Record<string, unknown>>): Promise<{ parameters: Readonly<Record<string, unknown>>; note: string | null }> {
  const details = parameters.details as Readonly<Record<string, unknown>> | undefined
  if (typeof details?.manager !== 'string') return { parameters, note: null }
  const { manager, ...others } = details
  const { name, isThere } = await nameIn(parts, organization, 'user', manager as string)
  return isThere ? { parameters, note: `Manager: ${name}` } : { parameters: { ...parameters, details: others }, note: `Manager: ${name}, who is no longer there` }
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
