// One request from arrival to answer: address, route, authorization, faults, waiting, limit, handler, delivery, ledger.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../shared/base/random.ts'
import { type Answer, refusals } from './answer.ts'
import { authorize, type Authorization, type Caller } from './auth.ts'
import { applyChange, churnOrganization } from './churn.ts'
import { deliver, isDeliveryFault } from './delivery.ts'
import type { Estate } from './estate.ts'
import type { EstateOrganization } from './estate-organization.ts'
import { faultyAnswer, faultyQuery, faultyRefusal, slowMs } from './fault-answers.ts'
import type { Fault, FaultPlan } from './faults.ts'
import { quirkyAnswer } from './quirks.ts'
import { createRateLimiter, type RateLimits } from './rate-limit.ts'
import type { Recorder } from './recorder.ts'
import { createMatcher, createRoutes, type RouteMatch } from './routes.ts'
import { readAddress, type WireRequest } from './wire-request.ts'

export interface ExchangeSettings {
  readonly estate: Estate
  readonly recorder: Recorder
  readonly faults: FaultPlan
  readonly random: Random
  readonly limits?: RateLimits
  readonly latencyMs?: { readonly mean: number; readonly spread: number }
  readonly churnRate?: number
  readonly hasLinks?: boolean
}

/** Larger bodies are no question to this service. */
const bodyBytesMax = 4 * 1024 * 1024

export function createExchange(settings: ExchangeSettings): (request: IncomingMessage, response: ServerResponse) => void {
  const { estate, recorder, faults, random } = settings
  const match = createMatcher(createRoutes(estate.registry))
  const limiter = settings.limits ? createRateLimiter(settings.limits, () => performance.now()) : null
  const startedMs = performance.now()

  async function exchange(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedMs = performance.now()
    const url = incoming.url ?? '/'
    const address = readAddress(url)
    const request: WireRequest | null = address && { ...address, method: incoming.method ?? 'GET', headers: incoming.headers as WireRequest['headers'], body: await readBody(incoming) }
    const found = request && match(request.method, request.api, request.path, request.query)
    const authorization = request && found && (found.route.isOpen ? nobody : authorizationOf(estate, request, found))
    const caller = authorization && 'caller' in authorization ? authorization.caller : null
    const path = vendorPath(url)
    const hit = request ? faults.hit({ method: request.method, path, kind: found?.route.kind ?? null, organization: caller?.organization?.id ?? (found && pathOrganizationOf(found)), query: request.query }) : []
    const waitMs = hit.reduce((total, fault) => total + slowMs(fault), 0)
    if (waitMs > 0) await sleep(waitMs)
    if (settings.latencyMs) await sleep(Math.max(0, settings.latencyMs.mean + (random.next() * 2 - 1) * settings.latencyMs.spread))
    const answer = request && found && authorization ? answerTo({ request, found, authorization, hit, url }) : refusals.notFound
    const bytes = await deliver(incoming, response, answer, hit.find(isDeliveryFault) ?? null, performance.now() - arrivedMs)
    recorder.add({
      atMs: arrivedMs - startedMs,
      method: incoming.method ?? 'GET',
      region: address?.region ?? null,
      path,
      query: url.includes('?') ? url.slice(url.indexOf('?') + 1) : '',
      key: estate.proof(incoming.headers)?.label ?? null,
      organizationHeader: headerText(incoming.headers['x-org-id']),
      organization: caller?.organization?.id ?? null,
      kind: found?.route.kind ?? null,
      isWrite: found?.route.isWrite === true,
      status: answer.status,
      bytes,
      faults: hit.map(({ type }) => type),
    })
  }

  function answerTo(question: { request: WireRequest; found: RouteMatch; authorization: Authorization; hit: readonly Fault[]; url: string }): Answer {
    const { request, found, authorization, hit, url } = question
    for (const fault of hit) {
      const refused = faultyRefusal(fault, url, Date.now())
      if (refused) return refused
    }
    if ('refused' in authorization) return authorization.refused
    const { caller } = authorization
    const waitSeconds = limiter?.take({ organization: caller.organization?.id ?? null, key: caller.key.label }) ?? null
    if (waitSeconds !== null) return { status: 429, headers: { 'retry-after': String(waitSeconds) }, body: { message: 'Too Many Requests' } }
    caller.organization?.catchUp()
    const isMistaken = hit.some(({ type }) => type === 'otherOrganization')
    const organization = isMistaken ? otherThan(caller) : caller.organization
    const asked = isMistaken && organization ? { ...caller, reached: [organization] } : caller
    const query = hit.reduce(faultyQuery, request.query)
    const answer = quirkyAnswer(estate.quirks, found.route.handle({ estate, caller: asked, organization: organization!, parameters: found.parameters, request: { ...request, query } }))
    changeAfter(caller.organization, hit)
    return hit.reduce((spoilt, fault) => faultyAnswer(fault, spoilt), settings.hasLinks ? withLink(answer, request, url) : answer)
  }

  function changeAfter(organization: EstateOrganization | null, hit: readonly Fault[]): void {
    if (!organization) return
    for (const fault of hit) if (fault.type === 'changesAfter') for (const change of fault.changes) applyChange(organization, change, random)
    if (settings.churnRate) churnOrganization(organization, settings.churnRate, random)
  }

  // Routes that take no organization answer for the ones the key reaches.
  const otherThan = ({ organization, reached }: Caller): EstateOrganization | null => estate.organizations.find((other) => other !== (organization ?? reached[0])) ?? organization

  return (incoming, response) => {
    exchange(incoming, response).catch((error: unknown) => {
      // A broken simulator must fail the test that uses it, not look like a fault of the service.
      if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' })
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error))
    })
  }
}

/** Who asks for a token proves himself to that route alone. */
const nobody: Authorization = { caller: { key: { text: '', label: '', organizations: [], provider: null, deniedKinds: [], owner: null }, organization: null, reached: [] } }

/** The organization that the address names, as the one of its record does. */
const pathOrganizationOf = ({ route, parameters }: RouteMatch): string | null => (route.organizationParameter ? (parameters[route.organizationParameter] ?? null) : null)

function authorizationOf(estate: Estate, request: WireRequest, found: RouteMatch): Authorization {
  const { route } = found
  return authorize(estate, request, { header: route.header, kind: route.kind, isWrite: route.isWrite === true, pathOrganization: pathOrganizationOf(found), areSeveralNamed: route.api === 'insights' })
}

function withLink(answer: Answer, request: WireRequest, url: string): Answer {
  const { list } = answer
  if (!list || request.api !== 'v2' || list.skip + list.limit >= list.total) return answer
  const next = new URL(url, `http://${request.headers.host ?? '127.0.0.1'}`)
  next.searchParams.set('skip', String(list.skip + list.limit))
  next.searchParams.set('limit', String(list.limit))
  return { ...answer, headers: { ...answer.headers, link: `<${next.href}>; rel="next"` } }
}

/** The path as the vendor's documents spell it. */
export const vendorPath = (url: string): string => url.replace(/\?.*$/s, '').replace(/^\/[a-z]+\/(console|api(?=\/insights\/))/i, '')

const headerText = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)

async function readBody(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of incoming) {
    bytes += (part as Buffer).length
    if (bytes > bodyBytesMax) throw new Error('the body of the request is too large')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}
