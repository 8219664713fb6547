// What became of the objects of one organization since a moment: which came, which went, and which differ in a field that counts.
// From its history file alone. A binding has no name of its own: it is called by its two ends, as they were last read.

import type { Cell } from '../../../shared/base/cell.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { changedFields } from '../../../shared/diff/row-diff.ts'
import { isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { cellOf, type RawObject, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { diffFieldsOf } from '../../../shared/resources/derive/diff-fields.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import { readVersionTexts } from './object.ts'
import { unpackId } from './packed-id.ts'

export interface DriftRow {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly what: 'added' | 'changed' | 'removed'
  /** Fields that differ; empty for what came or went. */
  readonly changes: readonly { readonly path: string; readonly from: Cell; readonly to: Cell }[]
  /** What a binding binds, the side that it is read from first; null for an object. */
  readonly ends: readonly [End, End] | null
}

interface End {
  readonly kind: string
  readonly id: string
}

/** Rows whose bindings are named: looking up names costs more than counting. */
export interface Named {
  readonly start: number
  readonly size: number
}

interface StoredVersion {
  readonly id: string | Buffer
  readonly payload: Buffer
}

/** @param since null for the first complete reading of each kind */
export async function readDrift(file: HistoryFile, resources: readonly ResourceDescription[], since: Instant | null, named: Named | null = null): Promise<DriftRow[]> {
  const rows: DriftRow[] = []
  for (const resource of resources) {
    const published = file.kind(resource.kind)
    const from = published.run === 0 ? null : await runAt(file, published, since)
    if (from === null || from >= published.run) continue
    rows.push(...(await kindDrift(file, resource, published, from)))
  }
  if (named) await nameBindings(file, resources, rows, named)
  return rows
}

/** "VPN Users – Ada Lovelace": both ends by the names that they have, or had when they were last there. */
async function nameBindings(file: HistoryFile, resources: readonly ResourceDescription[], rows: DriftRow[], { start, size }: Named): Promise<void> {
  const window = rows.slice(start, start + size)
  const wanted = new Map<string, Set<string>>()
  for (const end of window.flatMap(({ ends }) => ends ?? [])) wanted.set(end.kind, (wanted.get(end.kind) ?? new Set()).add(end.id))
  const titles = new Map<string, string>()
  for (const [kind, ids] of wanted) {
    const resource = resources.find((each) => each.kind === kind)
    const all = [...ids]
    const texts = resource ? await readVersionTexts(file, kind, all) : []
    for (const [index, text] of texts.entries()) if (text !== null) titles.set(`${kind} ${all[index]}`, titleOf(resource!, JSON.parse(text) as RawObject))
  }
  for (const [index, row] of window.entries()) {
    if (row.ends) rows[start + index] = { ...row, title: row.ends.map(({ kind, id }) => titles.get(`${kind} ${id}`) ?? id).join(' – ') }
  }
}

/** The ends of a binding stand in its id. */
function endsOf({ edge }: ResourceDescription, id: string): DriftRow['ends'] {
  if (!edge) return null
  const at = id.indexOf(':')
  return [
    { kind: edge.from, id: id.slice(0, at) },
    { kind: edge.to, id: id.slice(at + 1) },
  ]
}

/** The run whose rows held at a moment. A kind that was first read later begins with that: what is first seen did not come then. */
async function runAt({ connection }: HistoryFile, { code }: PublishedKind, since: Instant | null): Promise<number | null> {
  const [found] = await connection.all<{ last: number | null; first: number | null }>(
    `SELECT max(CASE WHEN at <= ? THEN run END) AS last, min(run) AS first FROM kind_run WHERE kind = ? AND outcome IN ('complete', 'amended')`,
    [since ?? '', code],
  )
  return found?.last ?? found?.first ?? null
}

async function kindDrift({ connection, codec }: HistoryFile, resource: ResourceDescription, { code, run }: PublishedKind, from: number): Promise<DriftRow[]> {
  const { kind } = resource
  const fields = diffFieldsOf(resource).flatMap(({ path, rule }) => {
    const column = resource.columns.find((each) => each.path === path)
    // Counts of edges are worked out from other kinds; versions do not have them.
    return column && !isEdgeCountColumn(column) ? [{ column, path, rule }] : []
  })
  const rules = fields.map(({ rule }) => rule)
  const read = ({ payload }: StoredVersion): RawObject => JSON.parse(codec.decode(payload)) as RawObject
  const before = new Map((await connection.all<StoredVersion>('SELECT id, payload FROM hist WHERE kind = ? AND to_run > ? AND from_run <= ?', [code, from, from])).map((version) => [unpackId(version.id), version]))
  const rows: DriftRow[] = []
  for (const version of await connection.all<StoredVersion>('SELECT id, payload FROM cur WHERE kind = ? AND from_run > ? AND from_run <= ?', [code, from, run])) {
    const id = unpackId(version.id)
    const old = before.get(id)
    before.delete(id)
    const now = read(version)
    if (!old) {
      rows.push({ kind, id, title: titleOf(resource, now), what: 'added', changes: [], ends: endsOf(resource, id) })
      continue
    }
    const was = read(old)
    const [left, right] = [was, now].map((raw) => fields.map(({ column }) => cellOf(column, raw))) as [Cell[], Cell[]]
    const changes = changedFields(rules, left, right).map((index) => ({ path: fields[index]!.path, from: left[index] ?? null, to: right[index] ?? null }))
    if (changes.length > 0) rows.push({ kind, id, title: titleOf(resource, now), what: 'changed', changes, ends: endsOf(resource, id) })
  }
  // Whatever was there then and has no newer version is gone.
  for (const [id, version] of before) rows.push({ kind, id, title: titleOf(resource, read(version)), what: 'removed', changes: [], ends: endsOf(resource, id) })
  return rows
}
