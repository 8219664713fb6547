// Text → rows, by RFC 4180 as files are really written: any of four separators, quotation marks that hold separators and line ends,
// any line end. Row by row, so that a large text can be read in slices; every row knows its line.

import type { TableRow } from './table.ts'

const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

export function* rowsOfText(text: string, delimiter: Delimiter): Generator<TableRow> {
  const separator = delimiter.charCodeAt(0)
  let at = 0
  let line = 1
  while (at < text.length) {
    const startLine = line
    const cells: string[] = []
    let fault: string | undefined
    for (let isRowOpen = true; isRowOpen; ) {
      let cell = ''
      if (text.charCodeAt(at) === quote) {
        const opened = { line }
        at++
        for (;;) {
          const end = text.indexOf('"', at)
          const part = text.slice(at, end < 0 ? text.length : end)
          line += lineEndsIn(part)
          cell += part
          if (end < 0) {
            at = text.length
            fault = `The quotation mark of line ${opened.line} never ends: everything after it is one cell.`
            break
          }
          at = end + 1
          if (text.charCodeAt(at) !== quote) break
          cell += '"'
          at++
        }
      }
      // Without quotation marks, or what follows them against the rules.
      let end = at
      for (; end < text.length; end++) {
        const code = text.charCodeAt(end)
        if (code === separator || code === newline || code === carriage) break
      }
      cell += text.slice(at, end)
      cells.push(cell)
      at = end
      if (text.charCodeAt(at) === separator && at < text.length) {
        at++
        continue
      }
      if (text.charCodeAt(at) === carriage) at++
      if (text.charCodeAt(at) === newline) at++
      line++
      isRowOpen = false
    }
    yield { line: startLine, cells, ...(fault !== undefined && { fault }) }
  }
}

const quote = 34
const newline = 10
const carriage = 13

function lineEndsIn(text: string): number {
  let ends = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++
  // Old files end their lines with a carriage return alone.
  return ends > 0 ? ends : (text.match(/\r/g)?.length ?? 0)
}

const lookedRows = 30

/** The separator that cuts the first rows into the most columns of equal number. */
export function delimiterOf(text: string): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const widths: number[] = []
    for (const row of rowsOfText(text.slice(0, lookedCharacters), delimiter)) {
      if (row.cells.length > 1 || row.cells[0] !== '') widths.push(row.cells.length)
      if (widths.length === lookedRows) break
    }
    const first = widths[0] ?? 0
    const equal = widths.filter((width) => width === first).length
    // Which of them is in every row tells more than how often: texts are full of commas.
    const score = first > 1 ? equal / widths.length + first / 1_000 : 0
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

const lookedCharacters = 100_000
