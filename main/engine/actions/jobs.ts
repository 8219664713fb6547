// The jobs of this session: started one after the other per organization, watched, held, resumed, and shown.

import { randomBytes } from 'node:crypto'
import { AppError } from '../../../shared/base/app-error.ts'
import { type JobId, localIdFrom, type OrganizationId, type PlanId } from '../../../shared/base/ids.ts'
import { instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Job } from '../../../shared/actions/plan.ts'
import type { Confirmation } from '../../../shared/contract/action.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import type { PlanHeader, StoredJob } from '../store/ledger.ts'
import { holderNames } from './holders.ts'
import { type JobControl, runJob } from './job-run.ts'
import { jobLine } from './ledger-lines.ts'
import { type ActionParts, knownAction } from './parts.ts'
import { planTitle } from './plan-words.ts'
import { knownJob } from './undo.ts'

type Secrets = ReadonlyMap<number, Readonly<Record<string, unknown>>>

export interface Jobs {
  start(header: PlanHeader, confirmation: Confirmation, secrets: Secrets): Promise<Job>
  get(id: JobId): Promise<Job>
  list(filter: { readonly organization?: OrganizationId; readonly isOpen?: boolean; readonly size: number }): Promise<Job[]>
  pause(id: JobId): Promise<Job>
  resume(id: JobId): Promise<Job>
  stop(id: JobId): Promise<Job>
  /** Looks at what an earlier session left: what was being sent is read, and the rest waits for a person. */
  recover(): Promise<void>
  /** Resolves when the job rests: ended, paused or interrupted. */
  rested(id: JobId): Promise<Job>
  /** Lets the rows under way end and sends nothing more. */
  close(): Promise<void>
}

const endedPhases = new Set<Job['phase']>(['complete', 'completeWithErrors', 'stopped'])

/** A job is called by what it changes, not by all that was looked at. */
function titleOf({ action: id, title, counts, organizations: all }: PlanHeader, changing: readonly { readonly name: string }[]): string {
  const action = knownAction(id)
  const names = (each: readonly { readonly name: string }[]): string[] => each.map(({ name }) => name)
  // A plan that was given a heading of its own keeps it.
  return title === planTitle(action, counts.total, names(all)) ? planTitle(action, counts.change, names(changing)) : title
}

