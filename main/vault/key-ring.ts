// Which secrets exist and where each one is: the root key and one key per connection, in the keychain or in memory.
//
// Invariants:
// - The ring never decides that a key is to be created: main does, from a proof of absence and its own marker.
// - Reading changes nothing; a secret handed out is a copy that its receiver wipes.

import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import { createHeldKeys } from './held-keys.ts'
import { createMemoryStore } from './memory-store.ts'
import { type Belongings, type Finding, type ItemName, type Place, rootKeyName, type Slot, type VaultSettings } from './protocol.ts'
import { Secret } from './secret.ts'
import { type ReadOutcome, type SecretStore, secretOf } from './secret-store.ts'

export interface KeyRing {
  configure(settings: VaultSettings): Promise<void>
  find(place: Place): Promise<Finding>
  has(name: ItemName): Promise<boolean>
  createRootKey(slot: Slot): Promise<{ fingerprint: string }>
  hold(key: string): string
  discard(ticket: string): void
  keepInKeychain(ticket: string, place: Place): Promise<void>
  keepInSession(ticket: string, name: ItemName): Promise<void>
  forgetInSession(name: ItemName): Promise<void>
  erase(place: Place): Promise<void>
  list(): Promise<Place[]>
  /** The key behind a connection or a ticket, for the engine. */
  key(credential: string): Promise<Secret>
  rootKey(): Promise<Secret>
  /** All that lives in memory only, for the process that comes after this one. */
  belongings(): Promise<Belongings>
  takeOver(belongings: Belongings): Promise<void>
  wipe(): Promise<void>
}

const accountOf = ({ name, slot }: Place) => `${name}/${slot}`

function placeOf(account: string): Place[] {
  const [name = '', slot, ...rest] = account.split('/')
  return (slot === 'a' || slot === 'b') && rest.length === 0 ? [{ name, slot }] : []
}

/** 64 of 256 random bits, hashed: enough to notice another key, useless for guessing this one. */
const fingerprintOf = (secret: Secret): string => createHash('sha256').update('orgdeck root key').update(secret.unwrap()).digest('hex').slice(0, 16)

export function createKeyRing(openStore: (profile: string) => SecretStore): KeyRing {
  const held = createHeldKeys()
  const session = createMemoryStore()
  let settings: VaultSettings | null = null
  let store: SecretStore | null = null

  const keychain = (): SecretStore => {
    if (!settings || settings.isSessionOnly) throw new AppError('keychain.absent')
    return (store ??= openStore(settings.profile))
  }

  const ticketKey = (ticket: string): Secret => {
    const secret = held.get(ticket)
    if (!secret) throw new AppError('key.ticket')
    return secret
  }

  /** Memory first: what the operator keeps for the session stands before an item that may be left in the keychain. */
  const look = async (name: ItemName): Promise<ReadOutcome> => {
    const near = await session.get(name)
    const slot = settings?.slots[name]
    return near.kind === 'found' || !slot || settings?.isSessionOnly ? near : keychain().get(accountOf({ name, slot }))
  }

  return {
    configure: async (next) => {
      if (next.profile !== settings?.profile) store = null
      settings = next
      if (!next.isSessionOnly) await session.delete(rootKeyName)
      else if ((await session.get(rootKeyName)).kind !== 'found') await session.set(rootKeyName, Secret.copyOf(randomBytes(limits.rootKeyBytes)))
    },
    find: async (place) => findingOf(place.name, await keychain().get(accountOf(place))),
    has: async (name) => {
      const outcome = await look(name)
      if (outcome.kind === 'found') outcome.secret.wipe()
      return outcome.kind === 'found'
    },
    createRootKey: async (slot) => {
      const secret = Secret.copyOf(randomBytes(limits.rootKeyBytes))
      try {
        await keychain().set(accountOf({ name: rootKeyName, slot }), secret)
        return { fingerprint: fingerprintOf(secret) }
      } finally {
        secret.wipe()
      }
    },
    hold: held.hold,
    discard: held.discard,
    keepInKeychain: async (ticket, place) => {
      await keychain().set(accountOf(place), ticketKey(ticket))
      await session.delete(place.name)
    },
    keepInSession: async (ticket, name) => session.set(name, ticketKey(ticket)),
    forgetInSession: (name) => session.delete(name),
    erase: (place) => keychain().delete(accountOf(place)),
    list: async () => (await keychain().list()).flatMap(placeOf),
    key: async (credential) => {
      const near = held.get(credential)
      if (near) return Secret.copyOf(near.unwrap())
      const secret = secretOf(await look(credential))
      if (secret.unwrap().length <= limits.keyCharactersMax) return secret
      // Somebody else wrote to the item: what it holds now is not a key of ours.
      secret.wipe()
      throw new AppError('keychain.missing-item')
    },
    rootKey: async () => {
      const secret = secretOf(await look(rootKeyName))
      if (secret.unwrap().length === limits.rootKeyBytes) return secret
      secret.wipe()
      throw new AppError('keychain.missing-item')
    },
    belongings: async () => {
      const names = await session.list()
      const secrets = await Promise.all(names.map(async (name) => ({ name, bytes: secretOf(await session.get(name)).unwrap() })))
      return { session: secrets, held: held.all().map(({ ticket, secret, endsAtMs }) => ({ ticket, bytes: secret.unwrap(), endsAtMs })) }
    },
    takeOver: async (belongings) => {
      for (const { name, bytes } of belongings.session) await session.set(name, Secret.copyOf(bytes))
      for (const { ticket, bytes, endsAtMs } of belongings.held) held.add({ ticket, secret: Secret.copyOf(bytes), endsAtMs })
    },
    wipe: async () => {
      for (const { ticket } of held.all()) held.discard(ticket)
      for (const name of await session.list()) await session.delete(name)
    },
  }
}

function findingOf(name: ItemName, outcome: ReadOutcome): Finding {
  if (outcome.kind === 'unavailable') return { kind: outcome.isSilent ? 'silent' : 'none' }
  if (outcome.kind !== 'found') return { kind: outcome.kind }
  const isWholeRootKey = name === rootKeyName && outcome.secret.unwrap().length === limits.rootKeyBytes
  const finding: Finding = isWholeRootKey ? { kind: 'found', fingerprint: fingerprintOf(outcome.secret) } : { kind: 'found' }
  outcome.secret.wipe()
  return finding
}
