// Where the development tools find the checkout and keep what is costly to make twice.

import { chmodSync, mkdirSync, rmSync, renameSync, existsSync, mkdtempSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = dirname(dirname(fileURLToPath(import.meta.url)))
export const isRoot = process.getuid?.() === 0

/** Root's home is closed to the unprivileged user that runs the app, so root caches where everybody may read. */
export function cacheFolder() {
  const { ORGDECK_CACHE, XDG_CACHE_HOME } = process.env
  if (ORGDECK_CACHE) return ORGDECK_CACHE
  if (isRoot && process.platform === 'linux') return '/var/cache/orgdeck'
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'orgdeck')
}

/**
 * Fill `folder` once.
 *
 * `fill` works in a neighbour that is renamed at the end, so that an interrupted
 * or concurrent run never leaves a half-filled folder behind.
 */
export async function fillOnce(folder, fill) {
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true })
  // Whatever root's umask says: the unprivileged user must get through.
  if (isRoot) for (const opened of [cacheFolder(), dirname(folder)]) chmodSync(opened, 0o755)
  const draft = mkdtempSync(`${folder}.draft-`)
  try {
    await fill(draft)
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
