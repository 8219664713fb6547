// Build the app when its sources changed, and write the licences of what the build contains beside it.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectBundledPackages, noticesText } from './notices.mjs'
import { checkout } from './paths.mjs'
import { runAsCommand, say } from './run.mjs'

const builtFrom = ['main', 'preload', 'renderer', 'shared', 'vite.config.ts', 'package.json', 'package-lock.json']
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

async function build() {
  // Loaded only now: most runs find the build fresh, and the tool takes a while to load.
  const { createBuilder } = await import('vite')
  const { plugin, folders } = collectBundledPackages()
  const builder = await createBuilder({ configFile: join(checkout, 'vite.config.ts'), logLevel: 'warn', plugins: [plugin] }, null)
  await builder.buildApp()
  writeFileSync(join(checkout, 'out', 'THIRD-PARTY-NOTICES.txt'), noticesText(folders))
}

export async function ensureBuild() {
  const hash = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('building the app …')
  // A build that fails half-way must not pass for the old one.
  rmSync(stamp, { force: true })
  await build()
  writeFileSync(stamp, hash)
}

runAsCommand(import.meta, ensureBuild)
