// What main may ask of the vault. Every call has one budget for all it does; what changes the marker runs one after the other.
//
// Invariants:
// - A root key is created only when absence is proved, the marker does not claim one, and the caller knows of no data.
// - A new secret is written to the other slot and read back before the marker names it; only then the old one is deleted.
// - After a call has failed for its budget, no later step of it runs.

import { type AppError, isAppError } from '../../shared/base/app-error.ts'
import type { ConnectionId } from '../../shared/base/ids.ts'
import type { AppState } from '../../shared/contract/app.ts'
import type { Log } from '../log/log.ts'
import { type Finding, type Place, rootKeyName, type Slot } from '../vault/protocol.ts'
import { createVaultLink, type VaultChild } from './vault-link.ts'
import type { Marker } from './vault-marker.ts'
import { type Call, createVaultTurns } from './vault-turns.ts'

export type KeychainState = AppState['keychain']

export interface VaultHostOf<Port> {
  /** How the last `prepareRootKey` ended; `locked` before the first. */
  state(): KeychainState
  /** Finds or, on a computer that has none yet, creates the root key. `mustExist`: there are offline copies sealed with it. */
  prepareRootKey(options?: { readonly mustExist?: boolean }): Promise<KeychainState>
  /** A root key that lives in memory only, until `prepareRootKey` is called again. */
  useSessionOnly(): Promise<void>
  /** Takes a pasted key and answers a ticket for it; it is wiped when discarded or old. @throws AppError `key.format` */
  hold(key: string): Promise<string>
  discard(ticket: string): Promise<void>
  /** The held key becomes the key of the connection. @throws AppError `keychain.*`, `key.ticket` */
  keep(ticket: string, connection: ConnectionId, keep: 'keychain' | 'session'): Promise<void>
  /** The held key takes the place of the connection's key, wherever that is kept. */
  replace(ticket: string, connection: ConnectionId): Promise<void>
  forget(connection: ConnectionId): Promise<void>
  /** Whether the connection's key is at hand now. */
  has(connection: ConnectionId): Promise<boolean>
  /**
   * Deletes everything this profile has in the keychain, and the marker; the way out of a root key that is lost for good.
   * Each item has a budget of its own.
   */
  forgetAll(): Promise<{ items: number }>
  /** A text that only the root key opens again. @throws AppError `keychain.*` */
  seal(text: string): Promise<string>
  unseal(sealed: string): Promise<string>
  /** Hands over the engine's private port; to be done again after every `onRestart`. */
  introduceEngine(port: Port): void
  onRestart(listener: () => void): () => void
  stop(): Promise<void>
}

export interface VaultHostParts<Port> {
  readonly fork: () => VaultChild<Port>
  readonly createChannel: () => readonly [Port, Port]
  readonly marker: Marker
  /** The keychain is never asked, not even on retry. */
  readonly isSessionOnly?: boolean
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly now: () => number
}

const stateOfFinding: Record<Exclude<Finding['kind'], 'found' | 'absent-proved'>, KeychainState> = {
  locked: 'locked',
  denied: 'denied',
  none: 'absent',
  silent: 'timeout',
}

const otherSlot = (slot: Slot | undefined): Slot => (slot === 'a' ? 'b' : 'a')

