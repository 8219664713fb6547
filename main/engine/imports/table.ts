// What every source becomes: rows of texts, each with the line that a person finds it on.

export interface TableRow {
  /** Where the row begins: the line of a file, the row of a sheet, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Formulas by column: what the sheet would work out; the cell has the last result that was kept with it. */
  readonly formulas?: Readonly<Record<number, string>>
  /** What is wrong with the row as a whole: a quotation mark that never ends. */
  readonly fault?: string
}

export const isBlank = ({ cells }: TableRow): boolean => cells.every((cell) => cell.trim() === '')
