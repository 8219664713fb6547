/// <reference types="vitest/config" />
// Build environments (renderer, preload, main, engine, reader, vault, simulator) and test projects; the only tool configuration of the build.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions } from 'vite'
import { pageChunks, pagePlugins, withoutSchemas } from './renderer/registry-plugin.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The oldest runtime the bundles run on: Electron 25 (Chromium 114, Node 18.15).
const floor = { node: 'node18.15', chrome: 'chrome114' }

/** What the first rows wait for starts with the compiler's cache of its bundle (`main/shell/boot.cjs`). */
function booted(name: string, entry: string, target: string): EnvironmentOptions {
  const options = nodeBundle(name, entry, target)
  const boot = { name: 'orgdeck-boot', generateBundle(this: { emitFile(file: object): void }) {
    this.emitFile({ type: 'asset', fileName: 'index.cjs', source: readFileSync(here('main/shell/boot.cjs'), 'utf8') })
  } }
  const { rolldownOptions } = options.build!
  return { ...options, build: { ...options.build, rolldownOptions: { ...rolldownOptions, plugins: [boot], output: { ...rolldownOptions!.output, entryFileNames: 'program.cjs' } } } }
}

/** One CommonJS file: preload scripts and utility processes of the floor load nothing else. */
function nodeBundle(name: string, entry: string, target: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'keytar', '@journeyapps/sqlcipher'] },
    build: {
      outDir: here(`out/${name}`),
      emptyOutDir: true,
      target,
      minify: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: here(entry),
        treeshake: withoutSchemas,
        external: ['electron', 'keytar', '@journeyapps/sqlcipher', /^node:/],
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  }
}

const unitTests = { environment: 'node', testTimeout: 20_000 } as const

export default defineConfig({
  root: here('renderer'),
  publicDir: here('renderer/public'),
  base: './',
  plugins: [react(), pagePlugins()],
  build: {
    outDir: here('out/renderer'),
    emptyOutDir: true,
    target: floor.chrome,
    // The content policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    // One sheet: code that brings its own waits for it before it is even asked for.
    cssCodeSplit: false,
    // What shows first is asked for together with what it imports: each level found later is one more way through main. For the other
    // chunks the names of their imports would only lengthen the first code.
    modulePreload: { polyfill: false, resolveDependencies: (_file, imports, { hostType }) => (hostType === 'html' ? imports : []) },
    rolldownOptions: { input: here('renderer/index.html'), output: { codeSplitting: { groups: pageChunks } } },
  },
  environments: {
    main: booted('main', 'main/index.ts', floor.node),
    engine: booted('engine', 'main/engine/index.ts', floor.node),
    reader: nodeBundle('reader', 'main/engine/reader/index.ts', floor.node),
    vault: booted('vault', 'main/vault/index.ts', floor.node),
    simulator: nodeBundle('simulator', 'main/simulator/index.ts', floor.node),
    preload: nodeBundle('preload', 'preload/index.ts', floor.chrome),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment)
      }
    },
  },
  test: {
    root: here('.'),
    reporters: ['default'],
    projects: [
      { plugins: [pagePlugins()], test: { ...unitTests, root: here('.'), name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      { test: { ...unitTests, root: here('.'), name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      { test: { ...unitTests, root: here('.'), name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { ...unitTests, root: here('.'), name: 'architecture', include: ['test/architecture/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { ...unitTests, root: here('.'), name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
      { test: { ...unitTests, root: here('.'), name: 'tour', include: ['test/tour/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
