// Reading the offline copies: pages, one object, what it is bound to, counts and facets.

import { z } from 'zod'
import { OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { FilterSchema } from '../filter/filter.ts'
import { KindSchema } from '../resources/index.ts'
import { CoverageSchema } from '../scope/coverage.ts'
import { ScopeSchema } from '../scope/scope.ts'
import { query } from './define.ts'

const columnPath = z.string().min(1).max(128)

/** The question a list asks: everything but the window into it. */
export const ListQuestionSchema = z.strictObject({
  scope: ScopeSchema,
  kind: KindSchema,
  filter: FilterSchema.optional(),
  /** Substring search over the kind's search columns. */
  search: z.string().max(limits.searchTextCharactersMax).optional(),
  sort: z.array(z.strictObject({ column: columnPath, descending: z.boolean() })).max(limits.sortKeysMax),
})
export type ListQuestion = z.infer<typeof ListQuestionSchema>

export const snapshot = {
  /** Rows `start`…`start + size − 1` of a list. `rowsJson` decodes to `[organization, id, ...cells of the columns asked for]` per row. */
  'snapshot.page': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: ListQuestionSchema.extend({
      columns: z.array(columnPath).max(100),
      start: z.number().int().min(0),
      size: z.number().int().min(1).max(limits.pageRowsMax),
      /** The rows are wanted at once: a total that takes longer is asked for with `snapshot.count`. */
      countsLater: z.boolean().optional(),
    }),
    output: z.object({
      rowsJson: z.string(),
      start: z.number().int(),
      total: z.number().int(),
      /** False only where `countsLater` was asked: then there are at least `total` rows. */
      isCounted: z.boolean(),
      revision: z.number().int(),
      coverage: CoverageSchema,
    }),
    reads: (input) => [input.kind],
  }),
  /** How many rows a list has, exactly. Counted beside the pages, which do not wait for it; ends early when it is cancelled. */
  'snapshot.count': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: ListQuestionSchema.omit({ sort: true }),
    output: z.object({ total: z.number().int(), revision: z.number().int() }),
    reads: (input) => [input.kind],
  }),
  /**
   * The ids a list covers, in its order: what "select all" and range selection work with.
   * Of several organizations they are keys (`objectKey`), because ids alone repeat.
   */
  'snapshot.ids': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: ListQuestionSchema.extend({ start: z.number().int().min(0), size: z.number().int().min(1).max(100_000) }),
    output: z.object({ idsJson: z.string(), total: z.number().int(), revision: z.number().int() }),
    reads: (input) => [input.kind],
  }),
  /** One object whole, as the service sent it (unknown fields included), with its cells. */
  'snapshot.object': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ organization: OrganizationIdSchema, kind: KindSchema, id: ResourceIdSchema }),
    output: z.object({
      id: ResourceIdSchema,
      title: z.string(),
      cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      raw: z.string(),
      readAt: InstantSchema,
      /** Set when a later complete pass no longer found it. */
      goneAt: InstantSchema.nullable(),
    }),
    reads: (input) => [input.kind],
  }),
  /** Objects of `target` bound to one object through edges of `edge`. */
  'snapshot.related': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({
      organization: OrganizationIdSchema,
      kind: KindSchema,
      id: ResourceIdSchema,
      edge: KindSchema,
      target: KindSchema,
      start: z.number().int().min(0),
      size: z.number().int().min(1).max(limits.pageRowsMax),
    }),
    output: z.object({
      rows: z.array(z.object({ id: ResourceIdSchema, title: z.string() })),
      total: z.number().int(),
      coverage: CoverageSchema,
    }),
    reads: (input) => [input.edge, input.target],
  }),
  /**
   * For each object at one end of `edge` (a group), how many of the objects bound to it match: the highest shares first, ends with
   * fewer than `membersMin` left out.
   */
  'snapshot.shares': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({
      organization: OrganizationIdSchema,
      edge: KindSchema,
      /** Kind of the ends that are counted for, and of the objects that are counted. */
      kind: KindSchema,
      target: KindSchema,
      /** Which objects count at all, and which of them match. */
      among: FilterSchema.optional(),
      filter: FilterSchema,
      membersMin: z.number().int().min(1).max(1_000),
      size: z.number().int().min(1).max(limits.pageRowsMax),
    }),
    output: z.object({
      rows: z.array(z.object({ id: ResourceIdSchema, title: z.string(), matching: z.number().int(), total: z.number().int() })),
      coverage: CoverageSchema,
    }),
    reads: (input) => [input.edge, input.kind, input.target],
  }),
  /**
   * Everything that one object is bound to, through any path of edges, and why: directly, or through which group.
   * `via` lists the objects between, nearest first; an empty list is a direct binding.
   */
  'snapshot.bindings': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ organization: OrganizationIdSchema, kind: KindSchema, id: ResourceIdSchema }),
    output: z.object({
      bindings: z.array(
        z.object({
          kind: KindSchema,
          id: ResourceIdSchema,
          title: z.string(),
          paths: z.array(z.array(z.object({ kind: KindSchema, id: ResourceIdSchema, title: z.string() }))),
        }),
      ),
      coverage: CoverageSchema,
    }),
    reads: () => ['*'],
  }),
  /** Per organization of the scope and kind: how many there are, and the registry's measures. Reads summary rows only. */
  'snapshot.summary': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ scope: ScopeSchema }),
    output: z.object({
      organizations: z.array(
        z.object({
          organization: OrganizationIdSchema,
          kinds: z.array(z.object({ kind: z.string(), total: z.number().int(), measures: z.record(z.string(), z.number().int()), coverage: CoverageSchema })),
        }),
      ),
    }),
    reads: () => ['*'],
  }),
  /** The registry's numbers for every organization of the scope, and one of them day by day. Reads two rows an organization, never objects. */
  'snapshot.overview': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ scope: ScopeSchema, trend: z.strictObject({ kind: KindSchema, measure: z.string().max(64).nullable() }) }),
    output: z.object({
      columns: z.array(z.object({ kind: KindSchema, measure: z.string().nullable() })),
      organizations: z.array(
        z.object({
          organization: OrganizationIdSchema,
          /** In the order of `columns`; null for what was never read. */
          counts: z.array(z.number().int().nullable()),
          /** Oldest first, the last one today; null for days without a complete reading. */
          trend: z.array(z.number().int().nullable()),
        }),
      ),
      /** Of the kind whose days were asked for. */
      coverage: CoverageSchema,
    }),
    reads: () => ['*'],
  }),
  /**
   * Settings of the scope's organizations beside one another. Of the organization's record each column is a setting;
   * of other kinds each name is one, with null where an organization has no object of that name.
   */
  'snapshot.matrix': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ scope: ScopeSchema, kind: KindSchema }),
    output: z.object({
      organizations: z.array(OrganizationIdSchema),
      /** A column's path or an object's name, and the values in the order of `organizations`. */
      settings: z.array(z.object({ name: z.string(), values: z.array(z.union([z.string(), z.number(), z.null()])) })),
      /** There is more than is shown. */
      isCut: z.boolean(),
      coverage: CoverageSchema,
    }),
    reads: (input) => [input.kind],
  }),
  /**
   * One text looked for in every searched field of every kind: rows that hold each of its words, best first. Values that are the text come
   * before values that begin with it, and those before values that hold it.
   */
  'snapshot.search': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({
      text: z.string().max(limits.searchTextCharactersMax),
      scope: ScopeSchema,
      /** All kinds that have a text to search when it is left out. */
      kinds: z.array(KindSchema).min(1).max(64).optional(),
      perKind: z.number().int().min(1).max(limits.searchHitsPerKindMax),
    }),
    output: z.object({
      groups: z.array(
        z.object({
          kind: KindSchema,
          hits: z.array(
            z.object({
              organization: OrganizationIdSchema,
              id: ResourceIdSchema,
              title: z.string(),
              /** The field that holds the text; null when it is the id. */
              matched: z.object({ path: z.string(), value: z.string() }).nullable(),
              /** When the objects of its kind were last read completely in its organization. */
              readAt: InstantSchema,
              /** How the object stands, where its kind has a column for it. */
              stand: z.object({ path: z.string(), value: z.union([z.string(), z.number(), z.null()]) }).nullable(),
            }),
          ),
          /** The list of the kind has more of them. */
          isMore: z.boolean(),
        }),
      ),
      revision: z.number().int(),
      coverage: CoverageSchema,
    }),
    reads: () => ['*'],
  }),
  /** Distinct values of choice and boolean columns with their counts, under the filter as it stands. */
  'snapshot.facets': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: ListQuestionSchema.omit({ sort: true }).extend({ fields: z.array(columnPath).max(20) }),
    output: z.record(z.string(), z.array(z.object({ value: z.union([z.string(), z.number(), z.null()]), count: z.number().int() }))),
    reads: (input) => [input.kind],
  }),
} as const
