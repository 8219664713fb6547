// Reads Directory Insights: what happened in a span of time, oldest first, one page after the other by `search_after`.
//
// Invariants:
// - Every page asks with the same body but for `search_after`, so the service walks one list.
// - The reading ends only with a page that is shorter than the limit; a place that does not move on is not followed for ever.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { type Instant, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { parseAnswer } from './answer-json.ts'
import type { ReadOptions } from './api.ts'
import type { WireRequest } from './request.ts'
import type { TransportResponse } from './transport.ts'

export interface EventsAsked extends Omit<ReadOptions, 'parent'> {
  readonly from: Instant
  readonly to: Instant
  /** Names of the service's event sources; `all` for every one. */
  readonly services: readonly string[]
}

export interface EventPage {
  readonly events: readonly RawObject[]
  readonly isLast: boolean
  /** The service's own clock when it answered; null when it tells none. */
  readonly servedAtMs: number | null
}

/** @throws AppError `api.not-entitled` where the plan has no Directory Insights, and all that a list may end with */
export async function* readEvents(send: (request: WireRequest) => Promise<TransportResponse>, asked: EventsAsked): AsyncGenerator<EventPage, void> {
  let place: string | null = null
  for (let page = 1; ; page++) {
    throwIfCancelled(asked.signal)
    try {
      const response = await send(requestOf(asked, place))
      const events = eventsOf(response)
      const isLast = events.length < limitOf(response)
      const next: string | null = isLast ? null : placeAfter(response, place)
      asked.onPage?.({ page, total: null })
      yield { events, isLast, servedAtMs: instantToMs(response.headers['date']) }
      if (isLast) return
      place = next
    } catch (error) {
      throw error instanceof AppError ? error.with({ kind: 'events', page }) : error
    }
  }
}

const requestOf = ({ from, to, services }: EventsAsked, place: string | null): WireRequest => ({
  api: 'insights',
  method: 'POST',
  path: '/events',
  query: [],
  isOrganizationHeaderSent: true,
  isReading: true,
  // The place goes back as it came: its numbers may be larger than a double holds.
  body: `${JSON.stringify({ service: services, start_time: from, end_time: to, sort: 'ASC', limit: limits.wireEventRowsMax }).slice(0, -1)}${place === null ? '' : `,"search_after":${place}`}}`,
})

function eventsOf(response: TransportResponse): readonly RawObject[] {
  const body = parseAnswer(response.body)
  if (!Array.isArray(body) || body.length > limits.wireEventRowsMax || !body.every(isObject)) throw new AppError('api.shape')
  const announced = response.headers['x-result-count']
  // An answer that was cut on its way would end the reading early.
  if (announced !== undefined && Number(announced) !== body.length) throw new AppError('api.shape')
  return body
}

/** The service may serve smaller pages than it was asked for; only its own limit tells a full page. */
function limitOf({ headers }: TransportResponse): number {
  const said = Number(headers['x-limit'])
  return Number.isInteger(said) && said > 0 ? Math.min(said, limits.wireEventRowsMax) : limits.wireEventRowsMax
}

function placeAfter({ headers }: TransportResponse, before: string | null): string {
  const said = headers['x-search_after']
  if (said === undefined || said === before || said.length > limits.wireEventPlaceCharactersMax || !Array.isArray(parseAnswer(said))) throw new AppError('api.shape')
  return said
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)
