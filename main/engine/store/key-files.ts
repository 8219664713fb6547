// One random 256-bit key per database file, kept sealed under the root key. Destroying the key file destroys what it opens.

import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/base/app-error.ts'
import { withStoreErrors } from './driver-errors.ts'
import { seal, unseal } from './seal.ts'
import { namesOf, readIfPresent, rootCheckName, type StoreFolder, writeWhole } from './store-files.ts'

export interface KeyFiles {
  /** Null when there is none. @throws AppError `store.key` when it does not open under this root key */
  read(name: string): Promise<Buffer | null>
  create(name: string): Promise<Buffer>
  /** Also the keys of copies that were set aside. */
  destroy(name: string): Promise<void>
}

const context = (name: string): string => `key|${name}`

export function createKeyFiles(folder: StoreFolder, rootKey: Buffer): KeyFiles {
  return {
    read: async (name) => {
      const sealed = await readIfPresent(folder.key(name))
      if (!sealed) return null
      const key = unseal(rootKey, context(name), sealed)
      if (!key || key.length !== 32) throw new AppError('store.key')
      return key
    },
    create: async (name) => {
      const key = randomBytes(32)
      await writeWhole(folder.key(name), seal(rootKey, context(name), key), { isDurable: true })
      return key
    },
    destroy: (name) =>
      withStoreErrors(async () => {
        const path = folder.key(name)
        for (const entry of await namesOf(path)) {
          const part = join(dirname(path), entry)
          // The old bytes go first: a deleted file's content may stay on the disk, a sealed key's should not.
          await overwrite(part)
          await rm(part, { force: true })
        }
      }),
  }
}

async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.write(randomBytes((await file.stat()).size), 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Tells a wrong root key from damaged key files before anything is judged by its key.
 *
 * @throws AppError `store.key` when this folder belongs to another root key
 */
export async function checkRootKey(keys: KeyFiles, isWritable: boolean): Promise<void> {
  const known = await keys.read(rootCheckName)
  if (!known && isWritable) await keys.create(rootCheckName)
}
