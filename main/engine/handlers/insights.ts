// Directory Insights: the archive answers, also offline; reading from the service fills it.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import type { EventRow } from '../../../shared/contract/insights.ts'
import { type RawObject, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { sentenceOf, unnamedDevicesOf } from '../insights/sentence.ts'
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
  /** Sources that know a device by its id alone are told with the name that the copy has for it. */
  const rowsOf = async (organization: OrganizationId, events: readonly ArchivedEvent[]): Promise<EventRow[]> => {
    const raws = events.map(({ raw }) => JSON.parse(raw) as RawObject)
    const ids = [...new Set(raws.flatMap(unnamedDevicesOf))]
    // Trouble with the copy of objects is told by the organization's problem and keeps nobody from reading what happened.
    const found = ids.length === 0 ? [] : await session.open().store.currentObjects(organization, 'device', ids).catch(() => [])
    const names = new Map(ids.flatMap((id, at) => (found[at] ? [[id, titleOf(resourceOf('device'), JSON.parse(found[at]) as RawObject)] as const] : [])))
    return events.map(({ atMs, raw: _raw, ...event }, at) => ({ ...event, at: instantFromMs(atMs), sentence: sentenceOf(event, raws[at]!, names) }))
  }
  return {
    'insights.page': async (question) => {
      const { archive } = await within(question.organization)
      const { events, total } = await archive.page(question)
      return { rows: await rowsOf(question.organization, events), total, gaps: await gapsFor(question.organization, question) }
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
      const [row] = await rowsOf(organization, [event])
      return { row: row!, raw: event.raw }
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
