// Which columns a list shows, in which order and how wide: the operator's choice over the registry's.

import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import type { ChosenColumn } from '../stores/layout.ts'

/** Whose rows they are: the first column of a list over several organizations, in the order that such a list has by itself. */
export const ownerColumn: GridColumn = { path: '@organization', title: 'Organization', type: 'text', width: 190, isShown: true, isSortable: false, choices: [] }

const columnWidthMin = 56
const columnWidthMax = 1_000
const checkColumnWidth = 40

const inBounds = (width: number): number => Math.round(Math.min(columnWidthMax, Math.max(columnWidthMin, width)))

/** The columns to show. Chosen ones that the registry no longer has fall away; no choice means the registry's. */
export function shownColumns(all: readonly GridColumn[], chosen: readonly ChosenColumn[] | undefined): GridColumn[] {
  const known = (chosen ?? []).flatMap(({ path, width }) => {
    const column = all.find((each) => each.path === path)
    return column ? [{ ...column, width: inBounds(width) }] : []
  })
  return known.length > 0 ? known : all.filter((column) => column.isShown)
}

export const toChosen = (columns: readonly GridColumn[]): ChosenColumn[] => columns.map(({ path, width }) => ({ path, width: inBounds(width) }))

export const resized = (columns: readonly GridColumn[], path: string, width: number): GridColumn[] =>
  columns.map((column) => (column.path === path ? { ...column, width: inBounds(width) } : column))

/** One place up or down; the ends stay where they are. */
export function movedColumn(columns: readonly GridColumn[], path: string, step: 1 | -1): GridColumn[] {
  const at = columns.findIndex((column) => column.path === path)
  const next = [...columns]
  const [column] = at >= 0 ? next.splice(at, 1) : []
  if (column) next.splice(Math.max(0, at + step), 0, column)
  return next
}

/** Adds a hidden column at the end, or takes a shown one away; the last one stays. */
export function toggledColumn(columns: readonly GridColumn[], column: GridColumn): GridColumn[] {
  const rest = columns.filter((each) => each.path !== column.path)
  if (rest.length === columns.length) return [...columns, column]
  return rest.length === 0 ? [...columns] : rest
}

/** The tracks of head and rows: the last column takes what is left. */
export function columnTracks(columns: readonly GridColumn[]): string {
  const tracks = columns.map(({ width }, at) => (at === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
  return [`${checkColumnWidth}px`, ...tracks].join(' ')
}

export const columnsWidth = (columns: readonly GridColumn[]): number => columns.reduce((sum, column) => sum + column.width, checkColumnWidth)
