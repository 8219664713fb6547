// Which columns show and in which order: check boxes, and buttons that move a column without dragging.

import { ArrowDown, ArrowUp } from 'lucide-react'
import { type RefObject, useState } from 'react'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import { movedColumn, toggledColumn } from '../grid/columns.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Popover } from '../ui/popover.tsx'

interface ColumnChooserProps {
  readonly trigger: RefObject<HTMLElement | null>
  readonly all: readonly GridColumn[]
  readonly shown: readonly GridColumn[]
  readonly onChange: (columns: readonly GridColumn[]) => void
  readonly onReset: () => void
  readonly onClose: () => void
}

export function ColumnChooser({ trigger, all, shown, onChange, onReset, onClose }: ColumnChooserProps) {
  const [search, setSearch] = useState('')
  const hidden = all.filter((column) => !shown.some((each) => each.path === column.path))
  const matches = (column: GridColumn) => column.title.toLowerCase().includes(search.trim().toLowerCase())
  return (
    <Popover label="Columns" trigger={trigger} onClose={onClose} className="column-chooser">
      <input className="input" aria-label="Find a column" placeholder="Find a column" value={search} onChange={(event) => setSearch(event.target.value)} />
      <div className="column-lists">
        <h3>Shown</h3>
        <ul aria-label="Shown columns">
          {shown.filter(matches).map((column) => (
            <li key={column.path} className="column-line">
              <label className="choice">
                <input type="checkbox" checked disabled={shown.length === 1} onChange={() => onChange(toggledColumn(shown, column))} />
                <span className="truncate">{column.title}</span>
              </label>
              <ActionButton className="icon-button" aria-label={`Move ${column.title} up`} reason={shown[0] === column ? 'This is the first column' : null} onClick={() => onChange(movedColumn(shown, column.path, -1))}>
                <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
              </ActionButton>
              <ActionButton className="icon-button" aria-label={`Move ${column.title} down`} reason={shown.at(-1) === column ? 'This is the last column' : null} onClick={() => onChange(movedColumn(shown, column.path, 1))}>
                <ArrowDown size={14} strokeWidth={1.75} aria-hidden />
              </ActionButton>
            </li>
          ))}
        </ul>
        <h3>Hidden</h3>
        <ul aria-label="Hidden columns">
          {hidden.filter(matches).map((column) => (
            <li key={column.path} className="column-line">
              <label className="choice">
                <input type="checkbox" checked={false} onChange={() => onChange(toggledColumn(shown, column))} />
                <span className="truncate">{column.title}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="button quiet" onClick={onReset}>
        Back to the usual columns
      </button>
    </Popover>
  )
}
