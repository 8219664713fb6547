// One organization's history file, open: its connection, what it published per kind, its payload codec.
// Knows the file's own content only; whether the file may be trusted is decided in `history-files.ts`.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { SqlConnection, SqlSession } from './driver.ts'
import { historyEpoch, historySchema } from './history-schema.ts'
import { createPayloadCodec, type PayloadCodec } from './payload-codec.ts'
import { payloadDictionary } from './payload-dictionary.ts'
import { emptyRoot, fileRoot } from './row-hash.ts'
import type { GenerationMark } from './witness.ts'

/** What a history file has published of one kind. `run` is 0 before the first complete pass. */
export interface PublishedKind {
  readonly code: number
  readonly kind: string
  readonly run: number
  readonly total: number
  readonly root: Buffer
}

export interface HistoryFile {
  readonly connection: SqlConnection
  readonly codec: PayloadCodec
  /** The published state of a kind, by name. */
  kind(name: string): PublishedKind
  kinds(): readonly PublishedKind[]
  mark(): GenerationMark
  /** What the mark will be once the given kind is published as given. */
  markAfter(next: PublishedKind): GenerationMark
  /** Writes a kind's new published state and the file's generation inside the caller's transaction. */
  writeKind(session: SqlSession, next: PublishedKind): Promise<void>
  /** Takes over what `writeKind` wrote, after the commit. */
  accept(next: PublishedKind): void
}

export async function openHistoryFile(connection: SqlConnection, resources: readonly ResourceDescription[], isReadOnly: boolean): Promise<HistoryFile> {
  const epoch = (await connection.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version ?? 0
  if (epoch > historyEpoch) throw new AppError('store.newer', { version: epoch })
  if (epoch === 0) {
    if (isReadOnly) throw new AppError('store.damaged')
    await connection.transaction('write', (session) => session.exec(`${historySchema}; INSERT INTO meta VALUES ('generation', 0); PRAGMA user_version = ${historyEpoch}`))
  }
  const codec = await openCodec(connection, resources, isReadOnly)
  const kinds = await openKinds(connection, resources, isReadOnly)
  let generation = (await connection.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'generation'`))[0]?.value ?? 0

  const published = (): PublishedKind[] => [...kinds.values()].filter((kind) => kind.run > 0)
  return {
    connection,
    codec,
    kind: (name) => {
      const found = kinds.get(name)
      if (!found) throw new Error(`no kind ${name} in this history file`)
      return found
    },
    kinds: published,
    mark: () => ({ generation, root: fileRoot(generation, published()) }),
    markAfter: (next) => {
      const others = published().filter((kind) => kind.kind !== next.kind)
      return { generation: generation + 1, root: fileRoot(generation + 1, [...others, next]) }
    },
    writeKind: async (session, next) => {
      await session.run('UPDATE kind SET run = ?, total = ?, root = ? WHERE kind = ?', [next.run, next.total, next.root, next.code])
      await session.run(`UPDATE meta SET value = ? WHERE name = 'generation'`, [generation + 1])
    },
    accept: (next) => {
      generation += 1
      kinds.set(next.kind, next)
    },
  }
}

/** The file keeps every dictionary it ever used, so that old payloads open under a new registry. */
async function openCodec(connection: SqlConnection, resources: readonly ResourceDescription[], isReadOnly: boolean): Promise<PayloadCodec> {
  const rows = await connection.all<{ version: number; content: Buffer }>('SELECT version, content FROM dictionary ORDER BY version')
  const dictionaries = new Map(rows.map((row) => [row.version, row.content]))
  const wanted = payloadDictionary(resources)
  const known = rows.find((row) => row.content.equals(wanted))
  if (known) return createPayloadCodec(dictionaries, known.version)
  // The version travels in one byte; a file that has seen so many registries goes on with its newest text.
  const version = (rows.at(-1)?.version ?? 0) + 1
  if ((isReadOnly || version > 255) && rows.length > 0) return createPayloadCodec(dictionaries, rows.at(-1)!.version)
  await connection.run('INSERT INTO dictionary (version, content) VALUES (?, ?)', [version, wanted])
  return createPayloadCodec(dictionaries.set(version, wanted), version)
}

async function openKinds(connection: SqlConnection, resources: readonly ResourceDescription[], isReadOnly: boolean): Promise<Map<string, PublishedKind>> {
  const read = () => connection.all<{ kind: number; name: string; run: number; total: number; root: Buffer }>('SELECT kind, name, run, total, root FROM kind')
  let rows = await read()
  const missing = resources.filter((resource) => rows.every((row) => row.name !== resource.kind))
  if (missing.length > 0 && !isReadOnly) {
    await connection.transaction('write', async (session) => {
      for (const { kind } of missing) await session.run('INSERT INTO kind (name, run, total, root) VALUES (?, 0, 0, ?)', [kind, emptyRoot()])
    })
    rows = await read()
  }
  return new Map(rows.map((row) => [row.name, { code: row.kind, kind: row.name, run: row.run, total: row.total, root: row.root }]))
}
