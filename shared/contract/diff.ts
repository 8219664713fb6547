// Comparing from the offline copies: two organizations with each other, and one with what it was when its operator last looked.

import { z } from 'zod'
import { OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { compareShows } from '../diff/set-diff.ts'
import { KindSchema } from '../resources/index.ts'
import { CoverageSchema } from '../scope/coverage.ts'
import { query, task } from './define.ts'

const CellSchema = z.union([z.string(), z.number(), z.null()])
const SideSchema = z.object({ id: ResourceIdSchema, title: z.string() }).nullable()
const BothSchema = z.object({ left: z.number().int(), right: z.number().int() })

/** The question of a comparison: everything but the window into it. */
export const CompareQuestionSchema = z.strictObject({
  kind: KindSchema,
  left: OrganizationIdSchema,
  right: OrganizationIdSchema,
  /** One of the kind's natural keys; the first of them unless named. */
  matchBy: z.string().min(1).max(128).optional(),
})

export const compareFilter = {
  show: z.enum(compareShows),
  /** Part of the name or key of either side. */
  search: z.string().max(limits.searchTextCharactersMax).optional(),
}

export const diff = {
  /** Rows `start`…`start + size − 1` of a comparison, in the order of their keys. */
  'diff.compare': query({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    bulk: true,
    input: CompareQuestionSchema.extend({
      ...compareFilter,
      start: z.number().int().min(0),
      size: z.number().int().min(1).max(limits.pageRowsMax),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          /** What the two were matched by, as the service has it. */
          match: z.string(),
          left: SideSchema,
          right: SideSchema,
          /** Fields that differ, at most `limits.compareChangesShown`; empty where one side is missing. */
          changes: z.array(z.object({ path: z.string(), left: CellSchema, right: CellSchema })),
          changesTotal: z.number().int(),
        }),
      ),
      /** Rows that `show` and `search` ask for. */
      total: z.number().int(),
      /** Of the whole comparison, whatever is asked for. */
      counts: z.object({ onlyLeft: z.number().int(), onlyRight: z.number().int(), different: z.number().int(), same: z.number().int() }),
      matchBy: z.string().nullable(),
      fieldsCompared: z.number().int(),
      unkeyed: BothSchema,
      repeated: BothSchema,
      /** Age and completeness of each side for itself. */
      coverage: z.object({ left: CoverageSchema, right: CoverageSchema }),
    }),
    reads: (input) => [input.kind],
  }),
  /** Writes the rows of a comparison to a file chosen with `export.choose`, with a side file that says what was compared. */
  'diff.export': task({
    host: 'main',
    deadlineMs: 10 * 60_000,
    effect: 'local',
    input: z.strictObject({ token: z.string().max(64), question: CompareQuestionSchema, ...compareFilter }),
    output: z.object({ fileName: z.string(), rows: z.number().int(), sha256: z.string() }),
  }),
  /** What changed in every organization since its operator last looked, kind by kind; kinds without a change are left out. Counted before it is asked. */
  'diff.drift': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({}),
    output: z.array(
      z.object({
        organization: OrganizationIdSchema,
        /** Null before the first time: then it is since the first reading. */
        lookedAt: InstantSchema.nullable(),
        /** False while nothing was counted yet: no change is not the same as not known. */
        isCounted: z.boolean(),
        kinds: z.array(z.object({ kind: KindSchema, added: z.number().int(), changed: z.number().int(), removed: z.number().int() })),
      }),
    ),
    reads: () => ['drift', 'organizationList'],
  }),
  /** The objects and bindings behind one organization's drift, kind by kind in the order of the registry. */
  'diff.driftRows': query({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    bulk: true,
    input: z.strictObject({ organization: OrganizationIdSchema, start: z.number().int().min(0), size: z.number().int().min(1).max(limits.pageRowsMax) }),
    output: z.object({
      lookedAt: InstantSchema.nullable(),
      readAt: InstantSchema,
      rows: z.array(
        z.object({
          kind: KindSchema,
          id: ResourceIdSchema,
          title: z.string(),
          what: z.enum(['added', 'changed', 'removed']),
          /** For a binding: the object on the side that it is read from, which shows it; null for an object. */
          owner: z.object({ kind: KindSchema, id: ResourceIdSchema }).nullable(),
          /** At most `limits.compareChangesShown`; empty for what came or went. */
          changes: z.array(z.object({ path: z.string(), from: CellSchema, to: CellSchema })),
          changesTotal: z.number().int(),
        }),
      ),
      total: z.number().int(),
    }),
    reads: () => ['drift'],
  }),
  /** The operator has seen what changed: only what comes later counts from now on. */
  'diff.look': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'local', input: z.strictObject({ organization: OrganizationIdSchema }), output: z.null() }),
} as const
