// The engine's composition root: a utility process that waits for its ports, serves calls and ends with a goodbye.

import { stepBack } from './background.ts'
import { createHandlers } from './handlers/handlers.ts'
import { serveEngine, type EngineServer } from './link/engine-server.ts'
import { linkPortOf, parentPort } from './link/host.ts'
import { createVaultClient, type AttachableVaultClient } from './link/vault-client.ts'
import { createEngineSession, type EngineSession } from './session.ts'

const parent = parentPort()
if (!parent) throw new Error('the engine runs as a utility process')

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

// A broken invariant ends the process; main starts a new one and the store recovers by itself.
const die = (error: unknown): void => {
  parent.postMessage({ type: 'failure', text: describe(error) })
  setTimeout(() => process.exit(70), 50)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

let vault: AttachableVaultClient | null = null
let session: EngineSession | null = null

parent.on('message', ({ data, ports }) => {
  const message = data as { type: string }
  if (message.type === 'stop') process.exit(0)
  // The vault was replaced after it hung: keys come through a new port, what is remembered stays valid.
  if (message.type === 'vault' && ports[0]) vault?.attach(ports[0])
  if (message.type === 'reader' && ports[0]) {
    session?.loan.attach(linkPortOf(ports[0]))
    stepBack()
  }
  if (message.type === 'readerGone') session?.loan.detach()
  const [calls, secrets] = ports
  if (message.type !== 'start' || !calls || !secrets) return
  let server: EngineServer | null = null
  vault = createVaultClient(secrets)
  session = createEngineSession({
    vault,
    clock: { now: () => Date.now() },
    publish: (name, item) => server?.publish(name, item),
  })
  server = serveEngine(linkPortOf(calls), createHandlers(session), (name, error) =>
    parent.postMessage({ type: 'failure', text: `${name}: ${describe(error)}` }),
  )
  parent.postMessage({ type: 'ready' })
})
