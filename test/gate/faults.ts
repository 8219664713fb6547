// Gate G09: every fault class × every read × first, middle and last page, once and for ever, against the simulator.
// In each: nothing incomplete is called complete, the error code is the right one, tries are bounded, the key goes to its own host only.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi } from '../../main/engine/api/client.ts'
import { createOrganizationContext, type OrganizationContext } from '../../main/engine/api/organization-context.ts'
import { createRateBudget } from '../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../main/engine/api/region.ts'
import type { Transport } from '../../main/engine/api/transport.ts'
import { transportFailure } from '../../main/engine/api/transport-failure.ts'
import { createNodeTransport } from '../../main/engine/api/transport-node.ts'
import type { Api } from '../../main/engine/api/api.ts'
import type { EstateOrganization } from '../../main/simulator/estate-organization.ts'
import type { Fault } from '../../main/simulator/faults.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { createSync } from '../../main/engine/sync/schedule.ts'
import { AppError } from '../../shared/base/app-error.ts'
import type { ErrorCode } from '../../shared/base/error-codes.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { rowKey } from '../../main/engine/api/page-shape.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import { asStore, createMemoryStore } from '../unit/main/engine/sync/memory-store.ts'
import { createSkippingTimer } from '../unit/main/engine/api/skipping-timer.ts'

type Expected = ErrorCode | 'read'

interface FaultCase {
  readonly id: string
  readonly name: string
  /** What the service does, or what the way to it does instead of sending. */
  readonly fault: Fault | { readonly type: 'way'; readonly code: string }
  readonly once: readonly Expected[]
  readonly always: readonly Expected[]
}

const way = (code: string) => ({ type: 'way', code }) as const
const same = (...expected: Expected[]) => ({ once: expected, always: expected })
const recovers = (...always: Expected[]) => ({ once: ['read' as const], always })
/** Read whole, or told as partial: never a set that only looks whole. */
const honest = same('read', 'api.partial')

