// The fields of one object in groups; empty ones are folded away.

import { type ReactNode, useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import { isSwitchedOff } from '../../bridge/off-twin.ts'
import { objectKindOf } from '../../bridge/references.ts'
import { cellText, relativeText } from '../../grid/cell-text.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { groupColumns } from './detail-groups.ts'
import { isLong } from './live-rows.ts'
import { ObjectLink } from './object-link.tsx'
import { nothing, outlineOf } from '../../ui/outline.ts'
import { TextBlock } from '../../ui/text-block.tsx'

interface DetailFieldsProps {
  readonly organization: OrganizationId
  readonly kind: string
  readonly columns: readonly GridColumn[]
  readonly cells: Readonly<Record<string, Cell>>
  readonly now: number
  /** What stands below the groups. */
  readonly children?: ReactNode
}

export function DetailFields({ organization, kind, columns, cells, now, children }: DetailFieldsProps) {
  const [areEmptyShown, setAreEmptyShown] = useState(false)
  const isEmpty = ({ path }: GridColumn) => (cells[path] ?? null) === null || cells[path] === ''
  const emptyCount = columns.filter(isEmpty).length
  const groups = groupColumns(kind, areEmptyShown ? columns : columns.filter((column) => !isEmpty(column)))
  return (
    <>
      {groups.map(({ title, columns: fields }) => (
        <section role="group" key={title} className="field-group" aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {fields.map((column) => (
              <div key={column.path} className={`field-line ${isLong(cells[column.path] ?? null) ? 'is-block' : ''}`}>
                <dt>{column.title}</dt>
                <Value {...{ organization, kind, column, now }} cell={cells[column.path] ?? null} isOff={isSwitchedOff(column.path, (path) => cells[path])} />
              </div>
            ))}
          </dl>
        </section>
      ))}
      {children}
      {emptyCount > 0 && (
        <button type="button" className="button quiet" aria-pressed={areEmptyShown} onClick={() => setAreEmptyShown(!areEmptyShown)}>
          {areEmptyShown ? 'Hide empty fields' : `Show ${emptyCount} empty ${emptyCount === 1 ? 'field' : 'fields'}`}
        </button>
      )}
    </>
  )
}

const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Addresses break behind their marks, not before their last letter. */
const parts = (text: string): ReactNode => text.split(/(?<=[@/,])/).map((part, at) => [at > 0 && <wbr key={at} />, part])

interface ValueProps {
  readonly organization: OrganizationId
  readonly kind: string
  readonly column: GridColumn
  readonly cell: Cell
  readonly now: number
  /** A number whose switch is off counts for nothing. */
  readonly isOff: boolean
}

function Value({ organization, kind, column, cell, now, isOff }: ValueProps) {
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
  const block = column.type === 'text' && typeof cell === 'string' ? (outlineOf(cell, column.choices) ?? (isLong(cell) ? cell : null)) : null
  if (block === nothing) return <dd className="muted">{nothing}</dd>
  if (block !== null) {
    return (
      <dd className="block">
        <TextBlock label={column.title} text={block} />
      </dd>
    )
  }
  const target = objectKindOf(kind, column.path)
  if (target && typeof cell === 'string' && cell !== '') {
    return (
      <dd>
        <ObjectLink organization={organization} kind={target} id={cell} />
      </dd>
    )
  }
  return (
    <dd className={`type-${column.type} ${isEmpty || isOff ? 'muted' : tone ? `tone-${tone}` : ''}`}>
      {glyph && <GlyphIcon glyph={glyph} />}
      <bdi>{parts(text)}</bdi>
      {isOff && !isEmpty && '(switched off)'}
    </dd>
  )
}
