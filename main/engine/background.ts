// The engine as work in the background: once a reader answers the windows, what is left for the engine can wait for a core.

import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** Threads that come later inherit it; without the right to do so everything goes on as it was. It cannot be taken back. */
export function stepBack(): void {
  // Linux keeps a priority for each thread, the other systems one for the process.
  const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid]
  for (const thread of threads) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch {
      // A thread that has ended meanwhile.
    }
  }
}
