// The fields of one object in groups; empty ones are folded away.

import { useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import { cellText, relativeText } from '../../grid/cell-text.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { groupColumns } from './detail-groups.ts'

interface DetailFieldsProps {
  readonly kind: string
  readonly columns: readonly GridColumn[]
  readonly cells: Readonly<Record<string, Cell>>
  readonly now: number
}

export function DetailFields({ kind, columns, cells, now }: DetailFieldsProps) {
  const [areEmptyShown, setAreEmptyShown] = useState(false)
  const isEmpty = ({ path }: GridColumn) => (cells[path] ?? null) === null || cells[path] === ''
  const emptyCount = columns.filter(isEmpty).length
  const groups = groupColumns(kind, areEmptyShown ? columns : columns.filter((column) => !isEmpty(column)))
  return (
    <>
      {groups.map(({ title, columns: fields }) => (
        <section key={title} className="field-group" aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {fields.map((column) => (
              <div key={column.path} className="field-line">
                <dt>{column.title}</dt>
                <Value column={column} cell={cells[column.path] ?? null} now={now} />
              </div>
            ))}
          </dl>
        </section>
      ))}
      {emptyCount > 0 && (
        <button type="button" className="button quiet" aria-pressed={areEmptyShown} onClick={() => setAreEmptyShown(!areEmptyShown)}>
          {areEmptyShown ? 'Hide empty fields' : `Show ${emptyCount} empty ${emptyCount === 1 ? 'field' : 'fields'}`}
        </button>
      )}
    </>
  )
}

const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function Value({ column, cell, now }: { column: GridColumn; cell: Cell; now: number }) {
  const { text, title, glyph, tone, isEmpty } = cellText(column, cell, now)
  const ms = column.type === 'instant' ? instantToMs(cell === null ? null : String(cell)) : null
  if (ms !== null) {
    return (
      <dd title={title}>
        <bdi>{exactly.format(ms)}</bdi>
        <bdi className="muted">{relativeText(ms, now)}</bdi>
      </dd>
    )
  }
  return (
    <dd className={`type-${column.type} ${isEmpty ? 'muted' : tone ? `tone-${tone}` : ''}`}>
      {glyph && <GlyphIcon glyph={glyph} />}
      <bdi>{text}</bdi>
    </dd>
  )
}
