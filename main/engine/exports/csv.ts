// Cells → CSV text that a spreadsheet can only read as text. The rules are those of `security.md` 4.7.

/** Excel takes a file for UTF-8 only with this in front. */
export const byteOrderMark = '\uFEFF'

export const csvLine = (texts: readonly string[]): string => `${texts.map(csvField).join(',')}\r\n`

/** One field: always quoted, without control characters, and with an apostrophe in front of what would be a formula. */
export function csvField(text: string): string {
  const guarded = startsFormula(text) ? `'${text}` : text
  return `"${pictured(guarded).replaceAll('"', '""')}"`
}

// Spreadsheets skip what cannot be seen before they look for a formula, some even what others show as a box: private and unassigned too.
const skipped = /^[\s\p{C}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0]*/u
const triggers = new Set(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'])

function startsFormula(text: string): boolean {
  const lead = skipped.exec(text)?.[0] ?? ''
  return /[\t\r]/.test(lead) || triggers.has(text.charAt(lead.length))
}

/** Control characters as their pictures (␀ for NUL); line ends inside a field are one newline. */
const pictured = (text: string): string =>
  text.replace(/\r\n/g, '\n').replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, (control) => String.fromCharCode(control === '\u007F' ? 0x2421 : 0x2400 + control.charCodeAt(0)))
