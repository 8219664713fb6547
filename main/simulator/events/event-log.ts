// The event log of one organization: what happens every day, made slice by slice from the seed, and what happened once.
// Any span of time costs only its own slices, and always answers the same.

import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { fraction, mix, randomAt } from '../mixing.ts'
import { attackDays, everyday } from './everyday.ts'
import { chronicle, type Occurrence } from './chronicle.ts'
import { shareOf, sliceMs } from './rhythm.ts'

export const retentionMs = 90 * dayMs

/** What is known of an event before it is made: its sort, later its id and outcome too. */
export interface EventOutline {
  readonly service: string
  readonly type: string
  readonly id?: string
  readonly success?: boolean | null
}

/** An event before it is written out: enough to order, count and mostly to filter. */
export interface EventStub extends Required<EventOutline> {
  readonly atMs: number
  readonly write: () => RawObject
}

/** Events of one sort in one slice that need not be told apart, or one event. */
interface EventGroup {
  readonly atMs: number
  readonly service: string
  readonly type: string
  readonly count: number
  readonly stub: EventStub | null
}

export interface Span {
  readonly fromMs: number
  /** Not included. */
  readonly toMs: number
}

export class EventLog {
  readonly #organization: OrganizationObjects
  readonly #seed: number
  readonly #recorded: Occurrence[] = []
  #chronicle: readonly Occurrence[] | null = null

  constructor(organization: OrganizationObjects) {
    this.#organization = organization
    this.#seed = organization.blueprint.seedFor('events')
  }

  /** Adds what somebody just did. */
  record(occurrence: Occurrence): void {
    this.#recorded.push(occurrence)
  }

  /** Events of a span in the order of time; `isDescending` turns it round. Made slice by slice while one reads. */
  *stubs({ fromMs, toMs }: Span, isDescending: boolean): Generator<EventStub> {
    const first = Math.floor(fromMs / sliceMs)
    const last = Math.floor((toMs - 1) / sliceMs)
    for (let step = 0; step <= last - first; step++) {
      const stubs = this.#slice(isDescending ? last - step : first + step)
      if (isDescending) stubs.reverse()
      for (const stub of stubs) if (stub.atMs >= fromMs && stub.atMs < toMs) yield stub
    }
  }

  /** Events of a span for counting, together where a whole slice of one sort fits or does not, each by itself where only it can tell. */
  *groups(span: Span, fits: (outline: EventOutline) => boolean | null): Generator<EventGroup> {
    const first = Math.ceil(span.fromMs / sliceMs)
    const end = Math.floor(span.toMs / sliceMs)
    if (first >= end) return yield* this.#single(span)
    yield* this.#single({ fromMs: span.fromMs, toMs: first * sliceMs })
    for (let slice = first; slice < end; slice++) {
      const atMs = slice * sliceMs
      for (const [kind, { service, type }] of everyday.entries()) {
        const answer = fits({ service, type })
        const count = this.#countOf(kind, slice)
        if (answer && count > 0) yield { atMs, service, type, count, stub: null }
        else if (answer === null) for (let place = 0; place < count; place++) yield grouped(this.#everydayStub(kind, slice, place))
      }
      for (const [place, occurrence] of this.#occurrences(slice).entries()) yield grouped(this.#stubOf(occurrence, this.#idOf(occurrence.atMs, 255, slice, place)))
    }
    yield* this.#single({ fromMs: end * sliceMs, toMs: span.toMs })
  }

  *#single(span: Span): Generator<EventGroup> {
    if (span.toMs > span.fromMs) for (const stub of this.stubs(span, false)) yield grouped(stub)
  }

  #countOf(kind: number, slice: number): number {
    const { perDay, rhythm } = everyday[kind]!
    const organization = this.#organization
    if (rhythm === 'night' && (slice * sliceMs < organization.nowMs - attackDays * dayMs || slice * sliceMs > organization.nowMs + dayMs)) return 0
    const expected = perDay(organization) * shareOf(rhythm, slice, organization.profile.area)
    // No two days are alike.
    return Math.floor(expected * (0.8 + 0.4 * fraction(mix(this.#seed, kind), slice + 7)) + fraction(mix(this.#seed, kind), slice))
  }

  #slice(slice: number): EventStub[] {
    const stubs: EventStub[] = []
    for (let kind = 0; kind < everyday.length; kind++) {
      const count = this.#countOf(kind, slice)
      for (let place = 0; place < count; place++) stubs.push(this.#everydayStub(kind, slice, place))
    }
    for (const [place, occurrence] of this.#occurrences(slice).entries()) stubs.push(this.#stubOf(occurrence, this.#idOf(occurrence.atMs, 255, slice, place)))
    return stubs.sort((left, right) => left.atMs - right.atMs || (left.id < right.id ? -1 : 1))
  }

  #everydayStub(kind: number, slice: number, place: number): EventStub {
    const { service, type, failing, make } = everyday[kind]!
    const organization = this.#organization
    const seed = mix(mix(mix(this.#seed, 100 + kind), slice), place)
    const atMs = slice * sliceMs + (seed % sliceMs)
    const success = failing === null ? null : fraction(seed, 1) >= failing(organization)
    return this.#stubOf({ atMs, service, type, success, make: () => make({ organization, random: randomAt(seed, 2), atMs, success: success ?? true }) }, this.#idOf(atMs, kind, slice, place))
  }

  #stubOf({ atMs, service, type, success, make }: Occurrence, id: string): EventStub {
    const write = () => ({ ...(success === null ? {} : { success }), '@version': '1', event_type: type, id, organization: this.#organization.id, service, timestamp: instantFromMs(atMs), ...make() })
    return { atMs, id, service, type, success, write }
  }

  /** As ids of the vendor: the second first, then whose it is, then a number. */
  #idOf(atMs: number, kind: number, slice: number, place: number): string {
    return Math.floor(atMs / 1_000).toString(16).padStart(8, '0') + mix(this.#seed, slice).toString(16).padStart(8, '0') + kind.toString(16).padStart(2, '0') + place.toString(16).padStart(6, '0')
  }

  /** What happened once, in the order of time; the past is worked out at the first question. */
  #occurrences(slice: number): Occurrence[] {
    this.#chronicle ??= chronicle(this.#organization, this.#organization.nowMs - retentionMs - dayMs)
    const [fromMs, toMs] = [slice * sliceMs, (slice + 1) * sliceMs]
    const start = firstAtOrAfter(this.#chronicle, fromMs)
    const found = this.#chronicle.slice(start, firstAtOrAfter(this.#chronicle, toMs))
    return [...found, ...this.#recorded.filter(({ atMs }) => atMs >= fromMs && atMs < toMs)]
  }
}

const grouped = (stub: EventStub): EventGroup => ({ atMs: stub.atMs, service: stub.service, type: stub.type, count: 1, stub })

function firstAtOrAfter(list: readonly Occurrence[], ms: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.atMs < ms) low = middle + 1
    else high = middle
  }
  return low
}
