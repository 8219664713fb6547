// Bundles a TypeScript entry for a child process of plain Node; packages stay outside and are found beside the bundle.

import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const checkout = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** `instead` replaces packages by files of ours. The bundle goes with this process. */
export async function bundle(file: string, instead: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'orgdeck-bundle-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'dir')
  await build({
    configFile: false,
    root: checkout,
    logLevel: 'error',
    resolve: { alias: Object.fromEntries(Object.entries(instead).map(([name, path]) => [name, join(checkout, path)])) },
    build: {
      ssr: join(checkout, file),
      outDir: join(folder, 'out'),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'esm', entryFileNames: 'entry.mjs', codeSplitting: false } },
    },
  })
  return join(folder, 'out', 'entry.mjs')
}
