// A vault without a process: the real ring and the real request handling over stores of a test. It can be told to hang or to crash.

import type { VaultChild } from '../../../main/engine-host/vault-link.ts'
import { handOver, takeOver } from '../../../main/vault/hand-over.ts'
import { createKeyRing } from '../../../main/vault/key-ring.ts'
import { createMemoryStore } from '../../../main/vault/memory-store.ts'
import type { Port } from '../../../main/vault/port.ts'
import type { EngineRequest, FromVault, ToVault } from '../../../main/vault/protocol.ts'
import { createRequests } from '../../../main/vault/requests.ts'
import { type Obstacle, obstacleToError, type SecretStore } from '../../../main/vault/secret-store.ts'

/** One end of a channel in the shape of Electron's ports: messages are cloned and come later. */
export interface TestPort extends Port {
  close(): void
}

export function createTestChannel(): [TestPort, TestPort] {
  const listeners: ((event: { data: unknown; ports: Port[] }) => void)[][] = [[], []]
  const queued: unknown[][] = [[], []]
  const end = (mine: number, other: number): TestPort => ({
    postMessage: (message) => {
      const data: unknown = structuredClone(message)
      setImmediate(() => {
        if (listeners[other]!.length === 0) queued[other]!.push(data)
        for (const listener of listeners[other]!) listener({ data, ports: [] })
      })
    },
    on: (_, listener) => {
      listeners[mine]!.push(listener)
      for (const data of queued[mine]!.splice(0)) listener({ data, ports: [] })
    },
    start: () => undefined,
    close: () => undefined,
  })
  return [end(0, 1), end(1, 0)]
}

/** What all profiles keep, with the faults of a real keychain. */
export interface TestKeychain {
  open(profile: string): SecretStore
  obstruct(obstacle: Obstacle | 'hangs' | null): void
  /** Accounts of all profiles. */
  accounts(): Promise<string[]>
}

export function createTestKeychain(): TestKeychain {
  const stores = new Map<string, SecretStore>()
  let obstacle: Obstacle | 'hangs' | null = null
  const never = () => new Promise<never>(() => undefined)
  const pass = async () => {
    if (obstacle === 'hangs') await never()
    else if (obstacle) throw obstacleToError(obstacle)
  }
  const storeOf = (profile: string) => {
    const store = stores.get(profile) ?? createMemoryStore()
    stores.set(profile, store)
    return store
  }
  return {
    open: (profile) => {
      const store = storeOf(profile)
      return {
        get: async (account) => (obstacle === 'hangs' ? never() : (obstacle ?? store.get(account))),
        set: async (account, secret) => pass().then(() => store.set(account, secret)),
        delete: async (account) => pass().then(() => store.delete(account)),
        list: async () => pass().then(() => store.list()),
      }
    },
    obstruct: (next) => {
      obstacle = next
    },
    accounts: async () => (await Promise.all([...stores].map(async ([profile, store]) => (await store.list()).map((account) => `${profile}/${account}`)))).flat(),
  }
}

export interface TestVault extends VaultChild<TestPort> {
  readonly isKilled: () => boolean
  readonly received: readonly ToVault[]
  crash(): void
}

export function startTestVault(keychain: TestKeychain): TestVault {
  let isGone = false
  const received: ToVault[] = []
  const onMessages: ((message: FromVault) => void)[] = []
  const onExits: (() => void)[] = []
  const tell = (message: FromVault) => {
    const copy = structuredClone(message)
    setImmediate(() => {
      if (!isGone) for (const listener of onMessages) listener(copy)
    })
  }
  const ring = createKeyRing(keychain.open)
  const requests = createRequests(ring, () => tell({ type: 'overdue' }))
  const end = () => {
    if (isGone) return
    isGone = true
    for (const listener of onExits) listener()
  }
  const receive = async (message: ToVault, port: TestPort | undefined) => {
    if (message.type === 'call') {
      tell({ type: 'answer', ...(await requests.call(message.id, message.method, message.input)) })
      if (message.method === 'stop') setImmediate(() => setImmediate(end))
    } else if (!port) return
    else if (message.type === 'engine') port.on('message', ({ data }) => void requests.serve(data as EngineRequest).then((answer) => !isGone && port.postMessage(answer)))
    else if (message.type === 'handOver') await handOver(ring, port)
    else await requests.inTurn(() => takeOver(ring, port)).then(() => tell({ type: 'takenOver' }))
  }
  return {
    isKilled: () => isGone,
    received,
    postMessage: (message, transfer = []) => {
      const copy = structuredClone(message)
      received.push(copy)
      setImmediate(() => {
        if (!isGone) void receive(copy, transfer[0])
      })
    },
    onMessage: (listener) => void onMessages.push(listener),
    onExit: (listener) => void onExits.push(listener),
    kill: end,
    crash: end,
  }
}
