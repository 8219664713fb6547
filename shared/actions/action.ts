// The description language of actions: what a change is, as data and pure functions of (image, parameters, time). Nothing here sends.
//
// One action is one request per target. What it would do is derived from its aims (`judge.ts`), what it asks and sends from its
// templates (`template.ts`, `resources/derive/action-requests.ts`); planner, runner, undo, menus and the witness read the same value.

import type { RawObject } from '../base/raw-object.ts'
import type { Fields, ParametersOf } from './field.ts'

/**
 * B can be taken back; C destroys nothing, but what it does to people meanwhile cannot be; D destroys (`ux.md` 3.12). Class A needs no
 * plan and is no action. Whether a change can be taken back is its inverse's word, not its class's.
 */
export type ActionClass = 'B' | 'C' | 'D'

/**
 * What was read of one target: a part per declared read, null when the service has none. `object` is the target itself.
 * Before the change it is the pre-image, after it the post-image.
 */
export type Image = Readonly<Record<string, RawObject | null>>

type Parameters = Readonly<Record<string, unknown>>

/** One target as every function of an action sees it. */
export interface Subject<P = Parameters> {
  /** Null for an object that does not exist yet. */
  readonly id: string | null
  readonly organization: string
  readonly image: Image
  readonly parameters: P
  /** The present, as an instant: there is no clock here. */
  readonly at: string
}

/** Text with `{id}` of the target, `{organization}`, and names of text parameters; a name without value makes the read or request impossible. */
type Template = string

/** The single object of a kind, read with the route of its description. */
interface ObjectRead {
  readonly kind: string
  readonly id: Template
  /** Other names for where the object is, when its description has no route for one object. */
  readonly route?: never
}

/** Something that needs a route of its own: an edge, a part of an object, an object by its name. */
interface RouteRead {
  readonly route: {
    readonly api: 'v1' | 'v2'
    readonly path: Template
    readonly query?: Readonly<Record<string, Template>>
    readonly organizationHeader?: 'sent' | 'refused'
  }
  readonly take:
    | { readonly as: 'object'; readonly at?: string }
    /** The first row of a list whose path has this value; `rows` is `array` or the property that holds them. Read page by page until found. */
    | { readonly as: 'row'; readonly rows: string; readonly path: string; readonly is: Template; readonly isPaged: boolean }
  /** Where the same is in the snapshot, so that a plan can be made without asking; null when it is not kept. */
  readonly stored: { readonly kind: string; readonly id: Template; readonly parent?: Template } | null
}

export type ReadTemplate = ObjectRead | RouteRead

/**
 * What shall be true afterwards: a path of a part has a value, or the part itself exists or is gone.
 * Where it is true already nothing is sent; where it is true after sending the change is confirmed.
 */
export type Aim =
  | {
      readonly part: string
      readonly path: string
      readonly to: unknown
      /** Compared without order. */
      readonly isSet?: boolean
      /** A list of objects that the service names itself: compared without order, ids and fields without value. */
      readonly isParts?: boolean
      /** How one of them is called: "Phone ({key})"; its key is its name or its type. */
      readonly partTitle?: string
    }
  | { readonly part: string; readonly exists: boolean }

export interface RequestTemplate {
  readonly api: 'v1' | 'v2'
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: Template
  readonly query?: Readonly<Record<string, Template>>
  readonly headers?: Readonly<Record<string, string>>
  /** `refused` where the route takes no `x-org-id`. */
  readonly organizationHeader?: 'sent' | 'refused'
  /** Sending it twice has the effect of sending it once; only such a request may be repeated without a reading that says it is needed. */
  readonly isIdempotent: boolean
}

/** A route that does the same for many targets at once and answers with the id of a job. */
export interface BulkTemplate extends RequestTemplate {
  readonly itemsMax: number
  /** Where the job is asked about, if it has one; its rows name their targets by `id` with a `status`. */
  readonly results?: { readonly api: 'v2'; readonly path: Template }
}

/** What somebody will notice: a sentence, and what it is about. */
export interface Consequence {
  readonly about: 'access' | 'mail' | 'billing' | 'device' | 'data' | 'security'
  readonly text: string
}

export interface Remake {
  readonly action: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** "the password", "TOTP": in the order in which they are missed. */
  readonly lost: readonly string[]
}

