// The vault as an Electron process: where its bundle is, how it is forked and killed. Everything else is in vault-host.ts.

import { join } from 'node:path'
import { app, MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron'
import type { Log } from '../log/log.ts'
import type { FromVault } from '../vault/protocol.ts'
import { createVaultHost, type VaultHostOf } from './vault-host.ts'
import type { VaultChild } from './vault-link.ts'
import { openMarker } from './vault-marker.ts'

export type { KeychainState } from './vault-host.ts'
export type VaultHost = VaultHostOf<MessagePortMain>

export interface VaultProcessOptions {
  readonly profileFolder: string
  /** The keychain is never asked: keys and offline copies end with the session. */
  readonly isSessionOnly?: boolean
  readonly log: Pick<Log, 'info' | 'warn'>
}

/** The process itself starts with the first call. */
export function createVaultProcess({ profileFolder, isSessionOnly = false, log }: VaultProcessOptions): VaultHost {
  return createVaultHost({ fork, createChannel, marker: openMarker(profileFolder), isSessionOnly, log, now: () => Date.now() })
}

function createChannel(): [MessagePortMain, MessagePortMain] {
  const { port1, port2 } = new MessageChannelMain()
  return [port1, port2]
}

/** What the keychain's client needs to find the session's bus, and nothing else of the environment. */
const passedOn = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'HOME', 'DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY']

function fork(): VaultChild<MessagePortMain> {
  const env = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const child = utilityProcess.fork(join(app.getAppPath(), 'out/vault/index.cjs'), [], { serviceName: 'OrgDeck vault', env, stdio: 'ignore' })
  return {
    postMessage: (message, transfer = []) => child.postMessage(message, transfer),
    onMessage: (listener) => void child.on('message', (message: FromVault) => listener(message)),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => {
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
  }
}
