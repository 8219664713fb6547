// Runs one fault against one read of the client, alone and within a sync, and says what was wrong.
// In each: nothing incomplete is called complete, the error is the right one and says where, tries are bounded, keys go to their own host only.

import { createApi } from '../../../main/engine/api/client.ts'
import type { Api } from '../../../main/engine/api/api.ts'
import { createOrganizationContext, type OrganizationContext } from '../../../main/engine/api/organization-context.ts'
import { rowKey } from '../../../main/engine/api/page-shape.ts'
import { createRateBudget } from '../../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../../main/engine/api/region.ts'
import type { Transport } from '../../../main/engine/api/transport.ts'
import { transportFailure } from '../../../main/engine/api/transport-failure.ts'
import { createNodeTransport } from '../../../main/engine/api/transport-node.ts'
import { createSync } from '../../../main/engine/sync/schedule.ts'
import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import { vendorPath } from '../../../main/simulator/exchange.ts'
import { pathPattern } from '../../../main/simulator/faults.ts'
import { type Simulator, startSimulator } from '../../../main/simulator/server.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { createSkippingTimer } from '../../unit/main/engine/api/skipping-timer.ts'
import { asStore, createMemoryStore, type MemoryStore } from '../../unit/main/engine/sync/memory-store.ts'
import type { Expected, FaultCase } from './fault-cases.ts'
import type { FaultQuestion } from './fault-questions.ts'
import { type FaultRead, faultRead } from './fault-reads.ts'

const pagePositions = ['first', 'middle', 'last'] as const
type PagePosition = (typeof pagePositions)[number]

interface Stage {
  readonly simulator: Simulator
  readonly organization: EstateOrganization
  readonly read: FaultRead
  readonly api: Api
  readonly guard: Guard
  close(): Promise<void>
}

interface Guard {
  /** Requests that carried a key to another host. */
  stray: number
  /** Requests that the fault hit on their way. */
  hits: number
  isArmed: boolean
  /** Place of the page that the fault waits at; null for every request. */
  skip: string | null
  often: 'once' | 'always'
}

const directories = [{ type: 'g_suite' }, { type: 'office_365' }, { type: 'ldap_server' }, { type: 'active_directory' }, { type: 'workday' }] as const

/** Where a fault waits: the pages of a list from a place on, or every request of a question. */
type Target = Pick<FaultRead, 'path' | 'query'> & { change?: FaultRead['change'] }

async function openStage(faultCase: FaultCase, targetOf: (organization: EstateOrganization) => Target, seed: number): Promise<Omit<Stage, 'read'>> {
  const simulator = await startSimulator({ estate: { seed, organizations: [{ users: 30, devices: 24, story: { ...story, directories } }] }, seed })
  const organization = simulator.estate.organizations[0]!
  const guard: Guard = { stray: 0, hits: 0, isArmed: false, skip: null, often: 'always' }
  // Only what stalls waits for its time; everything else must not be hurried by a busy machine.
  const waitMs = faultCase.fault.type.startsWith('stall') ? 700 : 60_000
  const node = createNodeTransport({ connectMs: waitMs, headersMs: waitMs, bodyMs: waitMs })
  const api = createApi({
    transport: guarded(node, guard, simulator, faultCase, targetOf(organization)),
    regions: createRegions({ all: simulator.url }),
    credentials: { key: async () => organization.apiKey },
    clock: { now: () => Date.now() },
    budget: createRateBudget({ timer: createSkippingTimer() }),
  })
  return {
    simulator,
    organization,
    api,
    guard,
    close: async () => {
      node.close()
      await simulator.stop()
    },
  }
}

async function setStage(faultCase: FaultCase, resource: ResourceDescription, seed: number): Promise<Stage> {
  let read: FaultRead
  const stage = await openStage(faultCase, (organization) => (read = faultRead(organization, resource)), seed)
  return { ...stage, read: read! }
}

const story = { appleCertificateDays: 210, ssoCertificateDays: 120, hasEventLog: true, isAttacked: false, trials: {} }

