// What a fresh machine or checkout lacks for a task, made once. Says nothing when there is nothing to do.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { ensureCodeCache } from './code-cache.mjs'
import { resolveElectron } from './electron.mjs'
import { ensureNative } from './native.mjs'
import { checkout } from './paths.mjs'
import { runAsCommand, say } from './run.mjs'
import { ensureSystemPackages } from './system.mjs'

/**
 * Make what a task needs.
 *
 * @param {{ need: ('native' | 'electron' | 'display' | 'build')[] }} task
 * @returns {Promise<{ electron?: import('./electron.mjs').Runtime }>}
 */
export async function setup({ need }) {
  const needs = new Set(need)
  if (!existsSync(join(checkout, 'node_modules'))) throw new Error('dependencies are missing, please run: npm ci')
  ensureSystemPackages(['electron', 'display'].filter((name) => needs.has(name)))
  if (needs.has('native')) await ensureNative()
  const electron = needs.has('electron') ? await resolveElectron() : undefined
  if (needs.has('build')) await ensureBuild()
  if (needs.has('build') && electron) ensureCodeCache(electron)
  return { electron }
}

runAsCommand(import.meta, async () => {
  const { electron } = await setup({ need: ['native', 'electron', 'display', 'build'] })
  say(`ready: Electron ${electron.version} (${electron.source})`)
})
