// Carries out one row: read again, compare, keep that it is being sent, send once, read what came of it, keep the outcome.
//
// Invariants:
// - Nothing is sent before `sent` is on the disk, and never for an object that moved since the plan.
// - After an answer that leaves it open whether the change was made, only a reading decides: what is there is confirmed; what is
//   not there may be sent again only if sending twice does what sending once does and the object is still as before; else unknown.

import type { ActionDescription, Image, Subject } from '../../../shared/actions/action.ts'
import { drifted, isDone, judge } from '../../../shared/actions/judge.ts'
import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { JobId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import { requestOf } from '../../../shared/resources/derive/action-requests.ts'
import { rawId } from '../../../shared/resources/derive/row-projection.ts'
import { actionOf, resourceOf } from '../../../shared/resources/index.ts'
import type { ReadOptions } from '../api/api.ts'
import { type ChangeAnswer, isRefusal } from '../api/change.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import { systemTimer } from '../api/timer.ts'
import type { JobWorkRow, Settlement } from '../store/ledger.ts'
import { wordingOf } from './change-words.ts'
import { imageFromService, type ImageTarget, isTroubleOfAll, storedParts } from './images.ts'
import type { ActionParts } from './parts.ts'
import { verify } from './verify.ts'

export interface RowRun {
  readonly parts: ActionParts
  readonly job: JobId
  readonly context: OrganizationContext
  /** What is kept in memory only. */
  readonly secrets: Readonly<Record<string, unknown>>
  readonly options: ReadOptions
}

/** `null` when nothing was sent and the cause is not this row's: it waits. */
export async function runRow(run: RowRun, row: JobWorkRow): Promise<Settlement | null> {
  const { parts, job } = run
  const target = targetOf(row, run.secrets)
  const { action } = target
  let fresh: Image
  try {
    fresh = await readImage(run, target)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (isTroubleOfAll(error)) return null
    return ended('failed', { note: 'It could not be read before the change; nothing was sent.', problem: error })
  }
  parts.onStep?.('read', row.position)
  const subject = subjectOf(parts, row, target, fresh)
  const moved = movement(action, row, subject)
  if (moved !== null) {
    await takeIn(run, target, fresh)
    return ended('drifted', { note: moved })
  }
  await parts.store.ledger.markSent(job, row.position, fresh, now(parts))
  parts.onStep?.('kept', row.position)
  return send(run, row, target, subject)
}

/**
 * A row that was being sent when the program ended: reading decides, and nothing is sent.
 * `again`: it was not carried out, and it may be sent once somebody lets the job go on. `null`: it cannot be read now.
 */
export async function recoverRow(run: RowRun, row: JobWorkRow): Promise<Settlement | 'again' | null> {
  const target = targetOf(row, run.secrets)
  const subject = subjectOf(run.parts, row, target, row.pre)
  return afterDoubt(run, row, target, subject, null)
}

async function send(run: RowRun, row: JobWorkRow, target: ImageTarget, subject: Subject, resent = 0): Promise<Settlement | null> {
  const { parts } = run
  let answer: ChangeAnswer
  try {
    answer = await parts.api.change(run.context, requestOf(target.action, subject), { ...run.options, isForeground: true })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    parts.onStep?.('answered', row.position)
    return isRefusal(error) ? afterRefusal(run, target, subject, error) : resendOr(run, row, target, subject, error, resent)
  }
  parts.onStep?.('answered', row.position)
  const { requestId } = answer
  const aims = target.action.aims(subject)
  const object = objectOf(row, target, answer)
  if (aims.length === 0) {
    await takeInFresh(run, target)
    return ended('confirmed', { note: 'The service accepted it; it leaves nothing that could be read again.', requestId, object })
  }
  try {
    const { isThere, after } = await verify(aims, () => readImage(run, target), wait(run))
    parts.onStep?.('verified', row.position)
    await takeIn(run, target, after)
    const made = object ?? objectIn(target, after)
    return isThere ? ended('confirmed', { requestId, object: made }) : ended('unknown', { requestId, object: made, problem: new AppError('change.unproved') })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return ended('unknown', { requestId, object, note: 'The service accepted it, but it could not be read again.', problem: error })
  }
}

/** The service said no. It may be so already: adding a member twice is refused with 409, removing one with 404. */
async function afterRefusal(run: RowRun, target: ImageTarget, subject: Subject, error: AppError): Promise<Settlement> {
  const aims = target.action.aims(subject)
  const failed = ended('failed', { note: 'The service refused it; nothing was changed.', problem: error, requestId: requestIdIn(error) })
  if (aims.length === 0) return failed
  try {
    const after = await readImage(run, target)
    await takeIn(run, target, after)
    return isDone(aims, after) ? ended('confirmed', { note: 'The service said that it was so already.', requestId: requestIdIn(error), object: objectIn(target, after) }) : failed
  } catch {
    return failed
  }
}

async function resendOr(run: RowRun, row: JobWorkRow, target: ImageTarget, subject: Subject, error: AppError, resent: number): Promise<Settlement | null> {
  const decided = await afterDoubt(run, row, target, subject, error)
  if (decided !== 'again') return decided
  if (resent >= limits.changeResendsMax) return ended('failed', { note: 'It was sent again, and it is still not there.', problem: error })
  return send(run, row, target, subject, resent + 1)
}

/** Nobody knows whether it was carried out. `again`: it was not, the object is as before, and sending twice does what sending once does. */
async function afterDoubt(run: RowRun, row: JobWorkRow, target: ImageTarget, subject: Subject, error: AppError | null): Promise<Settlement | 'again' | null> {
  const aims = target.action.aims(subject)
  const unknown = (problem: AppError | null): Settlement => ended('unknown', { note: 'Its answer was lost, and reading cannot tell whether it was carried out. It was not sent again.', problem, requestId: error && requestIdIn(error) })
  if (aims.length === 0) return unknown(error)
  let after: Image
  let isThere: boolean
  try {
    ;({ after, isThere } = await verify(aims, () => readImage(run, target), wait(run)))
  } catch (failure) {
    if (!(failure instanceof AppError)) throw failure
    // It stays `sent`: it is read again before the job goes on.
    return isTroubleOfAll(failure) ? null : unknown(failure)
  }
  run.parts.onStep?.('verified', row.position)
  await takeIn(run, target, after)
  if (isThere) return ended('confirmed', { note: 'Its answer was lost; reading it again shows that it was carried out.', object: objectIn(target, after) })
  if (!requestOf(target.action, subject).isIdempotent) return unknown(error)
  const moved = movement(target.action, row, { ...subject, image: after, at: now(run.parts) })
  return moved === null ? 'again' : ended('drifted', { note: moved, problem: error })
}

/** Why this is no longer the object that was planned for, or null. */
function movement(action: ActionDescription, row: JobWorkRow, subject: Subject): string | null {
  const moved = drifted(row.work.changes, subject.image)
  if (moved.length > 0) {
    return moved
      .map((change) => {
        const was = row.work.changes.find(({ part, path }) => part === change.part && path === change.path)!
        const { title, text } = wordingOf(action, row.work.image, was)
        return `${title} was ${text(row.work.image, was.from) ?? 'empty'} when it was planned and is ${text(subject.image, change.to) ?? 'empty'} now.`
      })
      .join(' ')
  }
  const judgement = judge(action, subject)
  if (judgement.verdict === 'change') return null
  return judgement.verdict === 'noop' ? `${judgement.why}: somebody else has done it meanwhile.` : judgement.why
}

const readImage = ({ parts, context, options }: RowRun, target: ImageTarget): Promise<Image> => imageFromService(parts, context, target, options)

/** What was read is the newest there is of this object: the copies take it over, with its version before in history. */
export async function takeIn({ parts }: Pick<RowRun, 'parts'>, target: ImageTarget, image: Image): Promise<void> {
  // What a provider holds is in no copy of an organization.
  if (target.action.holder === 'provider') return
  const readAt = now(parts)
  const amendments = [...storedParts(target, image), ...newObject(target, image)].map((part) => ({ ...part, readAt }))
  // The change is made and kept in the ledger whatever becomes of the copy; the next sync reads it again.
  await parts.store.amend(target.organization, amendments).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

/** What was made has a place in the copy only once its id is known. */
function newObject({ action }: ImageTarget, { object }: Image): { kind: string; id: string; raw: RawObject }[] {
  const id = action.target === 'new' && object ? rawId(resourceOf(action.kind), object) : null
  return id === null || !object ? [] : [{ kind: action.kind, id, raw: object }]
}

async function takeInFresh(run: RowRun, target: ImageTarget): Promise<void> {
  try {
    await takeIn(run, target, await readImage(run, target))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

function targetOf(row: JobWorkRow, secrets: Readonly<Record<string, unknown>>): ImageTarget {
  return { organization: row.shown.organization, id: row.shown.id, action: actionOf(row.work.action), parameters: { ...row.work.parameters, ...secrets } }
}

const subjectOf = (parts: ActionParts, { shown }: JobWorkRow, { parameters }: ImageTarget, image: Image): Subject => ({ id: shown.id, organization: shown.organization, image, parameters, at: now(parts) })

/** The id of an object that was just made, if the answer tells it. */
const objectOf = (row: JobWorkRow, { action }: ImageTarget, { body }: ChangeAnswer): string | null => row.object ?? (action.target === 'new' && body ? rawId(resourceOf(action.kind), body) : null)

const objectIn = ({ action }: ImageTarget, after: Image): string | null => (action.target === 'new' && after.object ? rawId(resourceOf(action.kind), after.object) : null)

const requestIdIn = (error: AppError): string | null => (typeof error.detail.requestId === 'string' ? error.detail.requestId : null)

const now = ({ clock }: ActionParts): Instant => instantFromMs(clock.now())

const wait =
  ({ parts, options }: RowRun) =>
  (ms: number): Promise<void> =>
    (parts.sleep ?? systemTimer.sleep)(ms, options.signal)

const ended = (outcome: Settlement['outcome'], { note = null, problem = null, requestId = null, object = null }: { note?: string | null; problem?: AppError | null; requestId?: string | null; object?: string | null }): Settlement => ({
  outcome,
  note,
  problem: problem && errorToPlain(problem),
  requestId,
  object,
})
