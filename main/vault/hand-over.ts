// From a process that waits for its keychain to the one that replaces it: what lives in memory only is not lost.
// A call that hangs leaves the process's own loop running, so the old one can still speak when it is asked.

import { limits } from '../../shared/base/limits.ts'
import type { KeyRing } from './key-ring.ts'
import type { Port } from './port.ts'
import type { Belongings } from './protocol.ts'

export async function handOver(ring: KeyRing, port: Port): Promise<void> {
  const belongings = await ring.belongings()
  port.postMessage(belongings)
  wipe(belongings)
  // This process may have to wait for its prompt a while longer, but without anybody's key.
  await ring.wipe()
}

/** Resolves when everything has arrived, or when the predecessor has nothing to say in time. */
export async function takeOver(ring: KeyRing, port: Port): Promise<void> {
  const arrived = new Promise<Belongings>((resolve) => {
    port.on('message', ({ data }) => resolve(data as Belongings))
    port.start()
  })
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), limits.vaultHandOverMs))
  const belongings = await Promise.race([arrived, late])
  if (!belongings) return
  await ring.takeOver(belongings)
  wipe(belongings)
}

function wipe({ session, held }: Belongings): void {
  for (const { bytes } of [...session, ...held]) bytes.fill(0)
}
