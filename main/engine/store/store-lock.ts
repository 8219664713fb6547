// One process per folder: a write transaction that stays open on an empty database. The system releases it with the process, however that ends.

import { limits } from '../../../shared/base/limits.ts'
import type { OpenDatabase } from './driver.ts'
import { protectDatabase } from './store-files.ts'

/**
 * Takes the folder for this process; answers with the way to give it back.
 *
 * @throws AppError `store.busy` when another process has it
 */
export async function lockStore(path: string, open: OpenDatabase): Promise<() => Promise<void>> {
  await protectDatabase(path)
  const connection = await open({ path, key: null, busyTimeoutMs: limits.storeLockMs })
  try {
    await connection.exec('BEGIN IMMEDIATE')
  } catch (error) {
    await connection.close()
    throw error
  }
  return () => connection.close()
}
