// Compares one kind of two organizations from the offline copies, by the registry's natural keys and diff rules. What is found is
// kept for a while, so that paging through it reads nothing again; a change of the copies makes it new.

import { AppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { changedFields } from '../../../shared/diff/row-diff.ts'
import { type Keyed, matchByKey } from '../../../shared/diff/set-diff.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { resourceOf, resources } from '../../../shared/resources/index.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { fieldsAcross } from '../../../shared/resources/derive/diff-fields.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import type { Store } from '../store/store.ts'

type CompareStore = Pick<Store, 'eachSlice' | 'onChange'>
type Question = Omit<ParsedInput<'diff.compare'>, 'show' | 'search' | 'start' | 'size'>
type Answer = Output<'diff.compare'>
type Row = Answer['rows'][number]

interface Item extends Keyed {
  readonly id: ResourceId
  readonly title: string
  readonly cells: readonly Cell[]
}

/** Which rows of a comparison are wanted. */
export type CompareFilter = Pick<ParsedInput<'diff.compare'>, 'show' | 'search'>

/** A comparison as a whole: its rows in order, and what is said about all of them. */
export interface Comparison extends Omit<Answer, 'rows' | 'total'> {
  readonly rows: readonly Row[]
}

export interface Comparer {
  /** @throws AppError `diff.not-comparable`, `diff.too-large`, `filter.invalid`, `call.cancelled` */
  page(input: ParsedInput<'diff.compare'>, signal: AbortSignal): Promise<Answer>
  /** Every row that the filter leaves, with every field that differs. */
  whole(question: Question, filter: CompareFilter, signal: AbortSignal): Promise<Comparison>
  close(): void
}

export function createComparer(store: CompareStore, registry: readonly ResourceDescription[] = resources): Comparer {
  const kept = new Map<string, Promise<Comparison>>()
  const stop = store.onChange(({ kinds }) => {
    for (const key of kept.keys()) if (kinds.includes('*') || kinds.some((kind) => key.startsWith(`${kind} `))) kept.delete(key)
  })
  const comparison = (question: Question, signal: AbortSignal): Promise<Comparison> => {
    const key = `${question.kind} ${question.left} ${question.right} ${question.matchBy ?? ''}`
    const known = kept.get(key)
    if (known) return known
    const made = compare(store, resourceOf(question.kind, registry), question, signal)
    kept.set(key, made)
    // A failure is not kept, and neither is an answer that a cancelled caller left unfinished.
    made.catch(() => kept.get(key) === made && kept.delete(key))
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - limits.comparisonsKeptMax))) kept.delete(oldest)
    return made
  }
  return {
    page: async ({ show, search, start, size, ...question }, signal) => {
      const { rows, ...whole } = await comparison(question, signal)
      const shown = leftBy(rows, { show, search })
      return { ...whole, rows: shown.slice(start, start + size), total: shown.length }
    },
    whole: async (question, filter, signal) => {
      const made = await compare(store, resourceOf(question.kind, registry), question, signal, Infinity)
      return { ...made, rows: leftBy(made.rows, filter) }
    },
    close: stop,
  }
}

/** The rows that a filter leaves. */
function leftBy(rows: readonly Row[], { show, search }: CompareFilter): Row[] {
  const needle = search?.trim().toLowerCase() ?? ''
  return rows.filter((row) => isShown(row, show) && (needle === '' || textOf(row).includes(needle)))
}

