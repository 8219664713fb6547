// Above the events: how many, the time, the filters, the search, and following live.

import { useRef } from 'react'
import { SearchField } from '../../filters/search-field.tsx'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { eventRanges, type EventRange, type EventsView } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { EventQuestion } from './event-table.tsx'
import { rangeTitles } from './event-time.ts'
import { FacetButton } from './facet-button.tsx'

interface EventsToolbarProps {
  readonly question: EventQuestion
  readonly view: EventsView
  readonly total: number | undefined
  readonly isLive: boolean
  readonly liveReason: string | null
  readonly onChange: (view: Partial<EventsView>) => void
  readonly onLive: (isLive: boolean) => void
  readonly onLeaveSearch: () => void
}

const results: Readonly<Record<string, boolean | null>> = { all: null, succeeded: true, failed: false }

export function EventsToolbar({ question, view, total, isLive, liveReason, onChange, onLive, onLeaveSearch }: EventsToolbarProps) {
  const search = useRef<HTMLInputElement>(null)
  useCommand('list.search', () => search.current?.select())
  useCommand('events.live', () => onLive(!isLive), liveReason)
  const result = Object.keys(results).find((each) => results[each] === view.success) ?? 'all'
  return (
    <div className="list-toolbar events-toolbar" role="group" aria-label="Events tools" data-region="toolbar">
      <h1>Events</h1>
      <span role="status" className="list-count numeric">
        {total !== undefined && `${total.toLocaleString()} ${total === 1 ? 'event' : 'events'}`}
      </span>
      <span className="pane-space" />
      <SearchField
        ref={search}
        label="Search events"
        placeholder="Search events"
        hint="Searches initiator, resource, address and type"
        value={view.text}
        keys={shortcutOf('list.search')}
        onChange={(text) => onChange({ text })}
        onLeave={onLeaveSearch}
      />
      <select className="input" aria-label="Time" value={view.range} onChange={(event) => onChange({ range: event.target.value as EventRange })}>
        {eventRanges.map((range) => (
          <option key={range} value={range}>
            {rangeTitles[range]}
          </option>
        ))}
      </select>
      <FacetButton name="services" label="Service" question={question} chosen={view.services} onChange={(services) => onChange({ services })} />
      <FacetButton name="types" label="Type" question={question} chosen={view.types} onChange={(types) => onChange({ types })} />
      <select className="input" aria-label="Result" value={result} onChange={(event) => onChange({ success: results[event.target.value] ?? null })}>
        <option value="all">All results</option>
        <option value="succeeded">Succeeded</option>
        <option value="failed">Failed</option>
      </select>
      <ActionButton
        className={`button live-switch ${isLive ? 'is-on' : ''}`}
        role="switch"
        aria-checked={isLive}
        reason={liveReason}
        hint={isLive ? 'New events are read as they happen' : 'Read new events as they happen'}
        keys={shortcutOf('events.live')}
        onClick={() => onLive(!isLive)}
      >
        <GlyphIcon glyph={isLive ? 'active' : 'staged'} />
        Live
      </ActionButton>
    </div>
  )
}
