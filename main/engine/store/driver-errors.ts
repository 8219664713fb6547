// SQLite's result codes → the program's errors. Anything not listed is a programmer's error and stays what it is.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../shared/base/error-codes.ts'

const codes: Readonly<Record<string, ErrorCode>> = {
  SQLITE_NOTADB: 'store.key',
  SQLITE_CORRUPT: 'store.damaged',
  SQLITE_FORMAT: 'store.damaged',
  // A connection that has refused a page answers so to whatever comes next; memory itself is not what runs out.
  SQLITE_NOMEM: 'store.damaged',
  SQLITE_FULL: 'store.full',
  SQLITE_READONLY: 'store.read-only',
  SQLITE_CANTOPEN: 'store.read-only',
  SQLITE_PERM: 'store.read-only',
  SQLITE_BUSY: 'store.busy',
  SQLITE_LOCKED: 'store.busy',
  // The file system refused. Says nothing about the content, so it must never lead to a file being set aside.
  SQLITE_IOERR: 'store.read-only',
}

/** File-system errors that our own small files meet. */
const fileCodes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'store.full',
  EDQUOT: 'store.full',
  EROFS: 'store.read-only',
  EACCES: 'store.read-only',
  EPERM: 'store.read-only',
  ENOTDIR: 'store.read-only',
}

/** An AppError for what an operator can meet, or the error itself. */
export function storeError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const known = codes[code] ?? fileCodes[code]
  if (!known) return error
  const mapped = new AppError(known)
  mapped.stack = `${mapped.stack}\nfrom ${String((error as Error).message)}`
  return mapped
}

/** Runs file work with its errors translated. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storeError(error)
  }
}
