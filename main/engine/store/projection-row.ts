// A raw object → the values of its row in the projection.

import type { Cell } from '../../../shared/base/cell.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { SqlParameter } from './driver.ts'
import { cellReader } from './cell-reader.ts'
import { fold, isPlain, lowerAscii } from './fold.ts'
import { packId } from './packed-id.ts'
import type { RowColumn, RowTable } from './projection-layout.ts'
import { wellFormed } from './sql-parameters.ts'

export interface ProjectedObject {
  readonly id: string
  readonly raw: RawObject
  readonly edge: { readonly from: string; readonly to: string } | null
}

export const rowFields = ({ words, own, isEdge }: RowTable): string[] => ['id', ...(isEdge ? ['edge_from', 'edge_to'] : []), ...words, ...own.map(({ sql }) => sql), 'extra']

/** Values in the order of `rowFields`. */
export function rowValues({ columns, words, isEdge }: RowTable, { id, raw, edge }: ProjectedObject): SqlParameter[] {
  const own: SqlParameter[] = []
  const bits = words.map(() => 0)
  let extra: Record<string, string> | null = null
  for (const column of columns) {
    if (column.place === 'count' || column.place === 'id') continue
    const cell = storable(cellReader(column.column)(raw))
    if (column.word) {
      const code = wordCode(column, cell)
      if (code === otherCode(column)) (extra ??= {})[`o${column.key}`] = String(cell)
      // Beyond 32 bits, so by arithmetic instead of shifting.
      bits[words.indexOf(column.word.name)]! += code * 2 ** column.word.shift
      continue
    }
    own.push(column.codec.encode(cell))
    if (typeof cell === 'string' && column.codec.form === 'text' && !isPlain(cell)) extra = withFoldedText(extra, column, cell)
  }
  const ends = isEdge ? [edge ? packId(edge.from) : null, edge ? packId(edge.to) : null] : []
  return [packId(id), ...ends, ...bits, ...own, extra && JSON.stringify(extra)]
}

/** The cell as it can be kept: a text that has no UTF-8 could never be found again. */
const storable = (cell: Cell): Cell => (typeof cell === 'string' ? wellFormed(cell) : cell)

const otherCode = ({ codec }: RowColumn): number => 2 ** codec.bits - 1

function wordCode(column: RowColumn, cell: Cell): number {
  if (cell === null) return 0
  const code = column.codec.encode(cell)
  return typeof code === 'number' ? code + 1 : otherCode(column)
}

/** SQL lowers and folds ASCII by itself, up to a NUL; the row carries only what that gets wrong. */
function withFoldedText(extra: Record<string, string> | null, { column, key }: RowColumn, cell: string): Record<string, string> | null {
  const inSql = cell.includes('\0') ? '' : lowerAscii(cell)
  const lowered = cell.toLowerCase()
  const folded = column.search ? fold(cell) : inSql
  if (lowered === inSql && folded === inSql) return extra
  return { ...extra, ...(lowered === inSql ? {} : { [`l${key}`]: lowered }), ...(folded === inSql ? {} : { [`f${key}`]: folded }) }
}
