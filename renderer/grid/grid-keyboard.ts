// The keyboard model of the grid as a pure function: where the focus goes and what happens to the selection.
// Row −1 is the head; column −1 is the row as a whole, column 0 the check box.

export interface GridFocus {
  readonly row: number
  readonly column: number
}

export interface GridShape {
  readonly rows: number
  /** With the check box column. */
  readonly columns: number
  /** Rows that fit into the view. */
  readonly pageRows: number
  readonly isRightToLeft: boolean
  readonly areSingleKeysOn: boolean
}

export type GridAct =
  | { readonly type: 'focus'; readonly focus: GridFocus; readonly isRange: boolean }
  | { readonly type: 'toggle' | 'selectAll' | 'open' | 'openBeside' | 'escape' }
  | { readonly type: 'menu' }
  | { readonly type: 'sort'; readonly column: number }
  | { readonly type: 'resize'; readonly column: number; readonly byPx: number }

export interface GridKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const resizeStepPx = 16
const lettersOf: Readonly<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp', x: ' ' }

/** What a key does, or null when the grid leaves it to others. */
export function gridAct(event: GridKey, focus: GridFocus, shape: GridShape): GridAct | null {
  if (event.altKey) return null
  const isControl = event.ctrlKey || event.metaKey
  const key = !isControl && !event.shiftKey && shape.areSingleKeysOn ? (lettersOf[event.key] ?? event.key) : event.key
  if (isControl && key.toLowerCase() === 'a') return { type: 'selectAll' }
  if (focus.row < 0) return headAct(key, event.shiftKey, isControl, focus, shape)
  if (key === ' ') return { type: 'toggle' }
  if (key === 'Enter' && !isControl) return { type: event.shiftKey ? 'openBeside' : 'open' }
  if (key === 'Escape') return { type: 'escape' }
  if (key === '.' && !isControl && shape.areSingleKeysOn) return { type: 'menu' }
  const next = moved(key, isControl, focus, shape)
  if (!next) return null
  const isVertical = next.row !== focus.row
  return { type: 'focus', focus: next, isRange: event.shiftKey && isVertical && next.row >= 0 }
}

function headAct(key: string, isShift: boolean, isControl: boolean, focus: GridFocus, shape: GridShape): GridAct | null {
  const sideways = sidewaysOf(key, shape)
  if (isShift && sideways !== 0) return { type: 'resize', column: focus.column, byPx: sideways * (shape.isRightToLeft ? -1 : 1) * resizeStepPx }
  if (key === 'Enter' || key === ' ') return focus.column === 0 ? { type: 'selectAll' } : { type: 'sort', column: focus.column }
  if (key === 'ArrowUp') return { type: 'focus', focus, isRange: false }
  const next = moved(key, isControl, focus, shape)
  if (!next) return null
  return { type: 'focus', focus: next.row < 0 ? { ...next, column: Math.max(0, next.column) } : next, isRange: false }
}

const sidewaysOf = (key: string, { isRightToLeft }: GridShape): number => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0
  return isRightToLeft && step !== 0 ? -step : step
}

function moved(key: string, isControl: boolean, { row, column }: GridFocus, shape: GridShape): GridFocus | null {
  const sideways = sidewaysOf(key, shape)
  const inRows = (to: number) => Math.max(0, Math.min(shape.rows - 1, to))
  if (sideways !== 0) return { row, column: Math.max(-1, Math.min(shape.columns - 1, column + sideways)) }
  switch (key) {
    case 'ArrowDown':
      return { row: Math.min(shape.rows - 1, row + 1), column }
    case 'ArrowUp':
      // From the first row up into the head, where a column must have the focus.
      return row === 0 ? { row: -1, column: Math.max(1, column) } : { row: row - 1, column }
    case 'PageDown':
      return { row: inRows(row + shape.pageRows), column }
    case 'PageUp':
      return { row: inRows(row - shape.pageRows), column }
    case 'Home':
      return isControl ? { row: inRows(0), column } : { row: column < 0 ? inRows(0) : row, column: column < 0 ? column : 0 }
    case 'End':
      return isControl ? { row: inRows(shape.rows - 1), column } : { row: column < 0 ? inRows(shape.rows - 1) : row, column: column < 0 ? column : shape.columns - 1 }
    default:
      return null
  }
}
