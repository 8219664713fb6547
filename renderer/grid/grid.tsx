// The grid: React draws its frame and head and turns keys and clicks into acts; grid-view.ts moves the rows.

import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import type { SortKey } from '../stores/place.ts'
import { columnsWidth, columnTracks } from './columns.ts'
import { GridHead } from './grid-head.tsx'
import { type GridAct, gridAct } from './grid-keyboard.ts'
import { createGridView, type GridView } from './grid-view.ts'
import type { PageSource, Row } from './page-source.ts'
import type { Owners } from './row-dom.ts'

/** Where in the window the actions of a row were asked for, and with what. */
export interface MenuPoint {
  readonly x: number
  readonly y: number
  readonly by: 'key' | 'pointer'
}

export interface GridProps {
  readonly label: string
  readonly columns: readonly GridColumn[]
  readonly source: PageSource
  readonly question: string
  readonly total: number
  /** False: at least so many. */
  readonly isCounted: boolean
  readonly sort: readonly SortKey[]
  readonly rowHeight: number
  readonly selectedIds: ReadonlySet<string>
  readonly isAllSelected: boolean
  readonly openId: string | null
  readonly now: number
  readonly areSingleKeysOn: boolean
  /** The organizations of the rows, where there are several: selection and open row are then keys instead of ids. */
  readonly owners?: Owners | null
  readonly onSort: (column: GridColumn) => void
  readonly onResize: (column: GridColumn, width: number) => void
  readonly onToggle: (row: Row) => void
  /** Adds rows from…to to what was selected when the range began. */
  readonly onRange: (from: number, to: number, isFresh: boolean) => void
  readonly onSelectAll: () => void
  readonly onOpen: (row: Row) => void
  /** Opens a row in a pane beside this one. */
  readonly onOpenBeside: (row: Row) => void
  readonly onMenu: (row: Row, at: MenuPoint) => void
  /** The focus moved to another row by keyboard. */
  readonly onFocusRow: (row: Row) => void
  readonly onEscape: () => void
}

/** How far from the row's edge its menu opens by keyboard. */
const menuInsetPx = 48

