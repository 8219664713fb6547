// The head of the grid: one cell a column, with its sort and its width; arrow keys reach it from the first row.

import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import type { SortKey } from '../stores/place.ts'

interface GridHeadProps {
  readonly columns: readonly GridColumn[]
  readonly sort: readonly SortKey[]
  readonly check: 'none' | 'some' | 'all'
  readonly checkLabel: string
  readonly onCheck: () => void
  readonly onSort: (column: GridColumn) => void
  readonly onResize: (column: GridColumn, width: number) => void
}

export const GridHead = memo(function GridHead({ columns, sort, check, checkLabel, onCheck, onSort, onResize }: GridHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className="grid-row grid-head-row">
      <div role="columnheader" aria-colindex={1} className="cell check-cell">
        <div role="checkbox" className="check" aria-checked={check === 'some' ? 'mixed' : check === 'all'} aria-label={checkLabel} tabIndex={-1} data-head-column={0} onClick={onCheck} />
      </div>
      {columns.map((column, at) => (
        <HeadCell key={column.path} column={column} at={at} sort={sort.find((key) => key.column === column.path)} onSort={onSort} onResize={onResize} />
      ))}
    </div>
  )
})

interface HeadCellProps extends Pick<GridHeadProps, 'onSort' | 'onResize'> {
  readonly column: GridColumn
  readonly at: number
  readonly sort: SortKey | undefined
}

function HeadCell({ column, at, sort, onSort, onResize }: HeadCellProps) {
  const direction = sort ? (sort.descending ? 'descending' : 'ascending') : 'none'
  const Arrow = sort?.descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={column.isSortable ? direction : undefined}
      tabIndex={-1}
      data-head-column={at + 1}
      className={`cell head-cell type-${column.type} ${column.isSortable ? 'is-sortable' : ''}`}
      onClick={() => onSort(column)}
    >
      <span className="truncate">{column.title}</span>
      {sort && <Arrow size={12} strokeWidth={2} aria-hidden />}
      <span className="resize-handle" aria-hidden onClick={(event) => event.stopPropagation()} onPointerDown={(event) => startResize(event, column, onResize)} />
    </div>
  )
}

function startResize(event: PointerEvent<HTMLElement>, column: GridColumn, onResize: GridHeadProps['onResize']): void {
  event.preventDefault()
  event.stopPropagation()
  const handle = event.currentTarget
  const sign = document.documentElement.dir === 'rtl' ? -1 : 1
  const startX = event.clientX
  // The last column is as wide as what is left, which may be more than its width.
  const startWidth = handle.parentElement?.offsetWidth ?? column.width
  handle.setPointerCapture(event.pointerId)
  const move = (next: globalThis.PointerEvent) => onResize(column, startWidth + (next.clientX - startX) * sign)
  const end = () => {
    handle.removeEventListener('pointermove', move)
    handle.removeEventListener('lostpointercapture', end)
  }
  handle.addEventListener('pointermove', move)
  handle.addEventListener('lostpointercapture', end)
}
