// The history files of all organizations: opened on demand, at most a few at once, and trusted only after their witness agrees.
// Invariants: a file that fails a check is set aside before the error is told; one organization's file never affects another's.

import { rename, rm } from 'node:fs/promises'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { OpenDatabase } from './driver.ts'
import { type HistoryFile, openHistoryFile, type PublishedKind } from './history-file.ts'
import { discardUnpublished } from './history-recovery.ts'
import type { KeyFiles } from './key-files.ts'
import type { SqlSession } from './driver.ts'
import { arePagesSound, checkPages } from './page-check.ts'
import { deleteDatabase, exists, fileFingerprint, missingFile, protectDatabase, setAside, type StoreFolder } from './store-files.ts'
import { type GenerationMark, judge, type Witness, type WitnessFiles } from './witness.ts'

export interface HistoryFiles {
  /** Opens the file if need be and keeps it open while the work runs. */
  /** @param isNewAllowed false: `organization.unknown` where there is no file, instead of a new one */
  use<T>(organization: OrganizationId, work: (file: HistoryFile) => Promise<T>, isNewAllowed?: boolean): Promise<T>
  /** Publishes a kind: witness, commit, witness. */
  publish(organization: OrganizationId, file: HistoryFile, next: PublishedKind, write: (session: SqlSession) => Promise<void>): Promise<void>
  /** Whether the file must be opened to know that the projection still agrees with it. */
  isSuspect(organization: OrganizationId, applied: GenerationMark): Promise<boolean>
  /** Deletes file, key and witness; answers with the number of database files. */
  remove(organization: OrganizationId): Promise<number>
  closeAll(): Promise<void>
}

export interface HistoryFilesOptions {
  readonly folder: StoreFolder
  readonly keys: KeyFiles
  readonly witnesses: WitnessFiles
  readonly open: OpenDatabase
  readonly resources: readonly ResourceDescription[]
  readonly isReadOnly: boolean
  readonly now: () => string
  /** The mark that the projection remembers, for a file whose witness is gone. */
  readonly rememberedMark: (organization: OrganizationId) => Promise<GenerationMark | null>
  /** Called after a file was set aside or refused. */
  readonly onTrouble: (organization: OrganizationId, error: AppError) => Promise<void>
}

interface Entry {
  readonly file: Promise<HistoryFile>
  users: number
  isChanged: boolean
  trouble: AppError | null
}

/** Reasons to put a file out of the way; anything else leaves it where it is. */
const setAsideCodes = new Set(['store.key', 'store.damaged', 'store.rolled-back'])

