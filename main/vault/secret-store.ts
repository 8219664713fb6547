// The port to wherever secrets are kept. Reading has five outcomes, because "I got nothing" alone must never lead to a new key.

import { AppError } from '../../shared/base/app-error.ts'
import type { ErrorCode } from '../../shared/base/error-codes.ts'
import { unanswered } from './protocol.ts'
import type { Secret } from './secret.ts'

export type ReadOutcome =
  | { readonly kind: 'found'; readonly secret: Secret }
  /** The store was readable before and after, and the account was not in it. */
  | { readonly kind: 'absent-proved' }
  | Obstacle

/** Why the store gave no answer about an account. */
export type Obstacle =
  | { readonly kind: 'locked' }
  | { readonly kind: 'denied' }
  /** `isSilent`: something is there and did not answer; otherwise there is no keychain at all. */
  | { readonly kind: 'unavailable'; readonly isSilent: boolean }

export interface SecretStore {
  get(account: string): Promise<ReadOutcome>
  /**
   * Writes, reads back through a connection of its own and compares.
   *
   * @throws AppError `keychain.locked`, `.denied`, `.absent`, `.timeout`, `.not-kept`
   */
  set(account: string, secret: Secret): Promise<void>
  /** Resolves only when the account is proved to be gone. Throws like `set`. */
  delete(account: string): Promise<void>
  /** Accounts of this profile; throws like `set`, so that an empty list is a proof too. */
  list(): Promise<string[]>
}

export function obstacleToError(obstacle: Obstacle): AppError {
  if (obstacle.kind === 'unavailable' && obstacle.isSilent) return unanswered()
  const codes: Record<Obstacle['kind'], ErrorCode> = { locked: 'keychain.locked', denied: 'keychain.denied', unavailable: 'keychain.absent' }
  return new AppError(codes[obstacle.kind])
}

/** The secret, or the error that a caller who needs it must show. */
export function secretOf(outcome: ReadOutcome): Secret {
  if (outcome.kind === 'found') return outcome.secret
  throw outcome.kind === 'absent-proved' ? new AppError('keychain.missing-item') : obstacleToError(outcome)
}
