// A full reading of a file's pages, each of which carries proof that it is what was written.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OpenDatabase, OpenOptions, SqlSession } from './driver.ts'

/** @throws AppError `store.damaged` when a page is not what was written */
export async function checkPages(session: SqlSession): Promise<void> {
  const findings = await session.all('PRAGMA cipher_integrity_check')
  if (findings.length > 0) throw new AppError('store.damaged')
}

/** Asks over a connection of its own: one that has met a damaged page answers nothing useful any more. */
export async function arePagesSound(open: OpenDatabase, file: OpenOptions): Promise<boolean> {
  const connection = await open(file).catch(() => null)
  if (!connection) return false
  const isSound = await checkPages(connection).then(() => true, () => false)
  await connection.close().catch(() => undefined)
  return isSound
}
