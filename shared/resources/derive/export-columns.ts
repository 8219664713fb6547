// Registry → header and cell text of an export. Choices are written as their words, everything else locale-free.

import type { Cell } from '../../base/cell.ts'
import { columnTypes } from '../column-types.ts'
import type { ResourceDescription } from '../define.ts'

export interface ExportColumn {
  readonly path: string
  readonly header: string
  readonly text: (cell: Cell) => string
}

export function exportColumnsOf(resource: ResourceDescription, paths?: readonly string[]): ExportColumn[] {
  const chosen = paths ? paths.flatMap((path) => resource.columns.filter((column) => column.path === path)) : resource.columns
  return chosen.map((column) => {
    const labels = new Map(column.choices?.map((choice) => [choice.value, choice.label]))
    const { plain } = columnTypes[column.type]
    return { path: column.path, header: column.title, text: (cell) => labels.get(String(cell)) ?? plain(cell) }
  })
}
