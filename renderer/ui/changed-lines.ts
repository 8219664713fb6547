// A change of a text of several lines: only the lines that differ and their neighbours, so that one changed line of a long
// script is seen at once.

/** Lines shown before and after what differs. */
const neighbours = 1

export const hasLines = (from: string, to: string): boolean => from.includes('\n') || to.includes('\n')

export interface TextLine {
  readonly text: string
  /** On both sides. */
  readonly isSame: boolean
}

/** Both sides from the first to the last line that differs; what is left out is said as a line. */
export function changedLines(from: string, to: string): { readonly from: readonly TextLine[]; readonly to: readonly TextLine[] } {
  const [left, right] = [from, to].map((text) => text.split(/\r?\n/)) as [string[], string[]]
  const shortest = Math.min(left.length, right.length)
  let start = 0
  while (start < shortest && left[start] === right[start]) start += 1
  let end = 0
  while (end < shortest - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1
  const head = Math.max(0, start - neighbours)
  const tail = Math.max(0, end - neighbours)
  const cut = (lines: readonly string[]): TextLine[] => [...sameLines(head), ...lines.slice(head, lines.length - tail).map((text, index) => ({ text, isSame: head + index < start || head + index >= lines.length - end })), ...sameLines(tail)]
  return { from: cut(left), to: cut(right) }
}

const sameLines = (count: number): TextLine[] => (count === 0 ? [] : [{ text: count === 1 ? '… 1 line as before' : `… ${count.toLocaleString()} lines as before`, isSame: true }])
