// An estate of as many organizations as asked for, eight of them in trouble: the e2e test of the same name with its own number.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../..', import.meta.url))

export default async function honestTotals({ n = 200 }: { n?: number }) {
  const child = spawn(process.execPath, ['scripts/session.mjs', 'vitest', 'run', '--project', 'e2e', 'honest-totals'], {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, ORGDECK_ORGANIZATIONS: String(n) },
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return code === 0 ? { passed: n, failed: 0 } : { passed: 0, failed: 1 }
}
