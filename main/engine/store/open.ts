// Opens the store of one folder: lock, keys, projection, history files; repairs what lags, then answers as the `Store` port.

import { randomBytes } from 'node:crypto'
import { invariant } from '../../../shared/base/assert.ts'
import { localIdFrom, type OrganizationId, type RunId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs } from '../../../shared/base/instant.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resources as registry } from '../../../shared/resources/index.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { catchUp, catchUpKind, changeProjection, findOrganization, hideOrganization, removeOrganizationRows } from './catch-up.ts'
import { createChanges } from './changes.ts'
import { openSqlcipher } from './driver-sqlcipher.ts'
import { createHistoryFiles, type HistoryFiles } from './history-files.ts'
import { writeNotes } from './history-notes.ts'
import { checkRootKey, createKeyFiles } from './key-files.ts'
import {
  deleteConnection,
  readConnections,
  readOrganizations,
  readValue,
  writeConnection,
  writeOrganization,
  writeProblem,
  writeSyncedAt,
  writeValue,
} from './organizations.ts'
import { writeAttempt } from './passes.ts'
import { openProjection } from './projection.ts'
import { createReader } from './reader.ts'
import { beginRun } from './run-writer.ts'
import type { Store } from './store.ts'
import { createFolders, projectionName, protectDatabase, storeFolder } from './store-files.ts'
import { lockStore } from './store-lock.ts'
import { createWitnessFiles } from './witness.ts'

export interface StoreOptions {
  readonly folder: string
  /** 32 bytes from the keychain; copied, so that the caller may wipe its own. */
  readonly rootKey: Buffer
  readonly clock: { now(): number }
  readonly resources?: readonly ResourceDescription[]
  readonly isReadOnly?: boolean
}

/**
 * Opens or creates the store.
 *
 * @throws AppError `store.key`, `store.newer`, `store.busy`, `store.read-only`, `store.full`
 */
export async function openStore({ folder: root, rootKey, clock, resources = registry, isReadOnly = false }: StoreOptions): Promise<Store> {
  invariant(rootKey.length === 32, 'the root key has 32 bytes')
  const ownKey = Buffer.from(rootKey)
  const folder = storeFolder(root)
  const open = openSqlcipher
  if (!isReadOnly) await createFolders(folder)
  const unlock = isReadOnly ? async () => undefined : await lockStore(folder.lock, open)
  const keys = createKeyFiles(folder, ownKey)
  await checkRootKey(keys, !isReadOnly)
  const witnesses = createWitnessFiles(folder, ownKey)
  const now = (): Instant => instantFromMs(clock.now())
  const changes = createChanges()

  const projectionKey = (await keys.read(projectionName)) ?? (await keys.create(projectionName))
  if (!isReadOnly) await protectDatabase(folder.projection)
  const projection = await openProjection({ path: folder.projection, key: projectionKey, open, resources, isReadOnly })
  const { writer } = projection
  const files: HistoryFiles = createHistoryFiles({
    folder,
    keys,
    witnesses,
    open,
    resources,
    isReadOnly,
    now,
    rememberedMark: async (organization) => (await findOrganization(projection.reader, organization))?.applied ?? null,
    onTrouble: (organization, error) => hideOrganization(projection, changes.tell, organization, error, now()),
  })
  const change = (work: Parameters<typeof changeProjection>[2]) => changeProjection(projection, changes.tell, work)

  if (!isReadOnly) {
    for (const { organization } of await readOrganizations(writer)) {
      if (!projection.isBare && !(await files.isSuspect(organization.id))) continue
      // Trouble of one organization is told by its problem and must not keep the others from opening.
      await files.use(organization.id, (file) => catchUp(projection, changes.tell, organization.id, file)).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error
      })
    }
  }

  const runs = new Set<OrganizationId>()
  return {
    ...createReader(projection, files),
    organizations: async () => (await readOrganizations(projection.reader)).map(({ organization }) => organization),
    saveOrganization: async (organization) => {
      await change(async (session) => {
        await writeOrganization(session, organization)
        return { organizations: [organization.id], kinds: ['organizationList'] }
      })
      await files.use(organization.id, (file) => writeNotes(file, { organization, connection: null }))
      return (await findOrganization(projection.reader, organization.id))!.organization
    },
    removeOrganization: async (organization) => {
      invariant(!runs.has(organization), 'a sync is ended before its organization is removed')
      const removedFiles = await files.remove(organization)
      let rows = 0
      await change(async (session) => {
        const entry = await findOrganization(session, organization)
        if (entry) {
          rows = await removeOrganizationRows(session, projection.layout, entry.rank)
          await session.run('DELETE FROM organization WHERE rank = ?', [entry.rank])
        }
        return { organizations: [organization], kinds: ['organizationList', ...projection.layout.tables.keys()] }
      })
      return { rows, files: removedFiles }
    },
    setProblem: (organization, error, at) =>
      change(async (session) => {
        await writeProblem(session, organization, error, at)
        return { organizations: [organization], kinds: ['organizationList'] }
      }),
    connections: () => readConnections(projection.reader),
    saveConnection: (connection) =>
      change(async (session) => {
        await writeConnection(session, connection)
        return { organizations: [...connection.organizations], kinds: ['connection'] }
      }),
    removeConnection: (connection) =>
      change(async (session) => {
        await deleteConnection(session, connection)
        return { organizations: [], kinds: ['connection'] }
      }),
    value: (name) => readValue(projection.reader, name),
    saveValue: async (name, value) => {
      await writeValue(writer, name, value)
    },
    beginRun: async (organization) => {
      if (runs.has(organization)) throw new AppError('sync.running', { organization })
      const entry = await findOrganization(projection.reader, organization)
      if (!entry) throw new AppError('organization.unknown')
      runs.add(organization)
      try {
        const connection = (await readConnections(projection.reader)).find((candidate) => candidate.id === entry.organization.connection) ?? null
        const { syncedAt: _, problem: __, ...record } = entry.organization
        await files.use(organization, (file) => writeNotes(file, { organization: record, connection }))
        return await beginRun(files, organization, localIdFrom('run', randomBytes(16)) as RunId, {
          now,
          onPublished: (kind) => files.use(organization, (file) => catchUpKind(projection, changes.tell, organization, file, file.kind(kind))),
          onAttempt: (kind, state, error, at) =>
            change(async (session) => {
              const current = await findOrganization(session, organization)
              if (current) await writeAttempt(session, current.rank, kind, state, error, at)
              return { organizations: [organization], kinds: [kind] }
            }),
          onFinished: async ({ outcome, at }) => {
            runs.delete(organization)
            if (outcome !== 'complete') return
            await change(async (session) => {
              await writeSyncedAt(session, organization, at)
              return { organizations: [organization], kinds: ['organizationList'] }
            })
          },
        })
      } catch (error) {
        runs.delete(organization)
        throw error
      }
    },
    onChange: changes.listen,
    close: async () => {
      await files.closeAll()
      await projection.close()
      await unlock()
      ownKey.fill(0)
    },
  }
}
