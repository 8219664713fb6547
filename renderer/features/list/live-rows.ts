// Rows of a live detail made ready to read: columns that say nothing are left out, ids of known objects get their names.

import type { Cell } from '../../../shared/base/cell.ts'
import type { Tone } from '../../../shared/resources/define.ts'
import type { LiveColumn } from '../../../shared/resources/live-details.ts'

export interface LiveTableData {
  readonly columns: readonly { readonly column: LiveColumn; readonly at: number }[]
  readonly rows: readonly (readonly Cell[])[]
  /** Where each row's own id is; −1 when the detail has none. */
  readonly idAt: number
}

const isEmpty = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === ''

const ownIds: readonly string[] = ['_id', 'id', 'deviceId']

/** `self` is what the object that is looked at is called, id and title: a column that only repeats it is left out. */
export function liveTable(columns: readonly LiveColumn[], rowsJson: string, self: readonly string[]): LiveTableData {
  const rows = worstFirst(columns, JSON.parse(rowsJson) as Cell[][])
  const idAt = columns.findIndex(({ path, title }) => ownIds.includes(path) && title === 'ID')
  const saysSomething = (at: number) => rows.some((row) => !isEmpty(row[at]) && !self.includes(String(row[at])))
  return { columns: columns.flatMap((column, at) => (at !== idAt && saysSomething(at) ? [{ column, at }] : [])), rows, idAt }
}

const badness: readonly (Tone | undefined)[] = ['bad', 'warn', 'info']

/** Among a hundred results the one that failed must not be looked for; otherwise the service's own order stays. */
function worstFirst(columns: readonly LiveColumn[], rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const at = columns.findIndex(({ choices = [] }) => choices.some(({ tone }) => tone === 'bad'))
  if (at < 0) return rows
  const choices = new Map(columns[at]!.choices!.map(({ value, tone }) => [value, tone]))
  const rank = (row: readonly Cell[]) => {
    const found = badness.indexOf(choices.get(String(row[at])))
    return found < 0 ? badness.length : found
  }
  return [...rows].sort((one, other) => rank(one) - rank(other))
}

/** A text that wants a block of its own rather than a cell. */
export const isLong = (cell: Cell): boolean => typeof cell === 'string' && (cell.length > 200 || cell.includes('\n'))
