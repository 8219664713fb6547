// The description language: what one kind of JumpCloud object is, as data. Everything else derives from it.

import type { z } from 'zod'
import type { ActionDescription } from '../actions/action.ts'
import type { Filter } from '../filter/filter.ts'
import type { ColumnTypeName } from './column-types.ts'

/** The portal's sections, in the portal's order. */
export const sections = ['userManagement', 'userAuthentication', 'deviceManagement', 'directoryIntegrations', 'securityManagement', 'insights', 'account'] as const
export type Section = (typeof sections)[number]

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info'

/** One value of a choice: the wire's value, its word, and how it looks (glyph name of the icon set, tone). */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly tone?: Tone
  readonly glyph?: 'active' | 'staged' | 'suspended' | 'locked' | 'pass' | 'warn' | 'fail' | 'none'
}

/** How a change of this column is compared: by value, as an unordered set, or not at all (noise). */
export type DiffRule = 'value' | 'set' | 'ignore'

interface ColumnBase {
  readonly type: ColumnTypeName
  readonly title: string
  readonly diff: DiffRule
  /** Offered as a filter field. */
  readonly filter?: boolean
  readonly sort?: boolean
  /** Part of the text search. */
  readonly search?: boolean
  /** Shown without being chosen; the others are in the column chooser. */
  readonly shown?: boolean
  /** Width in CSS px at the start. */
  readonly width?: number
  readonly choices?: readonly Choice[]
}

/** A column that reads one path of the raw object; the path is its name everywhere. */
export interface PathColumn<Path extends string = string> extends ColumnBase {
  readonly path: Path
  /** The path does not occur in every answer; value when it is missing. */
  readonly missing?: string | number | boolean
  /** The items of a list are objects: the field of each that names it. The names are kept in order, the rest of the items is not. */
  readonly item?: string
  /** What stands there for a text that the service leaves empty: the first case whose conditions all hold. */
  readonly whenEmpty?: Cases<Path>
}

export interface Condition<Path extends string = string> {
  readonly path: Path
  readonly is: string | number | boolean | null
}

type Cases<Path extends string> = readonly { readonly when: readonly Condition<Path>[]; readonly value: string }[]

/** A column worked out from others: the first case whose conditions all hold gives the value. */
export interface CaseColumn<Path extends string = string> extends ColumnBase {
  readonly path: string
  readonly cases: Cases<Path>
}

/** A column that counts the edges of one relation, kept by the store. */
export interface EdgeCountColumn extends ColumnBase {
  readonly path: string
  readonly countOf: string
}

export type Column<Path extends string = string> = PathColumn<Path> | CaseColumn<Path> | EdgeCountColumn

export const isCaseColumn = (column: Column): column is CaseColumn => 'cases' in column
export const isEdgeCountColumn = (column: Column): column is EdgeCountColumn => 'countOf' in column

/** A filter with a name: a chip, a built-in view and, with `measure`, a number on home and overview. */
export interface NamedFilter {
  readonly id: string
  readonly title: string
  readonly filter: Filter
  readonly measure?: {
    readonly title: string
    readonly tone: Tone
    /** Column of the overview of all organizations, and what its head says. */
    readonly overview?: string
    /** What one such object weighs where organizations are ranked by what needs attention; numbers without it are no trouble. */
    readonly risk?: number
  }
}

export interface ListRoute {
  readonly api: 'v1' | 'v2'
  /** Path below the surface's base; `{parent}` is the id of the object the list belongs to. */
  readonly path: string
  /** Where the rows are: `array` for the whole body, otherwise the property of it that holds them. */
  readonly envelope: string
  /** Where the total is announced; `none` means: read until a short page, and say that it is not proved. */
  readonly total: 'body' | 'header' | 'none'
  /** The property of the body that announces it, where it is not `totalCount`. */
  readonly totalField?: string
  /** The field to sort by, chosen for stability; null when the service sorts by nothing useful. */
  readonly sort: string | null
  /** Only for lists that exist once per object of another kind. */
  readonly per?: string
  /** Of those objects, only the ones whose field has this value have the list. */
  readonly perWhere?: { readonly path: string; readonly is: string }
  readonly query?: Readonly<Record<string, string>>
  /** True when the route refuses `x-org-id`. */
  readonly organizationHeader?: 'sent' | 'refused'
}

/** Edges of one relation are rows too; this says where the two ends are. */
export interface EdgeEnds {
  readonly from: string
  readonly to: string
  /** Path of the far end's id inside the listed item, for example `to.id`. */
  readonly toPath: string
}

type Primitive = string | number | boolean | null | undefined
type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] } & string
/** Dotted paths into the known part of a schema; unknown fields of loose objects are left out. */
export type PathOf<T> = T extends object
  ? {
      [K in KnownKeys<T>]: K extends keyof T
        ? NonNullable<T[K]> extends Primitive | readonly unknown[]
          ? K
          : K | `${K}.${PathOf<NonNullable<T[K]>> & string}`
        : never
    }[KnownKeys<T>]
  : never

export interface ResourceDescription<Schema extends z.ZodObject = z.ZodObject> {
  readonly kind: string
  readonly words: { readonly one: string; readonly many: string; readonly title: string; readonly section: Section; readonly icon: string; readonly alsoIn?: Section }
  readonly wire: {
    readonly name: string
    readonly graphType?: string
    readonly idField: '_id' | 'id' | 'objectId'
    /** Fields that arrive in clear and must not be kept: cut out before anything else sees the object. */
    readonly secretFields?: readonly string[]
  }
  readonly list: ListRoute
  /** The route of one object; `at` is the property of the body that holds it, where the body is not the object. */
  readonly one?: { readonly path: string; readonly at?: string }
  readonly search?: { readonly path: string }
  /** What we rely on; unknown fields are kept, missing required ones send the object to quarantine. */
  readonly schema: Schema
  /** Column that names an object to a person, and the ones tried before the id when it is empty. */
  readonly titlePaths: readonly string[]
  /**
   * Columns that say which objects of two organizations are the same one, best first: ids never are. Empty where an organization has
   * exactly one; left out where nothing can be compared across organizations.
   */
  readonly naturalKeys?: readonly string[]
  readonly columns: readonly Column[]
  readonly filters: readonly NamedFilter[]
  /** How a list stands until somebody sorts it; left out where the copy's own order is as good. */
  readonly order?: { readonly column: string; readonly descending: boolean }
  readonly edge?: EdgeEnds
  readonly sync: { readonly order: number; readonly mode: 'fullPass' }
  /** What can be done to objects of this kind. */
  readonly actions?: readonly ActionDescription[]
  /** How many there are of it is a number of the overview of all organizations. */
  readonly isCounted?: boolean
  /** Not a list of its own in the navigation (edges, the organization record). */
  readonly isHidden?: boolean
  /** Seeds of raw objects for the simulator beyond what the column types give. */
  readonly example: Readonly<Record<string, unknown>>
}

/**
 * Declares a resource. Paths of columns and conditions are checked against the schema by the compiler.
 *
 * @example defineResource({ kind: 'user', schema: z.looseObject({ _id: z.string() }), … })
 */
export function defineResource<const Kind extends string, Schema extends z.ZodObject>(
  description: Omit<ResourceDescription<Schema>, 'kind' | 'columns'> & {
    readonly kind: Kind
    readonly columns: readonly Column<PathOf<z.infer<Schema>>>[]
  },
): ResourceDescription<Schema> & { readonly kind: Kind } {
  return description as ResourceDescription<Schema> & { readonly kind: Kind }
}