export function createJobs(parts: ActionParts): Jobs {
  const { ledger } = parts.store
  const controls = new Map<JobId, JobControl>()
  const running = new Map<JobId, Promise<void>>()
  const secrets = new Map<JobId, Secrets>()
  /** One job at a time per organization: the end of the last one that was lined up. */
  const lanes = new Map<OrganizationId, Promise<void>>()
  const moved = new Set<JobId>()
  const phases = new Map<JobId, Job['phase']>()
  let telling: Promise<void> | null = null
  let isClosing = false

  const newControl = (): JobControl => ({ isPausing: false, isStopping: false, waitingUntilMs: null, settled: 0, sinceMs: parts.clock.now() })

  /** Several moves of a moment are told as one. */
  const onMoved = (id: JobId): void => {
    moved.add(id)
    telling ??= (async () => {
      await (parts.sleep ?? pause)(limits.jobProgressMs)
      telling = null
      const ids = [...moved]
      moved.clear()
      if (isClosing) return
      const jobs = await Promise.all(ids.map(async (each) => shown(await knownJob(parts, each))))
      parts.onProgress(jobs)
      // Lists are read again when a phase is another one; what happens between travels in the items.
      const isNews = jobs.filter(({ id: each, phase }) => phases.get(each) !== phase).length > 0
      for (const { id: each, phase } of jobs) phases.set(each, phase)
      if (isNews) parts.onChange(['job', 'ledger', 'plan'], [])
    })()
  }

  const shown = async (stored: StoredJob): Promise<Job> => {
    const { isSnapshotForced: _forced, secrets: _secrets, undoneBy, undoRows, goneRows, ...job } = stored
    const control = controls.get(stored.id)
    const nowMs = parts.clock.now()
    const minutes = control ? Math.max(nowMs - control.sinceMs, 1) / 60_000 : 0
    const rowsPerMinute = control && control.settled > 0 ? Math.round(control.settled / minutes) : 0
    const left = job.counts.waiting + job.counts.sent
    const endedMs = instantToMs(job.endedAt)
    const offeredUntil = endedMs !== null && undoRows > 0 && undoneBy === null ? instantFromMs(endedMs + limits.undoOfferedMs) : null
    return {
      ...job,
      phase: control && !endedPhases.has(job.phase) && (control.isStopping || control.isPausing) ? 'stopping' : job.phase,
      rowsPerMinute,
      secondsLeft: left === 0 ? 0 : rowsPerMinute > 0 ? Math.ceil((left / rowsPerMinute) * 60) : null,
      waitingUntil: control?.waitingUntilMs && control.waitingUntilMs > nowMs ? instantFromMs(control.waitingUntilMs) : null,
      undo: { rows: undoRows, again: Object.entries(goneRows).reduce((sum, [action, rows]) => sum + (actionOf(action).again ? rows : 0), 0), offeredUntil, by: undoneBy },
    }
  }

  /** Lines the job up behind those of its organizations and works on it there. */
  function launch(stored: StoredJob, isOnlyRecovering: boolean): void {
    const control = newControl()
    controls.set(stored.id, control)
    const before = Promise.all(stored.organizations.map(({ organization }) => lanes.get(organization)))
    const work = before.then(async () => {
      if (isClosing) return
      control.sinceMs = parts.clock.now()
      const names = await holderNames(parts)
      const end = await runJob({ ...parts, names, onMoved, secretsOf: (id) => secrets.get(id) ?? new Map() }, stored, control, isOnlyRecovering)
      if (endedPhases.has(end.phase)) secrets.delete(stored.id)
    })
    const settled = work.finally(() => {
      controls.delete(stored.id)
      running.delete(stored.id)
      onMoved(stored.id)
    })
    running.set(stored.id, settled)
    const quiet = settled.catch(() => undefined)
    for (const { organization } of stored.organizations) lanes.set(organization, quiet)
    // A broken invariant must end the engine, not a promise.
    settled.catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })
  }

  const line = async (stored: StoredJob, type: 'started' | 'resumed' | 'interrupted', note: string | null) => {
    const names = await holderNames(parts)
    return jobLine({ operator: parts.operator, names }, stored, type, instantFromMs(parts.clock.now()), note)
  }

  const open = async (id: JobId): Promise<StoredJob> => {
    const stored = await knownJob(parts, id)
    if (endedPhases.has(stored.phase)) throw new AppError('job.ended')
    return stored
  }

  return {
    start: async (header, { reason, ticket }, given) => {
      const at = instantFromMs(parts.clock.now())
      const id = localIdFrom('job', (parts.random ?? randomBytes)(16)) as JobId
      const organizations = header.organizations.filter(({ counts }) => counts.change > 0).map(({ organization, name }) => ({ organization, name }))
      const jobHeader = {
        id, plan: header.id as PlanId, action: header.action, kind: header.kind, class: header.class, title: titleOf(header, organizations), origin: header.origin, organizations,
        // Said where the exception was asked for; nothing else takes its place.
        reason: header.exception?.reason ?? (reason === undefined || reason === '' ? null : reason),
        ticket: ticket === undefined || ticket === '' ? null : ticket,
        operator: parts.operator, startedAt: at, isSnapshotForced: header.isSnapshotForced, secrets: header.secrets,
      }
      const names = await holderNames(parts)
      const stored = await ledger.startJob(jobHeader, jobLine({ operator: parts.operator, names }, jobHeader, 'started', at, `Plan ${header.sha256}: ${header.counts.change} of ${header.counts.total} ${header.counts.total === 1 ? 'row changes' : 'rows change'}.`))
      if (given.size > 0) secrets.set(id, given)
      // What is made anew does not take the deletion back.
      if (header.origin.type === 'undo' && actionOf(header.action).target === 'each') await ledger.setUndone(header.origin.job, id)
      launch(stored, false)
      return shown(stored)
    },
    get: async (id) => shown(await knownJob(parts, id)),
    list: async (filter) => Promise.all((await ledger.jobs(filter)).map(shown)),
    pause: async (id) => {
      const stored = await open(id)
      const control = controls.get(id)
      if (control) control.isPausing = true
      onMoved(id)
      return shown(stored)
    },
    resume: async (id) => {
      const stored = await open(id)
      const control = controls.get(id)
      if (control && !control.isPausing) return shown(stored)
      // The rows under way end first; going on is then a run of its own.
      await running.get(id)?.catch(() => undefined)
      const now = await knownJob(parts, id)
      if (endedPhases.has(now.phase)) return shown(now)
      const next = await ledger.setPhase(id, 'queued', instantFromMs(parts.clock.now()), await line(stored, 'resumed', null))
      launch(next, false)
      return shown(next)
    },
    stop: async (id) => {
      const stored = await open(id)
      const control = controls.get(id)
      if (control) {
        control.isStopping = true
        onMoved(id)
        return shown(stored)
      }
      // A job that rests is ended here: its open rows are read and the waiting ones skipped.
      launch(stored, false)
      controls.get(id)!.isStopping = true
      await running.get(id)
      return shown(await knownJob(parts, id))
    },
    recover: async () => {
      for (const stored of await ledger.jobs({ isOpen: true, size: limits.jobsListedMax })) {
        const next = await ledger.setPhase(stored.id, 'interrupted', instantFromMs(parts.clock.now()), stored.phase === 'interrupted' || stored.phase === 'paused' ? null : await line(stored, 'interrupted', 'The program ended while this was under way.'))
        if (stored.counts.sent > 0 || stored.counts.waiting === 0) launch(next, true)
      }
    },
    rested: async (id) => {
      await running.get(id)
      return shown(await knownJob(parts, id))
    },
    close: async () => {
      for (const control of controls.values()) control.isPausing = true
      await Promise.allSettled(running.values())
      isClosing = true
      await telling?.catch(() => undefined)
    },
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
