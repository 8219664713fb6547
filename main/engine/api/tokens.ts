// Tokens of service accounts: asked for with id and secret, kept in memory until shortly before they end, never written anywhere.
//
// Invariants:
// - Id and secret go to the region's own token address and nowhere else.
// - One question at a time for one account, however many requests wait for it.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import { parseAnswer } from './answer-json.ts'
import { errorOfStatus } from './api-errors.ts'
import type { OrganizationContext } from './organization-context.ts'
import type { Regions } from './region.ts'
import type { CredentialSource } from './request.ts'
import type { Clock } from './timer.ts'
import type { Transport } from './transport.ts'

export interface Tokens {
  /** @throws AppError `api.unauthorized` when the account is refused, `key.region-undocumented` */
  get(context: OrganizationContext): Promise<string>
  /** Forgets a token that was refused, or those of a credential that changed. */
  drop(credential: string): void
}

interface Token {
  readonly text: string
  readonly endsMs: number
}

export interface TokenParts {
  readonly transport: Transport
  readonly regions: Regions
  readonly credentials: CredentialSource
  readonly clock: Clock
}

export function createTokens({ transport, regions, credentials, clock }: TokenParts): Tokens {
  const kept = new Map<string, Promise<Token>>()

  const ask = async ({ credential, region }: OrganizationContext): Promise<Token> => {
    const url = `${regions.base(region, 'oauth')}/oauth2/token`
    const response = await transport({
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${Buffer.from(await credentials.key(credential), 'utf8').toString('base64')}` },
      body: 'grant_type=client_credentials&scope=api',
    })
    // What the standard calls an unknown client or grant is a credential that opens nothing.
    if (response.status === 400 || response.status === 401) throw new AppError('api.unauthorized')
    const error = errorOfStatus(response.status)
    if (error) throw error
    const body = parseAnswer(response.body) as { access_token?: unknown; expires_in?: unknown } | null
    const text = body?.access_token
    if (typeof text !== 'string' || text === '' || /[^!-~]/.test(text)) throw new AppError('api.shape', { kind: 'tokens', page: 1 })
    const seconds = typeof body?.expires_in === 'number' && body.expires_in > 0 ? body.expires_in : 0
    return { text, endsMs: clock.now() + Math.min(seconds * 1_000, limits.tokenMsMax) - limits.tokenEarlyMs }
  }

  const drop = (credential: string) => void kept.delete(credential)

  const fresh = (context: OrganizationContext): Promise<Token> => {
    const asked = ask(context)
    kept.set(context.credential, asked)
    asked.catch(() => {
      if (kept.get(context.credential) === asked) drop(context.credential)
    })
    return asked
  }

  return {
    get: async (context) => {
      const asked = kept.get(context.credential)
      const token = await (asked ?? fresh(context))
      if (token.endsMs > clock.now() || !asked) return token.text
      // Whoever finds it out first asks again; the others wait for the same answer.
      return (await (kept.get(context.credential) === asked ? fresh(context) : (kept.get(context.credential) ?? fresh(context)))).text
    },
    drop,
  }
}
