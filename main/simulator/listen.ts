// Opening and closing an HTTP server on loopback; nothing of the simulator is ever reachable from another device.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export const loopback = '127.0.0.1'

export async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void, port: number): Promise<Server> {
  const server = createServer(handler)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return server
}

/** Ends open connections too: stalled answers would otherwise keep the process alive. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
