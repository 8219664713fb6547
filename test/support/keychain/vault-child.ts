// The vault in a child process of plain Node, with ports relayed over the process channel: what Electron does, without Electron.

import { type ChildProcess, fork } from 'node:child_process'
import type { VaultChild } from '../../../main/engine-host/vault-link.ts'
import type { FromVault } from '../../../main/vault/protocol.ts'

/** `channel` null is the parent port itself. */
export type ToChild = { readonly channel: number | null; readonly message: unknown; readonly ports: readonly number[] }
export type FromChild = { readonly channel: number | null; readonly message: unknown }

let channels = 0

/** One end of a channel; after it was handed to a child, that child's messages come out at the other end. */
export class RelayPort {
  readonly channel = ++channels
  peer!: RelayPort
  owner: ChildProcess | null = null
  readonly #listeners: ((message: unknown) => void)[] = []
  #queued: unknown[] = []

  postMessage(message: unknown): void {
    this.peer.deliver(structuredClone(message))
  }

  on(_: 'message', listener: (message: unknown) => void): void {
    this.#listeners.push(listener)
    for (const message of this.#queued.splice(0)) listener(message)
  }

  deliver(message: unknown): void {
    if (this.owner) sendTo(this.owner, { channel: this.channel, message, ports: [] })
    else if (this.#listeners.length === 0) this.#queued.push(message)
    else for (const listener of this.#listeners) listener(message)
  }

  handTo(owner: ChildProcess): void {
    this.owner = owner
    for (const message of this.#queued.splice(0)) this.deliver(message)
  }
}

export function createRelayChannel(): [RelayPort, RelayPort] {
  const ports: [RelayPort, RelayPort] = [new RelayPort(), new RelayPort()]
  ports[0].peer = ports[1]
  ports[1].peer = ports[0]
  return ports
}

const sendTo = (child: ChildProcess, packet: ToChild) => {
  if (child.connected) child.send(packet)
}

export interface NodeVaultChild extends VaultChild<RelayPort> {
  readonly pid: number | undefined
  readonly isAlive: () => boolean
}

/** `bundle` is the bundled `vault-entry.ts`. */
export function forkVault(bundle: string): NodeVaultChild {
  const child = fork(bundle, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ports = new Map<number, RelayPort>()
  const listeners: ((message: FromVault) => void)[] = []
  child.on('message', (packet: FromChild) => {
    if (packet.channel === null) for (const listener of listeners) listener(packet.message as FromVault)
    else ports.get(packet.channel)?.peer.deliver(packet.message)
  })
  return {
    pid: child.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    postMessage: (message, transfer = []) => {
      // The message that announces a port goes out before anything that was said into it.
      sendTo(child, { channel: null, message, ports: transfer.map(({ channel }) => channel) })
      for (const port of transfer) {
        ports.set(port.channel, port)
        port.handTo(child)
      }
    },
    onMessage: (listener) => void listeners.push(listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}
