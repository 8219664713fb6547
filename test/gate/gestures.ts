// Gestures in the real window, as often as asked: the e2e test of the same name with its own number and seed.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../..', import.meta.url))

export default async function gestures({ n = 2_000, seed = 1 }: { n?: number; seed?: number }) {
  const child = spawn(process.execPath, ['scripts/session.mjs', 'vitest', 'run', '--project', 'e2e', 'gestures'], {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, ORGDECK_GESTURES: String(n), ORGDECK_SEED: String(seed) },
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return code === 0 ? { passed: n, failed: 0 } : { passed: 0, failed: 1 }
}
