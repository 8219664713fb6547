// A full reading of a file's pages, each of which carries proof that it is what was written.

import { AppError } from '../../../shared/base/app-error.ts'
import type { SqlSession } from './driver.ts'

/** @throws AppError `store.damaged` when a page is not what was written */
export async function checkPages(session: SqlSession): Promise<void> {
  const findings = await session.all('PRAGMA cipher_integrity_check')
  if (findings.length > 0) throw new AppError('store.damaged')
}

export const arePagesSound = (session: SqlSession): Promise<boolean> => checkPages(session).then(() => true, () => false)
