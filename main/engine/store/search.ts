// One text looked for in everything: every kind, every searched field, every organization of a scope, offline.
// Values that are the text come first, then values that begin with it, then those that hold it. Each kind answers with a few.

import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { stateColumn } from '../../../shared/resources/derive/setting-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import { coverScope } from './coverage.ts'
import type { SqlRow } from './driver.ts'
import { fold } from './fold.ts'
import { unpackId } from './packed-id.ts'
import { narrowedRanks } from './page.ts'
import type { Reading } from './readings.ts'
import { rankOfRow, type RowTable } from './projection-layout.ts'
import { type FoundFrom, foundFrom, withId } from './search-sql.ts'

type Answer = Output<'snapshot.search'>
type Group = Answer['groups'][number]
type Hit = Group['hits'][number]

/** Kind whose reading says how much of an organization there is to find. */
const leadingKind = 'user'

export async function readSearch(reading: Reading, { text, scope, kinds, perKind }: ParsedInput<'snapshot.search'>): Promise<Answer> {
  const { layout, state } = reading
  const words = [...new Set(fold(text).split(/\s+/).filter((word) => word !== ''))].slice(0, limits.searchWordsMax)
  const { coverage } = coverScope(scope, kinds?.length === 1 ? kinds : [leadingKind], state.organizations, state.pass)
  const groups: (Group & { readonly best: number })[] = []
  if (words.length > 0) {
    const members = new Set(state.organizations.flatMap(({ rank, organization }) => (isInScope(scope, organization) ? [rank] : [])))
    for (const table of layout.tables.values()) {
      if (!table.search || table.isEdge || (kinds && !kinds.includes(table.kind as Kind))) continue
      const holders = state.holders(table.kind)
      const ranks = narrowedRanks(holders, (rank) => members.has(rank) && Boolean(state.pass(rank, table.kind)?.completeAt))
      if (holders.length === 0 || ranks?.length === 0) continue
      const found = await searchKind(reading, table, words, ranks, perKind)
      if (found) groups.push(found)
    }
  }
  // The sort is stable: kinds that answer equally well stay in the portal's order.
  groups.sort((left, right) => right.best - left.best)
  return { groups: groups.map(({ kind, hits, isMore }) => ({ kind, hits, isMore })), revision: state.revision, coverage }
}

async function searchKind({ session, state }: Reading, table: RowTable, words: readonly string[], ranks: readonly number[] | null, perKind: number): Promise<(Group & { best: number }) | null> {
  const stand = stateColumn(table.resource)
  const standing = stand && table.columns.find(({ path }) => path === stand.path)
  const fields = ['t.row AS row', 't.id AS id', ...table.searched.map(({ sql }, index) => `t.${sql} AS s${index}`), ...(standing ? [`${standing.sql} AS stand`] : [])].join(', ')
  const rows = new Map<number, SqlRow>()
  const read = async (from: FoundFrom | null, size: number): Promise<number> => {
    if (!from) return 0
    const found = await session.all(`SELECT ${fields} FROM ${from.from} WHERE ${from.where.sql} ORDER BY ${from.row} LIMIT ?`, [...from.where.parameters, size])
    for (const row of found) rows.set(row.row as number, row)
    return found.length
  }
  // Beginnings are read by themselves: among thousands that hold the text they would come late in the order of rows.
  const beginning = await read(foundFrom(table, words, ranks, true), limits.searchCandidatesMax)
  if (words.length === 1) await read(withId(table, words[0]!, ranks), limits.searchCandidatesMax)
  const holding = beginning < limits.searchCandidatesMax ? await read(foundFrom(table, words, ranks, false), limits.searchCandidatesMax) : limits.searchCandidatesMax
  if (rows.size === 0) return null
  const organizations = new Map(state.organizations.map(({ rank, organization }) => [rank, organization.id]))
  const scored = [...rows.values()]
    .map((row) => ({ row, ...scoreOf(table, row, words) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || (left.row.row as number) - (right.row.row as number))
  const hits = scored.slice(0, perKind).map(({ row, matched }): Hit => ({
    organization: organizations.get(rankOfRow(row.row as number)) as OrganizationId,
    id: unpackId(row.id!) as ResourceId,
    title: titleOf(table, row),
    matched: matched === null ? null : { path: matched, value: String(valueOf(table, row, matched)) },
    readAt: state.pass(rankOfRow(row.row as number), table.kind)!.completeAt!,
    stand: standing ? { path: standing.path, value: standing.codec.decode(row.stand!) } : null,
  }))
  if (hits.length === 0) return null
  return { kind: table.kind as Kind, hits, isMore: scored.length > perKind || holding >= limits.searchCandidatesMax, best: scored[0]!.score }
}

const valueOf = ({ searched }: RowTable, row: SqlRow, path: string): Cell => (row[`s${searched.findIndex((column) => column.path === path)}`] ?? null) as Cell

function titleOf(table: RowTable, row: SqlRow): string {
  for (const { path } of table.titles) {
    const value = valueOf(table, row, path)
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return unpackId(row.id!)
}

const worth = { whole: 100, begins: 60, wordBegins: 40, holds: 10, allOfIt: 200, title: 20 }
const wordStart = /[\s.@_,;:/()-]/

/** What a row is worth to a search, and the field that says so; nothing when a word is missing after all. */
function scoreOf(table: RowTable, row: SqlRow, words: readonly string[]): { score: number; matched: string | null } {
  const values = table.searched.flatMap(({ path }) => {
    const value = valueOf(table, row, path)
    return typeof value === 'string' && value !== '' ? [{ path, text: fold(value), isTitle: table.titles.some((title) => title.path === path) }] : []
  })
  const id = unpackId(row.id!)
  let score = 0
  let matched: string | null = null
  let most = 0
  for (const word of words) {
    let best = word === id ? worth.whole : 0
    for (const { path, text, isTitle } of values) {
      const own = worthOf(text, word)
      const value = own === 0 ? 0 : own + (isTitle ? worth.title : 0)
      if (value > best) best = value
      if (own > most) {
        most = own
        matched = path
      }
    }
    if (best === 0) return { score: 0, matched: null }
    score += best
  }
  const whole = words.join(' ')
  if (values.some(({ text }) => text === whole)) score += worth.allOfIt
  return { score: score / words.length, matched }
}

function worthOf(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (text === word) return worth.whole
  if (at === 0) return worth.begins
  // A later place in the text may be the beginning of a word where the first one is not.
  for (let each = at; each >= 0; each = text.indexOf(word, each + 1)) if (wordStart.test(text[each - 1]!)) return worth.wordBegins
  return worth.holds
}
