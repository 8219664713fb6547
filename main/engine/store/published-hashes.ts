// Content hashes of a kind's published versions, by id: what tells an unchanged object from a changed one.
// All of them are read at once while they fit in memory; a lookup per object would be the slowest part of a sync that finds nothing new.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { HistoryFiles } from './history-files.ts'
import { packId, unpackId } from './packed-id.ts'
import { forKeyBatches } from './row-batches.ts'

/** Hashes of those ids that are published, in hex. */
export type PublishedHashes = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

export function createPublishedHashes(files: HistoryFiles, organization: OrganizationId, kind: string, turn: () => Promise<void>): PublishedHashes {
  let all: Promise<ReadonlyMap<string, string>> | null = null
  return async (ids) => {
    all ??= files.use(organization, (file) => (file.kind(kind).total <= limits.hashesKeptMax ? readAll(file.connection, file.kind(kind), turn) : Promise.resolve(tooMany)))
    const kept = await all
    return kept === tooMany ? readSome(files, organization, kind, ids) : kept
  }
}

const tooMany: ReadonlyMap<string, string> = new Map()

type Reader = Parameters<Parameters<HistoryFiles['use']>[1]>[0]

async function readAll(connection: Reader['connection'], { code, run, total }: ReturnType<Reader['kind']>, turn: () => Promise<void>): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>()
  let after = 0
  while (hashes.size < total) {
    // Two texts per slice instead of a thousand rows: unpacking rows is what would cost.
    const [slice] = await connection.all<{ ids: string; hashes: string | null; last: number | null }>(
      `SELECT json_group_array(CASE typeof(id) WHEN 'blob' THEN lower(hex(id)) ELSE id END) AS ids, group_concat(lower(hex(hash)), '') AS hashes, max(row) AS last
       FROM (SELECT row, id, hash FROM cur WHERE row > ? AND kind = ? AND from_run <= ? ORDER BY row LIMIT ?)`,
      [after, code, run, limits.hashesPerSlice],
    )
    if (!slice?.hashes || slice.last === null) break
    await turn()
    const { hashes: texts, last } = slice
    const ids = JSON.parse(slice.ids) as string[]
    const width = texts.length / ids.length
    ids.forEach((id, index) => hashes.set(id, texts.slice(index * width, (index + 1) * width)))
    after = last
  }
  return hashes
}

async function readSome(files: HistoryFiles, organization: OrganizationId, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  await files.use(organization, async (file) => {
    const { code, run } = file.kind(kind)
    await forKeyBatches(ids, async (batch, marks) => {
      const rows = await file.connection.all<{ id: string | Buffer; hash: Buffer }>(`SELECT id, hash FROM cur WHERE kind = ? AND from_run <= ? AND id IN (${marks})`, [code, run, ...batch.map(packId)])
      for (const { id, hash } of rows) found.set(unpackId(id), hash.toString('hex'))
    })
  })
  return found
}
