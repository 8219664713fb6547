// The compiler's cache of the bundles that are on the way to the first rows: made once a build by the runtime that will read it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkout } from './paths.mjs'
import { capture, say } from './run.mjs'

const maker = fileURLToPath(new URL('./launcher/code-cache.cjs', import.meta.url))
const cachedBundles = ['main', 'engine', 'vault']

/** Without a cache everything works, and starts a little later; so a runtime that cannot make one is only told about. */
export function ensureCodeCache({ executable, version }) {
  const stamp = join(checkout, 'out', '.code-cache')
  const made = `${version} ${readFileSync(join(checkout, 'out', '.built-from'), 'utf8')}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return
  try {
    const folders = cachedBundles.map((name) => join(checkout, 'out', name))
    capture(executable, [maker, ...folders], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  } catch (error) {
    say(`the app will start without its code cache: ${error.message.split('\n')[0]}`)
  }
  writeFileSync(stamp, made)
}
