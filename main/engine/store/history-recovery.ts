// What a killed run leaves in a history file: versions and stage rows that were never published. They go before anything else happens.

import type { HistoryFile } from './history-file.ts'

export async function discardUnpublished(file: HistoryFile): Promise<void> {
  const open = await file.connection.all<{ run: number }>('SELECT run FROM run WHERE ended_at IS NULL')
  if (open.length === 0) return
  const kinds = await file.connection.all<{ kind: number; run: number }>('SELECT kind, run FROM kind')
  await file.connection.transaction('write', async (session) => {
    for (const { kind, run } of kinds) await session.run('DELETE FROM cur WHERE kind = ? AND from_run > ?', [kind, run])
    await session.run('DELETE FROM stage')
    await session.run(`UPDATE run SET ended_at = started_at, outcome = 'interrupted' WHERE ended_at IS NULL`)
  })
}
