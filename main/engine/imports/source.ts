// A source of people → a table: decoded, cut into rows, bounded. What was taken for granted on the way is said.

import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { decode, type Encoding } from './decode.ts'
import { type Delimiter, delimiterOf, rowsOfText } from './delimited.ts'
import { isBlank, type TableRow } from './table.ts'
import { openWorkbook, type Workbook } from './workbook.ts'

export type Source =
  | { readonly type: 'file'; readonly name: string; readonly bytes: Buffer }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'directory'; readonly id: ResourceId; readonly name: string; readonly wire: 'g_suite' | 'office_365'; readonly header: readonly string[]; readonly rows: readonly TableRow[]; readonly isWhole: boolean }

/** How somebody wants it read, in place of what was guessed. */
export interface ReadingChoice {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly sheet?: number
  readonly hasHeader?: boolean
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  readonly width: number
  readonly encoding: Encoding | null
  readonly encodingGuess: string | null
  readonly delimiter: Delimiter | null
  readonly sheets: readonly string[]
  readonly sheet: number
  readonly hasHeader: boolean
  readonly blankRows: number
}

/** @throws AppError `import.file`, `import.too-large` */
export async function readSourceFile(path: string, name: string): Promise<Source> {
  try {
    if ((await stat(path)).size > limits.importFileBytesMax) throw new AppError('import.too-large', { what: 'bytes', limit: limits.importFileBytesMax })
    return { type: 'file', name, bytes: await readFile(path) }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('import.file', { name })
  }
}

const sliceRows = 5_000

/** @throws AppError `import.format`, `import.too-large`, `import.empty` */
export async function readTable(source: Source, choice: ReadingChoice, pause: () => Promise<void>): Promise<Table> {
  if (source.type === 'directory') return { ...plainTable, header: source.header, rows: source.rows, width: source.header.length }
  const { rows, ...said } = await rowsIn(source, choice)
  const read: TableRow[] = []
  let blankRows = 0
  for (const row of rows) {
    if (isBlank(row)) blankRows++
    else read.push(row)
    if (read.length > limits.importRowsMax) throw new AppError('import.too-large', { what: 'rows', limit: limits.importRowsMax })
    if (row.cells.length > limits.importColumnsMax) throw new AppError('import.too-large', { what: 'columns', limit: limits.importColumnsMax })
    if (read.length % sliceRows === 0) await pause()
  }
  const hasHeader = choice.hasHeader ?? true
  const [first, ...rest] = read
  if (!first || (hasHeader && rest.length === 0)) throw new AppError('import.empty')
  const body = hasHeader ? rest : read
  // A sheet has no cells after the last one that is filled; a text has as many as there are separators.
  const width = said.sheets.length > 0 ? Math.max(first.cells.length, ...firstWidths(body)) : first.cells.length
  const header = Array.from({ length: width }, (_, column) => (hasHeader ? (first.cells[column] ?? '').trim() : '') || `Column ${column + 1}`)
  return { ...plainTable, ...said, header, rows: said.sheets.length > 0 ? body.map((row) => (row.cells.length < width ? { ...row, cells: [...row.cells, ...Array.from({ length: width - row.cells.length }, () => '')] } : row)) : body, width, hasHeader, blankRows }
}

const plainTable = { encoding: null, encodingGuess: null, delimiter: null, sheets: [] as readonly string[], sheet: 0, hasHeader: true, blankRows: 0 } as const

/** Widths of the rows; without spreading a hundred thousand arguments. */
const firstWidths = (rows: readonly TableRow[]): number[] => [rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)]

type Said = Pick<Table, 'encoding' | 'encodingGuess' | 'delimiter' | 'sheets' | 'sheet'> & { readonly rows: Iterable<TableRow> }

async function rowsIn(source: Exclude<Source, { type: 'directory' }>, { encoding, delimiter, sheet = 0 }: ReadingChoice): Promise<Said> {
  if (source.type === 'file' && isArchive(source.bytes)) {
    const workbook: Workbook = await openWorkbook(source.bytes)
    return { encoding: null, encodingGuess: null, delimiter: null, sheets: workbook.sheets, sheet: sheet < workbook.sheets.length ? sheet : 0, rows: await workbook.rows(sheet) }
  }
  // The old format of Excel, and any other compound file.
  if (source.type === 'file' && source.bytes.subarray(0, 4).equals(compound)) throw new AppError('import.format')
  const decoded = source.type === 'file' ? decode(source.bytes, encoding) : { text: source.text, encoding: null, guess: null }
  const cut = delimiter ?? delimiterOf(decoded.text)
  return { encoding: decoded.encoding, encodingGuess: decoded.guess, delimiter: cut, sheets: [], sheet: 0, rows: rowsOfText(decoded.text, cut) }
}

const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const isArchive = (bytes: Buffer): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