/** Reads both sides, matches their objects by key, and says what differs. */
async function compare(store: Pick<Store, 'eachSlice'>, resource: ResourceDescription, { kind, left, right, matchBy }: Question, signal: AbortSignal, changesMax: number = limits.compareChangesShown): Promise<Comparison> {
  const keys = resource.naturalKeys
  if (!keys) throw new AppError('diff.not-comparable', { kind: resource.words.many })
  if (matchBy !== undefined && !keys.includes(matchBy)) throw new AppError('filter.invalid', { kind: resource.words.many, field: matchBy })
  const keyPath = matchBy ?? keys[0] ?? null
  const fields = fieldsAcross(resource).filter(({ path }) => path !== keyPath)
  const read = (organization: OrganizationId) => readSide(store, { kind, organization, keyPath, titlePaths: resource.titlePaths, paths: fields.map(({ path }) => path), many: resource.words.many, signal })
  const sides = { left: await read(left), right: await read(right) }
  const { pairs, unkeyed, repeated } = matchByKey(sides.left.items, sides.right.items)
  const rules = fields.map(({ rule }) => rule)
  const counts = { onlyLeft: 0, onlyRight: 0, different: 0, same: 0 }
  const rows = pairs.map((pair): Row => {
    const changed = pair.left && pair.right ? changedFields(rules, pair.left.cells, pair.right.cells) : []
    const named = pair.left ?? pair.right!
    const row: Row = {
      match: keyPath === null ? '' : (named.key ?? ''),
      left: sideOf(pair.left),
      right: sideOf(pair.right),
      changes: changed.slice(0, changesMax).map((index) => ({ path: fields[index]!.path, left: pair.left!.cells[index] ?? null, right: pair.right!.cells[index] ?? null })),
      changesTotal: changed.length,
    }
    counts[sortOf(row)]++
    return row
  })
  rows.sort((one, other) => order.compare(orderText(one), orderText(other)))
  return { rows, counts, matchBy: keyPath, fieldsCompared: fields.length, unkeyed, repeated, coverage: { left: sides.left.coverage, right: sides.right.coverage } }
}

interface SideQuestion {
  readonly kind: Kind
  readonly organization: OrganizationId
  /** Null where there is one object of each organization, and that is the pair. */
  readonly keyPath: string | null
  readonly titlePaths: readonly string[]
  readonly paths: readonly string[]
  readonly many: string
  readonly signal: AbortSignal
}

async function readSide(store: Pick<Store, 'eachSlice'>, { kind, organization, keyPath, titlePaths, paths, many, signal }: SideQuestion): Promise<{ items: Item[]; coverage: Coverage }> {
  const columns = [...new Set([...(keyPath === null ? [] : [keyPath]), ...titlePaths, ...paths])]
  const at = new Map(columns.map((path, index) => [path, index + 2]))
  const items: Item[] = []
  let coverage: Coverage | null = null
  await store.eachSlice({ scope: oneOrganization(organization), kind, sort: [], columns }, async (slice) => {
    throwIfCancelled(signal)
    if (slice.total > limits.compareRowsMax) throw new AppError('diff.too-large', { kind: many, maximum: limits.compareRowsMax })
    coverage ??= slice.coverage
    for (const row of JSON.parse(slice.rowsJson) as Cell[][]) {
      // The scope of the question decides; a row of another organization here would be a broken store.
      if (row[0] !== organization) throw new Error('a row of another organization in a comparison')
      const cell = (path: string): Cell => row[at.get(path)!] ?? null
      const title = titlePaths.map(cell).find((each) => each !== null && each !== '')
      const key = keyPath === null ? 'one' : cell(keyPath)
      items.push({ id: row[1] as ResourceId, key: key === null ? null : String(key), title: String(title ?? row[1]), cells: paths.map(cell) })
    }
  })
  if (!coverage) throw new Error('a reading without a slice')
  return { items, coverage }
}

const sideOf = (item: Item | null): Row['left'] => item && { id: item.id, title: item.title }

const sortOf = ({ left, right, changesTotal }: Row): keyof Answer['counts'] => (!right ? 'onlyLeft' : !left ? 'onlyRight' : changesTotal > 0 ? 'different' : 'same')

const isShown = (row: Row, show: ParsedInput<'diff.compare'>['show']): boolean => (show === 'differences' ? sortOf(row) !== 'same' : sortOf(row) === show)

const textOf = ({ match, left, right }: Row): string => `${match}\n${left?.title ?? ''}\n${right?.title ?? ''}`.toLowerCase()

const order = new Intl.Collator('en', { numeric: true })
const orderText = ({ match, left, right }: Row): string => match || (left ?? right)?.title || ''
