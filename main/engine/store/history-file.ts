// One organization's history file, open: its connection, what it published per kind, its payload codec.
// Knows the file's content only; whether the file may be trusted is decided in `history-files.ts`.

import { AppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { createQueue } from './async-queue.ts'
import type { SqlConnection, SqlSession } from './driver.ts'
import { historyEpoch, historySchema } from './history-schema.ts'
import { createPayloadCodec, type PayloadCodec } from './payload-codec.ts'
import { learnDictionary } from './payload-dictionary.ts'
import { emptyRoot, fileRoot } from './row-hash.ts'
import type { GenerationMark } from './witness.ts'

/** What a history file has published of one kind. `run` is 0 before the first complete pass. */
export interface PublishedKind {
  readonly code: number
  readonly kind: string
  readonly run: number
  readonly total: number
  readonly root: Buffer
  /** Version of the payload dictionary for new versions; 0 before the first objects were seen. */
  readonly dictionary: number
}

export interface HistoryFile {
  readonly connection: SqlConnection
  readonly codec: PayloadCodec
  /** The kind's payload dictionary, made from these objects in canonical form when it has none yet. The file keeps every one it ever used. */
  dictionaryFor(kind: string, canonical: readonly string[]): Promise<number>
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
  const dictionaries = new Map((await connection.all<{ version: number; content: Buffer }>('SELECT version, content FROM dictionary')).map((row) => [row.version, row.content]))
  const codec = createPayloadCodec(dictionaries)
  const kinds = await openKinds(connection, resources, isReadOnly)
  let generation = (await connection.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'generation'`))[0]?.value ?? 0

  const queue = createQueue()

  const kind = (name: string): PublishedKind => {
    const found = kinds.get(name)
    if (!found) throw new Error(`no kind ${name} in this history file`)
    return found
  }
  const published = (): PublishedKind[] => [...kinds.values()].filter(({ run }) => run > 0)
  return {
    connection,
    codec,
    // In turn: two kinds that come at once must not get one version.
    dictionaryFor: (name, canonical) => queue.run(async () => {
      const { dictionary, code } = kind(name)
      if (dictionary > 0) return dictionary
      const content = learnDictionary(resourceOf(name, resources), canonical)
      const version = Math.max(0, ...dictionaries.keys()) + 1
      // The version travels in one byte of each payload; there is one per kind.
      invariant(version < 256, 'a history file has fewer than 256 kinds')
      await connection.transaction('write', async (session) => {
        await session.run('INSERT INTO dictionary (version, content) VALUES (?, ?)', [version, content])
        await session.run('UPDATE kind SET dictionary = ? WHERE kind = ?', [version, code])
      })
      dictionaries.set(version, content)
      kinds.set(name, { ...kind(name), dictionary: version })
      return version
    }),
    kind,
    kinds: published,
    mark: () => ({ generation, root: fileRoot(generation, published()) }),
    markAfter: (next) => {
      const others = published().filter((other) => other.kind !== next.kind)
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

async function openKinds(connection: SqlConnection, resources: readonly ResourceDescription[], isReadOnly: boolean): Promise<Map<string, PublishedKind>> {
  const read = () => connection.all<{ kind: number; name: string; run: number; total: number; root: Buffer; dictionary: number }>('SELECT kind, name, run, total, root, dictionary FROM kind')
  let rows = await read()
  const missing = resources.filter((resource) => rows.every((row) => row.name !== resource.kind))
  if (missing.length > 0 && !isReadOnly) {
    await connection.transaction('write', async (session) => {
      for (const { kind } of missing) await session.run('INSERT INTO kind (name, run, total, root) VALUES (?, 0, 0, ?)', [kind, emptyRoot()])
    })
    rows = await read()
  }
  return new Map(rows.map(({ kind: code, name, ...row }) => [name, { code, kind: name, ...row }]))
}
