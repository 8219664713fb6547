// Gives a child process of plain Node the `process.parentPort` that Electron gives a utility process; ports travel as numbers.

import type { FromChild, ToChild } from './vault-child.ts'

type Listener = (event: { data: unknown; ports: unknown[] }) => void

const portListeners = new Map<number, Listener[]>()
const parentListeners: Listener[] = []
const send = (packet: FromChild) => void process.send?.(packet)

const portNumbered = (channel: number) => ({
  postMessage: (message: unknown) => send({ channel, message }),
  on: (_: 'message', listener: Listener) => portListeners.set(channel, [...(portListeners.get(channel) ?? []), listener]),
  start: () => undefined,
})

process.on('message', (packet: ToChild) => {
  if (packet.channel !== null) {
    for (const listener of portListeners.get(packet.channel) ?? []) listener({ data: packet.message, ports: [] })
    return
  }
  const ports = packet.ports.map(portNumbered)
  for (const listener of parentListeners) listener({ data: packet.message, ports })
})
process.on('disconnect', () => process.exit(0))

Object.defineProperty(process, 'parentPort', {
  value: {
    postMessage: (message: unknown) => send({ channel: null, message }),
    on: (_: 'message', listener: Listener) => parentListeners.push(listener),
  },
})
