// One table on its way in: what each row would do, judged against the copy and against the other rows, again for those that a
// correction touches. Pure but for the copy's objects, which `compare` hands in.
//
// Invariants:
// - Every row has one verdict; the counts add up to the rows.
// - A row that is wrong, in conflict or skipped is in no plan. Nothing here sends.

import type { ResourceId } from '../../../shared/base/ids.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import { isSame } from '../../../shared/actions/judge.ts'
import { asUsername, attributeOf, type CellProblem, cleanCell, isGuarded, fieldProblem, formulaProblem, importField, type ImportField, importFields, stateOf, textProblem } from './fields.ts'
import { type KnownPeople, type KnownPerson, sameKey } from './directory.ts'
import { attributePrefix, isListField, valueInList } from './lists.ts'
import type { TableRow } from './table.ts'

export type ImportVerdict = 'new' | 'changed' | 'same' | 'conflict' | 'bad' | 'skipped'
export type ImportCounts = Readonly<Record<ImportVerdict, number>>

/** Field by column; a column without a field is left out. */
export type ImportMapping = ReadonlyMap<number, string>

export interface RowProblem extends CellProblem {
  /** Null for the row as a whole. */
  readonly column: number | null
  readonly isConflict?: boolean
}

export interface JudgedRow {
  readonly verdict: ImportVerdict
  readonly problems: readonly RowProblem[]
  readonly person: KnownPerson | null
  /** Values by field, ready for the service. */
  readonly values: Readonly<Record<string, string>>
  /** Of a matched person: what would be another value than now. */
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[]
}

export interface Sheet {
  readonly rows: readonly TableRow[]
  readonly counts: ImportCounts
  judged(row: number): JudgedRow
  /** Judges all rows anew; in slices, so that others get their turn. */
  judgeAll(): Promise<void>
  write(row: number, column: number, text: string): void
  keep(row: number, column: number | null): void
  setSkipped(rows: readonly number[], isSkipped: boolean): Promise<void>
  isEdited(row: number, column: number): boolean
  /** Rows with a verdict, in their order. */
  rowsOf(show: ImportVerdict | 'all' | 'faulty'): readonly number[]
}

export interface SheetParts {
  readonly rows: readonly TableRow[]
  readonly width: number
  readonly mapping: ImportMapping
  readonly people: KnownPeople
  /** Objects of the copy by id, for the fields that a match would change. */
  readonly compare: (id: ResourceId) => RawObject | null
  /** Rows that are in only when somebody chooses them. */
  readonly isSkippedAtFirst?: boolean
  readonly pause: () => Promise<void>
}

const sliceRows = 2_000
/** Beyond so many rows at once all are judged anew. */
const touchedOneByOneMax = 50
/** Other rows that a problem names. */
const linesNamed = 3

function firstOthers(rows: ReadonlySet<number>, own: number): number[] {
  const found: number[] = []
  for (const row of rows) {
    if (row !== own) found.push(row)
    if (found.length === linesNamed) break
  }
  return found
}

