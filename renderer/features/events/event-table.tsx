// The events, newest first, in pages. One stop of the Tab key: the arrow keys move between the events, Enter opens one.

import { type KeyboardEvent, useState } from 'react'
import type { EventRow } from '../../../shared/contract/insights.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { useCall } from '../../bridge/use-call.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { Visible } from '../../ui/visible.tsx'
import { localText, utcText } from './event-time.ts'
import { placeText, resultWord } from './event-words.ts'

export type EventQuestion = Input<'insights.facets'>

interface EventTableProps {
  readonly question: EventQuestion
  readonly total: number
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

const pageRows = 200

export function EventTable({ question, total, openId, onOpen }: EventTableProps) {
  const [stop, setStop] = useState<string | null>(null)
  const { services, types, success, text } = question
  // Other filters begin with the first page again; a later minute does not.
  const narrowing = JSON.stringify([services, types, success, text])
  const [grown, setGrown] = useState({ narrowing, pages: 1 })
  const pages = grown.narrowing === narrowing ? grown.pages : 1
  const shown = Math.min(total, pages * pageRows)

  return (
    <div className="events-scroll" data-region="list">
      <table className="plain-table events-table" aria-label="Events" onKeyDown={moveFocus} onFocus={(event) => setStop((event.target as HTMLElement).dataset['event'] ?? stop)}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Result</th>
            <th scope="col">What happened</th>
            <th scope="col">Initiator</th>
            <th scope="col">Address</th>
          </tr>
        </thead>
        {Array.from({ length: pages }, (_, page) => (
          <Page key={page} question={question} start={page * pageRows} {...{ openId, stop, onOpen }} />
        ))}
      </table>
      <div className="events-more">
        <span className="muted numeric">
          {shown.toLocaleString()} of {total.toLocaleString()} shown
        </span>
        {shown < total && (
          <button type="button" className="button" onClick={() => setGrown({ narrowing, pages: pages + 1 })}>
            Show more
          </button>
        )}
      </div>
    </div>
  )
}

interface PageProps extends Pick<EventTableProps, 'question' | 'openId' | 'onOpen'> {
  readonly start: number
  readonly stop: string | null
}

function Page({ question, start, openId, stop, onOpen }: PageProps) {
  const { data } = useCall('insights.page', { ...question, start, size: pageRows }, { keepPrevious: true })
  const rows = data?.rows ?? []
  // The stop may have left the list with a filter; the first row takes its place.
  const hasStop = stop !== null && rows.some(({ id }) => id === stop)
  return (
    <tbody>
      {rows.map((row, at) => (
        <Line key={row.id} row={row} isOpen={row.id === openId} isStop={hasStop ? row.id === stop : start === 0 && at === 0} onOpen={() => onOpen(row.id)} />
      ))}
    </tbody>
  )
}

function Line({ row, isOpen, isStop, onOpen }: { row: EventRow; isOpen: boolean; isStop: boolean; onOpen: () => void }) {
  const { word, glyph, tone } = resultWord(row.success)
  return (
    // The button in it does the same for the keyboard; a click on it comes up to here.
    <tr className={isOpen ? 'is-open' : undefined} onClick={onOpen}>
      <td className="numeric">
        <time dateTime={row.at} title={utcText(row.at)}>
          {localText(row.at)}
        </time>
      </td>
      <td>
        <span className={`state tone-${tone}`}>
          <GlyphIcon glyph={glyph} />
          {word}
        </span>
      </td>
      <td className="event-sentence">
        <button type="button" className="event-open" data-event={row.id} tabIndex={isStop ? 0 : -1} aria-current={isOpen ? 'true' : undefined}>
          <Visible text={row.sentence} />
        </button>
      </td>
      <td>
        <Visible text={row.initiator} />
      </td>
      <td className="numeric">
        <Visible text={placeText(row)} />
      </td>
    </tr>
  )
}

function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-event]')]
  const at = buttons.indexOf(event.target as HTMLElement)
  if (at < 0) return
  const last = buttons.length - 1
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: last }[event.key]
  if (next === undefined) return
  event.preventDefault()
  buttons[Math.min(last, Math.max(0, next))]?.focus()
}
