// Rows as CSV, written as they come: a file of any length takes no more memory than a slice of it.

import { byteOrderMark, csvLine } from './csv.ts'
import { type ExportedList, ownerHeaders, ownerOf, type RowFormat } from './row-format.ts'

export function csvFormat(list: ExportedList): RowFormat {
  const headers = [...ownerHeaders(list), ...list.columns.map(({ header }) => header)]
  const owner = ownerOf(list)
  return {
    headers,
    start: () => byteOrderMark + csvLine(headers),
    rows: async (rows) => rows.map(([organization, , ...cells]) => csvLine([...owner(organization), ...list.columns.map(({ text }, index) => text(cells[index] ?? null))])).join(''),
    end: async () => '',
  }
}
