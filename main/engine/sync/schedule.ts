// Which organization is synced when: a queue with a bound, and the handles to pause, resume and stop each run.
//
// Invariants:
// - An organization has one run at a time; a stopped one is over before `stop` answers.
// - A full disk pauses every run, and every one goes on by itself when there is space again.
// - A paused run, and one that the service makes wait for long, take no place of the bound: others may pass them.

import { setMaxListeners } from 'node:events'
import { AppError, errorToPlain, isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resources } from '../../../shared/resources/index.ts'
import type { Api } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import { type Clock, systemTimer, type Timer } from '../api/timer.ts'
import type { Store } from '../store/store.ts'
import { createCheckpoint } from './checkpoint.ts'
import { createDiskPatience } from './disk-patience.ts'
import { eventStep, type ReadNewEvents } from './event-step.ts'
import { createGate, type Gate } from './gate.ts'
import { createNetworkWatch, type Network } from './network.ts'
import { createProgressBoard, type RunProgress } from './progress.ts'
import { runOrganization } from './run.ts'

export interface SyncParts {
  readonly api: Api
  readonly store: Store
  readonly clock: Clock
  readonly timer?: Timer
  readonly contextOf: (organization: OrganizationId) => OrganizationContext | Promise<OrganizationContext>
  /** False for a context whose epoch is over: what was read with it is dropped. */
  readonly isCurrent?: (context: OrganizationContext) => boolean
  readonly onProgress: (progress: SyncProgress[]) => void
  readonly onNetwork: (network: Network) => void
  readonly registry?: readonly ResourceDescription[]
  /** Reads what happened since the last run, when the kinds are done. */
  readonly events?: ReadNewEvents
}

export interface Sync {
  /** Queues a full pass. @throws AppError `sync.running` */
  start(organization: OrganizationId): void
  /** How many people an organization has, as the check of its key counted them: its first sync takes its place by that. */
  expect(organization: OrganizationId, users: number): void
  pause(organization: OrganizationId): void
  resume(organization: OrganizationId): void
  /** Answers when the run is over; at once when there is none. */
  stop(organization: OrganizationId): Promise<void>
  progress(): SyncProgress[]
  close(): Promise<void>
}

interface Run {
  readonly organization: OrganizationId
  readonly controller: AbortController
  readonly gate: Gate
  readonly progress: RunProgress
  readonly queuedTick: number
  ended: Promise<void> | null
}

const costsName = 'sync.costs'
const byOperator = 'operator'
const byDisk = 'disk'

