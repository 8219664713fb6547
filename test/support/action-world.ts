// A world to change things in: the whole engine in this process, the simulator as the service, one synced organization, the effect gate
// in front of what starts anything, and a record of every request that could change something.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRateBudget } from '../../main/engine/api/rate-budget.ts'
import { checkEffect } from '../../main/ipc/effect-gate.ts'
import type { EstateOrganization } from '../../main/simulator/estate-organization.ts'
import type { EstateOptions } from '../../main/simulator/estate.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import type { Job, Plan, PlannedRow } from '../../shared/actions/plan.ts'
import type { OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import type { Confirmation } from '../../shared/contract/action.ts'
import type { Input, Output } from '../../shared/contract/client.ts'
import { contract } from '../../shared/contract/index.ts'
import { type Kind, resourceOf } from '../../shared/resources/index.ts'
import { type EngineInProcess, type EngineOptions, startEngine } from './engine-in-process.ts'

type Safety = 'readOnly' | 'guarded' | 'expert'

export interface ActionWorld {
  /** Where the store is, and what opens it. */
  readonly folder: string
  readonly rootKey: Buffer
  readonly simulator: Simulator
  readonly truth: EstateOrganization
  readonly organization: OrganizationId
  /** Another one after `restart`. */
  readonly engine: EngineInProcess
  plan(action: string, ids: readonly string[], parameters?: Readonly<Record<string, unknown>>): Promise<Plan>
  rows(plan: Plan): Promise<PlannedRow[]>
  /** Through main's effect gate, as a window would. */
  start(plan: Plan, confirmation?: Confirmation): Promise<Job>
  /** Waits until the job rests: ended, paused or interrupted. */
  rested(job: Job): Promise<Job>
  run(plan: Plan, confirmation?: Confirmation): Promise<Job>
  jobRows(job: Job): Promise<Output<'job.rows'>['rows']>
  setSafety(safety: Safety): Promise<void>
  /** Lets the engine's clock run ahead of the real one; 0 puts it right. */
  setAhead(ms: number): void
  /** The object as the service has it now; null when it is gone. */
  served(kind: Kind, id: string): Readonly<Record<string, unknown>> | null
  /** The object as the copy has it. */
  copied(kind: Kind, id: string): Promise<Output<'snapshot.object'>>
  /** Groups that a person is in, as the service has them. */
  groupsOf(id: string): string[]
  userIds(count: number, start?: number): string[]
  /** Requests that could have changed something, since the record was cleared. */
  writes(): readonly string[]
  restart(): Promise<void>
  close(): Promise<void>
}

const restful = new Set<Job['phase']>(['paused', 'interrupted', 'complete', 'completeWithErrors', 'stopped'])

/** What a person would confirm after looking: the number, and every phrase that the plan asks for. */
const confirmed = (plan: Plan): Confirmation => ({
  changes: plan.counts.change,
  phrases: plan.organizations.flatMap(({ organization, phrase }) => (phrase === null ? [] : [{ organization, text: phrase }])),
  typed: plan.organizations.flatMap(({ typed }) => typed),
})

/** Neither the pace that a service allows nor the pauses between two readings: for what is tried by the hundred. */
export const withoutPatience = (): NonNullable<EngineOptions['parts']> => ({
  budget: createRateBudget({ memory: { load: async () => '500 unlimited', save: async () => undefined } }),
  actionSleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))),
})

interface ActionWorldOptions {
  readonly users?: number
  readonly safety?: Safety
  readonly seed?: number
  readonly estate?: EstateOptions
  readonly parts?: EngineOptions['parts']
  /** With the key of the provider above instead of the organization's own. */
  readonly isByProvider?: boolean
}

export async function startActionWorld({ users = 12, safety = 'guarded', seed = 1, estate, parts, isByProvider = false }: ActionWorldOptions = {}): Promise<ActionWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-actions-'))
  const rootKey = randomBytes(32)
  const simulator = await startSimulator({ estate: estate ?? { organizations: [{ name: 'Contoso', users, devices: 3, region: 'us' }] }, seed })
  const truth = simulator.estate.organizations[0]!
  let aheadMs = 0
  const open = () => startEngine({ folder, rootKey, simulatorUrl: simulator.url, now: () => Date.now() + aheadMs, ...(parts && { parts }) })
  let engine = await open()
  const key = isByProvider ? simulator.estate.providers[0]!.apiKey : truth.apiKey
  const organization = await engine.addOrganization({ id: truth.id, name: truth.name, key, type: isByProvider ? 'provider' : 'apiKey' })
  const setSafety = async (to: Safety): Promise<void> => void (await engine.call('organization.update', { organization, safety: to }))
  await setSafety(safety)
  const synced = await engine.sync(organization)
  if (synced.phase !== 'complete') throw new Error(`the world could not be read: ${synced.phase} ${JSON.stringify(synced.error)}`)
  simulator.recorder.clear()
  const connection = (await engine.call('connection.list', {}))[0]!.id

  const world: ActionWorld = {
    folder,
    rootKey,
    simulator,
    truth,
    organization,
    get engine() {
      return engine
    },
    plan: (action, ids, parameters = {}) => engine.call('action.plan', { action, parameters, selection: { type: 'ids', kind: action.split('.')[0] as Kind, targets: [{ organization, ids: ids as ResourceId[] }] } }),
    rows: async (plan) => (await engine.call('action.getPlan', { plan: plan.id, show: 'all', start: 0, size: 500 })).rows,
    start: async (plan, confirmation = confirmed(plan)) => {
      const input: Input<'action.start'> = { plan: plan.id, confirmation }
      await checkEffect('action.start', contract['action.start'], input, { plan: (id) => engine.call('engine.planFacts', { plan: id }), job: (id) => engine.call('engine.jobFacts', { job: id }) })
      return engine.call('action.start', input)
    },
    rested: async (job) => {
      for (;;) {
        const now = await engine.call('job.get', { job: job.id })
        if (restful.has(now.phase)) return now
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    run: async (plan, confirmation) => world.rested(await world.start(plan, confirmation)),
    jobRows: async (job) => (await engine.call('job.rows', { job: job.id, show: 'all', start: 0, size: 500 })).rows,
    setSafety,
    setAhead: (ms) => void (aheadMs = ms),
    served: (kind, id) => {
      const table = truth.table(resourceOf(kind))
      const index = table.indexOf(id)
      return index === null ? null : table.at(index)
    },
    copied: (kind, id) => engine.call('snapshot.object', { organization, kind, id: id as ResourceId }),
    groupsOf: (id) => {
      const index = truth.users.indexOf(id)
      return index === null ? [] : truth.memberships.groupsOf(index).map((group) => truth.userGroups.idAt(group)).sort()
    },
    userIds: (count, start = 0) => truth.users.indexes().slice(start, start + count).map((index) => truth.users.idAt(index)),
    writes: () => simulator.recorder.entries.filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`),
    restart: async () => {
      await engine.close()
      engine = await open()
      engine.giveKey(connection, key)
    },
    close: async () => {
      await engine.close()
      await simulator.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}
