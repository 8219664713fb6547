// One event beside the list: in words, its fields, and everything that JumpCloud recorded.

import { Copy, X } from 'lucide-react'
import { useId } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { EventRow } from '../../../shared/contract/insights.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { useCopy } from '../../shell/use-copy.ts'
import { detailWidthMax, detailWidthMin, useLayout } from '../../stores/layout.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { RawJson } from '../../ui/raw-json.tsx'
import { Splitter } from '../../ui/splitter.tsx'
import { Visible } from '../../ui/visible.tsx'
import { utcText } from './event-time.ts'
import { resultWord, serviceTitle, typeTitle } from './event-words.ts'

interface EventDetailProps {
  readonly organization: Organization
  readonly id: string
  readonly onSearch: (text: string) => void
  readonly onClose: () => void
}

export function EventDetail({ organization, id, onSearch, onClose }: EventDetailProps) {
  const { data, error } = useCall('insights.event', { organization: organization.id, id }, { keepPrevious: true })
  const copy = useCopy(organization.id)
  const { detailWidth, setDetailWidth } = useLayout()
  const own = useId()
  return (
    <>
      <Splitter label="Width of the event" controls={own} value={detailWidth} min={detailWidthMin} max={detailWidthMax} onChange={setDetailWidth} />
      <aside
        id={own}
        className="detail"
        data-region="detail"
        aria-label="Event"
        style={{ width: detailWidth }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.preventDefault()
          onClose()
        }}
      >
        <header className="detail-head">
          <h2>Event</h2>
          {data && <Result success={data.row.success} />}
          <span className="pane-space" />
          <ActionButton className="icon-button" aria-label="Copy the ID" hint={`Copy the ID ${id}`} onClick={() => copy(id, 'ID copied')}>
            <Copy {...iconProps} size={14} />
          </ActionButton>
          <ActionButton className="icon-button" aria-label="Close the event" keys="Esc" onClick={onClose}>
            <X {...iconProps} size={14} />
          </ActionButton>
        </header>
        <div className="detail-body" tabIndex={0} role="group" aria-label="Content of the event">
          {error && <ErrorView error={errorWords(error, { organization: organization.name, kind: 'events' })} />}
          {data && (
            <>
              <p className="event-words">
                <Visible text={data.row.sentence} />
              </p>
              <Fields row={data.row} onSearch={onSearch} />
              <section role="group" className="field-group" aria-label="As recorded">
                <h3>As recorded</h3>
                <RawJson raw={data.raw} onCopy={(text) => copy(text, 'JSON copied')} />
              </section>
            </>
          )}
        </div>
      </aside>
    </>
  )
}

function Result({ success }: { success: boolean | null }) {
  const { word, glyph, tone } = resultWord(success)
  return (
    <span className={`badge tone-${tone}`}>
      <GlyphIcon glyph={glyph} />
      {word}
    </span>
  )
}

function Fields({ row, onSearch }: { row: EventRow; onSearch: (text: string) => void }) {
  const fields: readonly { readonly title: string; readonly text: string; readonly all?: string }[] = [
    { title: 'Time', text: exactTime(row.at) },
    { title: 'Time in UTC', text: utcText(row.at) },
    { title: 'Service', text: serviceTitle(row.service) },
    { title: 'Type', text: typeTitle(row.type) },
    { title: 'Initiator', text: row.initiator, all: 'All of this initiator' },
    { title: 'Resource', text: row.resource, all: 'All of this resource' },
    { title: 'Address', text: row.address, all: 'All of this address' },
    { title: 'Country', text: row.country },
  ]
  return (
    <dl className="field-group">
      {fields.map(({ title, text, all }) => (
        <div key={title} className="field-line">
          <dt>{title}</dt>
          <dd>
            {text === '' ? <span className="muted">–</span> : <Visible text={text} />}
            {all && text !== '' && (
              <button type="button" className="link" onClick={() => onSearch(text)}>
                {all}
              </button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