export interface Exception {
  /** What is so until then: "MFA not required". */
  readonly what: string
  readonly reason: string
  /** An instant. */
  readonly until: string
}

export type Inverse = { readonly action: string; readonly parameters: Readonly<Record<string, unknown>> } | { readonly irreversible: string }

export interface ActionWords {
  /** The entry of a menu: "Suspend". */
  readonly menu: string
  /** Heading of a plan; `{targets}` becomes "27 users": "Suspend {targets}". */
  readonly title: string
  /** "Suspend", for the button: "Suspend 24 users". */
  readonly verb: string
  /** "Suspended", for a row that is done. */
  readonly done: string
  /** Why nothing is sent to a target that is so already: "Already suspended". */
  readonly already: string
  /** First word of the phrase to type, for class D: "DELETE". */
  readonly phrase?: string
}

/** Where an action is offered. */
export interface ActionMenu {
  /** `moreActions`: of a selection in the list. `detail`: of one object only. `new`: of the list's New button. `none`: in no menu of a list. */
  readonly place: 'moreActions' | 'detail' | 'new' | 'none'
  readonly group: 'mail' | 'password' | 'mfa' | 'state' | 'access' | 'edit' | 'power' | 'run' | 'delete'
  readonly order: number
  /** One of the portal's own bulk actions. */
  readonly isPortals?: boolean
}

type Requests<P> = readonly (RequestTemplate & { when?(subject: Subject<P>): boolean })[]

/** The functions of an action. Each must answer for every image, also for nonsense. */
interface Behaviour<P> {
  /** Why this cannot be done to this target, or null. */
  refuse(subject: Subject<P>): string | null
  /** None for what leaves no trace that can be read; the service's answer is then all there is. */
  aims(subject: Subject<P>): readonly Aim[]
  /** The first whose condition holds is sent; one without condition comes last. */
  readonly requests: Requests<P>
  /** Undefined for a request without body. */
  body?(subject: Subject<P>): unknown
  /** More values for the names in the templates of the request, where they come from what was read. */
  places?(subject: Subject<P>): Readonly<Record<string, string>>
  /** How to take it back, from the image before it. The target is the same; of a new object it is the object. */
  inverse(subject: Subject<P>): Inverse
  consequences(parameters: P): readonly Consequence[]
  /** What is particular about one target, or null: "Locked since Monday". */
  remark?(subject: Subject<P>): string | null
  /** Of a change that may last only until a day, for a reason: both are kept, and when the day comes somebody is told. */
  exception?(parameters: P): Exception
  /** Other objects of the same kind that the service changes along with it: those that had this value at this path. They are read again afterwards. */
  touches?(subject: Subject<P>): { readonly path: string; readonly value: string } | null
  /** Of a deletion: how another like it is made from the image before, and what of it does not come back that way. */
  again?(subject: Subject<P>): Remake
  readonly bulk?: BulkTemplate & { /** The body for many targets. */ items(subjects: readonly Subject<P>[]): unknown }
}

export interface ActionDescription extends Behaviour<Parameters> {
  /** `kind.verb`; kept in plans, jobs and the ledger, so never renamed. */
  readonly id: string
  /** Kind of the targets. */
  readonly kind: string
  /** `new`: the target does not exist yet; `object` is then found by what it will be called. */
  readonly target: 'each' | 'new'
  /** `provider`: it is done at a provider, whose id then stands as the organization; its routes take no organization header. */
  readonly holder?: 'provider'
  readonly class: ActionClass
  readonly words: ActionWords
  readonly menu: ActionMenu
  readonly fields: Fields
  readonly reads: Readonly<Record<string, ReadTemplate>>
  /** Paths of `object`, or `part:path`, that may change along with the aims: no drift, and not what undo is measured by. */
  readonly volatile: readonly string[]
  /** Nobody can choose it: it only takes another one back. */
  readonly isOnlyInverse?: true
  /** Path of `object` that has to be typed for every single target. */
  readonly typedPath?: string
}

/** Declares an action; parameters of its functions have the types of its fields. */
export function defineAction<const Id extends string, const F extends Fields>(
  description: Omit<ActionDescription, keyof Behaviour<Parameters> | 'id' | 'fields'> & Behaviour<ParametersOf<F>> & { readonly id: Id; readonly fields: F },
): ActionDescription & { readonly id: Id } {
  return description as unknown as ActionDescription & { readonly id: Id }
}
