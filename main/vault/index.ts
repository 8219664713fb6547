// Entry of the vault process: the keychain and nothing else. Main calls over parentPort; the engine has a port of its own,
// which main hands over and never sees into.

import * as keychain from 'keytar'
import { createKeyRing } from './key-ring.ts'
import { createKeytarStore } from './keytar-store.ts'
import type { EngineRequest, FromVault, ToVault } from './protocol.ts'
import { createRequests } from './requests.ts'

/** Electron's ports as far as they are used here, so that nothing has to import electron. */
interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: Port[] }) => void): void
  start(): void
}

const parent = (process as unknown as { parentPort: Port }).parentPort
const tell = (message: FromVault) => parent.postMessage(message)

const ring = createKeyRing((profile) => createKeytarStore({ binding: keychain, profile }))
const requests = createRequests(ring, () => tell({ type: 'overdue' }))

// A process that holds secrets does not go on after something unforeseen; main starts a new one.
// Nothing is printed: an error's text could quote what it was given.
process.on('uncaughtException', () => process.exit(70))
process.on('unhandledRejection', () => process.exit(70))

function serveEngine(port: Port): void {
  port.on('message', ({ data }) => {
    void requests.serve(data as EngineRequest).then((answer) => port.postMessage(answer))
  })
  port.start()
}

parent.on('message', ({ data, ports }) => {
  const message = data as ToVault
  if (message.type === 'engine') {
    const port = ports[0]
    if (port) serveEngine(port)
    return
  }
  void requests.call(message.id, message.method, message.input).then((answer) => {
    tell({ type: 'answer', ...answer })
    if (message.method !== 'stop') return
    tell({ type: 'goodbye' })
    // Leaves the messages a moment to go out: an exit in the same turn would drop them.
    setTimeout(() => process.exit(0), 20)
  })
})
