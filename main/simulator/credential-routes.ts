// Routes about credentials themselves: tokens of service accounts, and who the administrator behind a key is.

import { Buffer } from 'node:buffer'
import type { Answer } from './answer.ts'
import { refusals } from './answer.ts'
import type { Call } from './kind-routes.ts'
import type { Route } from './routes.ts'

const refusedToken = (status: number, error: string): Answer => ({ status, headers: { 'cache-control': 'no-store' }, body: { error, error_description: 'The request for a token was refused' } })

/** `POST /oauth2/token` with Basic client credentials; documented for the United States only, so the other regions do not have it. */
function token({ estate, request }: Call): Answer {
  if (request.region !== 'us') return refusals.notFound
  const form = new URLSearchParams(request.body)
  if (form.get('grant_type') !== 'client_credentials') return refusedToken(400, 'unsupported_grant_type')
  if (form.get('scope') !== 'api') return refusedToken(400, 'invalid_scope')
  const basic = /^basic (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? ''
  const [clientId = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  const account = estate.serviceAccount(clientId)
  if (!account || account.clientSecret !== secret.join(':')) return refusedToken(401, 'invalid_client')
  const granted = estate.grantToken(account)
  if (granted === null) return refusedToken(401, 'invalid_client')
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: { access_token: granted, expires_in: estate.tokenSeconds, scope: 'api', token_type: 'bearer' } }
}

/** Who the key belongs to; not in the public documents, asked by the vendor's own tools. */
function self({ caller }: Call): Answer {
  return caller.key.owner ? { status: 200, body: caller.key.owner() } : refusals.role
}

export const credentialRoutes: readonly Route[] = [
  { method: 'POST', api: 'oauth', path: '/oauth2/token', kind: null, header: 'ignored', isOpen: true, handle: token },
  { method: 'GET', api: 'v1', path: '/users/getSelf', kind: null, header: 'ignored', handle: self },
]