const faultCases = (elsewhere: string): FaultCase[] => [
  { id: 'F01', name: '429 with seconds', fault: { type: 'rateLimited', retryAfter: { seconds: 2 } }, ...recovers('api.rate-limited') },
  { id: 'F02', name: '429 with a date', fault: { type: 'rateLimited', retryAfter: { dateInSeconds: 3 } }, ...recovers('api.rate-limited') },
  { id: 'F03', name: '429 without a time', fault: { type: 'rateLimited', retryAfter: 'none' }, ...recovers('api.rate-limited') },
  { id: 'F04', name: '429 with an hour', fault: { type: 'rateLimited', retryAfter: { seconds: 3_600 } }, ...recovers('api.rate-limited') },
  { id: 'F05', name: '500', fault: { type: 'status', status: 500 }, ...recovers('api.server') },
  { id: 'F06', name: '500 without a body', fault: { type: 'status', status: 500, body: 'empty' }, ...recovers('api.server') },
  ...[502, 503, 504].map((status): FaultCase => ({ id: 'F07', name: `${status} with HTML`, fault: { type: 'status', status, body: 'html' }, ...recovers('api.server') })),
  { id: 'F08', name: 'connection refused', fault: way('ECONNREFUSED'), ...recovers('api.offline') },
  { id: 'F09', name: 'name not found', fault: way('ENOTFOUND'), ...recovers('api.offline') },
  ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map((code): FaultCase => ({ id: 'F10', name: code, fault: way(code), ...same('api.tls') })),
  { id: 'F11', name: 'connect timeout', fault: way('ETIMEDOUT'), ...recovers('api.timeout') },
  { id: 'F12', name: 'headers timeout', fault: { type: 'stallHeaders' }, ...recovers('api.timeout') },
  { id: 'F13', name: 'body stalls', fault: { type: 'stallBody' }, ...recovers('api.timeout') },
  { id: 'F14', name: 'reset in the body', fault: { type: 'resetBody' }, ...recovers('api.offline') },
  { id: 'F14', name: 'reset before the answer', fault: { type: 'reset' }, ...recovers('api.offline') },
  { id: 'F15', name: 'truncated JSON', fault: { type: 'truncatedJson' }, ...same('api.shape') },
  { id: 'F16', name: 'announced too long', fault: { type: 'wrongLength', by: 50 }, ...recovers('api.offline') },
  { id: 'F16', name: 'announced too short', fault: { type: 'wrongLength', by: -50 }, ...same('api.shape') },
  { id: 'F17', name: 'error object with 200', fault: { type: 'body', body: { message: 'Internal error', error: 'x' } }, ...same('api.shape') },
  { id: 'F17', name: 'list of texts', fault: { type: 'body', body: ['a', 'b'] }, ...same('api.shape') },
  { id: 'F17', name: 'results that are no list', fault: { type: 'body', body: { totalCount: 1, results: {} } }, ...same('api.shape') },
  { id: 'F18', name: 'sign-in page', fault: { type: 'loginPage' }, ...same('api.shape') },
  { id: 'F19', name: 'empty 200', fault: { type: 'empty', status: 200 }, ...same('api.shape') },
  { id: 'F19', name: 'empty 204', fault: { type: 'empty', status: 204 }, ...same('api.shape') },
  { id: 'F20', name: 'page before', fault: { type: 'previousPage' }, ...honest },
  { id: 'F20', name: 'repeated rows', fault: { type: 'repeatedRows', rows: 7 }, ...honest },
  { id: 'F20', name: 'first page', fault: { type: 'otherQuery', query: { skip: '0' } }, ...honest },
  { id: 'F20', name: 'other order', fault: { type: 'otherQuery', query: { sort: '-name' } }, ...honest },
  { id: 'F20', name: 'smaller page', fault: { type: 'otherQuery', query: { limit: '60' } }, ...honest },
  { id: 'F21', name: 'rows leave', fault: { type: 'changesAfter', changes: [{ change: 'deleteUser' }, { change: 'deleteUserGroup' }, { change: 'deleteUser' }] }, ...honest },
  { id: 'F21', name: 'rows come', fault: { type: 'changesAfter', changes: [{ change: 'insertUser' }, { change: 'insertUserGroup' }] }, ...honest },
  { id: 'F21', name: 'rows are renamed', fault: { type: 'changesAfter', changes: [{ change: 'renameUser' }, { change: 'renameUserGroup' }] }, ...honest },
  { id: 'F21', name: 'total missing', fault: { type: 'total', as: 'missing' }, ...honest },
  { id: 'F21', name: 'total as text', fault: { type: 'total', as: 'text' }, ...honest },
  { id: 'F21', name: 'total too small', fault: { type: 'total', as: { add: -30 } }, ...honest },
  { id: 'F21', name: 'total too large', fault: { type: 'total', as: { add: 30 } }, ...honest },
  { id: 'F22', name: 'key revoked', fault: { type: 'unauthorized' }, ...same('api.unauthorized') },
  { id: 'F23', name: 'forbidden', fault: { type: 'forbidden' }, ...same('api.forbidden') },
  { id: 'F24', name: 'redirect to another host', fault: { type: 'redirect', location: `${elsewhere}{path}` }, ...same('api.redirect') },
  { id: 'F24', name: 'redirect to plain http', fault: { type: 'redirect', location: 'http://192.0.2.1{path}', status: 307 }, ...same('api.redirect') },
]

const users = 390
const positions = ['first', 'middle', 'last'] as const

interface Read {
  readonly kind: string
  readonly path: string
  /** Rows between the starts of two pages. */
  readonly step: number
  readonly rows: (organization: EstateOrganization) => string[]
}

const reads: readonly Read[] = [
  { kind: 'user', path: '/api/systemusers', step: limits.wirePageRowsMax - limits.wirePageOverlapRows, rows: ({ users: table }) => table.indexes().map((index) => table.idAt(index)) },
  { kind: 'userGroup', path: '/api/v2/usergroups', step: limits.wirePageRowsMax, rows: ({ userGroups: table }) => table.indexes().map((index) => table.idAt(index)) },
  { kind: 'membership', path: '/api/v2/usergroups/*/members', step: limits.wirePageRowsMax, rows: (organization) => membersOf(organization) },
  { kind: 'organization', path: '/api/organizations', step: limits.wirePageRowsMax, rows: ({ id }) => [id] },
]

