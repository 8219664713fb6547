// The operating system's keychain. Every call opens an entry of its own, so a read-back is a new conversation with the daemon.
//
// Invariants:
// - On Linux the Secret Service is pinned; without that the library falls back to kernel memory, which a restart empties.
// - "Absent" is answered only between two readings of the profile's sentinel item (see `get`).

import { timingSafeEqual } from 'node:crypto'
import type { AsyncEntry, Credential, EntryOptions } from 'keytar'
import { AppError } from '../../shared/base/app-error.ts'
import { createEntryRelease } from './entry-release.ts'
import { obstacleFromError } from './keychain-errors.ts'
import { Secret } from './secret.ts'
import { type Obstacle, obstacleToError, type ReadOutcome, type SecretStore } from './secret-store.ts'

/** The part of the library that is used. */
export interface KeychainBinding {
  readonly AsyncEntry: new (service: string, account: string, options: EntryOptions) => Pick<AsyncEntry, 'getSecret' | 'setSecret' | 'deleteCredential'>
  readonly findCredentialsAsync: (service: string) => Promise<Credential[]>
}

export interface KeytarStoreOptions {
  readonly binding: KeychainBinding
  /** Keeps the entries of different profiles apart. */
  readonly profile: string
  readonly service?: string
}

const options: EntryOptions = { linux: { store: 'secret-service' } }
const sentinelText = 'OrgDeck keeps this item to tell an empty keychain from a locked one.'

type RawOutcome = { readonly kind: 'found'; readonly secret: Secret } | { readonly kind: 'nothing' } | Obstacle

export function createKeytarStore({ binding, profile, service = 'OrgDeck' }: KeytarStoreOptions): SecretStore {
  const prefix = `${profile}/`
  const sentinel = 'sentinel'
  const noteEntry = createEntryRelease()
  const entry = (account: string) => {
    noteEntry()
    return new binding.AsyncEntry(service, prefix + account, options)
  }

  const read = async (account: string): Promise<RawOutcome> => {
    try {
      const numbers = await entry(account).getSecret()
      if (!numbers) return { kind: 'nothing' }
      const secret = Secret.copyOf(numbers)
      numbers.fill(0)
      return { kind: 'found', secret }
    } catch (error) {
      return obstacleFromError(error)
    }
  }

  /** What stood in the way, or null when the same bytes came back. */
  const write = async (account: string, secret: Secret): Promise<Obstacle | { readonly kind: 'not-kept' } | null> => {
    try {
      await entry(account).setSecret(secret.unwrap())
    } catch (error) {
      return obstacleFromError(error)
    }
    const back = await read(account)
    if (back.kind === 'nothing') return { kind: 'not-kept' }
    if (back.kind !== 'found') return back
    const isSame = back.secret.unwrap().length === secret.unwrap().length && timingSafeEqual(back.secret.unwrap(), secret.unwrap())
    back.secret.wipe()
    return isSame ? null : { kind: 'not-kept' }
  }

  /** A readable store: the sentinel is there, or could be put there. Nothing of value is overwritten by that. */
  const proveReadable = async (): Promise<Obstacle | null> => {
    const outcome = await read(sentinel)
    if (outcome.kind === 'found') return null
    if (outcome.kind !== 'nothing') return outcome
    const failure = await write(sentinel, Secret.ofText(sentinelText))
    return failure?.kind === 'not-kept' ? { kind: 'denied' } : failure
  }

  /** The account is asked again between two proofs, because the first "nothing" may have come from a store that was still closed. */
  const get = async (account: string): Promise<ReadOutcome> => {
    const first = await read(account)
    if (first.kind !== 'nothing') return first
    const before = await proveReadable()
    if (before) return before
    const second = await read(account)
    if (second.kind !== 'nothing') return second
    return (await proveReadable()) ?? { kind: 'absent-proved' }
  }

  return {
    get,
    set: async (account, secret) => {
      const failure = await write(account, secret)
      if (failure) throw failure.kind === 'not-kept' ? new AppError('keychain.not-kept') : obstacleToError(failure)
    },
    delete: async (account) => {
      let wasThere: boolean
      try {
        wasThere = await entry(account).deleteCredential()
      } catch (error) {
        throw obstacleToError(obstacleFromError(error))
      }
      // A store that deleted something was open, so one look is proof enough; one that had nothing must prove that it was.
      if (wasThere && (await read(account)).kind === 'nothing') return
      const left = await get(account)
      if (left.kind === 'absent-proved') return
      if (left.kind !== 'found') throw obstacleToError(left)
      left.secret.wipe()
      throw new AppError('keychain.denied')
    },
    list: async () => {
      const obstacle = await proveReadable()
      if (obstacle) throw obstacleToError(obstacle)
      try {
        // The library hands out the secrets along with the names; only the names leave this line.
        const accounts = (await binding.findCredentialsAsync(service)).map(({ account }) => account)
        return accounts.filter((account) => account.startsWith(prefix)).map((account) => account.slice(prefix.length)).filter((account) => account !== sentinel)
      } catch (error) {
        throw obstacleToError(obstacleFromError(error))
      }
    },
  }
}
