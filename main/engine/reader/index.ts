// The reader's composition root: a utility process that answers from the projection while the engine writes it.

import { serveEngine } from '../link/engine-server.ts'
import { linkPortOf, parentPort } from '../link/host.ts'
import { createReaderServer } from './reader-server.ts'

const parent = parentPort()
if (!parent) throw new Error('the reader runs as a utility process')

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
const fail = (text: string) => parent.postMessage({ type: 'failure', text })

// Main starts another, and the engine answers meanwhile.
const die = (error: unknown): void => {
  fail(describe(error))
  setTimeout(() => process.exit(70), 50)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

const { handlers, attach } = createReaderServer({ clock: { now: () => Date.now() } })

parent.on('message', ({ data, ports: [port] }) => {
  const { type } = data as { type: string }
  if (type === 'stop') process.exit(0)
  if (!port) return
  if (type === 'engine') attach(linkPortOf(port))
  if (type !== 'start') return
  serveEngine(linkPortOf(port), handlers, (name, error) => fail(`${name}: ${describe(error)}`))
  parent.postMessage({ type: 'ready', names: Object.keys(handlers) })
})