export function createVaultHost<Port>(parts: VaultHostParts<Port>): VaultHostOf<Port> {
  const { fork, createChannel, marker, isSessionOnly: isAlwaysSessionOnly = false, log, now } = parts
  let state: KeychainState = 'locked'
  let isSessionOnly = isAlwaysSessionOnly
  const listeners = new Set<() => void>()
  const link = createVaultLink({
    fork,
    createChannel,
    log,
    now,
    onStarted: () => void configure(link.call),
    onRestarted: () => {
      for (const listener of listeners) listener()
    },
  })
  const configure = (call: Call): Promise<unknown> =>
    call('configure', { profile: marker.profile, slots: marker.slots(), isSessionOnly }).catch(() => undefined)

  const { budgeted, turn, inTurn } = createVaultTurns(link)

  const erase = async (call: Call, place: Place): Promise<void> => {
    await call('erase', place)
    marker.settle(place)
  }

  /** Deletes what interrupted changes left behind; a keychain that refuses now is asked again next time. */
  const sweep = async (): Promise<void> => {
    try {
      for (const place of [...marker.leftovers()]) await budgeted((call) => erase(call, place))
    } catch (error) {
      log.warn('leftover of the keychain stays', { code: isAppError(error) ? error.code : 'unexpected' })
    }
  }

  const claimRootKey = async (call: Call, place: Place, fingerprint: string): Promise<KeychainState> => {
    if (marker.item(rootKeyName)?.fingerprint !== fingerprint) marker.claim(place, fingerprint)
    await configure(call)
    return 'ready'
  }

  const lookForRootKey = async (call: Call, mustExist: boolean): Promise<KeychainState> => {
    const claimed = marker.item(rootKeyName)
    const place: Place = { name: rootKeyName, slot: claimed?.slot ?? 'a' }
    const finding = await call('find', place)
    if (finding.kind === 'found') {
      const isOurs = finding.fingerprint !== undefined && (!claimed?.fingerprint || claimed.fingerprint === finding.fingerprint)
      return isOurs && marker.isReadable ? claimRootKey(call, place, finding.fingerprint) : 'missing-item'
    }
    if (finding.kind !== 'absent-proved') return stateOfFinding[finding.kind]
    if (claimed || mustExist || !marker.isReadable) return 'missing-item'
    marker.expect(place)
    const { fingerprint } = await call('createRootKey', { slot: place.slot })
    return claimRootKey(call, place, fingerprint)
  }

  const stateOfError = (error: AppError): KeychainState => {
    if (error.code === 'keychain.not-kept') return 'denied'
    const known = (['locked', 'denied', 'absent', 'timeout', 'missing-item'] as const).find((name) => error.code === `keychain.${name}`)
    if (!known) throw error
    return known
  }

  const keepInKeychain = async (call: Call, ticket: string, name: string): Promise<void> => {
    const earlier = marker.item(name)
    const place: Place = { name, slot: otherSlot(earlier?.slot) }
    marker.expect(place)
    await call('keepInKeychain', { ticket, ...place })
    marker.claim(place)
    await configure(call)
    await call('discard', { ticket })
    if (earlier) await erase(call, { name, slot: earlier.slot }).catch(() => log.warn('replaced key stays in the keychain until the next start'))
  }

  const keepInSession = async (call: Call, ticket: string, name: string): Promise<void> => {
    await call('keepInSession', { ticket, name })
    await call('discard', { ticket })
  }

  return {
    state: () => state,
    prepareRootKey: async ({ mustExist = false } = {}) => {
      try {
        state = await inTurn(async (call) => {
          isSessionOnly = isAlwaysSessionOnly
          await configure(call)
          return isSessionOnly ? 'ready' : lookForRootKey(call, mustExist)
        })
      } catch (error) {
        if (!isAppError(error)) throw error
        state = stateOfError(error)
      }
      // Nobody waits for this; what follows takes its turn behind it.
      if (state === 'ready' && !isSessionOnly) void turn(sweep)
      return state
    },
    useSessionOnly: () =>
      inTurn(async (call) => {
        isSessionOnly = true
        await configure(call)
      }),
    hold: (key) => budgeted((call) => call('hold', { key })),
    discard: (ticket) => budgeted(async (call) => void (await call('discard', { ticket }))),
    keep: (ticket, connection, keep) =>
      inTurn((call) => (keep === 'session' || isSessionOnly ? keepInSession(call, ticket, connection) : keepInKeychain(call, ticket, connection))),
    replace: (ticket, connection) =>
      inTurn((call) => (marker.item(connection) && !isSessionOnly ? keepInKeychain(call, ticket, connection) : keepInSession(call, ticket, connection))),
    forget: (connection) =>
      inTurn(async (call) => {
        await call('forgetInSession', { name: connection })
        const item = marker.item(connection)
        if (!item) return
        marker.release(connection)
        await configure(call)
        await erase(call, { name: connection, slot: item.slot })
      }),
    has: (connection) => budgeted((call) => call('has', { name: connection })),
    forgetAll: () =>
      turn(async () => {
        // Before anything is given up: the list proves that the keychain is open.
        const places = await budgeted((call) => call('list', null))
        if (marker.isReadable) marker.releaseAll()
        for (const place of places) await budgeted((call) => call('erase', place))
        marker.reset()
        await configure(link.call)
        return { items: places.length }
      }),
    seal: (text) => budgeted((call) => call('seal', { text })),
    unseal: (sealed) => budgeted((call) => call('unseal', { sealed })),
    introduceEngine: (port) => link.hand(port),
    onRestart: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => link.stop(),
  }
}