/** Pages of a list that are there whatever happens to it. */
export const positionsOf = (resource: ResourceDescription): readonly PagePosition[] => (resource.kind === 'organization' ? ['first'] : pagePositions)

/** Reads one list while the fault hits one of its pages; null when all holds. */
export async function runRead(faultCase: FaultCase, resource: ResourceDescription, position: PagePosition, often: 'once' | 'always', seed: number): Promise<string | null> {
  const stage = await setStage(faultCase, resource, seed)
  const { read, guard, simulator } = stage
  try {
    const before = read.rows()
    const pages = Math.max(1, Math.ceil((before.length - (limits.wirePageRowsMax - read.step)) / read.step))
    arm(stage, faultCase, String(read.step * { first: 0, middle: Math.floor(pages / 2), last: pages - 1 }[position]), often)
    const { ids, outcome } = await readAll(stage)
    const expected = faultCase[often]
    if (!expected.includes(outcome)) return `ended as ${outcome}, expected ${expected.join(' or ')}`
    if (guard.stray > 0) return `${guard.stray} requests with the key left the region`
    const sent = simulator.recorder.entries.length + guard.hits
    // A step back re-reads two pages; everything else is bounded by tries per page and readings per list.
    if (sent > pages * limits.wireReadingsMax * limits.wireRefusalsMax + 2 * limits.wireStepBacksMax) return `${sent} requests`
    const after = new Set(read.rows())
    const missing = before.filter((id) => after.has(id) && !ids.has(id)).length
    return outcome === 'read' && missing > 0 ? `called complete with ${missing} rows missing` : null
  } finally {
    await stage.close()
  }
}

/** A healthy sync, then one that meets the fault on a page of the kind: what readers see is one generation or the other, never a mix. */
export async function runSync(faultCase: FaultCase, resource: ResourceDescription, seed: number): Promise<string | null> {
  const stage = await setStage(faultCase, resource, seed)
  const { organization, read, guard } = stage
  const { kind } = resource
  const id = organization.id as OrganizationId
  const store = createMemoryStore([{ id, name: organization.name }])
  try {
    const before = read.rows()
    const healthy = await syncOnce(stage, store, registryFor(resource))
    if (healthy.phase !== 'complete') return 'the healthy sync was not complete'
    arm(stage, faultCase, kind === 'organization' ? '0' : String(read.step), 'always')
    const { phase, kinds } = await syncOnce(stage, store, registryFor(resource))
    const visible = new Set(store.visible(id, kind))
    const after = new Set(read.rows())
    const missing = before.filter((row) => after.has(row) && !visible.has(read.parent === null ? row : `${read.parent}:${row}`)).length
    if (missing > 0) return `${missing} rows vanished`
    if (guard.stray > 0) return 'the key left the region'
    const expected: readonly Expected[] = faultCase.always.map((code) => (code === 'api.unauthorized' ? 'key.revoked' : code))
    const outcome = kinds.find((entry) => entry.kind === kind)!.error?.code ?? 'read'
    if (!expected.includes(outcome as Expected)) return `${resource.words.many} ended as ${outcome}`
    // What a role may not see is left out and no failure of the run, unless nothing is left.
    const isWhole = outcome === 'read' || (outcome === 'api.forbidden' && kind !== 'organization')
    return (phase === 'complete') === isWhole ? null : `the run ended as ${phase}`
  } finally {
    await stage.close()
  }
}

/** The kind, and what must be read for it. */
function registryFor(resource: ResourceDescription): ResourceDescription[] {
  const kinds = new Set(['organization', ...(resource.list.per ? [resource.list.per] : []), resource.kind])
  return [...kinds].map((kind) => resourceOf(kind))
}