export function createSheet({ rows: given, width, mapping, people, compare, isSkippedAtFirst = false, pause }: SheetParts): Sheet {
  const rows: TableRow[] = [...given]
  const results: (JudgedRow | undefined)[] = Array.from({ length: rows.length })
  const skipped = new Set<number>(isSkippedAtFirst ? rows.keys() : [])
  /** What somebody said may stay, and what somebody wrote: `row:column`. */
  const kept = new Set<string>()
  const edited = new Set<string>()
  const counts: Record<ImportVerdict, number> = { new: 0, changed: 0, same: 0, conflict: 0, bad: 0, skipped: 0 }
  /** Rows by what nobody else may have: `email:ada@…`. Skipped rows take nothing. */
  const claims = new Map<string, Set<number>>()
  const claimed: (readonly string[])[] = Array.from({ length: rows.length })
  /** Rows by whom they name as manager, in the same words: they are judged again when that row changes. */
  const wishes = new Map<string, Set<number>>()
  const wished: (readonly string[])[] = Array.from({ length: rows.length })
  const columns = [...mapping].sort(([left], [right]) => left - right).flatMap(([column, key]) => {
    const field = importField(key)
    return field ? [{ column, field }] : []
  })
  const hasUsername = columns.some(({ field }) => field.key === 'username')

  const textOf = (row: number, column: number): string => cleanCell(rows[row]!.cells[column] ?? '')

  const claimsOf = (row: number): string[] => {
    if (skipped.has(row)) return []
    return columns.flatMap(({ column, field: { key } }) => {
      const text = textOf(row, column)
      if (text === '' || (key !== 'email' && key !== 'username' && key !== 'employeeIdentifier')) return []
      // Somebody new whose username is made from the address wants that one too.
      const made = key === 'email' && !hasUsername && !people.byEmail.has(sameKey(text)) ? asUsername(text.split('@')[0]!) : ''
      return [`${key}:${sameKey(text)}`, ...(made === '' ? [] : [`username:${sameKey(made)}`])]
    })
  }

  const managerColumn = columns.find(({ field }) => field.key === 'manager')?.column
  const wishesOf = (row: number): string[] => {
    const text = managerColumn === undefined || skipped.has(row) ? '' : sameKey(textOf(row, managerColumn))
    return text === '' ? [] : [`email:${text}`, `username:${text}`]
  }

  const claim = (row: number): void => {
    claimed[row] = claimsOf(row)
    wished[row] = wishesOf(row)
    for (const name of claimed[row]!) claims.set(name, (claims.get(name) ?? new Set()).add(row))
    for (const name of wished[row]!) wishes.set(name, (wishes.get(name) ?? new Set()).add(row))
  }

  /** Rows that want the same as this one, now or before, and those that name it as their manager. */
  const rivals = (row: number): Set<number> => new Set((claimed[row] ?? []).flatMap((name) => [...(claims.get(name) ?? []), ...(wishes.get(name) ?? [])]))

  const judge = (row: number): void => {
    const before = results[row]
    if (before) counts[before.verdict]--
    const next = judgeRow(row)
    results[row] = next
    counts[next.verdict]++
  }

  const touch = (row: number, change: () => void): void => {
    const touched = rivals(row).add(row)
    for (const name of claimed[row] ?? []) claims.get(name)?.delete(row)
    for (const name of wished[row] ?? []) wishes.get(name)?.delete(row)
    change()
    claim(row)
    for (const each of rivals(row)) touched.add(each)
    for (const each of touched) judge(each)
  }

  function judgeRow(row: number): JudgedRow {
    const { cells, fault, formulas, line } = rows[row]!
    const problems: RowProblem[] = []
    const isKept = (column: number | null): boolean => kept.has(`${row}:${column ?? 'row'}`)
    const say = (column: number | null, problem: CellProblem, isConflict = false): void => {
      if (problem.canStay && isKept(column)) return
      problems.push({ ...problem, column, ...(isConflict && { isConflict }) })
    }
    if (fault !== undefined) problems.push({ column: null, text: fault })
    if (cells.length !== width) {
      const extra = cells.slice(width).some((cell) => cell.trim() !== '')
      say(null, { text: cells.length < width ? `Line ${line} has ${cells.length} cells, the header has ${width}: values may stand in the wrong columns.` : `Line ${line} has ${cells.length} cells, the header has ${width}${extra ? ': something is cut in two or stands one column too far' : '; those beyond are empty'}.`, canStay: true })
    }
    const values: Record<string, string> = {}
    for (const { column, field } of columns) {
      const text = textOf(row, column)
      const formula = edited.has(`${row}:${column}`) ? undefined : formulas?.[column]
      const problem = formula !== undefined ? formulaProblem(formula, text) : text === '' ? null : (textProblem(text, isGuarded(cells[column] ?? '')) ?? fieldProblem(field, text))
      if (problem) say(column, problem)
      if (text !== '') values[field.key] = text
    }
    const person = personOf(values)
    return skipped.has(row) ? { verdict: 'skipped', problems, person, values, changes: [] } : against(row, values, person, problems, say)
  }

  /** By address; by username only where the row has no address. */
  const personOf = ({ email, username }: Readonly<Record<string, string>>): KnownPerson | null =>
    (email !== undefined ? people.byEmail.get(sameKey(email)) : username !== undefined ? people.byUsername.get(sameKey(username)) : undefined) ?? null

  /** The row against the people that are there and the other rows. */
  function against(row: number, values: Record<string, string>, person: KnownPerson | null, problems: RowProblem[], say: (column: number | null, problem: CellProblem, isConflict?: boolean) => void): JudgedRow {
    const columnOf = (key: string): number | null => columns.find(({ field }) => field.key === key)?.column ?? null
    const email = values.email
    if (email === undefined && !person) say(columnOf('email'), { text: 'is empty: somebody new needs an address.' })
    if (!person && values.username === undefined && email !== undefined) {
      // Without a column of its own the username is what stands before the @.
      const made = asUsername(email.split('@')[0]!)
      if (hasUsername || made === '') say(columnOf('username'), { text: 'is empty: somebody new needs a username.', ...(made !== '' && { suggestion: made }) })
      else values.username = made
    }
    if (values.username !== undefined) {
      const owner = people.byUsername.get(sameKey(values.username))
      if (!person && owner) say(columnOf('username') ?? columnOf('email'), { text: `${owner.title} has the username “${owner.username}” already, with the address ${owner.email}.` }, true)
      if (person && sameKey(person.username) !== sameKey(values.username)) say(columnOf('username'), { text: `${person.title} has this address and the username “${person.username}”; an import renames nobody.`, suggestion: person.username }, true)
    }
    const employee = values.employeeIdentifier
    const holder = employee === undefined ? undefined : people.byEmployee.get(sameKey(employee))
    if (holder && holder.id !== person?.id) say(columnOf('employeeIdentifier'), { text: `${holder.title} has this employee ID already.` }, true)
    for (const name of claimed[row] ?? []) {
      const others = (claims.get(name)?.size ?? 1) - 1
      if (others === 0) continue
      const key = name.slice(0, name.indexOf(':'))
      const isMade = key === 'username' && !hasUsername
      // Who has the same address has the same username, and is told so once.
      if (isMade && (claims.get(`email:${sameKey(values.email ?? '')}`)?.size ?? 1) > 1) continue
      const lines = firstOthers(claims.get(name)!, row).map((other) => rows[other]!.line).join(', ')
      const where = `line ${lines}${others > linesNamed ? ` and ${others - linesNamed} more` : ''}`
      say(columnOf(isMade ? 'email' : key), { text: isMade ? `makes the username “${values.username ?? ''}”, as ${where} does: give the table a column of usernames, or skip all but one.` : `stands on ${where} too: skip all but one.` }, true)
    }
    if (values.manager !== undefined) {
      const manager = people.byEmail.get(sameKey(values.manager)) ?? people.byUsername.get(sameKey(values.manager))
      const column = columnOf('manager')
      const named = (wished[row] ?? []).flatMap((name) => [...(claims.get(name) ?? [])])
      if (manager ? manager.id === person?.id : named.includes(row)) say(column, { text: 'is the person themselves.' })
      else if (manager) values.manager = manager.id
      else if (named.length === 0) say(column, { text: `Nobody here has the address or username “${values.manager}”.` })
      else if (person) say(column, { text: `“${values.manager}” is new in this file and ${person.title} is here already: leave the manager as it is now, and import this file once more afterwards.`, canStay: true })
      else values.managerAddress = values.manager
      if (!manager) delete values.manager
    }
    if (values.state !== undefined) values.state = stateOf(values.state) ?? values.state
    const changes = person && problems.length === 0 ? changesOf(values, compare(person.id)) : []
    const verdict = problems.length > 0 ? (problems.every(({ isConflict }) => isConflict === true) ? 'conflict' : 'bad') : person ? (changes.length > 0 ? 'changed' : 'same') : 'new'
    return { verdict, problems, person, values, changes }
  }

  async function judgeAll(): Promise<void> {
    claims.clear()
    wishes.clear()
    for (const step of [claim, judge]) {
      for (let row = 0; row < rows.length; row++) {
        step(row)
        if (row % sliceRows === sliceRows - 1) await pause()
      }
    }
  }

  return {
    rows,
    counts,
    judged: (row) => results[row]!,
    judgeAll,
    write: (row, column, text) =>
      touch(row, () => {
        const cells = [...rows[row]!.cells]
        while (cells.length <= column) cells.push('')
        cells[column] = text
        rows[row] = { ...rows[row]!, cells }
        edited.add(`${row}:${column}`)
      }),
    keep: (row, column) => touch(row, () => void kept.add(`${row}:${column ?? 'row'}`)),
    setSkipped: async (which, isSkipped) => {
      const set = (row: number) => void (isSkipped ? skipped.add(row) : skipped.delete(row))
      if (which.length <= touchedOneByOneMax) return which.forEach((row) => touch(row, () => set(row)))
      which.forEach(set)
      await judgeAll()
    },
    isEdited: (row, column) => edited.has(`${row}:${column}`),
    rowsOf: (show) => [...rows.keys()].filter((row) => show === 'all' || (show === 'faulty' ? results[row]!.verdict === 'bad' || results[row]!.verdict === 'conflict' : results[row]!.verdict === show)),
  }
}

