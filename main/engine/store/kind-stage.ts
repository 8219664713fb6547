// What one run has seen of one kind: ids in memory, new and changed versions in the history file, unchanged ones nowhere.
// Reading goes on while a full buffer is being written; an error of that write surfaces at the next call.

import { invariant } from '../../../shared/base/assert.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { createQueue } from './async-queue.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Deflater } from './deflate-worker.ts'
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
  /** A new or changed object as it was staged, while it is remembered. */
  object(id: string): RawObject | undefined
  /** Forgets the remembered objects. */
  close(): void
}

/** Objects that all stages together may remember, so that publishing need not read back what has just been written. */
export interface ObjectBudget {
  left: number
}

interface EncodedRow {
  readonly id: string
  readonly hash: string
  readonly canonical: string
  readonly raw: RawObject
  readonly edge: StagedRow['edge']
}

export interface StageOptions {
  readonly files: HistoryFiles
  readonly deflater: Deflater
  readonly organization: OrganizationId
  readonly kind: string
  readonly run: number
  readonly budget: ObjectBudget
  /** Waited for between two pieces of work that take milliseconds. */
  readonly turn: () => Promise<void>
}

export function createKindStage({ files, deflater, organization, kind, run, budget, turn }: StageOptions): KindStage {
  const published = createPublishedHashes(files, organization, kind, turn)
  const seen = new Map<string, Seen>()
  const counts: Record<Seen, number> = { new: 0, changed: 0, same: 0 }
  const addedRoot = emptyRoot()
  const objects = new Map<string, RawObject>()
  const queue = createQueue()
  let pack: Pack | null = null
  let packing: Promise<PackedRows>[] = []
  let packed = 0
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown = null

  function mark(id: string, next: Seen): void {
    const before = seen.get(id)
    if (before) counts[before] -= 1
    counts[next] += 1
    seen.set(id, next)
  }

  /** All or nothing per id: a version that is not remembered must not be mistaken for an older one that is. */
  function remember({ id, raw }: EncodedRow): void {
    if (objects.has(id)) objects.set(id, raw)
    else if (budget.left > 0 && !seen.has(id)) {
      budget.left -= 1
      objects.set(id, raw)
    }
  }

  async function addBatch(rows: readonly EncodedRow[]): Promise<void> {
    pack ??= await files.use(organization, (file) => createPack(file, deflater, kind, run, rows))
    const known = await published(rows.map(({ id }) => id))
    const fresh: EncodedRow[] = []
    const changed: EncodedRow[] = []
    for (const row of rows) {
      const [before, old] = [seen.get(row.id), known.get(row.id)]
      if (old !== row.hash) remember(row)
      if (before === 'new') {
        await replaceFresh(row, pack)
        continue
      }
      if (before === 'changed' && old === row.hash) await dropChanged(row.id)
      mark(row.id, old === undefined ? 'new' : old === row.hash ? 'same' : 'changed')
      if (old === row.hash) continue
      if (old === undefined) addToRoot(addedRoot, row.id, Buffer.from(row.hash, 'hex'))
      ;(old === undefined ? fresh : changed).push(row)
    }
    if (fresh.length + changed.length === 0) return
    packed += fresh.length + changed.length
    packing.push(pack(fresh, changed))
  }

  /** An id seen twice in one pass replaces what was staged of it, which therefore must be in the file first. */
  async function replaceFresh(row: EncodedRow, usedPack: Pack): Promise<void> {
    await flush()
    const { fresh } = await usedPack([row], [])
    await files.use(organization, async ({ connection, kind: kindNamed }) => {
      const { code } = kindNamed(kind)
      const [old] = await connection.all<{ hash: Buffer }>('SELECT hash FROM cur WHERE kind = ? AND id = ?', [code, packId(row.id)])
      invariant(old, 'a new version is in the file once it was flushed')
      takeFromRoot(addedRoot, row.id, old.hash)
      addToRoot(addedRoot, row.id, Buffer.from(row.hash, 'hex'))
      const [, id, hash, payload, from, to] = fresh[0]!
      await connection.run('UPDATE cur SET hash = ?, payload = ?, edge_from = ?, edge_to = ? WHERE kind = ? AND id = ?', [hash!, payload!, from!, to!, code, id!])
    })
  }

  async function dropChanged(id: string): Promise<void> {
    await flush()
    await files.use(organization, ({ connection, kind: kindNamed }) => connection.run('DELETE FROM stage WHERE kind = ? AND id = ?', [kindNamed(kind).code, packId(id)]))
  }

  function startWriting(): void {
    const batches = packing
    packing = []
    packed = 0
    if (batches.length === 0) return
    writing = writing
      .then(async () => {
        const rows = await Promise.all(batches)
        if (!failure) await write(files, organization, rows)
      })
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

  /** Calls and network get their turn between. */
  async function encodeAll(rows: readonly StagedRow[]): Promise<EncodedRow[]> {
    const encoded: EncodedRow[] = []
    for (let start = 0; start < rows.length; start += limits.objectsInOneGo) {
      await turn()
      encoded.push(...rows.slice(start, start + limits.objectsInOneGo).map(encode))
    }
    await turn()
    return encoded
  }

  async function add(rows: readonly StagedRow[]): Promise<void> {
    for (let start = 0; start < rows.length; start += limits.statementRowsMax) {
      // Ids twice in one batch: the last one counts.
      const batch = new Map(rows.slice(start, start + limits.statementRowsMax).map((row) => [row.id, row]))
      await addBatch(await encodeAll([...batch.values()]))
      if (packed >= limits.writeRowsMax) {
        // At most one buffer is being written while the next one fills.
        await settle()
        startWriting()
      }
    }
  }

  return {
    add: (rows) => queue.run(() => add(rows)),
    flush: () => queue.run(flush),
    ids: () => [...seen.keys()],
    has: (id) => seen.has(id),
    count: (which) => counts[which],
    addedRoot,
    object: (id) => objects.get(id),
    close: () => {
      budget.left += objects.size
      objects.clear()
    },
  }
}

function encode({ id, raw, edge }: StagedRow): EncodedRow {
  const canonical = canonicalJson(raw)
  return { id, canonical, raw, edge, hash: contentHash(edge ? `${canonical}\0${edge.from}\0${edge.to}` : canonical) }
}

/** Rows as they are bound: kind, id, hash, payload and the two ends of an edge; new ones with their run behind. */
interface PackedRows {
  readonly fresh: readonly SqlParameter[][]
  readonly changed: readonly SqlParameter[][]
}

type Pack = (fresh: readonly EncodedRow[], changed: readonly EncodedRow[]) => Promise<PackedRows>

async function createPack(file: HistoryFile, deflater: Deflater, kind: string, run: number, rows: readonly EncodedRow[]): Promise<Pack> {
  const version = await file.dictionaryFor(kind, rows.map(({ canonical }) => canonical))
  const { codec } = file
  const dictionary = codec.dictionary(version)
  const { code } = file.kind(kind)
  const bound = ({ id, hash, edge }: EncodedRow, deflated: Buffer): SqlParameter[] => [
    code,
    packId(id),
    Buffer.from(hash, 'hex'),
    codec.wrap(deflated, version),
    edge ? packId(edge.from) : null,
    edge ? packId(edge.to) : null,
  ]
  return async (fresh, changed) => {
    const all = [...fresh, ...changed]
    const deflated = await deflater.deflateAll(all.map(({ canonical }) => canonical), dictionary)
    const parameters = all.map((row, index) => bound(row, deflated[index]!))
    return { fresh: parameters.slice(0, fresh.length).map((row) => [...row, run]), changed: parameters.slice(fresh.length) }
  }
}

const write = (files: HistoryFiles, organization: OrganizationId, batches: readonly PackedRows[]): Promise<void> =>
  files.use(organization, (file) =>
    file.connection.transaction('write', async (session) => {
      await runRows(session, batches.flatMap(({ fresh }) => fresh), (values) => `INSERT INTO cur (kind, id, hash, payload, edge_from, edge_to, from_run) VALUES ${values}`)
      await runRows(session, batches.flatMap(({ changed }) => changed), (values) => `INSERT OR REPLACE INTO stage (kind, id, hash, payload, edge_from, edge_to) VALUES ${values}`)
    }),
  )
