// API keys of an estate: whose they are, which organizations they reach and what their role may not read.

import type { Random } from '../../shared/base/random.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'

export interface ApiKey {
  /** The secret itself; everywhere else a key is known by its label. */
  readonly text: string
  readonly label: string
  /** Ids of the organizations that the key reaches. */
  readonly organizations: readonly string[]
  /** Keys of a provider's administrators reach several organizations and must name one in `x-org-id`. */
  readonly provider: string | null
  /** Kinds that the role of this administrator may not read. */
  readonly deniedKinds: readonly string[]
  /** What the service says of the administrator behind it; null for service accounts, which are nobody. */
  readonly owner: (() => RawObject) | null
  /** The role may change what is paid for. */
  readonly mayBill?: true
  /** The role reads and changes nothing. */
  readonly isReadOnly?: true
}

/** A program's own credential: an id and a secret that are exchanged for tokens. */
export interface ServiceAccount {
  readonly clientId: string
  readonly clientSecret: string
  /** After this no token is given any more. */
  readonly endsMs: number
  /** What its tokens open. */
  readonly access: Omit<ApiKey, 'text' | 'owner'>
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export function keyText(random: Random): string {
  let text = 'jca_'
  while (text.length < 40) text += alphabet.charAt(random.integer(0, alphabet.length - 1))
  return text
}

export const secretText = (random: Random): string => `jcs_${keyText(random).slice(4)}`
