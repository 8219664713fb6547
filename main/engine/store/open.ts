// Opens the store of one folder: lock, keys, projection, history files; repairs what lags, then answers as the `Store` port.

import { invariant } from '../../../shared/base/assert.ts'
import { type Instant, instantFromMs } from '../../../shared/base/instant.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { resources as registry } from '../../../shared/resources/index.ts'
import { createChanges } from './changes.ts'
import { changeProjection, hideOrganization, repairLagging } from './catch-up.ts'
import { createDeflater } from './deflate-worker.ts'
import type { OpenDatabase } from './driver.ts'
import { openSqlcipher } from './driver-sqlcipher.ts'
import { createEventArchive } from './event-archive.ts'
import { createEventFiles } from './event-files.ts'
import { createHistoryFiles } from './history-files.ts'
import { createLedger } from './ledger-file.ts'
import { checkRootKey, createKeyFiles } from './key-files.ts'
import { findOrganization, writeProblem } from './organizations.ts'
import { openKeeper } from './projection-keeper.ts'
import type { ProjectionLoan } from './projection-loan.ts'
import { createReader } from './reader.ts'
import type { Store } from './store.ts'
import { createFolders, storeFolder } from './store-files.ts'
import { lockStore } from './store-lock.ts'
import { createStoreWriter, eventKind, organizationList } from './store-writer.ts'
import { createWitnessFiles } from './witness.ts'

export interface StoreOptions {
  readonly folder: string
  /** 32 bytes from the keychain; copied, so that the caller may wipe its own. */
  readonly rootKey: Buffer
  readonly clock: { now(): number }
  readonly resources?: readonly ResourceDescription[]
  /** Opens what is there and changes nothing, not even to repair it. */
  readonly isReadOnly?: boolean
  /** Gets the projection for reading in another process. */
  readonly loan?: ProjectionLoan
  /** Another driver; gates put their faults here. */
  readonly openDatabase?: OpenDatabase
}

/**
 * Opens or creates the store.
 *
 * @throws AppError `store.key`, `store.newer`, `store.busy`, `store.read-only`, `store.full`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  invariant(options.rootKey.length === 32, 'the root key has 32 bytes')
  const folder = storeFolder(options.folder)
  if (options.isReadOnly) return openParts(options, async () => undefined)
  await createFolders(folder)
  const unlock = await lockStore(folder.lock, options.openDatabase ?? openSqlcipher)
  try {
    return await openParts(options, unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

async function openParts(options: StoreOptions, unlock: () => Promise<void>): Promise<Store> {
  const { folder: root, rootKey: givenKey, clock, resources = registry, isReadOnly = false, loan = null, openDatabase: open = openSqlcipher } = options
  const folder = storeFolder(root)
  const rootKey = Buffer.from(givenKey)
  const keys = createKeyFiles(folder, rootKey)
  await checkRootKey(keys, !isReadOnly)
  const witnesses = createWitnessFiles(folder, rootKey)
  const now = (): Instant => instantFromMs(clock.now())
  const changes = createChanges()
  const parts = { folder, keys, witnesses, open, resources, isReadOnly, clock, loan }
  const { keeper, start } = await openKeeper(parts)
  const files = createHistoryFiles({
    ...parts,
    now,
    rememberedMark: async (organization) => (await findOrganization(keeper.now().writer, organization))?.applied ?? null,
    onTrouble: (organization, error) => (isReadOnly ? Promise.resolve() : hideOrganization(keeper.now(), changes.tell, organization, error, now())),
  })
  const eventFiles = createEventFiles({
    ...parts,
    now,
    onTrouble: (organization, error) =>
      changeProjection(keeper.now(), changes.tell, async (session) => {
        const entry = await findOrganization(session, organization)
        if (entry) await writeProblem(session, organization, error.with({ organization: `${entry.organization.name} (events)` }), now(), eventKind)
        return { organizations: [organization], kinds: [organizationList] }
      }),
  })
  const events = createEventArchive(eventFiles, async (organization) => {
    // Nothing of the projection changed, so its revision stays: raising it would cost every list its remembered order.
    const revision = await keeper.use(({ read }) => read(({ state }) => state.revision))
    changes.tell({ revision, organizations: [organization], kinds: [eventKind] })
  })
  const deflater = createDeflater()
  const ledger = createLedger({ folder, keys, witnesses, rootKey, open, now })
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => (closing ??= closeParts([ledger.close, deflater.close, files.closeAll, eventFiles.closeAll, keeper.close, unlock, async () => void rootKey.fill(0)]))
  try {
    if (!isReadOnly) await start((isNew) => repairLagging(keeper.now(), changes.tell, files, folder, isNew))
  } catch (error) {
    await closeParts([files.closeAll, keeper.close]).catch(() => undefined)
    throw error
  }
  const reader = createReader({ keeper, files, clock, refusesUnknown: false })
  const { heldObjects, ...writer } = createStoreWriter({ keeper, files, events: eventFiles, deflater, now, tell: changes.tell })
  return {
    ...reader,
    ...writer,
    turn: () => keeper.now().turn(),
    strict: createReader({ keeper, files, clock, refusesUnknown: true }),
    // What was read after a change is the newest there is, also while a sync keeps it from being taken in.
    currentObjects: async (organization, kind, ids) => {
      const held = heldObjects(organization, kind)
      const texts = await reader.currentObjects(organization, kind, ids)
      return ids.map((id, index) => {
        const raw = held.get(id)
        return raw === undefined ? texts[index]! : raw && JSON.stringify(raw)
      })
    },
    events,
    ledger,
    onChange: changes.listen,
    close,
  }
}

/** Every part gets its turn, whatever happened to the one before; the first error is told. */
async function closeParts(parts: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const close of parts) await close().catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}
