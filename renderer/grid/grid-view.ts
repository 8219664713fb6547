// The moving part of the grid: scroll position → rows in the page, and where the focus is. No React here; every frame counts.
// Invariants: exactly one tab stop; the focused row is in the page however far it is scrolled away.

import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import type { GridFocus } from './grid-keyboard.ts'
import type { PageSource, Row } from './page-source.ts'
import { createRow, type Owners, type RowElement } from './row-dom.ts'
import { createRowPool, type RowPool } from './row-pool.ts'
import { createScrollMap, type ScrollMap } from './scroll-map.ts'

export interface GridViewInput {
  readonly columns: readonly GridColumn[]
  readonly source: PageSource
  /** Changes with search, filter and sort; then the list starts at its top again. */
  readonly question: string
  readonly rowHeight: number
  readonly selectedIds: ReadonlySet<string>
  readonly openId: string | null
  readonly now: number
  /** Set where rows belong to several organizations: rows are then named by their keys. */
  readonly owners: Owners | null
}

export interface GridView {
  update(input: GridViewInput): void
  readonly focus: () => GridFocus
  /** Moves the one tab stop; `take` also moves the keyboard focus there. */
  setFocus(focus: GridFocus, options?: { take?: boolean; reveal?: boolean }): void
  focusedRow(): Row | undefined
  pageRows(): number
  close(): void
}

const overscanRows = 2
const waitingLookAfterMs = 150

