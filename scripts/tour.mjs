// Take pictures of every screen of the demo estate, without needing a display. They land in out/tour.

import { readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkout } from './paths.mjs'
import { runAsCommand } from './run.mjs'
import { runInSession } from './session.mjs'

export async function tour() {
  const results = join(checkout, 'out', 'tour')
  // Pictures of screens that no longer exist would be misleading.
  rmSync(results, { recursive: true, force: true })
  const code = await runInSession(['vitest', 'run', '--project', 'tour'], { results })
  if (code !== 0) return code
  for (const name of readdirSync(results).filter((file) => file.endsWith('.png')).sort()) {
    console.log(relative(process.cwd(), join(results, name)))
  }
  return 0
}

runAsCommand(import.meta, tour)
