// What happened in one organization: a time, filters, how many when, the events newest first, and one of them beside the list. Everything
// is answered by the archive on this computer; JumpCloud is asked for what the archive lacks, and while following live.

import '../../styles/events.css'
import { useMemo, useRef, useState } from 'react'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useSync } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useLatest } from '../../bridge/use-topic.ts'
import { useWay } from '../../stores/pane-context.ts'
import { eventsOf, type EventsView, plainEvents } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { EventDetail } from './event-detail.tsx'
import { EventTable } from './event-table.tsx'
import { EventsEmpty } from './events-empty.tsx'
import { EventsToolbar } from './events-toolbar.tsx'
import { isUnread, lastDays, rangeTitles, shownGaps, spanOf } from './event-time.ts'
import { GapLines } from './gap-lines.tsx'
import { Histogram } from './histogram.tsx'
import { useFetch } from './use-fetch.ts'
import { useFollow } from './use-follow.ts'

const slices = 72

export function EventsPage({ organization, view }: { organization: Organization; view: EventsView }) {
  const { id } = organization
  const now = useNow(60_000)
  const span = useMemo(() => spanOf(view.range, now), [view.range, now])
  const question = useMemo(
    () => ({ organization: id, ...span, services: [...view.services], types: [...view.types], success: view.success, text: view.text.trim().slice(0, limits.searchTextCharactersMax) }),
    [id, span, view.services, view.types, view.success, view.text],
  )
  const first = useCall('insights.page', { ...question, start: 0, size: 1 }, { keepPrevious: true })
  const histogram = useCall('insights.histogram', { ...question, slices }, { keepPrevious: true })
  const fetch = useFetch(organization)
  const [isLive, setIsLive] = useState(false)
  const followProblem = useFollow(id, isLive)
  const isOffline = useLatest('network.changed')?.status === 'offline' && !organization.isDemo
  const syncProblem = useSync(id)?.kinds.find(({ kind }) => kind === 'event')?.error ?? null
  const table = useRef<HTMLDivElement>(null)

  const { replace } = useWay()
  const change = (next: Partial<EventsView>) => replace(eventsOf(id, { ...view, ...next }))
  const focusRow = () => table.current?.querySelector<HTMLElement>('[data-event][tabindex="0"]')?.focus()
  const total = first.data?.total
  const gaps = shownGaps(first.data?.gaps ?? [])
  const problem = fetch.error ?? followProblem
  // Neither the plan nor the key lets events be read: no time is missing then.
  const isLeftOut = total === 0 && ['api.not-entitled', 'api.forbidden'].includes((problem ?? syncProblem)?.code ?? '')
  const reason = isOffline ? 'JumpCloud cannot be reached; what was read before still shows' : fetch.isRunning ? 'Events are being read' : null
  const words = { organization: organization.name, kind: 'events' }

  return (
    <div className="list-page events-page">
      <EventsToolbar {...{ question, view, isLive }} total={isLeftOut ? undefined : total} liveReason={isOffline && !isLive ? reason : null} onChange={change} onLive={setIsLive} onLeaveSearch={focusRow} />
      {first.error && <ErrorView look="whole" error={errorWords(first.error, first.error.code.startsWith('store.') ? { ...words, organization: `${words.organization} (events)` } : words)} />}
      {problem && total !== undefined && total > 0 && <ErrorView error={errorWords(problem, words)} />}
      {total !== undefined && !isLeftOut && (total > 0 || gaps.length > 0) && histogram.data && <Histogram span={span} title={rangeTitles[view.range]} slices={histogram.data.slices} gaps={gaps} />}
      {total !== undefined && !first.error && !isLeftOut && <GapLines gaps={gaps} fetch={fetch} reason={reason} />}
      <div
        className="list-body"
        ref={table}
        onKeyDown={(event) => {
          // Beside an open event the events keep the focus, so that the arrow keys go on.
          if (event.key !== 'Escape' || event.defaultPrevented || view.open === null) return
          event.preventDefault()
          change({ open: null })
        }}
      >
        <div className="list-main">
          {total !== undefined && total > 0 && <EventTable question={question} total={total} openId={view.open} onOpen={(open) => change({ open })} />}
          {total === 0 && !first.error && (
            <EventsEmpty
              {...{ organization, reason }}
              isRunning={fetch.isRunning}
              isUnread={isUnread(span, first.data?.gaps ?? [], now)}
              isNarrowed={question.text !== '' || view.services.length > 0 || view.types.length > 0 || view.success !== null}
              problem={problem ?? syncProblem}
              onRead={() => {
                fetch.run(lastDays(limits.eventDaysFirst, Date.now()))
                // An hour without events would look as if nothing had been read.
                if (view.range === '1h' || view.range === '24h') change({ range: '7d' })
              }}
              onClear={() => change({ ...plainEvents, range: view.range })}
            />
          )}
        </div>
        {view.open !== null && (
          <EventDetail
            organization={organization}
            id={view.open}
            onSearch={(text) => change({ text: text.slice(0, limits.searchTextCharactersMax) })}
            onClose={() => {
              change({ open: null })
              focusRow()
            }}
          />
        )}
      </div>
    </div>
  )
}