const largestGroup = (organization: EstateOrganization): number =>
  organization.userGroups.indexes().reduce((largest, group) => (organization.memberships.membersOf(group).length > organization.memberships.membersOf(largest).length ? group : largest))

const membersOf = (organization: EstateOrganization): string[] => organization.memberships.membersOf(largestGroup(organization)).map((user) => organization.users.idAt(user))

export interface GateOptions {
  readonly seed: number
  readonly only?: string
}

export default async function faults({ seed, only }: GateOptions): Promise<{ passed: number; failed: number }> {
  let strayed = 0
  const other = createServer((_, response) => {
    strayed++
    response.end('[]')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const cases = faultCases(`http://127.0.0.1:${(other.address() as AddressInfo).port}`).filter(({ id }) => only === undefined || id === only)
  let passed = 0
  const failures: string[] = []
  for (const faultCase of cases) {
    for (const read of reads) {
      for (const position of read.kind === 'organization' ? (['first'] as const) : positions) {
        for (const often of ['once', 'always'] as const) {
          const problem = await runCase(faultCase, read, position, often, seed)
          if (problem === null) passed++
          else failures.push(`${faultCase.id} ${faultCase.name}, ${read.kind}, ${position} page, ${often}: ${problem}`)
        }
      }
    }
  }
  for (const faultCase of cases) {
    const problem = await runSync(faultCase, seed)
    if (problem === null) passed++
    else failures.push(`${faultCase.id} ${faultCase.name}, whole sync: ${problem}`)
  }
  if (strayed > 0) failures.push(`${strayed} requests followed a redirect`)
  other.close()
  for (const failure of failures) console.log(failure)
  console.log(`${cases.length} fault cases × ${reads.length} reads × positions × once and always, and ${cases.length} whole syncs`)
  return { passed, failed: failures.length }
}

/** Null when the case holds; else what was wrong. */
async function runCase({ fault, once, always }: FaultCase, read: Read, position: (typeof positions)[number], often: 'once' | 'always', seed: number): Promise<string | null> {
  const simulator = await startSimulator({ estate: { seed, organizations: [{ users, userGroups: 260 }] }, seed })
  const organization = simulator.estate.organizations[0]!
  const before = read.rows(organization)
  const pages = Math.max(1, Math.ceil((before.length - (limits.wirePageRowsMax - read.step)) / read.step))
  const skip = String(read.step * { first: 0, middle: Math.floor(pages / 2), last: pages - 1 }[position])
  const guard = { stray: 0, hits: 0 }
  const target = { path: read.path, query: { skip } }
  if (fault.type !== 'way') simulator.faults.add({ match: target, when: often === 'once' ? { nth: 1 } : {}, fault })
  const node = createNodeTransport({ connectMs: 250, headersMs: 250, bodyMs: 250 })
  const api = apiOf(simulator, organization, guarded(node, guard, simulator, fault.type === 'way' ? { code: fault.code, skip, often } : null))
  try {
    const { ids, outcome } = await readAll(api, contextOf(organization), read, organization)
    const expected = often === 'once' ? once : always
    if (!expected.includes(outcome)) return `ended as ${outcome}, expected ${expected.join(' or ')}`
    if (guard.stray > 0) return `${guard.stray} requests with the key left the region`
    const sent = simulator.recorder.entries.length + guard.hits
    // A step back re-reads two pages; everything else is bounded by tries per page and readings per list.
    if (sent > pages * limits.wireReadingsMax * limits.wireRefusalsMax + 2 * limits.wireStepBacksMax) return `${sent} requests`
    const after = new Set(read.rows(organization))
    const missing = before.filter((id) => after.has(id) && !ids.has(id)).length
    return outcome === 'read' && missing > 0 ? `called complete with ${missing} rows missing` : null
  } finally {
    node.close()
    await simulator.stop()
  }
}

/** A healthy sync, then one that meets the fault on the second page of users: what readers see is either generation, never a mix. */
async function runSync({ fault, always }: FaultCase, seed: number): Promise<string | null> {
  const simulator = await startSimulator({ estate: { seed, organizations: [{ users: 150, userGroups: 6 }] }, seed })
  const organization = simulator.estate.organizations[0]!
  const id = organization.id as OrganizationId
  const node = createNodeTransport({ connectMs: 250, headersMs: 250, bodyMs: 250 })
  const guard = { stray: 0, hits: 0 }
  let isBroken = false
  const breaking = guarded(node, guard, simulator, fault.type === 'way' ? { code: fault.code, skip: '95', often: 'always' } : null)
  const api = apiOf(simulator, organization, (request) => (isBroken ? breaking : node)(request))
  const store = createMemoryStore([{ id, name: organization.name }])
  const syncOnce = () =>
    new Promise<SyncProgress>((resolve) => {
      const sync = createSync({
        api,
        store: asStore(store),
        clock: { now: () => Date.now() },
        contextOf: () => contextOf(organization),
        onProgress: ([progress]) => {
          if (progress?.endedAt) resolve(progress)
        },
        onNetwork: () => undefined,
      })
      sync.start(id)
    })
  try {
    const usersNow = () => organization.users.indexes().map((index) => organization.users.idAt(index))
    const before = usersNow()
    if ((await syncOnce()).phase !== 'complete') return 'the healthy sync was not complete'
    isBroken = true
    if (fault.type !== 'way') simulator.faults.add({ match: { path: '/api/systemusers', query: { skip: '95' } }, fault })
    const { phase, kinds } = await syncOnce()
    const visible = new Set(store.visible(id, 'user'))
    const after = new Set(usersNow())
    const missing = before.filter((user) => after.has(user) && !visible.has(user)).length
    if (missing > 0) return `${missing} users vanished`
    if (guard.stray > 0) return 'the key left the region'
    const user = kinds.find(({ kind }) => kind === 'user')!
    const expected: readonly Expected[] = always.map((code) => (code === 'api.unauthorized' ? 'key.revoked' : code))
    const outcome = user.error?.code ?? 'read'
    if (!expected.includes(outcome as Expected)) return `users ended as ${outcome}`
    return (phase === 'complete') === (outcome === 'read') ? null : `the run ended as ${phase}`
  } finally {
    node.close()
    await simulator.stop()
  }
}

function apiOf(simulator: Simulator, organization: EstateOrganization, transport: Transport): Api {
  return createApi({
    transport,
    regions: createRegions({ all: simulator.url }),
    credentials: { key: async () => organization.apiKey },
    clock: { now: () => Date.now() },
    budget: createRateBudget({ timer: createSkippingTimer() }),
  })
}

const contextOf = (organization: EstateOrganization): OrganizationContext =>
  createOrganizationContext({ organization: organization.id as OrganizationId, credential: 'con_gate' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })

async function readAll(api: Api, context: OrganizationContext, { kind }: Read, organization: EstateOrganization): Promise<{ ids: ReadonlySet<string>; outcome: Expected }> {
  const resource = resourceOf(kind)
  const ids = new Set<string>()
  try {
    const reading = api.list(context, resource, resource.list.per ? { parent: organization.userGroups.idAt(largestGroup(organization)) } : {})
    for await (const rows of reading) for (const row of rows) ids.add(rowKey(resource, row) ?? '')
    return { ids, outcome: reading.proof().isComplete ? 'read' : 'api.partial' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'api.shape' && (error.detail['kind'] !== resource.words.many || typeof error.detail['page'] !== 'number')) throw new Error('api.shape does not say where')
    return { ids, outcome: error.code }
  }
}

/** Watches where keys go, and breaks the way to the service where the case asks for it. */
function guarded(transport: Transport, guard: { stray: number; hits: number }, simulator: Simulator, broken: { code: string; skip: string; often: 'once' | 'always' } | null): Transport {
  return async (request) => {
    const url = new URL(request.url)
    if (request.headers['x-api-key'] !== undefined && url.origin !== simulator.url) guard.stray++
    if (broken && url.searchParams.get('skip') === broken.skip && (broken.often === 'always' || guard.hits === 0)) {
      guard.hits++
      throw transportFailure(Object.assign(new Error(), { code: broken.code }))
    }
    return transport(request)
  }
}
