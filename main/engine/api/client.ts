// The Api port over a transport: one way to send, with budget, retries and shape checks; everything about a list comes from its description.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { createRandom } from '../../../shared/base/random.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { listRequest, type PageWindow } from '../../../shared/resources/derive/list-request.ts'
import { type RawObject, rawId, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { parseAnswer } from './answer-json.ts'
import type { Api, ListReading, ReadOptions } from './api.ts'
import { errorOfStatus } from './api-errors.ts'
import { readCredential } from './credential-read.ts'
import { readPart, requestIdOf, sendChange } from './change.ts'
import { readEvents } from './events.ts'
import { readLive } from './live-read.ts'
import type { OrganizationContext } from './organization-context.ts'
import { type ListPage, pageOf, rowKey, withoutSecrets } from './page-shape.ts'
import { readList } from './pagers.ts'
import { readProvider } from './provider-read.ts'
import { type Ask, createRateBudget, type RateBudget, type RateMemory } from './rate-budget.ts'
import type { Regions } from './region.ts'
import { type CredentialSource, createRequestBuilder, type WireRequest } from './request.ts'
import { createRetry, type Failures, type Retry, retryAfterMs } from './retry.ts'
import type { Clock } from './timer.ts'
import { createTokens } from './tokens.ts'
import type { Transport, TransportResponse } from './transport.ts'

export interface ApiParts {
  readonly transport: Transport
  readonly regions: Regions
  readonly credentials: CredentialSource
  readonly clock: Clock
  /** Where learnt paces are kept; used when no budget is given. */
  readonly rates?: RateMemory
  readonly budget?: RateBudget
  readonly retry?: Retry
  /** Waited for before a page is unpacked, which takes milliseconds: whoever waits in a window goes first. */
  readonly beforePage?: () => Promise<void>
  /** Told what came of each use of a credential. */
  readonly onUse?: (credential: string, error: AppError | null) => void
  readonly version?: string
  /** Pages of one list that may be in flight before the first of them is used; measurements only. */
  readonly pagesAhead?: number
}

interface Sending {
  readonly options: ReadOptions
  /** Its place among the requests of one list. */
  readonly place?: Pick<Ask, 'work' | 'order' | 'remaining'>
  readonly onRequest?: () => void
}

export function createApi({ transport, regions, credentials, clock, rates, budget, retry, beforePage, onUse, version = '0', pagesAhead }: ApiParts): Api {
  const tokens = createTokens({ transport, regions, credentials, clock })
  const build = createRequestBuilder({ regions, credentials, tokens, version })
  const turns = budget ?? createRateBudget(rates ? { memory: rates } : {})
  const policy = retry ?? createRetry(createRandom(clock.now()))

  const sendOnce = async (context: OrganizationContext, page: WireRequest, sending: Sending, waitMs: number): Promise<{ response: TransportResponse | null; error: AppError | null }> => {
    const { signal, isForeground = false } = sending.options
    // Both surfaces of a region are one host; the demo's has another port at every start, but its pace stays.
    const turn = await turns.turn({ credential: context.credential, host: context.region, isForeground, waitMs, run: context, ...sending.place, ...(signal && { signal }) })
    let outcome: 'granted' | 'refused' | 'failed' = 'failed'
    try {
      const request = await build(context, page, signal)
      sending.onRequest?.()
      const response = await transport(request)
      const error = withRequestId(errorOfStatus(response.status), response, page.method)
      outcome = error === null ? 'granted' : error.code === 'api.rate-limited' ? 'refused' : 'failed'
      return { response, error }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { response: null, error }
    } finally {
      turn.end(outcome)
    }
  }

  const send = async (context: OrganizationContext, page: WireRequest, sending: Sending): Promise<TransportResponse> => {
    const failures: Failures = { refusals: 0, server: 0, network: 0 }
    let isTokenRenewed = false
    for (let waitMs = 0; ; ) {
      const { response, error } = await sendOnce(context, page, sending, waitMs)
      // A token may end before its time; a second refusal is meant for the account itself.
      if (response?.status === 401 && context.isServiceAccount && !isTokenRenewed) {
        isTokenRenewed = true
        tokens.drop(context.credential)
        continue
      }
      // A cancelled request says nothing about the service; the reason may be the failure of another page.
      if (error !== null) throwIfCancelled(sending.options.signal)
      sending.options.onOutcome?.(error)
      onUse?.(context.credential, error)
      if (error === null) return response!
      if (error.code === 'api.rate-limited') failures.refusals++
      else if (error.code === 'api.server') failures.server++
      else failures.network++
      const next = policy.waitMs({ error, method: page.method, isReading: page.isReading === true, failures, retryAfterMs: response && retryAfterMs(response, clock.now()) })
      if (next === null) throw error
      if (error.code === 'api.rate-limited') sending.options.onWait?.(clock.now() + next)
      waitMs = next
    }
  }

  const readPage = async (context: OrganizationContext, resource: ResourceDescription, window: PageWindow, sending: Sending): Promise<ListPage> => {
    const response = await send(context, listRequest(resource, window, sending.options.parent), sending)
    if (sending.options.isForeground !== true) await beforePage?.()
    return pageOf(resource, response, parseAnswer(response.body), window.limit)
  }

  const list = (context: OrganizationContext, resource: ResourceDescription, options: ReadOptions = {}): ListReading => {
    const work = {}
    return readList({
      read: (tally, signal) => (window, remaining) =>
        named(resource.words.many, 1 + Math.floor(window.skip / window.limit), () =>
          readPage(context, resource, window, { options: { ...options, signal }, place: { work, order: window.skip, remaining }, onRequest: () => void tally.requests++ }),
        ),
      key: (row) => rowKey(resource, row),
      isSortedById: resource.edge === undefined && resource.list.sort === resource.wire.idField,
      hasTotal: resource.list.total !== 'none',
      clock,
      ...(pagesAhead !== undefined && { ahead: pagesAhead }),
      ...(options.signal && { signal: options.signal }),
      ...(options.onPage && { onPage: options.onPage }),
    })
  }

  const organizationsOfKey: Api['organizationsOfKey'] = async (context, options = {}) => {
    const resource = resourceOf('organization')
    const reading = list(context, resource, options)
    const found: { id: string; name: string }[] = []
    for await (const rows of reading) for (const row of rows) found.push({ id: rawId(resource, row) ?? '', name: titleOf(resource, row) })
    if (!reading.proof().isComplete) throw new AppError('api.partial', { kind: resource.words.many })
    return found.filter(({ id }) => id !== '')
  }

  return {
    list,

    one: (context, resource, id, options = {}) =>
      named(resource.words.many, 1, async () => {
        const response = await send(context, oneRequest(resource, id), { options })
        return withoutSecrets(resource, objectOf(resource, id, parseAnswer(response.body)))
      }),

    count: (context, resource, options = {}) => named(resource.words.many, 1, async () => (await readPage(context, resource, { limit: 1, skip: 0 }, { options })).total),

    read: (context, question, options = {}) => named(question.title, 1, () => readLive(question, context.organization ?? '', (page) => send(context, page, { options }))),

    forgetCredential: tokens.drop,

    credential: (context, options = {}) => readCredential(context, (page, as = context) => send(as, page, { options }), () => organizationsOfKey(context, options), credentials),

    provider: (context, provider, options = {}) => readProvider(provider, (page) => send(context, page, { options }), options.signal),

    part: (context, read, options = {}) => readPart(read, (request) => send(context, request, { options })),

    change: (context, request, options = {}) => sendChange(request, (wire) => send(context, wire, { options })),

    perSecond: (context) => turns.perSecond({ credential: context.credential, host: context.region }),

    organizationsOfKey,

    events: (context, asked) => readEvents((request) => send(context, request, { options: asked }), asked),
  }
}

function oneRequest(resource: ResourceDescription, id: string): WireRequest {
  if (!resource.one) throw new Error(`broken invariant: ${resource.kind} is not read one by one`)
  return {
    api: resource.list.api,
    method: 'GET',
    path: resource.one.path.replace('{id}', encodeURIComponent(id)),
    query: [],
    isOrganizationHeaderSent: resource.list.organizationHeader !== 'refused',
  }
}

/** The object itself, in its envelope or bare. @throws AppError `api.shape` when it is not the one that was asked for */
function objectOf(resource: ResourceDescription, id: string, body: unknown): RawObject {
  const place = resource.one?.at
  const inside = place !== undefined && isObject(body) && isObject(body[place]) ? body[place] : body
  if (!isObject(inside) || rawId(resource, inside) !== id) throw new AppError('api.shape')
  return inside
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A change that was refused is told with the service's own name for it, to quote to its support. */
function withRequestId(error: AppError | null, response: TransportResponse, method: string): AppError | null {
  const requestId = method === 'GET' || error === null ? null : requestIdOf(response)
  return requestId === null ? error : error!.with({ requestId })
}

/** Adds to an error what was being read. */
async function named<T>(what: string, page: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError ? error.with({ kind: what, page }) : error
  }
}
