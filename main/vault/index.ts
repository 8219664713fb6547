// Entry of the vault process: the keychain and nothing else. Main calls over parentPort; the engine has a port of its own,
// which main hands over and never sees into.

import * as keychain from 'keytar'
import { handOver, takeOver } from './hand-over.ts'
import { createKeyRing } from './key-ring.ts'
import { createKeytarStore } from './keytar-store.ts'
import { parentPort, type Port } from './port.ts'
import type { EngineRequest, FromVault, ToVault } from './protocol.ts'
import { createRequests } from './requests.ts'

const parent = parentPort()
const tell = (message: FromVault) => parent.postMessage(message)

const ring = createKeyRing((profile) => createKeytarStore({ binding: keychain, profile }))
const requests = createRequests(ring, () => tell({ type: 'overdue' }))

// A process that holds secrets does not go on after something unforeseen; main starts a new one.
// Nothing is printed: an error's text could quote what it was given.
process.on('uncaughtException', () => process.exit(70))
process.on('unhandledRejection', () => process.exit(70))

function serveEngine(port: Port): void {
  port.on('message', ({ data }) => {
    void requests.serve(data as EngineRequest).then((answer) => {
      port.postMessage(answer)
      if (answer.ok) answer.value.fill(0)
    })
  })
  port.start()
}

async function serveCall(message: Extract<ToVault, { type: 'call' }>): Promise<void> {
  tell({ type: 'answer', ...(await requests.call(message.id, message.method, message.input)) })
  if (message.method !== 'stop') return
  tell({ type: 'goodbye' })
  // Leaves the messages a moment to go out: an exit in the same turn would drop them.
  setTimeout(() => process.exit(0), 20)
}

parent.on('message', ({ data, ports: [port] }) => {
  const message = data as ToVault
  if (message.type === 'call') void serveCall(message)
  else if (!port) return
  else if (message.type === 'engine') serveEngine(port)
  else if (message.type === 'handOver') void handOver(ring, port)
  else void requests.inTurn(() => takeOver(ring, port)).then(() => tell({ type: 'takenOver' }))
})
