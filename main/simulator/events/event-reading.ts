// Reading the logs of one or several organizations by a query: event by event in order, or in groups for counting.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import type { EventStub } from './event-log.ts'
import type { EventQuery } from './event-query.ts'

interface FittingGroup {
  readonly atMs: number
  readonly service: string
  readonly type: string
  readonly count: number
  /** The event itself, where it was told apart from others. */
  readonly event: (() => RawObject) | null
}

/** Events that fit, in order; several organizations are merged by time. */
export function* matching(organizations: readonly EstateOrganization[], { span, test }: EventQuery, isDescending: boolean): Generator<{ stub: EventStub; event: () => RawObject }> {
  if (span.toMs <= span.fromMs) return
  for (const stub of merged(organizations.map(({ events }) => events.stubs(span, isDescending)), isDescending)) {
    const answer = test === null ? true : test.byStub(stub)
    if (answer === false) continue
    let event: RawObject | null = null
    const write = () => (event ??= stub.write())
    if (answer === true || test!.byEvent(write())) yield { stub, event: write }
  }
}

function* merged(sources: readonly Generator<EventStub>[], isDescending: boolean): Generator<EventStub> {
  const heads = sources.map((source) => ({ source, next: source.next() }))
  for (;;) {
    const live = heads.filter(({ next }) => !next.done)
    if (live.length === 0) return
    const chosen = live.reduce((best, head) => (isBefore(head.next.value!, best.next.value!) === isDescending ? best : head))
    yield chosen.next.value!
    chosen.next = chosen.source.next()
  }
}

const isBefore = (left: EventStub, right: EventStub): boolean => left.atMs < right.atMs || (left.atMs === right.atMs && left.id < right.id)

/** Events that fit, as many at a time as need not be told apart; `isFine` wants each by itself. */
export function* groups(organizations: readonly EstateOrganization[], { span, test }: EventQuery, isFine = false): Generator<FittingGroup> {
  if (span.toMs <= span.fromMs) return
  for (const { events } of organizations) {
    for (const group of events.groups(span, (outline) => (isFine ? null : test === null ? true : test.byStub(outline)))) {
      const { stub } = group
      const answer = test === null || stub === null ? true : test.byStub(stub)
      if (answer === false) continue
      let event: RawObject | null = null
      const write = () => (event ??= stub!.write())
      if (answer === true || test!.byEvent(write())) yield { ...group, event: stub === null ? null : write }
    }
  }
}
