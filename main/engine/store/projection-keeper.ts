// Holds the projection while the store is open and makes a new one from history when it is missing, of another layout, or damaged.
// Nothing in the projection is worth keeping but the few records that history files know only in part; those are saved first.

import { isAppError } from '../../../shared/base/app-error.ts'
import type { OpenDatabase, SqlSession } from './driver.ts'
import type { KeyFiles } from './key-files.ts'
import { readConnections, readOrganizations, readTrends, readValues, type StoreRecords, writeRecords } from './organizations.ts'
import { arePagesSound } from './page-check.ts'
import { openProjection, type Projection, type ProjectionOptions } from './projection.ts'
import type { ProjectionLoan } from './projection-loan.ts'
import { deleteDatabase, exists, fileFingerprint, projectionName, protectDatabase, type StoreFolder } from './store-files.ts'
import type { WitnessFiles } from './witness.ts'

export interface ProjectionKeeper {
  /** The projection as it is now, also while it is being filled: for the work that fills it. */
  now(): Projection
  /** The projection once it is filled. */
  settled(): Promise<Projection>
  /** Runs work on the projection; when it turns out to be damaged, a new one is made and the work runs once more. */
  use<T>(work: (projection: Projection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface KeeperOptions {
  readonly folder: StoreFolder
  readonly keys: KeyFiles
  readonly witnesses: WitnessFiles
  readonly open: OpenDatabase
  readonly resources: ProjectionOptions['resources']
  readonly isReadOnly: boolean
  readonly clock: ProjectionOptions['clock']
  /** Gets the file for reading while it is whole. */
  readonly loan: ProjectionLoan | null
}

/** Brings the projection up to history; told whether its file is a new one. */
export type Fill = (isNew: boolean) => Promise<void>

export interface OpenedKeeper {
  readonly keeper: ProjectionKeeper
  /** Gives the way to bring the projection up to history, which needs the keeper first, and goes it once. */
  start(fill: Fill): Promise<void>
}

const isLoss = (error: unknown): boolean => isAppError(error, 'store.damaged') || isAppError(error, 'store.key')

export async function openKeeper(options: KeeperOptions): Promise<OpenedKeeper> {
  const { folder, isReadOnly, witnesses } = options
  let fill: Fill = async () => undefined
  let ready: Promise<void> = Promise.resolve()
  const opened = await openOrReplace(options)
  let { projection } = opened

  /** Not before it is filled: what is still missing would be shown as gone. */
  async function lend(): Promise<void> {
    const key = options.loan && (await options.keys.read(projectionName))
    if (key) options.loan?.lend({ path: folder.projection, key, latest: projection.latest() })
  }

  /** One rebuild however many callers met the damage; the callers' own errors are told when the file turns out to be sound. */
  function rebuild(damaged: Projection, error: unknown): Promise<void> {
    if (damaged !== projection) return ready
    ready = ready.then(async () => {
      if (damaged !== projection) return
      const key = await options.keys.read(projectionName)
      if (key && (await arePagesSound(options.open, { path: folder.projection, key }))) throw error
      await options.loan?.recall()
      const records = await saveRecords(options)
      await damaged.close().catch(() => undefined)
      projection = await replace(options, records)
      await fill(true)
      await lend()
    })
    const attempt = ready
    // A failed attempt must not block what comes after it.
    ready = attempt.catch(() => undefined)
    return attempt
  }

  const keeper: ProjectionKeeper = {
    now: () => projection,
    settled: async () => {
      await ready
      return projection
    },
    use: async (work) => {
      await ready
      const used = projection
      try {
        return await work(used)
      } catch (error) {
        if (isReadOnly || !isLoss(error)) throw error
        await rebuild(used, error)
        return work(projection)
      }
    },
    close: async () => {
      await ready
      await options.loan?.recall()
      await projection.close()
      // Only saves the next opening a full check.
      if (!isReadOnly) await noteFingerprint().catch(() => undefined)
    },
  }
  const noteFingerprint = async (): Promise<void> =>
    witnesses.write(projectionName, { generation: 0, root: '', intent: null, fingerprint: await fileFingerprint(folder.projection) })
  return {
    keeper,
    start: async (given) => {
      fill = given
      await keeper.use(() => fill(opened.isNew))
      await lend()
    },
  }
}

async function openOrReplace(options: KeeperOptions): Promise<{ projection: Projection; isNew: boolean }> {
  try {
    const key = await options.keys.read(projectionName)
    if (key || options.isReadOnly) return { projection: await openFile(options, key), isNew: false }
  } catch (error) {
    if (options.isReadOnly || !isLoss(error)) throw error
    return { projection: await replace(options, await saveRecords(options)), isNew: true }
  }
  return { projection: await replace(options, null), isNew: true }
}

async function openFile({ folder, witnesses, open, resources, isReadOnly, clock, loan }: KeeperOptions, key: Buffer | null): Promise<Projection> {
  const path = folder.projection
  const isPresent = await exists(path)
  if (!key || (isReadOnly && !isPresent)) throw new Error('a read-only store is there before it is opened')
  if (!isPresent) await protectDatabase(path)
  const witness = isPresent ? await witnesses.read(projectionName) : null
  return openProjection({
    path,
    key,
    open,
    resources,
    clock,
    loan,
    isReadOnly,
    // Without a log nobody is writing, and a folder that cannot be written has no place for the shared memory of a log.
    isImmutable: isReadOnly && !(await exists(`${path}-wal`)),
    isSuspect: isPresent && witness?.fingerprint !== (await fileFingerprint(path)),
  })
}

/** A new file under a new key; the old key's destruction makes what was left of the old file unreadable. */
async function replace(options: KeeperOptions, records: StoreRecords | null): Promise<Projection> {
  await deleteDatabase(options.folder.projection)
  await options.keys.destroy(projectionName)
  const projection = await openFile(options, await options.keys.create(projectionName))
  if (records) await projection.writer.transaction('write', (session) => writeRecords(session, records))
  return projection
}

/** What can still be read of the records of a damaged file, table by table. */
async function saveRecords({ folder, keys, open }: KeeperOptions): Promise<StoreRecords> {
  const key = await keys.read(projectionName).catch(() => null)
  const save = async <T>(read: (session: SqlSession) => Promise<T[]>): Promise<T[]> => {
    const connection = key && (await open({ path: folder.projection, key }).catch(() => null))
    if (!connection) return []
    const rows = await read(connection).catch(() => [])
    await connection.close().catch(() => undefined)
    return rows
  }
  return {
    organizations: (await save(readOrganizations)).map(({ organization }) => organization),
    connections: await save(readConnections),
    values: await save(readValues),
    trends: await save(readTrends),
  }
}
