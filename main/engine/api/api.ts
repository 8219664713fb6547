// The client's port: what sync and handlers may ask of the vendor's service. An organization context is part of every call.

import type { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationContext } from './organization-context.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { ActionRequest, PartRead } from '../../../shared/resources/derive/action-requests.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Proof } from '../store/store.ts'
import type { CredentialReading } from './credential-read.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { ProviderAnswers } from './provider-read.ts'
import type { ChangeAnswer } from './change.ts'
import type { LiveQuestion, LiveRows } from './live-read.ts'
import type { EventPage, EventsAsked } from './events.ts'

export interface ReadProgress {
  readonly page: number
  /** Announced by the service; null when it says none. */
  readonly total: number | null
}

export interface ReadOptions {
  readonly parent?: string
  readonly signal?: AbortSignal
  /** Foreground requests go before those of running syncs. */
  readonly isForeground?: boolean
  readonly onPage?: (progress: ReadProgress) => void
  /** Tells that the service's limit makes this request wait until the given time (ms since 1970). */
  readonly onWait?: (untilMs: number) => void
  /** What came of each request sent, tries included: null for an answer that could be used. */
  readonly onOutcome?: (error: AppError | null) => void
}

/**
 * A list being read: batches of objects never yielded before, then the proof.
 *
 * Everything yielded belongs to the list: objects that existed at some time while it was read. Lists without a stable
 * order yield nothing before two readings agree. Can be iterated once.
 */
export interface ListReading extends AsyncIterable<readonly RawObject[]> {
  /** Valid once the iteration has ended. */
  proof(): Proof
}

export interface Api {
  /** Reads a whole list by the rule that its description allows, see `pagers.ts`. */
  list(context: OrganizationContext, resource: ResourceDescription, options?: ReadOptions): ListReading
  one(context: OrganizationContext, resource: ResourceDescription, id: string, options?: ReadOptions): Promise<RawObject>
  /** Announced number of objects of a list, by a page of one row; null when the service says none. */
  count(context: OrganizationContext, resource: ResourceDescription, options?: ReadOptions): Promise<number | null>
  /** What nothing keeps: rows of a live detail, for someone who looks at it now. */
  read(context: OrganizationContext, question: LiveQuestion, options?: ReadOptions): Promise<LiveRows>
  /** What a credential opens and whom it belongs to, for a context without an organization. */
  credential(context: OrganizationContext, options?: ReadOptions): Promise<CredentialReading>
  /** What a provider says of itself, its administrators and who may enter which of its organizations. */
  provider(context: OrganizationContext, provider: OrganizationId, options?: ReadOptions): Promise<ProviderAnswers>
  /** Drops what is remembered of a credential that changed. */
  forgetCredential(credential: string): void
  /** One part of what an action looks at; null when the service has none. */
  part(context: OrganizationContext, read: PartRead, options?: ReadOptions): Promise<RawObject | null>
  /**
   * Sends one change, once: repeated only while the service says that it was not carried out (429).
   *
   * @throws AppError; `isRefusal` tells those after which nothing was changed from those that leave it open
   */
  change(context: OrganizationContext, request: ActionRequest, options?: ReadOptions): Promise<ChangeAnswer>
  /** Requests per second that the service allows this organization's key now, as far as learnt. */
  perSecond(context: OrganizationContext): Promise<number>
  /** Organizations that a key reaches: the question that tells whose key it is. */
  organizationsOfKey(context: OrganizationContext, options?: ReadOptions): Promise<{ id: string; name: string }[]>
  /** What happened in a span of time, oldest first, page by page. */
  events(context: OrganizationContext, asked: EventsAsked): AsyncIterable<EventPage>
}
