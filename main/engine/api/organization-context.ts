// The organization a request is for, as an object that only this module can make and that every request and write needs.

import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import type { Region } from '../../../shared/contract/connection.ts'

const genuine = new WeakSet<object>()

export interface OrganizationContext {
  /** Null while a key is being checked and its organization is not known yet, and for what is a provider's: then no request can name one. */
  readonly organization: OrganizationId | null
  /** The provider whose own routes are asked. */
  readonly provider?: OrganizationId
  /** The vault's name of the key: a connection, or the ticket of a check. */
  readonly credential: ConnectionId | string
  readonly region: Region
  /** Raised on lock, key change and removal; answers of an older epoch are dropped. */
  readonly epoch: number
  /** Credentials that reach many organizations must name one in `x-org-id`; single-organization keys need not. */
  readonly isOrganizationHeaderNeeded: boolean
  /** The credential is an id and a secret that get tokens. */
  readonly isServiceAccount?: boolean
}

export function createOrganizationContext(fields: OrganizationContext): OrganizationContext {
  const context = Object.freeze({ ...fields })
  genuine.add(context)
  return context
}

/** Throws for an object that merely looks like a context: a programmer's error, never an operating one. */
export function assertGenuine(context: OrganizationContext): void {
  if (!genuine.has(context)) throw new Error('broken invariant: organization context was not made by createOrganizationContext')
}
