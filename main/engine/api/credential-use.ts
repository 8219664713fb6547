// When each credential was last used and whether the service still takes it: kept beside the connections, because it changes with
// every request and must not touch what lists are read from.

import { type AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { RateMemory } from './rate-budget.ts'
import type { Clock } from './timer.ts'

export type CredentialUse = Pick<Connection, 'lastUsedAt' | 'refusal' | 'isKeyMissing'>

export interface CredentialUses {
  note(credential: string, error: AppError | null): void
  of(credential: string): Promise<CredentialUse>
  /** A replaced key starts without a refusal; a removed one leaves nothing. */
  clear(credential: string): Promise<void>
  close(): Promise<void>
}

interface Kept extends CredentialUse {
  readonly savedMs: number
}

const unused: Kept = { lastUsedAt: null, refusal: null, isKeyMissing: false, savedMs: 0 }
const nameOf = (credential: string) => `use:${credential}`

export function createCredentialUse({ clock, load, save }: RateMemory & { readonly clock: Clock }): CredentialUses {
  const known = new Map<string, Kept>()

  const read = async (credential: string): Promise<Kept> => {
    const kept = known.get(credential) ?? { ...unused, ...(JSON.parse((await load(nameOf(credential)).catch(() => null)) ?? '{}') as Partial<Kept>), savedMs: clock.now() }
    if (!known.has(credential)) known.set(credential, kept)
    return known.get(credential)!
  }

  const write = async (credential: string): Promise<void> => {
    const kept = known.get(credential)
    if (!kept) return
    known.set(credential, { ...kept, savedMs: clock.now() })
    const { savedMs: _savedMs, ...use } = kept
    // Losing it costs the time of the last use, nothing else.
    await save(nameOf(credential), JSON.stringify(use)).catch(() => undefined)
  }

  return {
    note: (credential, error) => {
      // What a key is checked under ends with the check.
      if (credential.startsWith('ticket_')) return
      const at = instantFromMs(clock.now())
      const before = known.get(credential) ?? unused
      const isKeyMissing = error?.code.startsWith('keychain.') === true
      const isRefused = error?.code === 'api.unauthorized'
      const isAnswered = error === null || isRefused || error.code === 'api.forbidden'
      const next: Kept = {
        ...before,
        isKeyMissing,
        ...(isAnswered && { lastUsedAt: at }),
        ...(error === null && { refusal: null }),
        ...((isRefused || isKeyMissing) && { refusal: { ...errorToPlain(error), at } }),
      }
      known.set(credential, next)
      const isNews = (next.refusal === null) !== (before.refusal === null) || isKeyMissing !== before.isKeyMissing
      if (isNews || clock.now() - before.savedMs >= limits.credentialUseSavedMs) void write(credential)
    },
    of: async (credential) => {
      const { lastUsedAt, refusal, isKeyMissing } = await read(credential)
      return { lastUsedAt, refusal, isKeyMissing }
    },
    clear: async (credential) => {
      known.set(credential, { ...unused, lastUsedAt: known.get(credential)?.lastUsedAt ?? null })
      await write(credential)
    },
    close: async () => {
      for (const credential of known.keys()) await write(credential)
    },
  }
}
