// One run: all kinds of one organization in order, each published or failed by itself, then the end with the problem it leaves.
//
// Invariants:
// - A kind is published only with a complete proof, and only while the context is still the current one.
// - The organization's own record comes first; a mismatch ends the run before anything was published.
// - The writer is finished exactly once, whatever happens.

import { AppError, errorToPlain, isAppError } from '../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../shared/base/error-codes.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { isLeftOut } from '../../../shared/scope/left-out.ts'
import type { Api, ReadOptions } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { Clock } from '../api/timer.ts'
import type { RunWriter, Store } from '../store/store.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { DiskPatience } from './disk-patience.ts'
import { type ReadNewEvents, readEventStep } from './event-step.ts'
import { fullPass } from './full-pass.ts'
import type { NetworkWatch } from './network.ts'
import type { RunProgress } from './progress.ts'
import { createParents, type Parents } from './parents.ts'
import { partialError } from './proof.ts'

export interface RunParts {
  readonly organization: OrganizationId
  readonly api: Api
  readonly store: Store
  readonly clock: Clock
  readonly network: NetworkWatch
  readonly patience: DiskPatience
  readonly registry: readonly ResourceDescription[]
  readonly contextOf: (organization: OrganizationId) => OrganizationContext | Promise<OrganizationContext>
  readonly isCurrent: (context: OrganizationContext) => boolean
  /** Left out where events are not read. */
  readonly events?: ReadNewEvents
  readonly progress: RunProgress
  readonly signal: AbortSignal
  readonly pass: () => Promise<void>
  readonly checkpoint: Checkpoint
  /** The program ends: what was read is gone on from at the next start. */
  readonly isClosing: () => boolean
  /** Told when the service's limit makes it wait. */
  readonly onWait: () => void
}

/** A run that has begun. */
interface BegunRun extends RunParts {
  /** Told when the service makes it wait so long that what was read before is old. */
  readonly onHeldBack: () => void
}

type Outcome = Exclude<Parameters<RunWriter['finish']>[0], 'cut'>

/** Failures after which the other kinds would fail alike, or must not be asked for. */
const endsRun = (error: AppError): boolean => runEnders.has(error.code) || error.code.startsWith('store.') || error.code.startsWith('keychain.')
const runEnders = new Set<ErrorCode>([
  'key.revoked',
  'organization.mismatch',
  'organization.unknown',
  'connection.unknown',
  'api.offline',
  'api.timeout',
  'api.tls',
  'api.redirect',
  'api.rate-limited',
])

interface Ending {
  readonly outcome: Outcome
  readonly error: AppError | null
  /** The kind that the error is about, where the run went on to its end without it. */
  readonly list?: string
}

/** Runs to the end; the answer is what it ended with. Only programmer errors are thrown. */
export async function runOrganization(given: RunParts): Promise<AppError | null> {
  const parts: BegunRun = { ...given, onHeldBack: sayOnce(given) }
  const { organization, store, clock, progress, patience, signal } = parts
  let writer: RunWriter | null = null
  let context: OrganizationContext | null = null
  let ending: Ending
  let bug: unknown
  try {
    context = await parts.contextOf(organization)
    writer = await patience.attempt(() => store.beginRun(organization), signal)
    ending = await readKinds(parts, context, patience.writer(writer, signal))
  } catch (error) {
    if (!(error instanceof AppError)) bug = error
    ending = endingOf(error)
  }
  const error = ending.error && (await named(ending.error, parts))
  try {
    // What was cut off after some lists has read some of them, and has not gone through all.
    await writer?.finish(ending.outcome === 'partial' && ending.list === undefined ? 'cut' : ending.outcome, ...(error ? [error] : []))
    if (!parts.isClosing() && !(error && endsRun(error))) await parts.checkpoint.end()
    if (ending.outcome !== 'stopped') await store.setProblem(organization, error, instantFromMs(clock.now()), ending.list)
    // After the end of the kinds: however long the events take, what was published is told to be fresh.
    if (parts.events && context && ending.outcome !== 'stopped' && (!error || !endsRun(error))) {
      await readEventStep(parts.events, context, { signal, ...requestOptions(parts) }, progress)
    }
    progress.end(ending.outcome, error)
  } catch (late) {
    if (!(late instanceof AppError)) bug ??= late
    progress.end('failed', error ?? endingOf(late).error)
  }
  if (bug !== undefined) throw bug
  return ending.error
}

function endingOf(error: unknown): Ending {
  if (isAppError(error, 'call.cancelled')) return { outcome: 'stopped', error: null }
  return { outcome: 'failed', error: error instanceof AppError ? error : new AppError('app.unexpected', { support: 'SYNC' }) }
}

