// What became of the objects of one organization since a moment: which came, which went, and which differ in a field that counts.
// From its history file alone. Bindings are left out: they have no name of their own.

import type { Cell } from '../../../shared/base/cell.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { changedFields } from '../../../shared/diff/row-diff.ts'
import { isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { cellOf, type RawObject, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { diffFieldsOf } from '../../../shared/resources/derive/diff-fields.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import { unpackId } from './packed-id.ts'

export interface DriftRow {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly what: 'added' | 'changed' | 'removed'
  /** Fields that differ; empty for what came or went. */
  readonly changes: readonly { readonly path: string; readonly from: Cell; readonly to: Cell }[]
}

interface StoredVersion {
  readonly id: string | Buffer
  readonly payload: Buffer
}

/** @param since null for the first complete reading of each kind */
export async function readDrift(file: HistoryFile, resources: readonly ResourceDescription[], since: Instant | null): Promise<DriftRow[]> {
  const rows: DriftRow[] = []
  for (const resource of resources) {
    if (resource.edge) continue
    const published = file.kind(resource.kind)
    const from = published.run === 0 ? null : await runAt(file, published, since)
    if (from === null || from >= published.run) continue
    rows.push(...(await kindDrift(file, resource, published, from)))
  }
  return rows
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
      rows.push({ kind, id, title: titleOf(resource, now), what: 'added', changes: [] })
      continue
    }
    const was = read(old)
    const [left, right] = [was, now].map((raw) => fields.map(({ column }) => cellOf(column, raw))) as [Cell[], Cell[]]
    const changes = changedFields(rules, left, right).map((index) => ({ path: fields[index]!.path, from: left[index] ?? null, to: right[index] ?? null }))
    if (changes.length > 0) rows.push({ kind, id, title: titleOf(resource, now), what: 'changed', changes })
  }
  // Whatever was there then and has no newer version is gone.
  for (const [id, version] of before) rows.push({ kind, id, title: titleOf(resource, read(version)), what: 'removed', changes: [] })
  return rows
}
