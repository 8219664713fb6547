// Directory Insights: the archive answers, also offline; reading from the service fills it.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import type { EventRow } from '../../../shared/contract/insights.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { sentenceOf } from '../insights/sentence.ts'
import type { EngineSession } from '../session.ts'
import type { ArchivedEvent } from '../store/event-archive.ts'
import { gapsOf, type Span } from '../store/event-spans.ts'
import type { EngineHandlers } from './handlers.ts'

type InsightsHandlers = Pick<EngineHandlers, Extract<keyof EngineHandlers, `insights.${string}`>>

export function insightsHandlers(session: EngineSession): InsightsHandlers {
  const within = async (organization: OrganizationId) => {
    const { store, insights, clock } = session.open()
    if (!(await store.organization(organization))) throw new AppError('organization.unknown')
    return { archive: insights.archive, insights, clock }
  }
  /** What the archive lacks of the asked time, as far as it has passed. */
  const gapsFor = async (organization: OrganizationId, asked: { readonly from: Instant; readonly to: Instant }) => {
    const { archive, clock } = await within(organization)
    const { fromMs, toMs } = spanOf(asked)
    const gaps = gapsOf({ fromMs, toMs: Math.min(toMs, clock.now()) }, await archive.spans(organization))
    return gaps.map((gap) => ({ from: instantFromMs(gap.fromMs), to: instantFromMs(gap.toMs) }))
  }
  return {
    'insights.page': async (question) => {
      const { archive } = await within(question.organization)
      const { events, total } = await archive.page(question)
      return { rows: events.map(rowOf), total, gaps: await gapsFor(question.organization, question) }
    },
    'insights.histogram': async (question) => {
      const { archive } = await within(question.organization)
      const slices = (await archive.histogram(question)).map(({ fromMs, succeeded, failed }) => ({ from: instantFromMs(fromMs), succeeded, failed }))
      return { slices, gaps: await gapsFor(question.organization, question) }
    },
    'insights.facets': async (question) => (await within(question.organization)).archive.facets(question),
    'insights.event': async ({ organization, id }) => {
      const event = await (await within(organization)).archive.event(organization, id)
      if (!event) throw new AppError('object.unknown')
      return { row: rowOf(event), raw: event.raw }
    },
    'insights.fetch': async ({ organization, from, to }, { signal }) => (await within(organization)).insights.fetch(organization, spanOf({ from, to }), { signal }),
    'insights.follow': async ({ organization, isOn }) => {
      const { insights } = await within(organization)
      await (isOn ? insights.follow(organization) : insights.unfollow(organization))
      return null
    },
  }
}

// The pattern of instants lets through dates that no calendar has; they ask for nothing.
const spanOf = ({ from, to }: { readonly from: Instant; readonly to: Instant }): Span => ({ fromMs: instantToMs(from) ?? 0, toMs: instantToMs(to) ?? 0 })

function rowOf({ atMs, raw, ...event }: ArchivedEvent): EventRow {
  return { ...event, at: instantFromMs(atMs), sentence: sentenceOf(event, JSON.parse(raw) as RawObject) }
}
