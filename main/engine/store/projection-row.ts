// A raw object → the values of its row in the projection.

import type { Cell } from '../../../shared/base/cell.ts'
import { cellOf, type RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { SqlParameter } from './driver.ts'
import { fold, isFoldedBySql } from './fold.ts'
import { packId } from './packed-id.ts'
import type { RowColumn, RowTable } from './projection-layout.ts'
import { wellFormed } from './sql-parameters.ts'

export interface ProjectedObject {
  readonly id: string
  readonly raw: RawObject
  readonly edge: { readonly from: string; readonly to: string } | null
}

export const rowFields = ({ filled, isEdge }: RowTable): string[] => ['id', ...(isEdge ? ['edge_from', 'edge_to'] : []), ...filled.map(({ sql }) => sql), 'folded', 'lowered']

/** Values in the order of `rowFields`. */
export function rowValues(table: RowTable, { id, raw, edge }: ProjectedObject): SqlParameter[] {
  const cells = table.filled.map(({ column }) => storable(cellOf(column, raw)))
  const values: SqlParameter[] = [packId(id)]
  if (table.isEdge) values.push(edge ? packId(edge.from) : null, edge ? packId(edge.to) : null)
  table.filled.forEach(({ codec }, index) => values.push(codec.encode(cells[index] ?? null)))
  values.push(foldedText(table, id, cells), loweredTexts(table, cells))
  return values
}

/** The cell as it can be kept: a text that has no UTF-8 could never be found again. */
const storable = (cell: Cell): Cell => (typeof cell === 'string' ? wellFormed(cell) : cell)

const cellIn = ({ filled }: RowTable, id: string, cells: readonly Cell[], { name, path }: RowColumn): string =>
  name === null ? id : String(cells[filled.findIndex((column) => column.path === path)] ?? '')

/** Search text where SQL cannot fold it itself; null for the many rows of plain ASCII. */
function foldedText(table: RowTable, id: string, cells: readonly Cell[]): string | null {
  if (cells.every((cell) => typeof cell !== 'string' || isFoldedBySql(cell))) return null
  const texts = table.searched.map((column) => cellIn(table, id, cells, column))
  return texts.every(isFoldedBySql) ? null : texts.map(fold).join('\n')
}

/** Lower-case texts of columns where SQL's `lower` is not enough for a filter, by column name. */
function loweredTexts({ filled }: RowTable, cells: readonly Cell[]): string | null {
  let lowered: Record<string, string> | null = null
  filled.forEach(({ name, codec }, index) => {
    const cell = cells[index]
    if (name === null || codec.affinity !== 'TEXT' || typeof cell !== 'string' || isFoldedBySql(cell)) return
    const text = cell.toLowerCase()
    if (text !== lowerAscii(cell)) (lowered ??= {})[name] = text
  })
  return lowered && JSON.stringify(lowered)
}

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
