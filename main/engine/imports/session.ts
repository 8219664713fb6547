// One import under way: its source as it was read, its columns, its sheet of judged rows. It lives in memory only.

import type { RawObject } from '../../../shared/base/raw-object.ts'
import type { ImportId, OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ImportRow, ImportView } from '../../../shared/contract/import.ts'
import { type KnownPeople, sameKey } from './directory.ts'
import { attributeOf, cleanCell, folded, importField, importFields } from './fields.ts'
import { createSheet, guessMapping, type ImportMapping, type ImportVerdict, type Sheet } from './sheet.ts'
import { readTable, type ReadingChoice, type Source, type Table } from './source.ts'

export interface ImportSession {
  readonly id: ImportId
  readonly organization: OrganizationId
  readonly source: Source
  view(): ImportView
  read(choice: ReadingChoice): Promise<void>
  map(fields: readonly (string | null)[]): Promise<void>
  /** Field by folded header; empty for a column that is left out. */
  mapped(): Record<string, string>
  rows(show: ImportVerdict | 'all' | 'faulty', start: number, size: number): { rows: ImportRow[]; total: number }
  write(row: number, column: number, text: string): Promise<void>
  keep(row: number, column: number | null): void
  setSkipped(rows: readonly number[], isSkipped: boolean): Promise<void>
  setAllSkipped(verdict: 'faulty' | 'new' | 'changed' | 'skipped', isSkipped: boolean): Promise<void>
  readonly sheet: Sheet
  /** Whom a row is about, as the copy has them. */
  object(id: ResourceId): RawObject | null
}

export interface SessionParts {
  readonly id: ImportId
  readonly organization: OrganizationId
  readonly source: Source
  readonly people: KnownPeople
  readonly usualState: ImportView['usualState']
  readonly remembered: Readonly<Record<string, string>>
  readonly objects: (ids: readonly ResourceId[]) => Promise<(RawObject | null)[]>
  readonly pause: () => Promise<void>
}

const samplesShown = 3
const problemsNamed = 20
const objectsAtOnce = 500

export async function openSession(parts: SessionParts): Promise<ImportSession> {
  const { people, source } = parts
  const objects = new Map<ResourceId, RawObject | null>()
  let choice: ReadingChoice = {}
  let table: Table
  let mapping: ImportMapping
  let sheet: Sheet
  let version = 0

  const idsIn = (values: readonly string[]): ResourceId[] => values.flatMap((value) => [people.byEmail.get(sameKey(value))?.id, people.byUsername.get(sameKey(value))?.id].filter((id) => id !== undefined))

  const load = async (wanted: Iterable<ResourceId>): Promise<void> => {
    const ids = [...new Set(wanted)].filter((id) => !objects.has(id))
    for (let at = 0; at < ids.length; at += objectsAtOnce) {
      const some = ids.slice(at, at + objectsAtOnce)
      const found = await parts.objects(some)
      some.forEach((id, index) => objects.set(id, found[index] ?? null))
    }
  }

  const lay = async (next: ImportMapping): Promise<void> => {
    mapping = next
    const keys = [...mapping].flatMap(([column, key]) => (key === 'email' || key === 'username' ? [column] : []))
    await load(table.rows.flatMap(({ cells }) => idsIn(keys.map((column) => cleanCell(cells[column] ?? '')))))
    sheet = createSheet({ rows: table.rows, width: table.width, mapping, people, compare: (id) => objects.get(id) ?? null, isSkippedAtFirst: source.type === 'directory', pause: parts.pause })
    await sheet.judgeAll()
    version++
  }

  const read = async (next: ReadingChoice): Promise<void> => {
    choice = { ...choice, ...next }
    table = await readTable(source, choice, parts.pause)
    await lay(guessMapping(table.header, folded, parts.remembered))
  }

  await read({})

  const session: ImportSession = {
    id: parts.id,
    organization: parts.organization,
    source,
    get sheet() {
      return sheet
    },
    view: () => ({
      id: parts.id,
      organization: parts.organization,
      version,
      source: { type: source.type, name: source.type === 'paste' ? 'Pasted table' : source.name, encoding: table.encoding, encodingGuess: table.encodingGuess, delimiter: table.delimiter, sheets: [...table.sheets], sheet: table.sheet, hasHeader: table.hasHeader, blankRows: table.blankRows, isWhole: source.type !== 'directory' || source.isWhole },
      ...columnsAndProblems(table, mapping, sheet),
      fields: importFields.map(({ key, label, group }) => ({ field: key, label, group })),
      total: table.rows.length,
      counts: { ...sheet.counts },
      copy: { people: people.total, readAt: people.readAt, isWhole: people.isWhole },
      usualState: parts.usualState,
      reason: reasonAgainst(mapping, sheet, people),
    }),
    object: (id) => objects.get(id) ?? null,
    read,
    map: async (fields) => {
      const next = new Map<number, string>()
      const taken = new Set<string>()
      for (const [column, key] of fields.entries()) {
        if (key === null || taken.has(key) || column >= table.width || !importField(key)) continue
        taken.add(key)
        next.set(column, key)
      }
      await lay(next)
    },
    mapped: () => Object.fromEntries(table.header.map((header, column) => [folded(header), mapping.get(column) ?? ''])),
    rows: (show, start, size) => {
      const all = sheet.rowsOf(show)
      return { total: all.length, rows: all.slice(start, start + size).map((row) => shownRow(row, table, sheet)) }
    },
    write: async (row, column, text) => {
      await load(idsIn([cleanCell(text)]))
      sheet.write(row, column, text)
      version++
    },
    keep: (row, column) => {
      sheet.keep(row, column)
      version++
    },
    setSkipped: async (rows, isSkipped) => {
      await sheet.setSkipped(rows.filter((row) => row < table.rows.length), isSkipped)
      version++
    },
    setAllSkipped: async (verdict, isSkipped) => session.setSkipped(sheet.rowsOf(verdict), isSkipped),
  }
  return session
}

