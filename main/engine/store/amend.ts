// Takes single objects that were read after a change into the newest generation: old versions move to history, as in a pass.
// Freshness stays that of the last full pass, because nothing is known about the other objects.
//
// While a sync of the same organization reads a kind, its amendments wait: what is staged was compared with the generation before them.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Deflater } from './deflate-worker.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import type { HistoryFile, PublishedKind } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import { packId } from './packed-id.ts'
import { addToRoot, contentHash, takeFromRoot } from './row-hash.ts'
import type { Amendment, Proof } from './store.ts'

interface StoredVersion {
  readonly row: number
  readonly hash: Buffer
}

interface Packed {
  readonly amendment: Amendment
  readonly hash: Buffer
  readonly payload: Buffer | null
}

/** Answers with the kinds that got a new generation. */
export async function amendHistory(files: HistoryFiles, deflater: Deflater, organization: OrganizationId, amendments: readonly Amendment[]): Promise<string[]> {
  const byKind = new Map<string, Amendment[]>()
  for (const amendment of amendments) byKind.set(amendment.kind, [...(byKind.get(amendment.kind) ?? []), amendment])
  const changed: string[] = []
  for (const [kind, ofKind] of byKind) {
    if (await files.use(organization, (file) => amendKind(files, file, deflater, organization, kind, ofKind))) changed.push(kind)
  }
  return changed
}

async function amendKind(files: HistoryFiles, file: HistoryFile, deflater: Deflater, organization: OrganizationId, kind: string, amendments: readonly Amendment[]): Promise<boolean> {
  const before = file.kind(kind)
  // Before the first pass nothing is shown of this kind; one object of it would pass for all there are.
  if (before.run === 0) return false
  const passStartedAt = await lastPassStart(file, before)
  // The newest of each object, unless a pass that began later has seen it.
  const wanted = new Map(amendments.filter(({ readAt }) => passStartedAt === null || readAt >= passStartedAt).map((amendment) => [amendment.id, amendment]))
  const packed = await pack(file, deflater, kind, [...wanted.values()])
  const root = Buffer.from(before.root)
  let total = before.total
  const writes: ((session: SqlSession, run: number) => Promise<void>)[] = []
  const counts = { added: 0, changed: 0, removed: 0 }
  for (const { amendment, hash, payload } of packed) {
    const { id, raw, edge } = amendment
    const key = packId(id)
    const [old] = await file.connection.all<StoredVersion>('SELECT row, hash FROM cur WHERE kind = ? AND id = ? AND from_run <= ?', [before.code, key, before.run])
    if (old ? raw !== null && old.hash.equals(hash) : raw === null) continue
    const ends: SqlParameter[] = edge ? [packId(edge.from), packId(edge.to)] : [null, null]
    if (old) takeFromRoot(root, id, old.hash)
    if (raw !== null) addToRoot(root, id, hash)
    if (old) writes.push((session, run) => closeVersion(session, old.row, run))
    if (old && raw !== null) {
      counts.changed++
      writes.push(async (session, run) => void (await session.run('UPDATE cur SET from_run = ?, hash = ?, payload = ?, edge_from = ?, edge_to = ? WHERE row = ?', [run, hash, payload, ...ends, old.row])))
    } else if (old) {
      counts.removed++
      total -= 1
      writes.push(async (session) => void (await session.run('DELETE FROM cur WHERE row = ?', [old.row])))
    } else {
      counts.added++
      total += 1
      writes.push(async (session, run) => void (await session.run('INSERT INTO cur (kind, id, hash, payload, edge_from, edge_to, from_run) VALUES (?, ?, ?, ?, ?, ?, ?)', [before.code, key, hash, payload, ...ends, run])))
    }
  }
  if (writes.length === 0) return false
  const at = [...wanted.values()].map(({ readAt }) => readAt).sort().at(-1)!
  const [{ run: last } = { run: 0 }] = await file.connection.all<{ run: number }>('SELECT coalesce(max(run), 0) AS run FROM run')
  const run = last + 1
  await files.publish(organization, file, { ...before, run, total, root }, async (session) => {
    await session.run(`INSERT INTO run (run, id, started_at, ended_at, outcome) VALUES (?, ?, ?, ?, 'amended')`, [run, `amend_${run}`, at, at])
    for (const write of writes) await write(session, run)
    await session.run(
      `INSERT INTO kind_run (run, kind, outcome, at, added, changed, removed, total, quarantined) VALUES (?, ?, 'amended', ?, ?, ?, ?, ?, 0)`,
      [run, before.code, at, counts.added, counts.changed, counts.removed, total],
    )
  })
  return true
}

async function pack(file: HistoryFile, deflater: Deflater, kind: string, amendments: readonly Amendment[]): Promise<Packed[]> {
  const texts = amendments.map(({ raw, edge }) => {
    if (raw === null) return null
    const canonical = canonicalJson(raw)
    return { canonical, hash: contentHash(edge ? `${canonical}\0${edge.from}\0${edge.to}` : canonical) }
  })
  const canonical = texts.flatMap((text) => (text === null ? [] : [text.canonical]))
  if (canonical.length === 0) return amendments.map((amendment) => ({ amendment, hash: Buffer.alloc(0), payload: null }))
  const version = await file.dictionaryFor(kind, canonical)
  const deflated = await deflater.deflateAll(canonical, file.codec.dictionary(version))
  let next = 0
  return amendments.map((amendment, index) => {
    const text = texts[index]
    if (!text) return { amendment, hash: Buffer.alloc(0), payload: null }
    return { amendment, hash: Buffer.from(text.hash, 'hex'), payload: file.codec.wrap(deflated[next++]!, version) }
  })
}

async function closeVersion(session: SqlSession, row: number, run: number): Promise<void> {
  await session.run(
    'INSERT INTO hist (kind, id, from_run, to_run, hash, payload, edge_from, edge_to) SELECT kind, id, from_run, ?, hash, payload, edge_from, edge_to FROM cur WHERE row = ?',
    [run, row],
  )
}

async function lastPassStart({ connection }: HistoryFile, { code }: PublishedKind): Promise<Instant | null> {
  const [row] = await connection.all<{ proof: string | null }>(`SELECT proof FROM kind_run WHERE kind = ? AND outcome = 'complete' ORDER BY run DESC LIMIT 1`, [code])
  return row?.proof ? (JSON.parse(row.proof) as Proof).startedAt : null
}
