// Which secrets exist and where each one is: the root key and one key per connection, in the keychain or in memory.
//
// Invariants:
// - The ring never decides that a key is to be created: main does, from a proof of absence and its own marker.
// - Reading changes nothing; a secret handed out is a copy that its receiver wipes.

import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import { createHeldKeys } from './held-keys.ts'
import { type Finding, type ItemName, rootKeyName, type Slot, type VaultSettings } from './protocol.ts'
import { Secret } from './secret.ts'
import { type ReadOutcome, type SecretStore, secretOf } from './secret-store.ts'

export interface KeyRing {
  configure(settings: VaultSettings): void
  find(name: ItemName, slot: Slot): Promise<Finding>
  has(name: ItemName): Promise<boolean>
  createRootKey(slot: Slot): Promise<{ fingerprint: string }>
  hold(key: string): string
  discard(ticket: string): void
  keepInKeychain(ticket: string, name: ItemName, slot: Slot): Promise<void>
  keepInSession(ticket: string, name: ItemName): void
  forgetInSession(name: ItemName): void
  erase(name: ItemName, slot: Slot): Promise<void>
  eraseAll(): Promise<{ items: number }>
  /** The key behind a connection or a ticket, for the engine. */
  key(credential: string): Promise<Secret>
  rootKey(): Promise<Secret>
  wipe(): void
}

const accountOf = (name: ItemName, slot: Slot) => `${name}/${slot}`

/** 64 of 256 random bits, hashed: enough to notice another key, useless for guessing this one. */
const fingerprintOf = (secret: Secret): string => createHash('sha256').update('orgdeck root key').update(secret.unwrap()).digest('hex').slice(0, 16)

export function createKeyRing(openStore: (profile: string) => SecretStore): KeyRing {
  const held = createHeldKeys()
  const session = new Map<ItemName, Secret>()
  let settings: VaultSettings | null = null
  let store: SecretStore | null = null

  const keychain = (): SecretStore => {
    if (!settings || settings.isSessionOnly) throw new AppError('keychain.absent')
    return (store ??= openStore(settings.profile))
  }

  const forgetInSession = (name: ItemName) => {
    session.get(name)?.wipe()
    session.delete(name)
  }

  const ticketKey = (ticket: string): Secret => {
    const secret = held.get(ticket)
    if (!secret) throw new AppError('key.ticket')
    return secret
  }

  const key = async (name: ItemName): Promise<Secret> => {
    const near = held.get(name) ?? session.get(name)
    if (near) return Secret.copyOf(near.unwrap())
    const slot = settings?.slots[name]
    if (!slot) throw new AppError('keychain.missing-item')
    return secretOf(await keychain().get(accountOf(name, slot)))
  }

  return {
    configure: (next) => {
      if (next.profile !== settings?.profile) store = null
      settings = next
      if (!next.isSessionOnly) forgetInSession(rootKeyName)
      else if (!session.has(rootKeyName)) session.set(rootKeyName, Secret.copyOf(randomBytes(limits.rootKeyBytes)))
    },
    find: async (name, slot) => {
      const outcome = await keychain().get(accountOf(name, slot))
      const finding = findingOf(outcome)
      if (outcome.kind !== 'found') return finding
      const isWhole = name !== rootKeyName || outcome.secret.unwrap().length === limits.rootKeyBytes
      const fingerprint = fingerprintOf(outcome.secret)
      outcome.secret.wipe()
      if (name !== rootKeyName) return finding
      return isWhole ? { ...finding, fingerprint } : finding
    },
    has: async (name) => {
      if (session.has(name)) return true
      const slot = settings?.slots[name]
      if (!slot || settings?.isSessionOnly) return false
      const outcome = await keychain().get(accountOf(name, slot))
      if (outcome.kind === 'found') outcome.secret.wipe()
      return outcome.kind === 'found'
    },
    createRootKey: async (slot) => {
      const secret = Secret.copyOf(randomBytes(limits.rootKeyBytes))
      try {
        await keychain().set(accountOf(rootKeyName, slot), secret)
        return { fingerprint: fingerprintOf(secret) }
      } finally {
        secret.wipe()
      }
    },
    hold: held.hold,
    discard: held.discard,
    keepInKeychain: (ticket, name, slot) => keychain().set(accountOf(name, slot), ticketKey(ticket)),
    keepInSession: (ticket, name) => {
      const secret = Secret.copyOf(ticketKey(ticket).unwrap())
      forgetInSession(name)
      session.set(name, secret)
    },
    forgetInSession,
    erase: (name, slot) => keychain().delete(accountOf(name, slot)),
    eraseAll: async () => {
      const accounts = await keychain().list()
      for (const account of accounts) await keychain().delete(account)
      return { items: accounts.length }
    },
    key,
    rootKey: async () => {
      const secret = await key(rootKeyName)
      if (secret.unwrap().length === limits.rootKeyBytes) return secret
      secret.wipe()
      throw new AppError('keychain.missing-item')
    },
    wipe: () => {
      held.wipe()
      for (const name of [...session.keys()]) forgetInSession(name)
    },
  }
}

function findingOf(outcome: ReadOutcome): Finding {
  if (outcome.kind !== 'unavailable') return { kind: outcome.kind }
  return { kind: outcome.isSilent ? 'silent' : 'none' }
}
