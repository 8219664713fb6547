// A sheet of a workbook → rows. Formulas are never worked out: the cell keeps the last result and the formula is named beside it.

import { limits } from '../../../shared/base/limits.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { TableRow } from './table.ts'
import { openArchive } from './zip.ts'

export interface Workbook {
  readonly sheets: readonly string[]
  /** Rows of one sheet, in slices; blank cells at the end of a row may be missing. */
  rows(sheet: number): Promise<Generator<TableRow>>
}

/** @throws AppError `import.format`, `import.too-large` */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const archive = openArchive(bytes)
  const part = async (name: string): Promise<string> => (await archive.part(name, limits.importUnpackedBytesMax)).toString('utf8')
  if (!archive.names.includes('xl/workbook.xml')) throw new AppError('import.format')
  const targets = new Map<string, string>()
  if (archive.names.includes('xl/_rels/workbook.xml.rels')) {
    for (const { attributes } of tags(await part('xl/_rels/workbook.xml.rels'), 'Relationship')) targets.set(attribute(attributes, 'Id'), attribute(attributes, 'Target'))
  }
  const sheets = [...tags(await part('xl/workbook.xml'), 'sheet')].flatMap(({ attributes }) => {
    const target = targets.get(attribute(attributes, 'r:id')) ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const isHidden = attribute(attributes, 'state').startsWith('hidden') || attribute(attributes, 'state') === 'veryHidden'
    return isHidden || !archive.names.includes(path) ? [] : [{ name: attribute(attributes, 'name'), path }]
  })
  if (sheets.length === 0) throw new AppError('import.format')
  const shared = archive.names.includes('xl/sharedStrings.xml') ? sharedTexts(await part('xl/sharedStrings.xml')) : []
  return {
    sheets: sheets.map(({ name }) => name),
    rows: async (index) => rowsOfSheet(await part((sheets[index] ?? sheets[0]!).path), shared),
  }
}

const sharedTexts = (xml: string): string[] => [...tags(xml, 'si')].map(({ content }) => richText(content))

/** All runs of a text; what is only read aloud beside it (`rPh`) is left out. */
const richText = (xml: string): string => [...tags(xml.replace(/<rPh[\s>][\s\S]*?<\/rPh>/g, ''), 't')].map(({ content }) => plain(content)).join('')

function* rowsOfSheet(xml: string, shared: readonly string[]): Generator<TableRow> {
  let line = 0
  for (const row of tags(xml, 'row')) {
    line = Number(attribute(row.attributes, 'r')) || line + 1
    const cells: string[] = []
    const formulas: Record<number, string> = {}
    for (const cell of tags(row.content, 'c')) {
      const column = columnOf(attribute(cell.attributes, 'r')) ?? cells.length
      if (column >= limits.importColumnsMax) throw new AppError('import.too-large', { what: 'columns', limit: limits.importColumnsMax })
      while (cells.length < column) cells.push('')
      cells[column] = cellText(cell.content, attribute(cell.attributes, 't'), shared)
      const formula = first(cell.content, 'f')
      if (formula !== null) formulas[column] = `=${plain(formula)}`
    }
    yield { line, cells, ...(Object.keys(formulas).length > 0 && { formulas }) }
  }
}

function cellText(xml: string, type: string, shared: readonly string[]): string {
  if (type === 'inlineStr') return richText(xml)
  const value = first(xml, 'v')
  if (value === null) return ''
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'str' || type === 'e' || type === 'd') return plain(value)
  // Numbers are kept in the shortest binary spelling; people wrote 4711, not 4.711E3.
  const number = Number(value)
  return Number.isFinite(number) ? String(number) : plain(value)
}

/** "AB12" → 27 */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

interface Tag {
  readonly attributes: string
  readonly content: string
}

/** Elements of a name, none of which contains another of its name: that is so for all that is read here. */
function* tags(xml: string, name: string): Generator<Tag> {
  const opening = `<${name}`
  const closing = `</${name}>`
  for (let at = xml.indexOf(opening); at >= 0; at = xml.indexOf(opening, at)) {
    const after = xml.charCodeAt(at + opening.length)
    const end = xml.indexOf('>', at)
    if (end < 0) return
    if (after !== 32 && after !== 62 && after !== 47 && after !== 10 && after !== 13 && after !== 9) {
      at += opening.length
      continue
    }
    const isEmpty = xml.charCodeAt(end - 1) === 47
    const attributes = xml.slice(at + opening.length, isEmpty ? end - 1 : end)
    const close = isEmpty ? end : xml.indexOf(closing, end)
    if (close < 0) return
    yield { attributes, content: isEmpty ? '' : xml.slice(end + 1, close) }
    at = isEmpty ? end + 1 : close + closing.length
  }
}

function first(xml: string, name: string): string | null {
  for (const { content } of tags(xml, name)) return content
  return null
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)
  return found ? plain(found[1]!) : ''
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Character references, and the way in which workbooks write characters that XML cannot hold. Other entities stay as they are. */
const plain = (text: string): string =>
  text.includes('&') || text.includes('_x')
    ? text
        .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          if (name !== undefined) return named[name.toLowerCase()]!
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
          return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
        })
        .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
