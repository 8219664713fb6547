// What a history file says about its organization: enough to list it again when the projection is lost.

import type { Connection } from '../../../shared/contract/connection.ts'
import type { HistoryFile } from './history-file.ts'
import type { OrganizationRecord } from './organizations.ts'

export interface HistoryNotes {
  readonly organization: OrganizationRecord | null
  readonly connection: Connection | null
}

/** Written only when they say something new: a sync that finds nothing changed must not write them again. */
export async function writeNotes({ connection }: HistoryFile, notes: HistoryNotes): Promise<void> {
  const kept = await readNotes({ connection })
  for (const name of ['organization', 'connection'] as const) {
    const text = JSON.stringify(name === 'connection' && notes.connection ? ownPart(notes.connection, notes.organization) : notes[name])
    if (!notes[name] || text === JSON.stringify(kept[name])) continue
    await connection.run('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, text])
  }
}

export async function readNotes({ connection }: Pick<HistoryFile, 'connection'>): Promise<HistoryNotes> {
  const rows = await connection.all<{ name: string; value: string }>(`SELECT name, value FROM meta WHERE name IN ('organization', 'connection')`)
  const text = (name: string) => rows.find((row) => row.name === name)?.value
  return {
    organization: JSON.parse(text('organization') ?? 'null') as OrganizationRecord | null,
    connection: JSON.parse(text('connection') ?? 'null') as Connection | null,
  }
}

/** A connection of many organizations is put together again from their files: no file names an organization that is not its own. */
const ownPart = (connection: Connection, organization: OrganizationRecord | null): Connection => ({
  ...connection,
  organizations: connection.organizations.filter((id) => id === organization?.id),
  checkedAt: null,
  lastUsedAt: null,
  refusal: null,
})
