// Who may ask what: `x-api-key`, bearer tokens and `x-org-id` exactly as the service documents them.

import type { ApiKey } from './api-keys.ts'
import { type Answer, refusals } from './answer.ts'
import type { EstateOrganization } from './estate-organization.ts'
import type { Estate } from './estate.ts'
import { isObjectId } from './object-ids.ts'
import type { WireRequest } from './wire-request.ts'

/** How a route stands to the organization header. */
export type OrganizationHeader = 'sent' | 'refused' | 'ignored'

export interface Caller {
  readonly key: ApiKey
  /** The organization that answers; null on routes that are about the key itself. */
  readonly organization: EstateOrganization | null
  readonly reached: readonly EstateOrganization[]
}

export type Authorization = { readonly caller: Caller } | { readonly refused: Answer }

interface Question {
  readonly header: OrganizationHeader
  readonly kind: string | null
  readonly isWrite?: boolean
  /** Organization id in the path, if the route has one. */
  readonly pathOrganization: string | null
  /** Directory Insights take several organizations at once; the first is the caller's, the route looks at the others. */
  readonly areSeveralNamed?: boolean
}

export function authorize(estate: Estate, request: Pick<WireRequest, 'region' | 'headers'>, question: Question): Authorization {
  if (!request.headers['x-api-key'] && !request.headers['authorization']) return { refused: refusals.noKey }
  const key = estate.proof(request.headers)
  // A key of another region is as unknown as no key at all.
  const reached = (key?.organizations ?? []).map((id) => estate.organization(id)!).filter(({ region }) => region === request.region)
  if (!key || reached.length === 0) return { refused: refusals.unknownKey }
  if (question.kind !== null && key.deniedKinds.includes(question.kind)) return { refused: refusals.role }
  if (question.isWrite && key.isReadOnly) return { refused: refusals.role }
  // An empty header is what some clients send for a single organization; it counts as none.
  const sent = request.headers['x-org-id']
  const named = (question.areSeveralNamed ? sent?.split(',')[0] : sent)?.trim() || null
  if (named !== null && !isObjectId(named)) return { refused: refusals.malformedOrganization }
  if (named !== null && question.pathOrganization !== null && named !== question.pathOrganization) return { refused: refusals.otherOrganization }
  if (question.header === 'ignored') return { caller: { key, organization: null, reached } }
  if (question.header === 'refused') return named === null ? { caller: { key, organization: null, reached } } : { refused: refusals.headerNotAllowed }
  if (named === null) return key.provider === null ? { caller: { key, organization: reached[0]!, reached } } : { refused: refusals.noOrganization }
  const organization = reached.find(({ id }) => id === named)
  // An organization that exists and is not the key's is not told apart from one that does not exist.
  return organization ? { caller: { key, organization, reached } } : { refused: refusals.unknownOrganization }
}
