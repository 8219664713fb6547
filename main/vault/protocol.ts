// What main and the vault say to each other, and what the engine may ask over its own port. All three ends import this.

import { AppError, type PlainError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'

/** Two slots, so that a replacement is written and read back before the old secret goes. */
export type Slot = 'a' | 'b'

/** `root-key`, or the id of a connection. */
export type ItemName = string

export const rootKeyName = 'root-key'

/** Where in the keychain a secret is. */
export interface Place {
  readonly name: ItemName
  readonly slot: Slot
}

export interface VaultSettings {
  readonly profile: string
  /** Where the current secret of each item is; what is not named here does not exist. */
  readonly slots: Readonly<Record<ItemName, Slot>>
  /** The root key lives in memory; the keychain is not asked for anything. */
  readonly isSessionOnly: boolean
}

export interface Finding {
  readonly kind: 'found' | 'absent-proved' | 'locked' | 'denied' | 'none' | 'silent'
  /** Of the root key only: tells a replaced item from the right one without saying anything about the key. */
  readonly fingerprint?: string
}

/** Methods of main. No answer carries a secret. */
export interface VaultMethods {
  configure: { input: VaultSettings; output: null }
  find: { input: Place; output: Finding }
  /** Whether a key of a connection is at hand, wherever it is kept. */
  has: { input: { name: ItemName }; output: boolean }
  createRootKey: { input: { slot: Slot }; output: { fingerprint: string } }
  hold: { input: { key: string }; output: string }
  discard: { input: { ticket: string }; output: null }
  keepInKeychain: { input: { ticket: string; name: ItemName; slot: Slot }; output: null }
  keepInSession: { input: { ticket: string; name: ItemName }; output: null }
  forgetInSession: { input: { name: ItemName }; output: null }
  erase: { input: Place; output: null }
  /** Everything this profile has in the keychain, named by the marker or not. */
  list: { input: null; output: readonly Place[] }
  /** A text sealed with a key made of the root key, as base64; the key itself stays here. */
  seal: { input: { text: string }; output: string }
  /** @throws AppError `keychain.*`; `keychain.missing-item` when it was sealed with another root key */
  unseal: { input: { sealed: string }; output: string }
  stop: { input: null; output: null }
}
export type VaultMethod = keyof VaultMethods

export type Answer<Value = unknown> = { readonly id: number; readonly ok: true; readonly value: Value } | { readonly id: number; readonly ok: false; readonly error: PlainError }

export type ToVault =
  | { readonly type: 'call'; readonly id: number; readonly method: VaultMethod; readonly input: unknown }
  /** Carries the engine's private port. */
  | { readonly type: 'engine' }
  /** Each carries one end of a port between a process that hangs and the one that replaces it. */
  | { readonly type: 'handOver' }
  | { readonly type: 'takeOver' }

/** What a replaced process gives to its successor: it lives in memory only and would be lost with the process. */
export interface Belongings {
  readonly session: readonly { readonly name: ItemName; readonly bytes: Uint8Array }[]
  readonly held: readonly { readonly ticket: string; readonly bytes: Uint8Array; readonly endsAtMs: number }[]
}

export type FromVault =
  | ({ readonly type: 'answer' } & Answer)
  /** A request of the engine got no answer from the keychain in time: this process is to be killed. */
  | { readonly type: 'overdue' }
  /** The predecessor is no longer needed. */
  | { readonly type: 'takenOver' }
  /** Said before a clean exit, because the exit code does not tell (see README). */
  | { readonly type: 'goodbye' }

/** The error of a keychain, or a vault, that let the budget pass. */
export const unanswered = (): AppError => new AppError('keychain.timeout', { seconds: limits.vaultDeadlineMs / 1_000 })

/** `credential` names a connection or the ticket of a held key. */
export type EngineRequest = { readonly id: number; readonly method: 'key'; readonly credential: string } | { readonly id: number; readonly method: 'rootKey' }