export function createHistoryFiles(options: HistoryFilesOptions): HistoryFiles {
  const { folder, keys, witnesses } = options
  const entries = new Map<OrganizationId, Entry>()
  const closing = new Map<OrganizationId, Promise<void>>()
  /** Organizations that are being removed: nothing of them may be opened any more. */
  const removing = new Set<OrganizationId>()
  const recovered = new Set<OrganizationId>()
  let isClosing = false
  let waiting: (() => void)[] = []

  async function open(organization: OrganizationId, isNewAllowed: boolean): Promise<HistoryFile> {
    const path = folder.history(organization)
    const [key, witness, isPresent] = await Promise.all([keys.read(organization), witnesses.read(organization), exists(path)])
    if (!key && isPresent) throw new AppError('store.key')
    if (!isPresent && witness && witness.generation > 0) throw new AppError('store.damaged')
    // Whoever only reads and comes after a removal must not bring an empty file back.
    if (!isPresent && !key && !witness && !isNewAllowed) throw new AppError('organization.unknown')
    if (!isPresent && options.isReadOnly) throw new AppError('store.damaged')
    const usedKey = key ?? (await keys.create(organization))
    if (!isPresent) await protectDatabase(path)
    const isImmutable = options.isReadOnly && !(await exists(`${path}-wal`))
    const connection = await options.open({ path, key: usedKey, isReadOnly: options.isReadOnly, isImmutable }).catch((error: unknown) => {
      // The key itself is authentic, so a file that it does not open is not the file it was made for.
      throw isAppError(error, 'store.key') ? new AppError('store.damaged') : error
    })
    try {
      if (isPresent && witness?.fingerprint !== (await fileFingerprint(path))) await checkPages(connection)
      const file = await openHistoryFile(connection, options.resources, options.isReadOnly)
      await checkWitness(organization, file, witness, isPresent)
      if (!recovered.has(organization) && !options.isReadOnly) await discardUnpublished(file)
      recovered.add(organization)
      return file
    } catch (error) {
      await connection.close()
      throw error
    }
  }

  async function checkWitness(organization: OrganizationId, file: HistoryFile, witness: Witness | null, wasPresent: boolean): Promise<void> {
    const mark = file.mark()
    if (witness) {
      if (judge(mark, witness) === 'rolledBack') throw new AppError('store.rolled-back')
    } else if (wasPresent && mark.generation > 0) {
      const remembered = await options.rememberedMark(organization)
      if (remembered?.generation !== mark.generation || remembered.root !== mark.root) throw new AppError('store.rolled-back')
    }
    if (!options.isReadOnly && (!witness || witness.intent)) await witnesses.write(organization, { ...mark, intent: null, fingerprint: null })
  }

  async function isSound(organization: OrganizationId): Promise<boolean> {
    const key = await keys.read(organization)
    return key !== null && arePagesSound(options.open, { path: folder.history(organization), key })
  }

  /** Waits for a place, then gives the entry with one more user. */
  async function acquire(organization: OrganizationId, isNewAllowed: boolean): Promise<Entry> {
    for (;;) {
      await closing.get(organization)
      // Nothing comes between this look and the place that is taken: a removal that begins later waits for it.
      if (removing.has(organization)) throw new AppError('organization.unknown')
      if (isClosing) throw new AppError('engine.unavailable')
      const known = entries.get(organization)
      if (known && !known.trouble) {
        // Used last: moves behind the others.
        entries.delete(organization)
        entries.set(organization, known)
        known.users += 1
        return known
      }
      if (!known && !closing.has(organization) && entries.size < limits.historyFilesOpenMax) {
        const entry: Entry = { file: open(organization, isNewAllowed), users: 1, isChanged: false, trouble: null }
        entries.set(organization, entry)
        return entry
      }
      const idle = [...entries].find(([, entry]) => entry.users === 0)
      if (idle) await close(idle[0], idle[1])
      else await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  async function opened(organization: OrganizationId, entry: Entry): Promise<HistoryFile> {
    try {
      return await entry.file
    } catch (error) {
      if (error instanceof AppError && (setAsideCodes.has(error.code) || error.code === 'store.newer')) entry.trouble ??= error
      // A file that could not be opened for another reason is tried again at the next use.
      else entries.delete(organization)
      throw error
    }
  }

  async function release(organization: OrganizationId, entry: Entry): Promise<void> {
    entry.users -= 1
    if (entry.trouble && entry.users === 0) await retire(organization, entry, entry.trouble)
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
  }

  function close(organization: OrganizationId, entry: Entry): Promise<void> {
    entries.delete(organization)
    const done = (async () => {
      const file = await entry.file.catch(() => null)
      if (!file) return
      const mark = file.mark()
      await file.connection.close().catch((error: unknown) => {
        if (!entry.trouble) throw error
      })
      // Only saves the next opening a full check.
      if (!options.isReadOnly && !entry.trouble) await noteFingerprint(organization, mark).catch(() => undefined)
    })().finally(() => closing.delete(organization))
    closing.set(organization, done)
    return done
  }

  /** Who reads just now ends first: a file closed under a reader would look damaged. */
  async function closeUnused(organization: OrganizationId): Promise<void> {
    for (let entry = entries.get(organization); entry; entry = entries.get(organization)) {
      if (entry.users === 0) await close(organization, entry)
      else await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  async function noteFingerprint(organization: OrganizationId, mark: GenerationMark): Promise<void> {
    const [witness, fingerprint] = await Promise.all([witnesses.read(organization), fileFingerprint(folder.history(organization))])
    if (witness?.fingerprint !== fingerprint) await witnesses.write(organization, { ...mark, intent: null, fingerprint })
  }

  /** Closes a file that failed a check and puts it aside with its key; the next use starts a new one. */
  async function retire(organization: OrganizationId, entry: Entry, trouble: AppError): Promise<void> {
    await close(organization, entry)
    if (setAsideCodes.has(trouble.code) && !options.isReadOnly) {
      const at = options.now()
      const aside = await setAside(folder.history(organization), at)
      if (aside) await rename(folder.key(organization), `${folder.key(organization)}${aside}`).catch(() => undefined)
      await rm(folder.key(organization), { force: true })
      await witnesses.remove(organization)
      recovered.delete(organization)
    }
    await options.onTrouble(organization, trouble)
  }

  return {
    use: async (organization, work, isNewAllowed = true) => {
      const entry = await acquire(organization, isNewAllowed)
      try {
        const file = await opened(organization, entry)
        try {
          return await work(file)
        } catch (error) {
          // The work may have met damage elsewhere; only a file that fails its own check is to blame.
          if (isAppError(error, 'store.damaged') && !(await isSound(organization))) entry.trouble ??= error
          throw error
        }
      } finally {
        await release(organization, entry)
      }
    },
    publish: async (organization, file, next, write) => {
      const [before, after] = [file.mark(), file.markAfter(next)]
      await witnesses.write(organization, { ...before, intent: after, fingerprint: null })
      try {
        await file.connection.transaction('write', async (session) => {
          await write(session)
          await file.writeKind(session, next)
        })
      } catch (error) {
        await witnesses.write(organization, { ...before, intent: null, fingerprint: null }).catch(() => undefined)
        throw error
      }
      file.accept(next)
      await witnesses.write(organization, { ...after, intent: null, fingerprint: null })
    },
    isSuspect: async (organization, applied) => {
      const [witness, fingerprint, key] = await Promise.all([witnesses.read(organization), fileFingerprint(folder.history(organization)), keys.read(organization).catch(() => null)])
      // Nothing of one that was never read can be missing.
      if (!key && !witness && fingerprint === missingFile && applied.generation === 0) return false
      return !key || !witness || witness.intent !== null || witness.fingerprint !== fingerprint || applied.generation !== witness.generation || applied.root !== witness.root
    },
    remove: async (organization) => {
      removing.add(organization)
      try {
        await closeUnused(organization)
        await closing.get(organization)
        recovered.delete(organization)
        // The key first: from here on nothing can read the file any more, whatever happens next.
        await keys.destroy(organization)
        await witnesses.remove(organization)
        return await deleteDatabase(folder.history(organization))
      } finally {
        removing.delete(organization)
      }
    },
    closeAll: async () => {
      isClosing = true
      for (const organization of [...entries.keys()]) await closeUnused(organization)
      await Promise.all(closing.values())
    },
  }
}