export function createSync(parts: SyncParts): Sync {
  const { api, store, clock, timer = systemTimer, contextOf, isCurrent = () => true, registry = resources } = parts
  const board = createProgressBoard(clock, timer, parts.onProgress)
  const network = createNetworkWatch(clock, parts.onNetwork)
  const runs = new Map<OrganizationId, Run>()
  /** Requests that the last run of an organization took, also before this start of the program. */
  const costs = new Map<OrganizationId, number>()
  const rememberCosts = async () => {
    const kept = JSON.parse((await store.value(costsName)) ?? '{}') as Record<string, number>
    for (const [organization, requests] of Object.entries(kept)) if (!costs.has(organization as OrganizationId)) costs.set(organization as OrganizationId, requests)
  }
  // Not knowing them costs order, never data.
  rememberCosts().catch(() => undefined)
  /** The same of organizations that were never read, from what is known before. */
  const expected = new Map<OrganizationId, number>()
  /** How often in a row a full disk ended the runs of an organization. */
  const diskFailures = new Map<OrganizationId, number>()
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  let isDiskFull = false
  let isClosed = false

  const showPause = (run: Run) => {
    if (run.ended === null) return
    run.progress.set({ phase: run.gate.isOpen ? 'running' : 'paused', error: isDiskFull ? errorToPlain(new AppError('store.full')) : null })
  }

  const patience = createDiskPatience({
    timer,
    probe: () => store.saveValue('sync.probe', String(clock.now())),
    onFull: (isFull) => {
      isDiskFull = isFull
      for (const run of runs.values()) {
        if (isFull && run.ended !== null) run.gate.close(byDisk)
        else run.gate.open(byDisk)
        showPause(run)
      }
    },
  })

  const startQueued = () => {
    const queued = [...runs.values()].filter((run) => run.ended === null && run.gate.isOpen)
    let running = [...runs.values()].filter((run) => run.ended !== null && run.gate.isOpen && run.progress.waitMs < limits.syncLongWaitMs).length
    const tick = timer.tick()
    // What costs little goes first, because then most are fresh soonest; waiting makes up for it, so that nobody waits for ever.
    const weight = ({ organization, queuedTick }: Run) => (costs.get(organization) ?? expected.get(organization) ?? 0) - ((tick - queuedTick) / 1_000) * limits.syncAgeRequestsPerSecond
    for (const run of queued.sort((one, other) => weight(one) - weight(other))) {
      if (running >= limits.syncOrganizationsMax || isClosed) return
      running++
      begin(run)
    }
  }

  const begin = (run: Run) => {
    const { organization, progress, controller, gate } = run
    progress.set({ phase: 'running' })
    run.ended = runOrganization({
      organization,
      api,
      store,
      clock,
      network,
      patience,
      registry,
      ...(parts.events && { events: parts.events }),
      contextOf,
      isCurrent,
      progress,
      signal: controller.signal,
      pass: () => gate.pass(controller.signal),
      checkpoint: createCheckpoint(store, clock, registry, organization),
      isClosing: () => isClosed,
      onWait: startQueued,
    })
      .then((error) => (isAppError(error, 'store.full') ? startAgainLater(organization) : void diskFailures.delete(organization)))
      .finally(() => {
        runs.delete(organization)
        const { phase, requests } = board.list().find((each) => each.organization === organization) ?? {}
        if (phase === 'complete' && requests !== undefined) {
          costs.set(organization, requests)
          expected.delete(organization)
          store.saveValue(costsName, JSON.stringify(Object.fromEntries(costs))).catch(() => undefined)
        }
        startQueued()
      })
  }

  /** What a full disk ended goes on by itself, ever more patiently: each start reads the lists anew. */
  const startAgainLater = (organization: OrganizationId) => {
    const failures = (diskFailures.get(organization) ?? 0) + 1
    diskFailures.set(organization, failures)
    timer.sleep(Math.min(limits.storeFullRetryMs * 2 ** failures, limits.storeFullRetryMsMax), closing.signal).then(
      () => {
        if (diskFailures.get(organization) === failures && !runs.has(organization)) start(organization)
      },
      () => undefined,
    )
  }

  const stop = async (organization: OrganizationId) => {
    diskFailures.delete(organization)
    const run = runs.get(organization)
    if (!run) return
    run.controller.abort(new AppError('call.cancelled'))
    if (run.ended === null) {
      runs.delete(organization)
      run.progress.end('stopped', null)
    }
    await run.ended
  }

  const start = (organization: OrganizationId) => {
    if (runs.has(organization)) throw new AppError('sync.running')
    const controller = new AbortController()
    setMaxListeners(0, controller.signal)
    const progress = board.begin(organization, [...registry.map((resource) => resource.kind), ...(parts.events ? [eventStep] : [])])
    runs.set(organization, { organization, controller, gate: createGate(), progress, queuedTick: timer.tick(), ended: null })
    // Those that are asked for together are put in order together: the first of them may be the one that costs most.
    queueMicrotask(startQueued)
  }

  return {
    start,
    // Each list is one request at least, and that of the people one for each page.
    expect: (organization, users) => void expected.set(organization, registry.length + users / limits.wirePageRowsMax),
    pause: (organization) => {
      const run = runs.get(organization)
      if (!run) return
      run.gate.close(byOperator)
      run.progress.set({ phase: 'paused' })
    },
    resume: (organization) => {
      const run = runs.get(organization)
      if (!run) return
      run.gate.open(byOperator)
      if (run.ended === null) run.progress.set({ phase: 'queued' })
      else showPause(run)
      startQueued()
    },
    stop,
    progress: board.list,
    close: async () => {
      isClosed = true
      closing.abort(new AppError('call.cancelled'))
      await Promise.all([...runs.keys()].map(stop))
      board.close()
    },
  }
}
