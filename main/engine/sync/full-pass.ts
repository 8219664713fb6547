// Reads everything of one kind in one organization into a run: pages, schema, staging, proof. Publishing is the run's decision.

import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { hashText } from '../../../shared/base/random.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type RawObject, rawId } from '../../../shared/resources/derive/row-projection.ts'
import type { Api, ReadOptions } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { Clock } from '../api/timer.ts'
import { createWorkScope } from '../api/work-scope.ts'
import type { Proof, RunWriter } from '../store/store.ts'
import type { Parents } from './parents.ts'
import { combineProofs } from './proof.ts'
import { assertOwn, sortOut } from './sort-out.ts'

export interface PassParts {
  readonly api: Api
  readonly writer: Pick<RunWriter, 'stage' | 'quarantine' | 'stagedIds'>
  readonly context: OrganizationContext
  readonly clock: Clock
  readonly parents: Parents
  readonly signal: AbortSignal
  /** Waits while the run is paused. */
  readonly pass: () => Promise<void>
  readonly options: Pick<ReadOptions, 'onPage' | 'onWait' | 'onOutcome'>
  /** Objects read so far, each counted once. */
  readonly onObjects: (objects: number) => void
}

export async function fullPass(parts: PassParts, resource: ResourceDescription): Promise<Proof> {
  const count = { staged: 0, quarantined: 0 }
  const proof =
    resource.kind === 'organization'
      ? await ownRecordPass(parts, resource, count)
      : resource.list.per === undefined
        ? await listPass(parts, resource, count).catch(notOffered)
        : await perParentPass(parts, resource, resource.list.per, count)
  // Nothing readable in a list that is not empty says more about the answer than about the objects.
  if (count.quarantined > 0 && count.staged === 0) throw new AppError('api.shape', { kind: resource.words.many })
  return proof
}

interface Count {
  staged: number
  quarantined: number
}

async function listPass(parts: PassParts, resource: ResourceDescription, count: Count, parent?: string): Promise<Proof> {
  const reading = parts.api.list(parts.context, resource, { ...parts.options, signal: parts.signal, ...(parent !== undefined && { parent }) })
  for await (const objects of reading) {
    await parts.pass()
    await keep(parts, resource, objects, count, parent)
  }
  return reading.proof()
}

async function keep(parts: PassParts, resource: ResourceDescription, objects: readonly RawObject[], count: Count, parent?: string): Promise<void> {
  assertOwn(objects, parts.context.organization ?? '', (found) => supportCode(parts.context, [found]))
  parts.parents.note(resource, objects)
  const { rows, quarantined } = sortOut(resource, objects, parent)
  count.staged += rows.length
  count.quarantined += quarantined.length
  if (count.quarantined > limits.quarantineRowsPerRunMax) throw new AppError('api.shape', { kind: resource.words.many })
  if (rows.length > 0) await parts.writer.stage(resource.kind, rows)
  if (quarantined.length > 0) await parts.writer.quarantine(resource.kind, quarantined)
  parts.onObjects(count.staged)
}

/** A whole list that the service does not know is one it does not offer here; some lists that its own tools read are documented nowhere. */
function notOffered(error: unknown): never {
  throw isAppError(error, 'api.not-found') ? new AppError('api.not-offered', error.detail) : error
}

/**
 * The organization's own record: the first thing of a run, because it proves whose answers these are.
 * The list proves that too, and says nothing of the settings: where these cannot be read, those read before stay, with their age.
 *
 * @throws AppError `organization.mismatch` when the key reaches other organizations only
 */
