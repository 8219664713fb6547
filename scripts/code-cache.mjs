// The compiler's cache of the bundles that are on the way to the first rows: made once a build by the runtime that will read it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkout } from './paths.mjs'
import { capture, say } from './run.mjs'

const maker = fileURLToPath(new URL('./launcher/code-cache.cjs', import.meta.url))
const folders = ['main', 'engine', 'vault'].map((name) => join(checkout, 'out', name))
/** Which runtime made them; a new build removes the caches themselves. */
const stamp = join(checkout, 'out', '.code-cache')

const isFresh = (version) => existsSync(stamp) && readFileSync(stamp, 'utf8') === version && folders.every((folder) => existsSync(join(folder, 'program.cache')))

/** Without a cache everything works, and starts a little later; so a runtime that cannot make one is only told about. */
export function ensureCodeCache({ executable, version }) {
  if (isFresh(version)) return
  try {
    // A runtime whose fuses keep it from running as plain Node would start a window, or none and wait.
    capture(executable, [maker, ...folders], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, timeout: 60_000 })
    writeFileSync(stamp, version)
  } catch (error) {
    say(`the app will start without its code cache: ${error.message.split('\n')[0]}`)
  }
}
