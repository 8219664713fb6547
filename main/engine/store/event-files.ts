// The archives of all organizations: opened on demand, closed when they rest, gone with their key.
// A file that turns out damaged is set aside with its key; the next use begins a new one, whose gaps say what is missing.
//
// Opening, closing and removal of one organization's file happen one after the other, so a file cannot come back while it is removed.

import { rename, rm } from 'node:fs/promises'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { createQueue, type Queue } from './async-queue.ts'
import type { OpenDatabase } from './driver.ts'
import { type EventFile, openEventFile } from './event-file.ts'
import type { KeyFiles } from './key-files.ts'
import type { MarkWitness } from './event-write.ts'
import { checkPages } from './page-check.ts'
import { deleteDatabase, exists, protectDatabase, setAside, type StoreFolder } from './store-files.ts'
import { type GenerationMark, judge, type Witness, type WitnessFiles } from './witness.ts'

export interface EventFiles {
  /** Null when the organization has no archive. */
  read<T>(organization: OrganizationId, work: (file: EventFile) => Promise<T>): Promise<T | null>
  /** Makes the archive when there is none. */
  write<T>(organization: OrganizationId, work: (file: EventFile, witness: MarkWitness) => Promise<T>): Promise<T>
  /** Destroys the key, then deletes the file; answers with the number of files. */
  remove(organization: OrganizationId): Promise<number>
  closeAll(): Promise<void>
}

export interface EventFilesOptions {
  readonly folder: StoreFolder
  readonly keys: KeyFiles
  readonly open: OpenDatabase
  readonly isReadOnly: boolean
  readonly now: () => string
  readonly witnesses: WitnessFiles
  /** Told when an archive was set aside because it is older than it was, before the error is thrown. */
  readonly onTrouble: (organization: OrganizationId, error: AppError) => Promise<void>
}

interface Entry {
  readonly file: EventFile
  users: number
  isDamaged: boolean
  /** Told when nobody uses it any more. */
  onIdle: (() => void) | null
}

/** Files from before there were marks have none, and nothing that could disagree. */
const isOlder = (mark: GenerationMark, witness: Witness | null): boolean => (witness ? judge(mark, witness) === 'rolledBack' : mark.generation > 0)

const keyName = (organization: OrganizationId): string => `${organization}.events`

export function createEventFiles({ folder, keys, open, isReadOnly, now, witnesses, onTrouble }: EventFilesOptions): EventFiles {
  const entries = new Map<OrganizationId, Entry>()
  const queues = new Map<OrganizationId, Queue>()
  const inTurn = <T>(organization: OrganizationId, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(organization) ?? createQueue()
    queues.set(organization, queue)
    return queue.run(work)
  }

  async function openFile(organization: OrganizationId): Promise<EventFile> {
    const path = folder.events(organization)
    const [key, isPresent, witness] = await Promise.all([keys.read(keyName(organization)), exists(path), witnesses.read(keyName(organization))])
    if (!key && isPresent) throw new AppError('store.key')
    if (!isPresent && witness && witness.generation > 0) throw new AppError('store.damaged')
    const usedKey = key ?? (await keys.create(keyName(organization)))
    if (!isPresent) await protectDatabase(path)
    const isImmutable = isReadOnly && !(await exists(`${path}-wal`))
    const connection = await open({ path, key: usedKey, isReadOnly, isImmutable }).catch((error: unknown) => {
      throw isAppError(error, 'store.key') ? new AppError('store.damaged') : error
    })
    try {
      const file = await openEventFile(connection, isReadOnly)
      if (isPresent && isOlder(file.mark, witness)) throw new AppError('store.rolled-back')
      return file
    } catch (error) {
      await connection.close()
      throw error
    }
  }

  const acquire = (organization: OrganizationId, isWriting: boolean): Promise<Entry | null> =>
    inTurn(organization, async () => {
      const known = entries.get(organization)
      if (!known && isReadOnly && isWriting) throw new AppError('store.read-only')
      if (!known && !isWriting && !(await exists(folder.events(organization)))) return null
      const entry = known ?? { file: await openOrSetAside(organization), users: 0, isDamaged: false, onIdle: null }
      // Used last: moves behind the others.
      entries.delete(organization)
      entries.set(organization, entry)
      entry.users += 1
      return entry
    })

  async function openOrSetAside(organization: OrganizationId): Promise<EventFile> {
    try {
      return await openFile(organization)
    } catch (error) {
      if (!isReadOnly && (isAppError(error, 'store.damaged') || isAppError(error, 'store.key') || isAppError(error, 'store.rolled-back'))) {
        await putAside(organization)
        // Damage is met and told by who asks; that something is older than it was, nobody would see.
        if (error.code === 'store.rolled-back') await onTrouble(organization, error)
      }
      throw error
    }
  }

  async function putAside(organization: OrganizationId): Promise<void> {
    const key = folder.key(keyName(organization))
    const aside = await setAside(folder.events(organization), now())
    if (aside) await rename(key, `${key}${aside}`).catch(() => undefined)
    await rm(key, { force: true })
    await witnesses.remove(keyName(organization))
  }

  async function close(organization: OrganizationId, entry: Entry): Promise<void> {
    entries.delete(organization)
    await entry.file.connection.close()
    if (entry.isDamaged && !isReadOnly) await putAside(organization)
  }

  function release(entry: Entry): void {
    entry.users -= 1
    if (entry.users > 0) return
    entry.onIdle?.()
    const idle = [...entries].filter(([, each]) => each.users === 0)
    const closing = idle.filter(([, each], index) => each.isDamaged || index < idle.length - limits.eventArchivesIdleMax)
    for (const [id, each] of closing) {
      // Whatever goes wrong at the end of an archive is met again at its next use.
      inTurn(id, async () => (each.users === 0 && entries.get(id) === each ? close(id, each) : undefined)).catch(() => undefined)
    }
  }

  async function withFile<T>(organization: OrganizationId, isWriting: boolean, work: (file: EventFile) => Promise<T>): Promise<T | null> {
    const entry = await acquire(organization, isWriting)
    if (!entry) return null
    try {
      return await work(entry.file)
    } catch (error) {
      // The work may have met damage elsewhere; only a file that fails its own check is to blame.
      if (isAppError(error, 'store.damaged')) await checkPages(entry.file.connection).catch(() => (entry.isDamaged = true))
      throw error
    } finally {
      release(entry)
    }
  }

  /** Waits until nobody uses the file, then closes it. Only in turn. */
  async function retire(organization: OrganizationId): Promise<void> {
    const entry = entries.get(organization)
    if (!entry) return
    if (entry.users > 0) await new Promise<void>((resolve) => (entry.onIdle = resolve))
    await close(organization, entry)
  }

  const witnessOf = (organization: OrganizationId): MarkWitness => ({
    intend: (before, after) => witnesses.write(keyName(organization), { ...before, intent: after, fingerprint: null }),
    reached: (mark) => witnesses.write(keyName(organization), { ...mark, intent: null, fingerprint: null }),
  })

  return {
    read: (organization, work) => withFile(organization, false, work),
    write: async (organization, work) => (await withFile(organization, true, async (file) => ({ value: await work(file, witnessOf(organization)) })))!.value,
    remove: (organization) =>
      inTurn(organization, async () => {
        await retire(organization)
        await keys.destroy(keyName(organization))
        await witnesses.remove(keyName(organization))
        return deleteDatabase(folder.events(organization))
      }),
    closeAll: async () => {
      await Promise.all([...queues.keys()].map((organization) => inTurn(organization, () => retire(organization))))
    },
  }
}
