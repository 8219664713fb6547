// Every entry of the keychain library holds a connection to the session bus until it is garbage collected, and in a process
// that does little else that is never: after some hundred calls the bus or the file table is full (seen 2026-11 with 2.1.2,
// `npm run gate -- keychain --case many`). So the entries are collected in time.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { limits } from '../../shared/base/limits.ts'

/** To be called for every entry that is made. */
export function createEntryRelease(collect: () => void = collector()): () => void {
  let opened = 0
  return () => {
    opened++
    if (opened < limits.keychainEntriesOpenMax) return
    opened = 0
    // In a turn of its own: the entry of this turn is still in use, and finalizers run between turns.
    setImmediate(collect)
  }
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
