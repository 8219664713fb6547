// Load a TypeScript module of this checkout under plain Node: bundle it to a temporary file and import that.
// A bundle rather than a loader, so that benchmarks measure the code in the form in which it ships.

import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { checkout } from './paths.mjs'

/** Sources may ask where they are; the answer is their place in the checkout, not the temporary bundle. */
const keepOrigin = {
  name: 'keep-origin',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(checkout) || !code.includes('import.meta.')) return undefined
    const folder = id.slice(0, id.lastIndexOf('/'))
    return code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', JSON.stringify(folder))
      .replaceAll('import.meta.filename', JSON.stringify(id))
  },
}

const prefix = 'orgdeck-run-'

/** Gates kill processes without warning, which then cannot tidy up; the next one does it for them. */
function removeLeftBehind() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split('-')[0])
    if (!owner || existsSync(`/proc/${owner}`)) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's, which that user tidies up.
    }
  }
}

/**
 * Import a TypeScript file and everything of ours that it uses; packages are loaded from node_modules as they are.
 *
 * @param {string} file relative to the checkout
 */
export async function importTypeScript(file) {
  const entry = join(checkout, file)
  if (!existsSync(entry)) throw new Error(`there is no ${file}`)
  if (process.platform === 'linux') removeLeftBehind()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  // Bare imports of the bundle are looked up beside it.
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'dir')
  await build({
    configFile: false,
    root: checkout,
    logLevel: 'error',
    plugins: [keepOrigin],
    build: {
      ssr: entry,
      outDir: join(folder, 'bundle'),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: 'inline',
      rolldownOptions: { output: { format: 'esm', entryFileNames: 'entry.mjs', codeSplitting: false } },
    },
  })
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(join(folder, 'bundle', 'entry.mjs')).href)
}
