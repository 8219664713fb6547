// The files of a store: where they are, written whole or not at all, readable by their owner only, set aside instead of deleted.

import { open, mkdir, readFile, readdir, rename, rm, stat, chmod } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { withStoreErrors } from './driver-errors.ts'

export interface StoreFolder {
  readonly root: string
  readonly projection: string
  readonly lock: string
  /** What was done; not per organization, because a plan may reach over several. */
  readonly ledger: string
  history(organization: OrganizationId): string
  /** Beside the history; a name that no organization's history has. */
  events(organization: OrganizationId): string
  key(name: string): string
  witness(name: string): string
}

const ownerOnlyFolder = 0o700
const ownerOnlyFile = 0o600
const setAsideMark = '.set-aside-'

export const storeFolder = (root: string): StoreFolder => ({
  root,
  projection: join(root, 'current.db'),
  lock: join(root, 'store.lock'),
  ledger: join(root, 'ledger.db'),
  history: (organization) => join(root, 'history', `${organization}.db`),
  events: (organization) => join(root, 'history', `${organization}.events.db`),
  key: (name) => join(root, 'keys', `${name}.key`),
  witness: (name) => join(root, 'witness', `${name}.seal`),
})

/** Names of keys and witnesses; an organization's is its id, which is never one of these. */
export const projectionName = 'current'
export const rootCheckName = 'root'
export const ledgerName = 'ledger'

export const createFolders = (folder: StoreFolder): Promise<void> =>
  withStoreErrors(async () => {
    for (const path of [folder.root, dirname(folder.history('' as OrganizationId)), dirname(folder.key('')), dirname(folder.witness(''))]) {
      await mkdir(path, { recursive: true, mode: ownerOnlyFolder })
      await chmod(path, ownerOnlyFolder)
    }
  })

/** Writes a small file so that a reader sees the old content or the new, never a part. */
export const writeWhole = (path: string, content: Buffer, { isDurable }: { isDurable: boolean }): Promise<void> =>
  withStoreErrors(async () => {
    const draft = `${path}.draft`
    const file = await open(draft, 'w', ownerOnlyFile)
    try {
      await file.writeFile(content)
      if (isDurable) await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    if (isDurable) await syncFolder(dirname(path))
  })

/** A rename survives a power cut only when its folder was synced; not every platform lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

export async function readIfPresent(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

const databaseParts = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

export const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)

/** Database files are created by SQLite with the process's mask; this makes them the owner's alone. */
export const protectDatabase = (path: string): Promise<void> =>
  withStoreErrors(async () => {
    const file = await open(path, 'a', ownerOnlyFile)
    await file.close()
    await chmod(path, ownerOnlyFile)
  })

/**
 * Puts a database file with its log out of the way under a name that says when; evidence is never deleted here.
 * Answers with the suffix, or null when there was no file.
 */
export async function setAside(path: string, at: string): Promise<string | null> {
  const stamp = `${setAsideMark}${at.replace(/[^0-9A-Za-z]/g, '')}`
  let suffix = stamp
  for (let attempt = 2; await exists(`${path}${suffix}`); attempt++) suffix = `${stamp}-${attempt}`
  const parts: string[] = []
  for (const part of databaseParts(path)) if (await exists(part)) parts.push(part)
  for (const part of parts) await rename(part, part.replace(path, `${path}${suffix}`))
  return parts.length > 0 ? suffix : null
}

/** Deletes a database file with its log and everything of it that was set aside. Answers with the number of files. */
export const deleteDatabase = (path: string): Promise<number> =>
  withStoreErrors(async () => {
    const own = await namesOf(path)
    for (const name of own) await rm(join(dirname(path), name), { force: true })
    return own.length
  })

/** Names of a file's own parts and of its copies that were set aside. */
export async function namesOf(path: string): Promise<string[]> {
  const name = basename(path)
  return (await readdir(dirname(path))).filter((entry) => entry === name || entry.startsWith(`${name}-`) || entry.startsWith(`${name}${setAsideMark}`))
}

export const missingFile = 'missing'

/** What a database file looks like from outside; another value means that somebody else touched it, or that we did not close it. */
export async function fileFingerprint(path: string): Promise<string> {
  const [file, log] = await Promise.all([stat(path).catch(() => null), stat(`${path}-wal`).catch(() => null)])
  return file ? `${file.size}:${Math.trunc(file.mtimeMs)}:${file.ino}:${log?.size ?? 0}` : missingFile
}

/** Organizations that have a history file here. */
export async function historyOrganizations(folder: StoreFolder): Promise<OrganizationId[]> {
  const names = await readdir(dirname(folder.history('' as OrganizationId)))
  return names.flatMap((name) => /^([0-9a-f]{24})\.db$/.exec(name)?.slice(1) ?? []) as OrganizationId[]
}