/** The columns with their faults, and the first problems of the table in words: each with its line and column. */
function columnsAndProblems(table: Table, mapping: ImportMapping, sheet: Sheet): Pick<ImportView, 'columns' | 'problems'> {
  const faults = Array.from({ length: table.width }, () => 0)
  const problems: string[] = []
  const columns = table.header.map((header, column) => {
    const twin = header === '' ? -1 : table.header.findIndex((other) => folded(other) === folded(header))
    const problem = twin < column && twin >= 0 ? `The same header as column ${twin + 1}` : null
    if (problem !== null) problems.push(`Line 1, column ${column + 1} “${header}”: has the same header as column ${twin + 1}; only one of them can be a field.`)
    return { header, field: mapping.get(column) ?? null, attribute: attributeOf(header).name, problem, samples: table.rows.slice(0, samplesShown).map(({ cells }) => (cells[column] ?? '').slice(0, 80)), faults: 0 }
  })
  for (const row of sheet.rowsOf('faulty')) {
    for (const { column, text } of sheet.judged(row).problems) {
      if (column !== null && column < table.width) faults[column]!++
      if (problems.length < problemsNamed) problems.push(problemText(table, row, column, text))
    }
  }
  return { columns: columns.map((column, index) => ({ ...column, faults: faults[index]! })), problems }
}

const problemText = (table: Table, row: number, column: number | null, text: string): string =>
  column === null ? text.startsWith('Line') ? text : `Line ${table.rows[row]!.line}: ${text}` : `Line ${table.rows[row]!.line}, column ${column + 1} “${table.header[column] ?? ''}”: ${text}`

function shownRow(row: number, table: Table, sheet: Sheet): ImportRow {
  const { verdict, problems, person, changes } = sheet.judged(row)
  const { line, cells } = sheet.rows[row]!
  return {
    row,
    line,
    verdict,
    cells: Array.from({ length: table.width }, (_, column) => (cells[column] ?? '').slice(0, limits.importCellCharactersMax)),
    problems: problems.map(({ column, text, suggestion, canStay }) => ({ column, text, suggestion: suggestion ?? null, canStay: canStay === true })),
    person: person && { id: person.id, title: person.title },
    changes: changes.map(({ field, from, to }) => ({ title: importField(field)?.label ?? field, from, to })),
  }
}

function reasonAgainst(mapping: ImportMapping, { counts }: Sheet, people: KnownPeople): string | null {
  if (people.readAt === null) return 'The users of this organization were never read: sync it first, so that nobody is added twice'
  const keys = [...mapping.values()]
  if (!keys.includes('email') && !keys.includes('username')) return 'Say which column is the company email'
  const faulty = counts.bad + counts.conflict
  if (faulty > 0) return `${faulty.toLocaleString('en-US')} ${faulty === 1 ? 'row is' : 'rows are'} neither right nor skipped`
  const planned = counts.new + counts.changed
  if (planned === 0) return 'Nothing would be added or changed'
  return planned > limits.planRowsMax ? `One plan holds ${limits.planRowsMax.toLocaleString('en-US')} people: skip some and import them afterwards` : null
}
