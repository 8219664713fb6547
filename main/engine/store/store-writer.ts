// The writing half of the store: organizations, connections, values and runs.

import { randomBytes } from 'node:crypto'
import { AppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import { localIdFrom, type OrganizationId, type RunId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import { amendHistory } from './amend.ts'
import { catchUpKind, changeProjection, removeOrganizationRows } from './catch-up.ts'
import type { Deflater } from './deflate-worker.ts'
import type { SqlSession } from './driver.ts'
import type { EventFiles } from './event-files.ts'
import type { HistoryFiles } from './history-files.ts'
import { writeNotes } from './history-notes.ts'
import {
  deleteConnection,
  findOrganization,
  type OrganizationRecord,
  readConnections,
  readOrganizations,
  readValue,
  type StoredOrganization,
  writeConnection,
  writeOrganization,
  writeProblem,
  writeSyncedAt,
  writeValue,
} from './organizations.ts'
import { readListsStates } from './lists-state.ts'
import { writeAttempt } from './passes.ts'
import type { ProjectionKeeper } from './projection-keeper.ts'
import { beginRun, type OpenRun, type RunHooks } from './run-writer.ts'
import type { Amendment, Reader, Store, StoreChange } from './store.ts'

export interface WriterOptions {
  readonly keeper: ProjectionKeeper
  readonly files: HistoryFiles
  readonly events: EventFiles
  readonly deflater: Deflater
  readonly now: () => Instant
  readonly tell: (change: StoreChange) => void
}

/** Names beside the kinds that queries may read and changes may touch. */
export const organizationList = 'organizationList'
const connectionList = 'connection'
export const eventKind = 'event'

/** Errors that leave a fresh file behind: what was about to be written can be written there. */
const renewed = new Set(['store.key', 'store.damaged', 'store.rolled-back', 'organization.unknown'])

export interface StoreWriter extends Omit<Store, keyof Reader | 'strict' | 'turn' | 'events' | 'ledger' | 'onChange' | 'close'> {
  /** What amendments that still wait say of objects, by id: null that it is gone. */
  heldObjects(organization: OrganizationId, kind: string): ReadonlyMap<string, RawObject | null>
}

export function createStoreWriter({ keeper, files, events, deflater, now, tell }: WriterOptions): StoreWriter {
  /** Null until the run has begun. */
  const running = new Map<OrganizationId, OpenRun | null>()
  /** Amendments under way, which a run that begins lets end, and those that wait until a run is done with their kind. */
  const amending = new Map<OrganizationId, Promise<void>>()
  const waiting = new Map<OrganizationId, Amendment[]>()
  const budget = { left: limits.stagedObjectsKeptMax }
  const read = <T>(work: (session: SqlSession) => Promise<T>): Promise<T> => keeper.use(({ writer }) => writer.transaction('read', work))
  const change = (work: (session: SqlSession) => Promise<Omit<StoreChange, 'revision'>>): Promise<void> => keeper.use((projection) => changeProjection(projection, tell, work))

  async function startRun({ organization: entry }: StoredOrganization): Promise<OpenRun> {
    const organization = entry.id
    const connection = (await read(readConnections)).find(({ id }) => id === entry.connection) ?? null
    await files.use(organization, (file) => writeNotes(file, { organization: recordOf(entry), connection }))
    const hooks: RunHooks = {
      now,
      onPublished: async (kind, fresh) => {
        await files.use(organization, (file) => keeper.use((projection) => catchUpKind(projection, tell, organization, file, file.kind(kind), fresh)))
        await applyHeld(organization, (held) => held === kind)
      },
      onAttempt: (kind, state, error, at) =>
        change(async (session) => {
          const current = await findOrganization(session, organization)
          if (current) await writeAttempt(session, current.rank, kind, state, error, at)
          return { organizations: [organization], kinds: [kind] }
        }),
      onFinished: async ({ outcome, at }) => {
        try {
          if (outcome === 'complete' || outcome === 'partial') {
            await change(async (session) => {
              await writeSyncedAt(session, organization, at)
              return { organizations: [organization], kinds: [organizationList] }
            })
          }
        } finally {
          // What waited goes first: a newer amendment of the same object must not be followed by an older one.
          running.delete(organization)
          await applyHeld(organization, () => true)
        }
      },
    }
    return beginRun({ files, deflater, organization, id: localIdFrom('run', randomBytes(16)) as RunId, budget, turn: () => keeper.now().turn(), hooks })
  }

  async function amend(organization: OrganizationId, amendments: readonly Amendment[]): Promise<void> {
    if (amendments.length === 0) return
    const run = running.get(organization)
    if (run === undefined) return apply(organization, amendments)
    waiting.set(organization, [...(waiting.get(organization) ?? []), ...amendments])
    if (!run || !amendments.some(({ kind }) => run.isDone(kind))) return
    // Whoever changed something does not wait for the run; until then readers of single objects get what is held.
    run.between(() => applyHeld(organization, run.isDone)).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })
  }

  /** Takes in what waits of these kinds; it is held until it is readable. */
  async function applyHeld(organization: OrganizationId, isWanted: (kind: string) => boolean): Promise<void> {
    const ready = (waiting.get(organization) ?? []).filter(({ kind }) => isWanted(kind))
    if (ready.length === 0) return
    try {
      await apply(organization, ready)
    } finally {
      const rest = (waiting.get(organization) ?? []).filter((amendment) => !ready.includes(amendment))
      if (rest.length > 0) waiting.set(organization, rest)
      else waiting.delete(organization)
    }
  }

  async function apply(organization: OrganizationId, amendments: readonly Amendment[]): Promise<void> {
    const work = (amending.get(organization) ?? Promise.resolve()).then(async () => {
      const kinds = await amendHistory(files, deflater, organization, amendments)
      for (const kind of kinds) await files.use(organization, (file) => keeper.use((projection) => catchUpKind(projection, tell, organization, file, file.kind(kind))))
    })
    const settled = work.catch(() => undefined)
    amending.set(organization, settled)
    await work.finally(() => {
      if (amending.get(organization) === settled) amending.delete(organization)
    })
  }

  return {
    amend,
    heldObjects: (organization, kind) => new Map((waiting.get(organization) ?? []).filter((amendment) => amendment.kind === kind).map(({ id, raw }) => [id, raw])),
    organizations: () =>
      read(async (session) => {
        const lists = await readListsStates(session, keeper.now().layout)
        return (await readOrganizations(session)).map(({ rank, organization }) => ({ ...organization, lists: lists(rank) }))
      }),
    organization: (id) => keeper.use(async ({ writer }) => (await findOrganization(writer, id))?.organization ?? null),
    saveOrganization: async (record) => {
      // The file first: it alone can bring the organization back when the projection is lost.
      await withFreshFile(() => files.use(record.id, (file) => writeNotes(file, { organization: record, connection: null })))
      await change(async (session) => {
        await writeOrganization(session, record)
        return { organizations: [record.id], kinds: [organizationList] }
      })
      return read(async (session) => {
        const { rank, organization } = (await findOrganization(session, record.id))!
        return { ...organization, lists: (await readListsStates(session, keeper.now().layout, [rank]))(rank) }
      })
    },
    addOrganizations: async (connection, records) => {
      const known = new Set((await read(readOrganizations)).map(({ organization }) => organization.id))
      // The files of new ones are made by their first sync: while others are synced each would wait for a place among the open files.
      for (const record of records.filter(({ id }) => known.has(id))) await withFreshFile(() => files.use(record.id, (file) => writeNotes(file, { organization: record, connection: null })))
      await change(async (session) => {
        await writeConnection(session, connection)
        for (const record of records) await writeOrganization(session, record)
        return { organizations: [...connection.organizations], kinds: [connectionList, organizationList] }
      })
    },
    removeOrganization: async (organization) => {
      invariant(!running.has(organization), 'a sync is ended before its organization is removed')
      waiting.delete(organization)
      await amending.get(organization)
      const removedFiles = (await files.remove(organization)) + (await events.remove(organization))
      let rows = 0
      await change(async (session) => {
        const entry = await findOrganization(session, organization)
        rows = entry ? await removeOrganizationRows(session, keeper.now().layout, entry.rank) : 0
        if (entry) await session.run('DELETE FROM trend WHERE organization = ?', [entry.rank])
        await session.run('DELETE FROM organization WHERE id = ?', [organization])
        return { organizations: [organization], kinds: [organizationList, eventKind, ...keeper.now().layout.tables.keys()] }
      })
      return { rows, files: removedFiles }
    },
    setProblem: (organization, error, at, list) =>
      change(async (session) => {
        await writeProblem(session, organization, error, at, list)
        return { organizations: [organization], kinds: [organizationList] }
      }),
    connections: () => read(readConnections),
    saveConnection: (connection) =>
      change(async (session) => {
        await writeConnection(session, connection)
        // Organizations tell by which right they are reached.
        return { organizations: [...connection.organizations], kinds: [connectionList, organizationList] }
      }),
    removeConnection: (connection) =>
      change(async (session) => {
        await deleteConnection(session, connection)
        return { organizations: [], kinds: [connectionList, organizationList] }
      }),
    value: (name) => read((session) => readValue(session, name)),
    saveValue: async (name, value) => {
      await keeper.use(({ writer }) => writer.transaction('write', (session) => writeValue(session, name, value)))
    },
    beginRun: async (organization) => {
      const entry = await read((session) => findOrganization(session, organization))
      if (!entry) throw new AppError('organization.unknown')
      if (running.has(organization)) throw new AppError('sync.running', { organization: entry.organization.name })
      running.set(organization, null)
      try {
        await amending.get(organization)
        const run = await withFreshFile(() => startRun(entry))
        running.set(organization, run)
        return run
      } catch (error) {
        running.delete(organization)
        throw error
      }
    },
  }
}

const recordOf = ({ syncedAt: _syncedAt, problem: _problem, rights: _rights, ...record }: StoredOrganization['organization']): OrganizationRecord => record

/** A file that had to be set aside is no reason not to begin again: the second try meets a new one. */
async function withFreshFile<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && renewed.has(error.code)) return work()
    throw error
  }
}
