// What one run has seen of one kind: ids in memory, new and changed versions in the history file, unchanged ones nowhere.
// Reading goes on while a full buffer is being written; an error of that write surfaces at the next call.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { createQueue, yieldTurn } from './async-queue.ts'
import type { SqlParameter } from './driver.ts'
import type { HistoryFile } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import { packId, unpackId } from './packed-id.ts'
import { forKeyBatches, runRows } from './row-batches.ts'
import { addToRoot, contentHash, emptyRoot, takeFromRoot } from './row-hash.ts'
import type { StagedRow } from './store.ts'

type Seen = 'new' | 'changed' | 'same'

export interface KindStage {
  add(rows: readonly StagedRow[]): Promise<void>
  flush(): Promise<void>
  ids(): string[]
  has(id: string): boolean
  count(seen: Seen): number
  /** Sum of the new versions' leaves, for the root of the kind. */
  readonly addedRoot: Buffer
}

interface EncodedRow {
  readonly id: string
  readonly hash: Buffer
  readonly canonical: string
  readonly edge: StagedRow['edge']
}

export async function createKindStage(files: HistoryFiles, organization: OrganizationId, kind: string, run: number): Promise<KindStage> {
  const { base, codec, code } = await files.use(organization, async (file) => ({ base: file.kind(kind).total, codec: file.codec, code: file.kind(kind).code }))
  const seen = new Map<string, Seen>()
  const counts: Record<Seen, number> = { new: 0, changed: 0, same: 0 }
  const addedRoot = emptyRoot()
  let fresh: SqlParameter[][] = []
  let changed: SqlParameter[][] = []
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown = null
  const queue = createQueue()

  const encode = ({ id, raw, edge }: StagedRow): EncodedRow => {
    const canonical = stableJson(raw)
    return { id, canonical, edge, hash: contentHash(edge ? `${canonical}\0${edge.from}\0${edge.to}` : canonical) }
  }

  const parameters = ({ id, hash, canonical, edge }: EncodedRow): SqlParameter[] => [
    code,
    packId(id),
    hash,
    codec.encode(canonical),
    edge ? packId(edge.from) : null,
    edge ? packId(edge.to) : null,
  ]

  function mark(id: string, next: Seen): void {
    const before = seen.get(id)
    if (before) counts[before] -= 1
    counts[next] += 1
    seen.set(id, next)
  }

  /** The versions that the file has of these ids, by id. */
  async function known(rows: readonly EncodedRow[]): Promise<Map<string, { hash: Buffer; from_run: number }>> {
    const found = new Map<string, { hash: Buffer; from_run: number }>()
    await files.use(organization, async ({ connection }) =>
      forKeyBatches(rows, async (batch, marks) => {
        const sql = `SELECT id, hash, from_run FROM cur WHERE kind = ? AND id IN (${marks})`
        for (const row of await connection.all<{ id: string | Buffer; hash: Buffer; from_run: number }>(sql, [code, ...batch.map((entry) => packId(entry.id))])) {
          found.set(unpackId(row.id), row)
        }
      }),
    )
    return found
  }

  async function addBatch(rows: readonly EncodedRow[]): Promise<void> {
    // An id seen twice in one pass replaces what was staged of it, which therefore must be in the file.
    const repeated = rows.filter((row) => seen.has(row.id))
    if (repeated.length > 0) await flush()
    const before = base > 0 || repeated.length > 0 ? await known(rows) : new Map<string, { hash: Buffer; from_run: number }>()
    for (const row of rows) {
      const old = before.get(row.id)
      if (!old) {
        mark(row.id, 'new')
        addToRoot(addedRoot, row.id, row.hash)
        fresh.push([...parameters(row), run])
      } else if (old.from_run === run) {
        takeFromRoot(addedRoot, row.id, old.hash)
        addToRoot(addedRoot, row.id, row.hash)
        await replaceFresh(row)
      } else if (old.hash.equals(row.hash)) {
        if (seen.get(row.id) === 'changed') await dropChanged(row.id)
        mark(row.id, 'same')
      } else {
        mark(row.id, 'changed')
        changed.push(parameters(row))
      }
    }
  }

  const replaceFresh = (row: EncodedRow): Promise<void> =>
    files.use(organization, async ({ connection }) => {
      const [, , hash, payload, from, to] = parameters(row)
      await connection.run('UPDATE cur SET hash = ?, payload = ?, edge_from = ?, edge_to = ? WHERE kind = ? AND id = ?', [hash!, payload!, from!, to!, code, packId(row.id)])
    })

  const dropChanged = (id: string): Promise<void> =>
    files.use(organization, async ({ connection }) => {
      await connection.run('DELETE FROM stage WHERE kind = ? AND id = ?', [code, packId(id)])
    })

  function startWriting(): void {
    const [freshRows, changedRows] = [fresh, changed]
    fresh = []
    changed = []
    writing = writing.then(() => (failure ? undefined : write(files, organization, freshRows, changedRows))).catch((error: unknown) => {
      failure ??= error
    })
  }

  async function settle(): Promise<void> {
    await writing
    if (failure) throw failure
  }

  async function flush(): Promise<void> {
    startWriting()
    await settle()
  }

  return {
    add: (rows) => queue.run(async () => {
      for (let start = 0; start < rows.length; start += limits.statementRowsMax) {
        // Ids twice in one batch: the last one counts.
        const batch = new Map(rows.slice(start, start + limits.statementRowsMax).map((row) => [row.id, row]))
        await addBatch([...batch.values()].map(encode))
        if (fresh.length + changed.length >= limits.writeRowsMax) {
          // At most one buffer is being written while the next one fills.
          await settle()
          startWriting()
        }
        // Hashing and compressing a hundred rows takes milliseconds; calls and network get their turn between.
        await yieldTurn()
      }
    }),
    flush: () => queue.run(flush),
    ids: () => [...seen.keys()],
    has: (id) => seen.has(id),
    count: (which) => counts[which],
    addedRoot,
  }
}

const write = (files: HistoryFiles, organization: OrganizationId, fresh: readonly SqlParameter[][], changed: readonly SqlParameter[][]): Promise<void> =>
  files.use(organization, (file: HistoryFile) =>
    file.connection.transaction('write', async (session) => {
      await runRows(session, fresh, (values) => `INSERT INTO cur (kind, id, hash, payload, edge_from, edge_to, from_run) VALUES ${values}`)
      await runRows(session, changed, (values) => `INSERT OR REPLACE INTO stage (kind, id, hash, payload, edge_from, edge_to) VALUES ${values}`)
    }),
  )