const syncOnce = ({ api, organization }: Stage, store: MemoryStore, registry: readonly ResourceDescription[]): Promise<SyncProgress> =>
  new Promise((resolve) => {
    const sync = createSync({
      api,
      store: asStore(store),
      clock: { now: () => Date.now() },
      registry,
      contextOf: () => contextOf(organization),
      onProgress: ([progress]) => {
        if (progress?.endedAt) resolve(progress)
      },
      onNetwork: () => undefined,
    })
    sync.start(organization.id as OrganizationId)
  })

/** Asks one question that is no list while the fault hits its requests; null when all holds. */
export async function runQuestion(faultCase: FaultCase, question: FaultQuestion, often: 'once' | 'always', seed: number): Promise<string | null> {
  const { fault } = faultCase
  const stage = await openStage(faultCase, () => ({ path: question.path, query: {} }), seed)
  const { simulator, organization, api, guard } = stage
  try {
    if (fault.type === 'way' || fault.type === 'rows') Object.assign(guard, { skip: null, isArmed: true, often })
    else simulator.faults.add({ match: { path: question.path }, when: often === 'once' ? { nth: 1 } : {}, fault })
    const outcome: Expected = await question.ask(api, contextOf(organization), organization).then(
      () => 'read' as const,
      (error: unknown) => {
        if (error instanceof AppError) return error.code
        throw error
      },
    )
    // Outside lists nothing is proved, so a page of another question may pass; what it may not do is fail in another way.
    const expected = faultCase[often]
    if (!expected.includes(outcome)) return `ended as ${outcome}, expected ${expected.join(' or ')}`
    if (guard.stray > 0) return `${guard.stray} requests with the key left the region`
    const sent = simulator.recorder.entries.length + guard.hits
    return sent > limits.wireReadingsMax * limits.wireRefusalsMax ? `${sent} requests` : null
  } finally {
    await stage.close()
  }
}

/** From here on the fault hits the page that starts at this place. */
function arm({ simulator, read, guard }: Stage, { fault }: FaultCase, skip: string, often: 'once' | 'always'): void {
  if (fault.type === 'way' || fault.type === 'rows') Object.assign(guard, { skip, isArmed: true, often })
  else simulator.faults.add({ match: { path: read.path, query: { ...read.query, skip } }, when: often === 'once' ? { nth: 1 } : {}, fault })
}

async function readAll({ api, organization, read: { resource, parent } }: Stage): Promise<{ ids: ReadonlySet<string>; outcome: Expected }> {
  const ids = new Set<string>()
  try {
    const reading = api.list(contextOf(organization), resource, parent === null ? {} : { parent })
    for await (const rows of reading) for (const row of rows) ids.add(rowKey(resource, row) ?? '')
    return { ids, outcome: reading.proof().isComplete ? 'read' : 'api.partial' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'api.shape' && (error.detail['kind'] !== resource.words.many || typeof error.detail['page'] !== 'number')) throw new Error('api.shape does not say where')
    return { ids, outcome: error.code }
  }
}

const contextOf = (organization: EstateOrganization): OrganizationContext =>
  createOrganizationContext({ organization: organization.id as OrganizationId, credential: 'con_gate' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })

/** Watches where keys go, breaks the way to the service and moves rows where the case asks for it. */
function guarded(transport: Transport, guard: Guard, simulator: Simulator, { fault }: FaultCase, { path, query, change }: Target): Transport {
  const pattern = pathPattern(path)
  return async (request) => {
    const url = new URL(request.url)
    if (request.headers['x-api-key'] !== undefined && url.origin !== simulator.url) guard.stray++
    const isMeant = pattern.test(vendorPath(url.pathname)) && Object.entries(query).every(([name, value]) => url.searchParams.get(name) === value)
    const isPlace = guard.skip === null || url.searchParams.get('skip') === guard.skip
    if (!guard.isArmed || !isMeant || !isPlace || (guard.often === 'once' && guard.hits > 0)) return transport(request)
    guard.hits++
    if (fault.type === 'way') throw transportFailure(Object.assign(new Error(), { code: fault.code }))
    const response = await transport(request)
    if (fault.type === 'rows') change?.(fault.how)
    return response
  }
}
