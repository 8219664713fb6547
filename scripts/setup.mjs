// What a fresh machine or checkout lacks for a task, made once. Says nothing when there is nothing to do.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { resolveElectron } from './electron.mjs'
import { ensureNative } from './native.mjs'
import { checkout } from './paths.mjs'
import { capture, runAsCommand, say } from './run.mjs'
import { ensureSystemPackages } from './system.mjs'

const builtFrom = ['main', 'preload', 'renderer', 'shared', 'vite.config.ts', 'package.json']
const stamp = join(checkout, 'out', '.built-from')

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** Contents, not times: a fresh clone or a changed branch has new times for old contents. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const file of builtFrom.flatMap((name) => filesBelow(join(checkout, name)))) {
    hash.update(file.slice(checkout.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function ensureBuild() {
  const hash = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('building the app …')
  capture(process.execPath, [join(checkout, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'], { cwd: checkout })
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

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
  if (needs.has('build')) ensureBuild()
  return { electron }
}

runAsCommand(import.meta, async () => {
  const { electron } = await setup({ need: ['native', 'electron', 'display', 'build'] })
  say(`ready: Electron ${electron.version} (${electron.source})`)
})
