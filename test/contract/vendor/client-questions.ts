// Everything that the client asks of the service without changing it, with a transport that notes what goes over the wire.

import { createApi } from '../../../main/engine/api/client.ts'
import { createOrganizationContext } from '../../../main/engine/api/organization-context.ts'
import { createRateBudget } from '../../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../../main/engine/api/region.ts'
import type { TransportRequest, TransportResponse } from '../../../main/engine/api/transport.ts'
import { importHandlers } from '../../../main/engine/handlers/import.ts'
import { liveHandlers } from '../../../main/engine/handlers/live.ts'
import type { EngineSession } from '../../../main/engine/session.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type PartRead, readsOf } from '../../../shared/resources/derive/action-requests.ts'
import { actions, kinds, resourceOf } from '../../../shared/resources/index.ts'
import { liveDetails } from '../../../shared/resources/live-details.ts'
import { parametersFor } from '../registry/action-samples.ts'
import type { Surface } from './documents.ts'

export const organization = 'a'.repeat(24) as OrganizationId
export const sampleId = '5f0c1d2e3f4a5b6c7d8e9f01'
export const nowMs = Date.UTC(2026, 7, 1)
export const regions = createRegions()

/** An answer that ends the reading, or lets it go on for one page more. */
interface Reply {
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Answers of other shapes, by the end of the path. */
  readonly others?: Readonly<Record<string, unknown>>
  /** Type of the directory that people are imported from. */
  readonly directoryType?: string
}

type Client = ReturnType<typeof clientOf>
type Question = readonly [title: string, ask: (client: Client) => Promise<unknown>, reply: Reply]

export function clientOf({ body, headers = {}, others = {}, directoryType }: Reply) {
  const requests: TransportRequest[] = []
  const api = createApi({
    transport: async (request): Promise<TransportResponse> => {
      requests.push(request)
      // A place in the list of events that was asked from is the last one.
      const isLast = request.body?.includes('search_after') === true
      const other = Object.keys(others).find((end) => new URL(request.url).pathname.endsWith(end))
      return { status: 200, headers: isLast ? {} : headers, body: JSON.stringify(isLast ? [] : other === undefined ? body : others[other]) }
    },
    regions,
    credentials: { key: async () => 'a-key' },
    clock: { now: () => nowMs },
    budget: createRateBudget({}),
  })
  // An administrator of several organizations: the organization has to be named wherever it is taken.
  const context = createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: true })
  const anyOrganization = createOrganizationContext({ organization: null, credential: 'con_x' as ConnectionId, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false })
  const store = { object: async () => ({ title: 'a device' }), organizations: async () => [], currentObjects: async () => [JSON.stringify({ type: directoryType })] }
  const imports = { open: async () => ({}) }
  const session = { contextOf: async () => context, open: () => ({ api, store, imports, clock: { now: () => nowMs } }) } as unknown as EngineSession
  return { api, context, anyOrganization, live: liveHandlers(session), people: importHandlers(session), requests }
}

const call = { signal: new AbortController().signal } as never

const emptyList = ({ list }: ResourceDescription): Reply => ({ body: list.envelope === 'array' ? [] : { [list.envelope]: [] } })

async function drained(reading: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const part of reading) all.push(part)
  return all
}

const partReply = ({ take }: PartRead): Reply => {
  if (take.as === 'row') return { body: take.rows === 'array' ? [] : { [take.rows]: [] } }
  return { body: take.at === undefined ? {} : { [take.at]: {} } }
}

/** What actions look at before and after they change something; many look at the same. */
const parts = new Map(
  actions.flatMap((action) => readsOf(action, { id: sampleId, organization, parameters: parametersFor(action) }).map((part) => [`${part.api} ${part.path} ${JSON.stringify(part.query)}`, part] as const)),
)

export const questions: readonly Question[] = [
  ...kinds.map((kind): Question => {
    const resource = resourceOf(kind)
    return [`the list of ${kind}`, ({ api, context }) => drained(api.list(context, resource, resource.list.per === undefined ? {} : { parent: sampleId })), emptyList(resource)]
  }),
  ...kinds.flatMap((kind): Question[] => {
    const resource = resourceOf(kind)
    return resource.one ? [[`one ${kind}`, ({ api, context }) => api.one(context, resource, sampleId), { body: { [resource.wire.idField]: sampleId } }]] : []
  }),
  ...kinds
    .filter((kind) => resourceOf(kind).list.per === undefined)
    .map((kind): Question => [`the count of ${kind}`, ({ api, context }) => api.count(context, resourceOf(kind)), emptyList(resourceOf(kind))]),
  ...liveDetails.map(({ kind, name, ofRow, route: { envelope, isPaged } }): Question => {
    // Announced as longer than a page, so that the next one is asked for too.
    const headers: Record<string, string> = isPaged ? { 'x-total-count': '150' } : {}
    return [`${name} of ${kind}`, ({ live }) => live['live.read']({ organization, kind, id: sampleId, detail: name, ...(ofRow && { row: sampleId }) } as never, call), { body: envelope === 'array' ? [] : envelope === 'object' ? {} : { [envelope]: [] }, headers }]
  }),
  ['the output of a command result', ({ live }) => live['live.commandOutput']({ organization, result: sampleId } as never, call), { body: { _id: sampleId } }],
  ['a recovery key', ({ live }) => live['live.recoveryKey']({ organization, device: sampleId, typedName: 'a device' } as never, call), { body: { key: 'x' } }],
  ...[...parts].map(([name, part]): Question => [`the part ${name}`, ({ api, context }) => api.part(context, part), partReply(part)]),
  ...(['g_suite', 'office_365'] as const).map((type): Question => [
    `the people of a ${type} directory`,
    ({ people }) => people['import.openDirectory']({ organization, directory: sampleId } as never, call),
    { body: { users: [{ email: 'a@example.com', userPrincipalName: 'a@example.com' }] }, directoryType: type },
  ]),
  [
    'what a key opens',
    ({ api, anyOrganization }) => api.credential(anyOrganization),
    { body: { results: [] }, others: { '/v2/providers': [{ id: sampleId, name: 'x' }], '/users/getSelf': { email: 'a@example.com' } } },
  ],
  [
    'a provider with its administrators, organizations and links',
    ({ api, context }) => api.provider(context, sampleId as OrganizationId),
    { body: { id: sampleId, name: 'a provider', results: [{ id: sampleId, name: 'an organization' }], totalCount: 1 } },
  ],
  ['the organizations of a key', ({ api, context }) => api.organizationsOfKey(context), { body: { results: [] } }],
  [
    'events',
    ({ api, context }) => drained(api.events(context, { from: instantFromMs(nowMs - 86_400_000), to: instantFromMs(nowMs), services: ['all'] })),
    { body: [{ id: 'e1' }], headers: { 'x-limit': '1', 'x-result-count': '1', 'x-search_after': '[1596240000000,"e1"]' } },
  ],
]

/** Which surface a request went to, and its path there. */
export function surfaceOf(address: string): { api: Surface; path: string; query: URLSearchParams } {
  const url = new URL(address)
  const at = `${url.origin}${url.pathname}`
  // v2 lies below v1.
  const api = (['insights', 'v2', 'v1'] as const).find((surface) => at.startsWith(`${regions.base('us', surface)}/`))
  if (!api) throw new Error(`no surface has ${at}`)
  return { api, path: at.slice(regions.base('us', api).length), query: url.searchParams }
}

