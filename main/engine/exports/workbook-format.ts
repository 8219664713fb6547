// Rows as a sheet of an Excel workbook, with numbers, truth values and times that a spreadsheet can count with.
// It is put together in memory and in one go, so its size is bounded; longer lists go into CSV or JSON.

import writeWorkbook, { type Cell as SheetCell } from 'write-excel-file/node'
import { AppError } from '../../../shared/base/app-error.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Column } from '../../../shared/resources/define.ts'
import { type ExportedList, ownerHeaders, ownerOf, type RowFormat } from './row-format.ts'

export function workbookFormat(list: ExportedList): RowFormat {
  const columns = list.columns.map((exported) => ({ ...exported, column: list.resource.columns.find(({ path }) => path === exported.path)! }))
  const headers = [...ownerHeaders(list), ...columns.map(({ header, column }) => (column.type === 'instant' ? `${header} (UTC)` : header))]
  const owner = ownerOf(list)
  const sheet: SheetCell[][] = []
  let cutCells = 0

  const textCell = (text: string): SheetCell => {
    if (text === '') return null
    const escaped = withoutEscapes(text)
    if (escaped.length <= limits.workbookCellCharactersMax) return escaped
    cutCells++
    return `${escaped.slice(0, limits.workbookCellCharactersMax - 1)}…`
  }

  return {
    headers,
    start: () => '',
    rows: async (rows) => {
      for (const [organization, , ...cells] of rows) {
        sheet.push([...owner(organization).map(textCell), ...columns.map(({ column, text }, index) => valueCell(column, cells[index] ?? null) ?? textCell(text(cells[index] ?? null)))])
      }
      const cellCount = sheet.length * headers.length
      if (cellCount > limits.workbookCellsMax) throw new AppError('export.too-large', { cells: cellCount, maximum: limits.workbookCellsMax })
      return ''
    },
    end: () => writeWorkbook([headers.map((value) => ({ value, fontWeight: 'bold' as const })), ...sheet], { sheet: sheetName(list.resource.words.title), stickyRowsCount: 1 }).toBuffer(),
    notes: (): Readonly<Record<string, number>> => (cutCells > 0 ? { cutCells } : {}),
  }
}

/** Lines of plain text as a sheet: what has no columns of the registry. */
export function textWorkbook(title: string, headers: readonly string[], lines: readonly (readonly string[])[]): Promise<Uint8Array> {
  const cellCount = lines.length * headers.length
  if (cellCount > limits.workbookCellsMax) throw new AppError('export.too-large', { cells: cellCount, maximum: limits.workbookCellsMax })
  const cell = (text: string): SheetCell => (text === '' ? null : withoutEscapes(text).slice(0, limits.workbookCellCharactersMax))
  return writeWorkbook([headers.map((value) => ({ value, fontWeight: 'bold' as const })), ...lines.map((line) => line.map(cell))], { sheet: sheetName(title), stickyRowsCount: 1 }).toBuffer()
}

/** Values of which a spreadsheet knows more than their text; null where the text says it best. */
function valueCell({ type, choices }: Column, cell: Cell): SheetCell {
  if (cell === null || choices) return null
  if (type === 'count') return typeof cell === 'number' ? cell : null
  if (type === 'boolean') return cell === 1
  const time = type === 'instant' ? new Date(String(cell)) : null
  // Spreadsheets know no time before 1900.
  return time && time.getTime() >= firstSheetTime ? { value: time, type: Date, format: 'yyyy-mm-dd hh:mm:ss' } : null
}

const firstSheetTime = Date.UTC(1900, 2, 1)

// Spreadsheets read `_x0041_` in a text as the character with that number; the escape of the first sign keeps it as it was.
const withoutEscapes = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
