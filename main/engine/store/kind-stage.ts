// What one run has seen of one kind: ids in memory, new and changed versions in the history file, unchanged ones nowhere.
// Reading goes on while a full buffer is being written; an error of that write surfaces at the next call.

import { invariant } from '../../../shared/base/assert.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { createQueue, yieldTurn } from './async-queue.ts'
import type { SqlParameter } from './driver.ts'
import type { HistoryFile } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import { packId } from './packed-id.ts'
import { createPublishedHashes } from './published-hashes.ts'
import { runRows } from './row-batches.ts'
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
  readonly hash: string
  readonly canonical: string
  readonly edge: StagedRow['edge']
}

export function createKindStage(files: HistoryFiles, organization: OrganizationId, kind: string, run: number): KindStage {
  const published = createPublishedHashes(files, organization, kind)
  const seen = new Map<string, Seen>()
  const counts: Record<Seen, number> = { new: 0, changed: 0, same: 0 }
  const addedRoot = emptyRoot()
  const queue = createQueue()
  let compress: Compress | null = null
  let fresh: SqlParameter[][] = []
  let changed: SqlParameter[][] = []
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown = null

  function mark(id: string, next: Seen): void {
    const before = seen.get(id)
    if (before) counts[before] -= 1
    counts[next] += 1
    seen.set(id, next)
  }

  async function addBatch(rows: readonly EncodedRow[]): Promise<void> {
    compress ??= await files.use(organization, (file) => createCompress(file, kind, rows))
    const known = await published(rows.map(({ id }) => id))
    for (const row of rows) {
      const before = seen.get(row.id)
      // An id seen twice in one pass replaces what was staged of it, which therefore must be in the file first.
      if (before === 'new') await replaceFresh(row, compress)
      else if (before === 'changed' && known.get(row.id) === row.hash) await dropChanged(row.id)
      const old = known.get(row.id)
      if (before === 'new') continue
      mark(row.id, old === undefined ? 'new' : old === row.hash ? 'same' : 'changed')
      if (old === undefined) {
        addToRoot(addedRoot, row.id, Buffer.from(row.hash, 'hex'))
        fresh.push([...compress(row), run])
      } else if (old !== row.hash) changed.push(compress(row))
    }
  }

  async function replaceFresh(row: EncodedRow, compressed: Compress): Promise<void> {
    await flush()
    await files.use(organization, async ({ connection, kind: kindNamed }) => {
      const { code } = kindNamed(kind)
      const [old] = await connection.all<{ hash: Buffer }>('SELECT hash FROM cur WHERE kind = ? AND id = ?', [code, packId(row.id)])
      invariant(old, 'a new version is in the file once it was flushed')
      takeFromRoot(addedRoot, row.id, old.hash)
      addToRoot(addedRoot, row.id, Buffer.from(row.hash, 'hex'))
      const [, id, ...rest] = compressed(row)
      await connection.run('UPDATE cur SET hash = ?, payload = ?, edge_from = ?, edge_to = ? WHERE kind = ? AND id = ?', [...rest, code, id!])
    })
  }

  async function dropChanged(id: string): Promise<void> {
    await flush()
    await files.use(organization, ({ connection, kind: kindNamed }) => connection.run('DELETE FROM stage WHERE kind = ? AND id = ?', [kindNamed(kind).code, packId(id)]))
  }

  function startWriting(): void {
    const [freshRows, changedRows] = [fresh, changed]
    fresh = []
    changed = []
    writing = writing
      .then(() => (failure ? undefined : write(files, organization, freshRows, changedRows)))
      .catch((error: unknown) => {
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

  async function add(rows: readonly StagedRow[]): Promise<void> {
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
  }

  return {
    add: (rows) => queue.run(() => add(rows)),
    flush: () => queue.run(flush),
    ids: () => [...seen.keys()],
    has: (id) => seen.has(id),
    count: (which) => counts[which],
    addedRoot,
  }
}

function encode({ id, raw, edge }: StagedRow): EncodedRow {
  const canonical = stableJson(raw)
  return { id, canonical, edge, hash: contentHash(edge ? `${canonical}\0${edge.from}\0${edge.to}` : canonical) }
}

/** Values of a version: kind, id, hash, payload and the two ends of an edge. */
type Compress = (row: EncodedRow) => SqlParameter[]

async function createCompress(file: HistoryFile, kind: string, rows: readonly EncodedRow[]): Promise<Compress> {
  const dictionary = await file.dictionaryFor(kind, rows.map(({ canonical }) => canonical))
  const { codec } = file
  const { code } = file.kind(kind)
  return ({ id, hash, canonical, edge }) => [
    code,
    packId(id),
    Buffer.from(hash, 'hex'),
    codec.encode(canonical, dictionary),
    edge ? packId(edge.from) : null,
    edge ? packId(edge.to) : null,
  ]
}

const write = (files: HistoryFiles, organization: OrganizationId, fresh: readonly SqlParameter[][], changed: readonly SqlParameter[][]): Promise<void> =>
  files.use(organization, (file) =>
    file.connection.transaction('write', async (session) => {
      await runRows(session, fresh, (values) => `INSERT INTO cur (kind, id, hash, payload, edge_from, edge_to, from_run) VALUES ${values}`)
      await runRows(session, changed, (values) => `INSERT OR REPLACE INTO stage (kind, id, hash, payload, edge_from, edge_to) VALUES ${values}`)
    }),
  )