async function ownRecordPass(parts: PassParts, resource: ResourceDescription, count: Count): Promise<Proof> {
  // A credential of hundreds would list them all for each of them; one that names its organization asks for that one.
  const direct = parts.context.isOrganizationHeaderNeeded ? await settingsOf(parts, resource, parts.context.organization ?? '') : null
  if (direct !== null && !(direct instanceof AppError)) {
    const at = instantFromMs(parts.clock.now())
    await parts.pass()
    await keep(parts, resource, [direct], count)
    return { isComplete: true, method: 'single', announced: 1, distinct: 1, requests: 1, stepBacks: 0, startedAt: at, endedAt: at }
  }
  const reading = parts.api.list(parts.context, resource, { ...parts.options, signal: parts.signal })
  const found: RawObject[] = []
  for await (const objects of reading) found.push(...objects)
  const own = found.filter((raw) => rawId(resource, raw) === parts.context.organization)
  const proof = reading.proof()
  if (own.length === 0 && proof.isComplete) {
    throw new AppError('organization.mismatch', { support: supportCode(parts.context, found.map((raw) => rawId(resource, raw) ?? '')) })
  }
  await parts.pass()
  const whole: RawObject[] = []
  for (const row of own) {
    const settings = direct ?? (await settingsOf(parts, resource, rawId(resource, row)!))
    if (settings instanceof AppError) throw settings
    whole.push({ ...row, ...settings })
  }
  await keep(parts, resource, whole, count)
  return { ...proof, announced: own.length, distinct: own.length, requests: proof.requests + own.length }
}

/** The record with settings and plan, or why this credential does not get it: some roles may not see it. */
async function settingsOf(parts: PassParts, resource: ResourceDescription, id: string): Promise<RawObject | AppError> {
  const { onWait, onOutcome } = parts.options
  return parts.api
    .one(parts.context, resource, id, { signal: parts.signal, ...(onWait && { onWait }), ...(onOutcome && { onOutcome }) })
    .catch((error: unknown) => {
      if (isAppError(error, 'api.forbidden') || isAppError(error, 'api.not-entitled')) return error
      if (isAppError(error, 'api.not-found')) return new AppError('api.not-offered', error.detail)
      // Another record than the one asked for: the list says whose answers these are.
      if (parts.context.isOrganizationHeaderNeeded && isAppError(error, 'api.shape')) return error
      throw error
    })
}

/** One list per object of another kind; complete when every one of them is. */
async function perParentPass(parts: PassParts, resource: ResourceDescription, parentKind: string, count: Count): Promise<Proof> {
  const startedAt = instantFromMs(parts.clock.now())
  const parents = (await parts.writer.stagedIds(parentKind)).filter((id) => parts.parents.has(resource, id))
  const proofs: Proof[] = []
  const next = parents[Symbol.iterator]()
  const scope = createWorkScope(parts.signal)
  const work = async () => {
    for (let entry = next.next(); !entry.done && !scope.signal.aborted; entry = next.next()) {
      proofs.push(await listPass({ ...parts, signal: scope.signal }, resource, count, entry.value).catch((error: unknown) => absentProof(error, parts.clock)))
    }
  }
  const failures: unknown[] = []
  const workers = Array.from({ length: limits.syncParentsInFlightMax }, () =>
    work().catch((error: unknown) => {
      failures.push(error)
      scope.fail(error)
    }),
  )
  await Promise.all(workers)
  scope.end()
  if (failures.length > 0) throw failures[0]
  throwIfCancelled(parts.signal)
  return combineProofs(proofs, startedAt, instantFromMs(parts.clock.now()))
}

/** An object deleted between its own list and its members has none: that is an answer, not a failure. */
function absentProof(error: unknown, clock: Clock): Proof {
  if (!isAppError(error, 'api.not-found')) throw error
  const at = instantFromMs(clock.now())
  return { isComplete: true, method: 'single', announced: 0, distinct: 0, requests: 1, stepBacks: 0, startedAt: at, endedAt: at }
}

/** Tells the cases of mismatch apart in a report without naming an organization in it. */
const supportCode = (context: OrganizationContext, found: readonly string[]): string =>
  `OM-${hashText(`${context.organization}|${[...found].sort().join('|')}`).toString(16).padStart(8, '0').toUpperCase()}`