export function createGridView({ scroller, head, layer }: { scroller: HTMLElement; head: HTMLElement; layer: HTMLElement }): GridView {
  let input: GridViewInput | null = null
  let pool: RowPool | null = null
  let map: ScrollMap = createScrollMap({ rows: 0, rowHeight: 28, viewHeight: 0 })
  let focus: GridFocus = { row: 0, column: -1 }
  let focusedKey: string | undefined
  let stop: HTMLElement | null = null
  let stopSource = () => {}
  let waitingTimer: ReturnType<typeof setTimeout> | undefined
  let mapKey = ''
  // Sizes and position are read once, before anything is written: a reading in between would lay out the page for every row.
  let viewHeight = 0
  let scrollTop = 0

  const rows = () => input?.source.state().total ?? 0
  const fits = () => Math.ceil(viewHeight / (input?.rowHeight ?? 28))
  const measure = () => {
    viewHeight = Math.max(0, scroller.clientHeight - head.offsetHeight)
  }
  const hasFocus = () => scroller.contains(document.activeElement)

  function paint(row: RowElement, index: number): void {
    if (!input) return
    const { source, columns, selectedIds, openId, now, owners } = input
    const data = source.rowAt(index)
    const cellAt = columns.map((column) => source.columns.indexOf(column.path))
    const name = owners ? data?.key : data?.id
    row.paint({ index, row: data, isSelected: name !== undefined && selectedIds.has(name), isOpen: name !== undefined && name === openId, cellAt, now, owners })
  }

  function render(): void {
    if (!input || !pool) return
    const { rowHeight } = input
    const key = `${rows()} ${rowHeight} ${viewHeight}`
    const isMapNew = key !== mapKey
    if (isMapNew) {
      mapKey = key
      map = createScrollMap({ rows: rows(), rowHeight, viewHeight })
      layer.style.height = `${map.contentHeight}px`
    }
    const first = Math.max(0, map.firstRow(scrollTop) - overscanRows)
    // One count for every position, so that scrolling recycles and never builds.
    const last = Math.min(rows() - 1, first + fits() + 2 * overscanRows)
    pool.show(first, last, focus.row >= 0 && focus.row < rows() ? focus.row : null)
    if (isMapNew || map.contentHeight < rows() * rowHeight) pool.place()
    input.source.want(first, Math.max(first, last))
    showWaiting(first, last)
  }

  /** Rows not read yet look like rows at once, and like waiting ones only after a moment. */
  function showWaiting(first: number, last: number): void {
    let isWaiting = false
    for (let index = first; index <= last && !isWaiting; index++) isWaiting = input?.source.rowAt(index) === undefined
    if (!isWaiting) {
      clearTimeout(waitingTimer)
      waitingTimer = undefined
      layer.classList.remove('shows-waiting')
    } else waitingTimer ??= setTimeout(() => layer.classList.add('shows-waiting'), waitingLookAfterMs)
  }

  function scrollTo(top: number): void {
    if (top === scrollTop) return
    scrollTop = top
    scroller.scrollTop = top
  }

  function target({ row, column }: GridFocus): HTMLElement | null {
    if (row < 0) return head.querySelector(`[data-head-column="${Math.max(0, column)}"]`)
    const element = pool?.elementOf(row) ?? null
    return column < 0 ? element : (element?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? null)
  }

  function placeStop(take: boolean): void {
    const next = target(focus)
    if (stop && stop !== next) stop.tabIndex = -1
    stop = next
    if (!next) return
    next.tabIndex = 0
    if (take) next.focus({ preventScroll: true })
  }

  function revealSideways(element: HTMLElement | null): void {
    if (!element || focus.column < 0) return
    const { left, right } = element.getBoundingClientRect()
    const view = scroller.getBoundingClientRect()
    if (left < view.left) scroller.scrollLeft -= view.left - left
    else if (right > view.left + scroller.clientWidth) scroller.scrollLeft += right - view.left - scroller.clientWidth
  }

  function setFocus(next: GridFocus, { take = true, reveal = true }: { take?: boolean; reveal?: boolean } = {}): void {
    focus = { row: Math.min(next.row, Math.max(0, rows() - 1)), column: next.column }
    if (reveal && focus.row >= 0) scrollTo(map.scrollTopToShow(focus.row, scrollTop))
    render()
    focusedKey = input?.source.rowAt(focus.row)?.key
    placeStop(take)
    if (take) revealSideways(stop)
  }

  /** New data under the same question: the focus stays on its object, wherever that is now. */
  function onSourceChange(): void {
    const took = hasFocus() && layer.contains(document.activeElement)
    const at = focusedKey === undefined || !input ? -1 : input.source.indexOf(focusedKey)
    if (focus.row >= 0 && at >= 0) focus = { ...focus, row: at }
    else if (focus.row >= rows()) focus = { ...focus, row: Math.max(0, rows() - 1) }
    render()
    pool?.repaint()
    focusedKey ??= input?.source.rowAt(focus.row)?.key
    placeStop(took)
  }

  function update(next: GridViewInput): void {
    const before = input
    input = next
    const columnsKey = (columns: readonly GridColumn[] | undefined) => columns?.map((column) => column.path).join('\n')
    if (columnsKey(before?.columns) !== columnsKey(next.columns)) {
      const took = layer.contains(document.activeElement)
      pool?.clear()
      pool = createRowPool({ layer, create: () => createRow(next.columns), paint, topOf: (index) => map.rowTop(index, scrollTop) })
      if (took) queueMicrotask(() => placeStop(true))
    }
    if (before && before.question !== next.question) {
      scrollTo(0)
      focusedKey = undefined
      if (focus.row >= 0) focus = { row: 0, column: focus.column }
    }
    if (before?.source !== next.source) {
      stopSource()
      stopSource = next.source.subscribe(onSourceChange)
    }
    onSourceChange()
  }

  const onScroll = () => {
    scrollTop = scroller.scrollTop
    render()
  }
  scroller.addEventListener('scroll', onScroll, { passive: true })
  const resizes = new ResizeObserver(() => {
    measure()
    render()
  })
  resizes.observe(scroller)
  measure()

  return {
    update,
    focus: () => focus,
    setFocus,
    focusedRow: () => input?.source.rowAt(focus.row),
    pageRows: () => Math.max(1, fits() - 1),
    close: () => {
      stopSource()
      clearTimeout(waitingTimer)
      resizes.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      pool?.clear()
    },
  }
}
