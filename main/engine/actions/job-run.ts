// One job at work: reads into history first where that is forced, looks at what was being sent when the program ended, then carries
// out the waiting rows, few at a time per organization, until all are settled or somebody holds it.

import { AppError, errorToPlain, isAppError } from '../../../shared/base/app-error.ts'
import type { JobId, OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { JobPhase } from '../../../shared/actions/plan.ts'
import { actionOf, resourceOf } from '../../../shared/resources/index.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { NewLine } from '../store/ledger-chain.ts'
import type { JobWorkRow, Settlement, StoredJob } from '../store/ledger.ts'
import { exceptionEffect } from './exceptions.ts'
import { mayTouchOthers, readTouched } from './follow.ts'
import { imageFromService, isTroubleOfAll } from './images.ts'
import { jobLine, rowLine } from './ledger-lines.ts'
import type { ActionParts } from './parts.ts'
import { recoverRow, type RowRun, runRow, takeIn } from './run-row.ts'

/** What steers a job from outside while it works. */
export interface JobControl {
  isPausing: boolean
  isStopping: boolean
  waitingUntilMs: number | null
  /** Rows settled since it began or went on, and when that was. */
  settled: number
  sinceMs: number
}

export interface JobRunParts extends ActionParts {
  /** By position; empty after a restart. */
  readonly secretsOf: (job: JobId) => ReadonlyMap<number, Readonly<Record<string, unknown>>>
  /** Something that is shown of it has changed. */
  readonly onMoved: (job: JobId) => void
  readonly names: ReadonlyMap<OrganizationId, string>
}

/** @param isOnlyRecovering reads what was being sent and then waits for somebody to let it go on */
export async function runJob(parts: JobRunParts, job: StoredJob, control: JobControl, isOnlyRecovering = false): Promise<StoredJob> {
  const { ledger } = parts.store
  const setPhase = async (phase: JobPhase, line: NewLine | null = null): Promise<StoredJob> => {
    const moved = await ledger.setPhase(job.id, phase, instantFromMs(parts.clock.now()), line)
    parts.onMoved(job.id)
    return moved
  }
  const work = createWork(parts, job, control)
  let trouble = await work.recover()
  if (isOnlyRecovering) {
    await work.follow()
    const rest = (await ledger.job(job.id))!.counts
    return rest.waiting + rest.sent === 0 ? finish(parts, job, control, setPhase, trouble) : setPhase('interrupted')
  }
  if (trouble === null && job.isSnapshotForced) {
    await setPhase('snapshot')
    trouble = await work.snapshot()
  }
  if (trouble === null) {
    await setPhase('running')
    trouble = await work.run()
    await work.follow()
  }
  return finish(parts, job, control, setPhase, trouble)
}

async function finish(parts: JobRunParts, job: StoredJob, control: JobControl, setPhase: (phase: JobPhase, line?: NewLine | null) => Promise<StoredJob>, trouble: AppError | null): Promise<StoredJob> {
  const { ledger } = parts.store
  const at = instantFromMs(parts.clock.now())
  if (control.isStopping) {
    for (const row of await ledger.jobWork(job.id, ['waiting'])) {
      const settlement: Settlement = { outcome: 'skipped', note: 'The job was stopped before this was sent.', problem: null, requestId: null }
      await ledger.settle(job.id, row.position, settlement, at, rowLine(parts, job, row, settlement, at))
    }
  }
  const { counts } = (await ledger.job(job.id))!
  const line = (type: 'ended' | 'paused' | 'stopped', note: string | null) => jobLine(parts, job, type, at, note)
  // Rows whose outcome nobody could read keep the job open.
  if (counts.waiting + counts.sent > 0) {
    const note = trouble ? trouble.code : null
    return setPhase(counts.sent > 0 && control.isStopping ? 'interrupted' : 'paused', line('paused', note))
  }
  const said = (['failed', 'unknown', 'drifted', 'skipped'] as const).flatMap((outcome) => (counts[outcome] > 0 ? [`${counts[outcome]} ${outcome}`] : []))
  const summary = [`${counts.confirmed} confirmed`, ...said].join(', ')
  if (control.isStopping && counts.skipped > 0) return setPhase('stopped', line('stopped', summary))
  return setPhase(counts.confirmed === counts.total ? 'complete' : 'completeWithErrors', line('ended', summary))
}

interface Work {
  /** Each ends with what keeps everything from going on, or null. */
  recover(): Promise<AppError | null>
  snapshot(): Promise<AppError | null>
  run(): Promise<AppError | null>
  /** Reads again what was changed along with what is confirmed. */
  follow(): Promise<void>
}

function createWork(parts: JobRunParts, job: StoredJob, control: JobControl): Work {
  const { ledger } = parts.store
  const contexts = new Map<OrganizationId, Promise<OrganizationContext>>()
  const secrets = parts.secretsOf(job.id)

  /** The context of an organization, proved once per job: the key must reach this organization before anything is sent with it. */
  const contextOf = async (organization: OrganizationId): Promise<OrganizationContext> => {
    const known = contexts.get(organization)
    if (known) {
      const context = await known
      if (parts.isCurrent(context)) return context
    }
    const proved = parts.contextOf(organization).then(async (context) => {
      if (!(await isReached(parts, context, organization))) throw new AppError('organization.mismatch', { support: 'OM-CHANGE' })
      return context
    })
    contexts.set(organization, proved)
    proved.catch(() => contexts.delete(organization))
    return proved
  }

  const rowRun = async (row: JobWorkRow): Promise<RowRun> => ({
    parts,
    job: job.id,
    context: await contextOf(row.shown.organization),
    secrets: secrets.get(row.position) ?? {},
    options: {
      onWait: (untilMs) => {
        control.waitingUntilMs = untilMs
        parts.onMoved(job.id)
      },
      onOutcome: () => {
        control.waitingUntilMs = null
      },
    },
  })

  const settle = async (row: JobWorkRow, settlement: Settlement): Promise<void> => {
    const at = instantFromMs(parts.clock.now())
    await ledger.settle(job.id, row.position, settlement, at, rowLine(parts, job, row, settlement, at), exceptionEffect(parts, job, row, settlement, at))
    control.settled += 1
    parts.onStep?.('settled', row.position)
    parts.onMoved(job.id)
  }

  /** Runs work over rows, organizations beside each other, a few rows of each at once; ends with the first trouble of all. */
  const each = async (rows: readonly JobWorkRow[], isHeld: () => boolean, inFlight: number, perform: (row: JobWorkRow) => Promise<AppError | null>): Promise<AppError | null> => {
    const lanes = new Map<OrganizationId, JobWorkRow[]>()
    for (const row of rows) lanes.set(row.shown.organization, [...(lanes.get(row.shown.organization) ?? []), row])
    let trouble: AppError | null = null
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        let next = 0
        // What one organization runs into holds up its own rows only.
        let own: AppError | null = null
        const worker = async (): Promise<void> => {
          while (next < lane.length && own === null && !isHeld()) own = (await perform(lane[next++]!)) ?? own
        }
        await Promise.all(Array.from({ length: Math.min(inFlight, lane.length) }, worker))
        trouble ??= own
      }),
    )
    return trouble
  }

  const held = (): boolean => control.isPausing || control.isStopping
  const guarded = async (perform: () => Promise<AppError | null>): Promise<AppError | null> => {
    try {
      return await perform()
    } catch (error) {
      if (isTroubleOfAll(error)) return error
      throw error
    }
  }

  return {
    recover: async () =>
      each(await ledger.jobWork(job.id, ['sent']), () => false, limits.jobInFlightMax, (row) =>
        guarded(async () => {
          const found = await recoverRow(await rowRun(row), row)
          if (found === null) return new AppError('api.offline')
          if (found === 'again') await ledger.unsend(job.id, row.position)
          else await settle(row, found)
          parts.onMoved(job.id)
          return null
        }),
      ),

    snapshot: async () =>
      each(await ledger.jobWork(job.id, ['waiting']), held, limits.jobInFlightMax, (row) =>
        guarded(async () => {
          const run = await rowRun(row)
          const target = { organization: row.shown.organization, id: row.shown.id, action: actionOf(row.work.action), parameters: row.work.parameters }
          try {
            await takeIn(run, target, await imageFromService(parts, run.context, target, run.options))
          } catch (error) {
            if (isTroubleOfAll(error) || !(error instanceof AppError)) throw error
            await settle(row, { outcome: 'skipped', note: 'It could not be read into history first, so it was not touched.', problem: errorToPlain(error as AppError), requestId: null })
          }
          return null
        }),
      ),

    run: async () =>
      each(await ledger.jobWork(job.id, ['waiting']), held, limits.jobInFlightMax, (row) =>
        guarded(async () => {
          if (row.work.secrets && !secrets.has(row.position)) {
            await settle(row, { outcome: 'skipped', note: null, problem: { code: 'change.secret-gone', detail: {} }, requestId: null })
            return null
          }
          const settlement = await runRow(await rowRun(row), row)
          if (settlement === null) return new AppError('api.offline')
          await settle(row, settlement)
          // A refused key refuses everything.
          return settlement.problem?.code === 'api.unauthorized' ? new AppError('api.unauthorized') : null
        }),
      ),

    follow: async () => {
      if (!mayTouchOthers(job)) return
      const rows = (await ledger.jobWork(job.id, ['confirmed'])).filter(({ work }) => actionOf(work.action).touches)
      await each(rows, () => false, limits.jobInFlightMax, (row) =>
        guarded(async () => {
          await readTouched(await rowRun(row), row)
          return null
        }),
      )
    },
  }
}

/** Whether this key answers for this organization: its own record, or the list of those it reaches where a role hides the record. */
async function isReached({ api }: ActionParts, context: OrganizationContext, organization: OrganizationId): Promise<boolean> {
  if (context.provider !== undefined) return isProviderReached(api, context, context.provider)
  try {
    await api.one(context, resourceOf('organization'), organization, { isForeground: true })
    return true
  } catch (error) {
    if (isAppError(error, 'api.not-found')) return false
    if (!isAppError(error, 'api.forbidden') && !isAppError(error, 'api.not-entitled')) throw error
    return (await api.organizationsOfKey(context, { isForeground: true })).some(({ id }) => id === organization)
  }
}

/** The same for a provider: its own record answers for it. */
async function isProviderReached(api: ActionParts['api'], context: OrganizationContext, provider: OrganizationId): Promise<boolean> {
  const record = await api.part(context, { part: 'provider', api: 'v2', path: `/providers/${provider}`, query: {}, organizationHeader: 'refused', take: { as: 'object' }, stored: null }, { isForeground: true })
  return record?.id === provider
}