/** Address and username say who it is, and a state is given to new people only. */
const unchanged = new Set(['email', 'username', 'state', 'managerAddress'])

function changesOf(values: Readonly<Record<string, string>>, raw: RawObject | null): JudgedRow['changes'] {
  return Object.entries(values).flatMap(([field, to]) => {
    const from = isListField(field) ? valueInList(raw, field) : raw ? valueAt(raw, field) : undefined
    return unchanged.has(field) || isSame(from ?? '', to) ? [] : [{ field, from: typeof from === 'string' ? from : '', to }]
  })
}

/** Fields for the columns, by what was remembered, then by what the headers say; each field once. */
export function guessMapping(headers: readonly string[], fold: (text: string) => string, remembered: Readonly<Record<string, string>>): Map<number, string> {
  const mapping = new Map<number, string>()
  const taken = new Set<string>()
  const take = (column: number, field: ImportField | undefined): void => {
    if (!field || taken.has(field.key) || mapping.has(column)) return
    taken.add(field.key)
    mapping.set(column, field.key)
  }
  for (const [column, header] of headers.entries()) take(column, importField(remembered[fold(header)] ?? ''))
  // A header that is left out on purpose stays so.
  const left = new Set(Object.entries(remembered).flatMap(([header, key]) => (key === '' ? [header] : [])))
  for (const rank of [0, 1, 2]) {
    for (const [column, header] of headers.entries()) {
      const name = fold(header)
      if (name === '' || left.has(name)) continue
      take(column, importFields.find(({ names }) => (rank === 2 ? names.includes(name) : names[rank] === name)))
    }
  }
  for (const [column, header] of headers.entries()) {
    const { name, isSaid } = attributeOf(header)
    if (isSaid && !left.has(fold(header))) take(column, importField(`${attributePrefix}${name}`))
  }
  return mapping
}
