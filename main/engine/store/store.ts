// The store's port: what sync and handlers may ask of the offline copies. Everything is per organization; nothing is "current".

import type { AppError } from '../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId, RunId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import type { DirectBindings } from './direct-bindings.ts'
import type { DriftRow, Named } from './drift.ts'
import type { EventArchive } from './event-archive.ts'
import type { OrganizationRecord } from './organizations.ts'
import type { Ledger } from './ledger.ts'

/** How a finished pass over one list was proved; kept with the run. */
export interface Proof {
  /** True only when no object that existed throughout can be missing. */
  readonly isComplete: boolean
  readonly method: 'idOverlap' | 'twoReadings' | 'single'
  readonly announced: number | null
  readonly distinct: number
  readonly requests: number
  readonly stepBacks: number
  readonly startedAt: Instant
  readonly endedAt: Instant
}

/** An object to be kept: `id` is unique within kind and organization; edges carry their two ends. */
export interface StagedRow {
  readonly id: string
  readonly raw: RawObject
  readonly edge?: { readonly from: string; readonly to: string }
}

export interface QuarantinedObject {
  readonly id: string | null
  readonly reason: string
  readonly raw: string
}

/** An object as it was read after a change, outside any pass. */
export interface Amendment {
  readonly kind: string
  readonly id: string
  /** Null when it is gone. */
  readonly raw: RawObject | null
  readonly edge?: { readonly from: string; readonly to: string }
  readonly readAt: Instant
}

export interface Published {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly total: number
}

/** One execution of a sync for one organization. Nothing it stages is readable before `publish`. */
export interface RunWriter {
  readonly id: RunId
  readonly organization: OrganizationId
  stage(kind: string, rows: readonly StagedRow[]): Promise<void>
  quarantine(kind: string, objects: readonly QuarantinedObject[]): Promise<void>
  /** Ids seen of a kind in this run, also after it was published: what a per-parent kind iterates over. */
  stagedIds(kind: string): Promise<string[]>
  /** Ends the pass of a kind. A complete proof makes the staged rows the newest generation; any other is recorded and the old generation stays. */
  publish(kind: string, proof: Proof): Promise<Published>
  /** Ends the pass of a kind without a result; the old generation stays. */
  fail(kind: string, error: AppError): Promise<void>
  /**
   * Ends the run; what was staged and not published is dropped. `partial` went through every list and some failed; `cut` ended before
   * the last one and leaves the organization as old as it was.
   */
  finish(outcome: 'complete' | 'partial' | 'cut' | 'failed' | 'stopped', error?: AppError): Promise<void>
}

export interface StoreChange {
  readonly revision: number
  readonly organizations: readonly OrganizationId[]
  readonly kinds: readonly string[]
}

/** All rows of a question, slice by slice: `rowsJson` as in `snapshot.page`. */
export interface RowSlice {
  readonly rowsJson: string
  readonly start: number
  readonly total: number
  readonly coverage: Coverage
}

/** The answers to the contract's reading operations, with the contract's own types. */
export interface Reader {
  page(input: ParsedInput<'snapshot.page'>): Promise<Output<'snapshot.page'>>
  /** @throws AppError `call.cancelled` */
  count(input: ParsedInput<'snapshot.count'>, signal?: AbortSignal): Promise<Output<'snapshot.count'>>
  ids(input: ParsedInput<'snapshot.ids'>): Promise<Output<'snapshot.ids'>>
  object(input: ParsedInput<'snapshot.object'>): Promise<Output<'snapshot.object'>>
  related(input: ParsedInput<'snapshot.related'>): Promise<Output<'snapshot.related'>>
  shares(input: ParsedInput<'snapshot.shares'>): Promise<Output<'snapshot.shares'>>
  bindings(input: ParsedInput<'snapshot.bindings'>): Promise<Output<'snapshot.bindings'>>
  summary(input: ParsedInput<'snapshot.summary'>): Promise<Output<'snapshot.summary'>>
  overview(input: ParsedInput<'snapshot.overview'>): Promise<Output<'snapshot.overview'>>
  matrix(input: ParsedInput<'snapshot.matrix'>): Promise<Output<'snapshot.matrix'>>
  search(input: ParsedInput<'snapshot.search'>): Promise<Output<'snapshot.search'>>
  facets(input: ParsedInput<'snapshot.facets'>): Promise<Output<'snapshot.facets'>>
  /** Objects whole, as the service sent them, in the order asked for; null for one that no version is left of. */
  wholeObjects(organization: OrganizationId, kind: string, ids: readonly string[]): Promise<(string | null)[]>
  /** As `wholeObjects`, but null for one that the newest generation does not have. Edges by `from:to`. */
  currentObjects(organization: OrganizationId, kind: string, ids: readonly string[]): Promise<(string | null)[]>
  /** Every edge of one object, with its other end. */
  directBindings(organization: OrganizationId, kind: string, id: string): Promise<DirectBindings>
  /** What became of the objects of an organization since a moment, or since each kind was first read. */
  drift(organization: OrganizationId, since: Instant | null, named?: Named): Promise<DriftRow[]>
  /** Every row of a question from one state of the store, however long the work on a slice takes and whatever is written meanwhile. */
  eachSlice(question: ListQuestion & { readonly columns: readonly string[] }, work: (slice: RowSlice) => Promise<void>): Promise<void>
}

export interface Store extends Reader {
  /** Between two pieces of work that take milliseconds: readings under way go first, within bounds. */
  turn(): Promise<void>
  /** The same answers for questions from outside: an organization that is named and not here is refused (`organization.unknown`). */
  readonly strict: Pick<Reader, 'page' | 'count' | 'ids' | 'object' | 'related' | 'shares' | 'bindings' | 'summary' | 'overview' | 'matrix' | 'search' | 'facets'>
  /** What happened, beside the copies of what is. */
  readonly events: EventArchive
  organizations(): Promise<Organization[]>
  /** One of them without the state of its lists, whatever else there is; null when it is not here. */
  organization(id: OrganizationId): Promise<Omit<Organization, 'lists'> | null>
  /** Adds or replaces. */
  saveOrganization(organization: OrganizationRecord): Promise<Organization>
  /** Adds or replaces a connection and organizations that it opens: all of it or, after an end in the middle, nothing. */
  addOrganizations(connection: Connection, organizations: readonly OrganizationRecord[]): Promise<void>
  /** Deletes the history file and the archive of events with their keys, and every projected row of one organization. */
  removeOrganization(organization: OrganizationId): Promise<{ rows: number; files: number }>
  /** Remembers (or clears) what keeps an organization from being fresh; `list` is the kind that alone is in trouble. */
  setProblem(organization: OrganizationId, problem: AppError | null, at: Instant, list?: string): Promise<void>
  connections(): Promise<Connection[]>
  saveConnection(connection: Connection): Promise<void>
  removeConnection(connection: ConnectionId): Promise<void>
  /** Small persistent values of the engine itself, for example learnt rates. */
  value(name: string): Promise<string | null>
  saveValue(name: string, value: string): Promise<void>
  beginRun(organization: OrganizationId): Promise<RunWriter>
  /**
   * Takes single objects into the copies, with their versions before in history. While the organization is being synced they
   * wait until that is done with their kind; `currentObjects` answers with them at once. Kinds that were never read completely
   * are left alone.
   */
  amend(organization: OrganizationId, amendments: readonly Amendment[]): Promise<void>
  /** What was changed, and what is about to be. */
  readonly ledger: Ledger
  /** Called after every commit that readers can see. Returns the way to stop. */
  onChange(listener: (change: StoreChange) => void): () => void
  close(): Promise<void>
}