export function Grid(props: GridProps) {
  const { label, columns, source, question, total, isCounted, sort, rowHeight, selectedIds, isAllSelected, openId, now, owners = null } = props
  const scroller = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const view = useRef<GridView | null>(null)
  const anchor = useRef<number | null>(null)

  useLayoutEffect(() => {
    if (!scroller.current || !head.current || !layer.current) return
    const created = createGridView({ scroller: scroller.current, head: head.current, layer: layer.current })
    view.current = created
    return () => {
      created.close()
      view.current = null
    }
  }, [])
  useLayoutEffect(() => view.current?.update({ columns, source, question, rowHeight, selectedIds, openId, now, owners }))
  useEffect(() => {
    anchor.current = null
  }, [question])

  const range = (to: number) => {
    const isFresh = anchor.current === null
    anchor.current ??= view.current?.focus().row ?? to
    props.onRange(Math.min(anchor.current, to), Math.max(anchor.current, to), isFresh)
  }

  const perform = (act: GridAct) => {
    const grid = view.current
    const row = grid?.focusedRow()
    if (!grid) return
    switch (act.type) {
      case 'focus': {
        if (act.isRange) range(act.focus.row)
        else anchor.current = null
        const before = grid.focus().row
        grid.setFocus(act.focus)
        const next = grid.focusedRow()
        if (next && !act.isRange && grid.focus().row !== before) props.onFocusRow(next)
        return
      }
      case 'toggle':
        anchor.current = null
        return row && props.onToggle(row)
      case 'selectAll':
        return props.onSelectAll()
      case 'open':
        return row && props.onOpen(row)
      case 'openBeside':
        return row && props.onOpenBeside(row)
      case 'menu': {
        const box = document.activeElement?.closest('[role="row"]')?.getBoundingClientRect()
        return row && props.onMenu(row, { x: (box?.left ?? 0) + menuInsetPx, y: box?.bottom ?? 0, by: 'key' })
      }
      case 'escape':
        return props.onEscape()
      case 'sort': {
        const column = columns[act.column - 1]
        return column && props.onSort(column)
      }
      case 'resize': {
        const column = columns[act.column - 1]
        return column && props.onResize(column, column.width + act.byPx)
      }
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const grid = view.current
    if (!grid || event.defaultPrevented) return
    const isRightToLeft = document.documentElement.dir === 'rtl'
    const act = gridAct(event, grid.focus(), { rows: total, columns: columns.length + 1, pageRows: grid.pageRows(), isRightToLeft, areSingleKeysOn: props.areSingleKeysOn })
    if (!act) return
    event.preventDefault()
    perform(act)
  }

  /** Where in the grid an event happened. */
  const placeOf = (target: EventTarget) => {
    const element = target as HTMLElement
    const index = element.closest<HTMLElement>('[data-index]')?.dataset['index']
    return { index: index === undefined ? -1 : Number(index), isCheck: element.closest('.check-cell') !== null, column: element.closest<HTMLElement>('[data-column]')?.dataset['column'] }
  }

  const onMouseDown = (event: MouseEvent) => {
    const { index } = placeOf(event.target)
    if (index < 0 || event.button !== 0) return
    // The row takes the focus, not the cell under the pointer, and Shift must not select text.
    event.preventDefault()
    if (event.shiftKey) range(index)
    view.current?.setFocus({ row: index, column: -1 }, { reveal: false })
  }

  const onClick = (event: MouseEvent) => {
    const { index, isCheck } = placeOf(event.target)
    const row = index < 0 ? undefined : source.rowAt(index)
    if (!row || event.shiftKey) return
    anchor.current = index
    if (isCheck || event.ctrlKey || event.metaKey) props.onToggle(row)
    else props.onOpen(row)
  }

  const onContextMenu = (event: MouseEvent) => {
    const { index } = placeOf(event.target)
    const row = index < 0 ? undefined : source.rowAt(index)
    if (!row) return
    event.preventDefault()
    view.current?.setFocus({ row: index, column: -1 }, { reveal: false })
    // The menu key of a keyboard points nowhere.
    const box = (event.target as HTMLElement).getBoundingClientRect()
    const isKey = event.clientX === 0 && event.clientY === 0
    props.onMenu(row, isKey ? { x: box.left + menuInsetPx, y: box.bottom, by: 'key' } : { x: event.clientX, y: event.clientY, by: 'pointer' })
  }

  const onFocus = (event: React.FocusEvent) => {
    const { index, column } = placeOf(event.target)
    const headColumn = (event.target as HTMLElement).dataset['headColumn']
    const focus = view.current?.focus()
    const next = headColumn !== undefined ? { row: -1, column: Number(headColumn) } : { row: index, column: column === undefined ? -1 : Number(column) }
    if (headColumn === undefined && index < 0) return
    if (focus?.row !== next.row || focus.column !== next.column) view.current?.setFocus(next, { take: false, reveal: false })
  }

  const check = isAllSelected ? 'all' : selectedIds.size > 0 ? 'some' : 'none'
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={isCounted ? total + 1 : -1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      className="grid"
      data-region="grid"
      style={{ '--columns': columnTracks(columns), '--columns-width': `${columnsWidth(columns)}px` } as CSSProperties}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div ref={scroller} className="grid-scroller" role="presentation">
        <div ref={head} role="rowgroup" className="grid-head">
          <GridHead
            columns={columns}
            sort={sort}
            check={check}
            checkLabel={check !== 'none' ? 'Select all or none' : isCounted ? `Select all ${total}` : 'Select all'}
            onCheck={props.onSelectAll}
            onSort={props.onSort}
            onResize={props.onResize}
          />
        </div>
        <div ref={layer} role="rowgroup" className="grid-layer" onMouseDown={onMouseDown} onClick={onClick} onContextMenu={onContextMenu} />
      </div>
    </div>
  )
}
