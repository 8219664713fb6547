// Registry → the columns of a list: order, title, width, what is shown at the start, how a cell is drawn.

import type { ColumnTypeName } from '../column-types.ts'
import { type Choice, isEdgeCountColumn, type ResourceDescription } from '../define.ts'

export interface GridColumn {
  readonly path: string
  readonly title: string
  readonly type: ColumnTypeName
  readonly width: number
  readonly isShown: boolean
  readonly isSortable: boolean
  readonly choices: readonly Choice[]
  /** The relation whose edges it counts: what it says is as complete as that was read. */
  readonly countOf?: string
}

const widthOf: { readonly [Name in ColumnTypeName]: number } = { text: 160, id: 210, choice: 120, boolean: 90, instant: 140, count: 90, list: 160 }

export const gridColumnsOf = (resource: ResourceDescription): GridColumn[] =>
  resource.columns.map((column) => ({
    path: column.path,
    title: column.title,
    type: column.type,
    width: column.width ?? widthOf[column.type],
    isShown: column.shown === true,
    isSortable: column.sort === true,
    choices: column.choices ?? [],
    ...(isEdgeCountColumn(column) ? { countOf: column.countOf } : {}),
  }))