/** Leaves the wait as the problem of the organization, once in a run; its end says what is left of that. */
function sayOnce(parts: RunParts): () => void {
  const { store, organization, clock } = parts
  let isSaid = false
  return () => {
    if (isSaid) return
    isSaid = true
    named(new AppError('api.rate-limited'), parts)
      .then((error) => store.setProblem(organization, error, instantFromMs(clock.now())))
      // Not said now, it is said by the end of the run.
      .catch(() => undefined)
  }
}

async function named(error: AppError, { store, organization }: RunParts): Promise<AppError> {
  const record = (await store.organizations().catch(() => [])).find((candidate) => candidate.id === organization)
  return record ? error.with({ organization: `${record.name} (${record.id})` }) : error
}

async function readKinds(parts: BegunRun, context: OrganizationContext, writer: RunWriter): Promise<Ending> {
  const failures = new Map<string, AppError>()
  const published = new Set<string>()
  const parents = createParents(parts.registry)
  const real = () => [...failures].filter(([, { code }]) => !isLeftOut(code))
  const finished = await parts.checkpoint.load()
  const ending = (): Outcome => (published.size === 0 ? 'failed' : real().length === 0 ? 'complete' : 'partial')
  for (const resource of [...parts.registry].sort((one, other) => one.sync.order - other.sync.order)) {
    const objects = finished.get(resource.kind)
    if (objects !== undefined) {
      published.add(resource.kind)
      parts.progress.setKind(resource.kind, { phase: 'complete', objects, total: objects })
      continue
    }
    const error = await readKind(parts, context, writer, resource, failures, parents)
    if (error === null) published.add(resource.kind)
    else failures.set(resource.kind, error)
    if (error && endsRun(error)) return { outcome: ending(), error }
  }
  const [failed] = real()
  return failed ? { outcome: ending(), error: failed[1], list: failed[0] } : { outcome: ending(), error: null }
}

/** Reads and publishes one kind; the answer is what went wrong. @throws AppError `call.cancelled` */
async function readKind(parts: BegunRun, context: OrganizationContext, writer: RunWriter, resource: ResourceDescription, failures: ReadonlyMap<string, AppError>, parents: Parents): Promise<AppError | null> {
  const { progress } = parts
  const { kind, list } = resource
  let isPartial = false
  try {
    await parts.pass()
    // Members can only be as complete as the list of groups they would be read for.
    const parentError = list.per === undefined ? undefined : failures.get(list.per)
    if (parentError) throw new AppError(parentError.code, { kind: resource.words.many })
    progress.setKind(kind, { phase: 'reading' })
    const proof = await fullPass(passParts(parts, context, writer, resource, parents), resource)
    await parts.pass()
    if (!parts.isCurrent(context)) throw new AppError('call.cancelled')
    await writer.publish(kind, proof)
    isPartial = !proof.isComplete
    if (isPartial) throw partialError(resource, proof)
    await parts.checkpoint.published(kind, proof.distinct)
    progress.setKind(kind, { phase: 'complete', objects: proof.distinct })
    return null
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'call.cancelled') throw thrown
    const error = (thrown.code === 'api.unauthorized' ? new AppError('key.revoked') : thrown).with({ kind: resource.words.many })
    progress.setKind(kind, { phase: error.code === 'api.partial' ? 'partial' : 'failed', error: errorToPlain(error) })
    if (!isPartial) await writer.fail(kind, error)
    return error
  }
}

function passParts(parts: BegunRun, context: OrganizationContext, writer: RunWriter, { kind, list }: ResourceDescription, parents: Parents): Parameters<typeof fullPass>[0] {
  const { api, clock, progress, signal, pass } = parts
  return {
    api,
    writer,
    context,
    clock,
    parents,
    signal,
    pass: async () => {
      await pass()
      // Looking through a page takes milliseconds; whoever waits in a window goes first.
      await parts.store.turn()
    },
    options: {
      // Totals of single parents would say nothing about the whole.
      onPage: ({ total }) => progress.setKind(kind, { pages: progress.kind(kind).pages + 1, total: list.per === undefined ? total : null }),
      ...requestOptions(parts),
    },
    onObjects: (objects) => progress.setKind(kind, { objects }),
  }
}

const requestOptions = ({ organization, network, progress, onWait, onHeldBack, clock }: BegunRun): Pick<ReadOptions, 'onWait' | 'onOutcome'> => ({
  onWait: (untilMs) => {
    progress.set({ waitingUntil: instantFromMs(untilMs) })
    if (untilMs - clock.now() >= limits.syncHeldBackMs) onHeldBack()
    onWait()
  },
  onOutcome: (error) => {
    network.report(organization, error)
    progress.countRequest()
    if (error === null) progress.set({ waitingUntil: null })
  },
})
