// Comparing two organizations from their offline copies: what only one has, and what both have but not alike.

import { z } from 'zod'
import { OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import { compareShows } from '../diff/set-diff.ts'
import { KindSchema } from '../resources/index.ts'
import { CoverageSchema } from '../scope/coverage.ts'
import { query } from './define.ts'

const CellSchema = z.union([z.string(), z.number(), z.null()])
const SideSchema = z.object({ id: ResourceIdSchema, title: z.string() }).nullable()
const BothSchema = z.object({ left: z.number().int(), right: z.number().int() })

/** The question of a comparison: everything but the window into it. */
const CompareQuestionSchema = z.strictObject({
  kind: KindSchema,
  left: OrganizationIdSchema,
  right: OrganizationIdSchema,
  /** One of the kind's natural keys; the first of them unless named. */
  matchBy: z.string().min(1).max(128).optional(),
})

export const diff = {
  /** Rows `start`…`start + size − 1` of a comparison, in the order of their keys. */
  'diff.compare': query({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    bulk: true,
    input: CompareQuestionSchema.extend({
      show: z.enum(compareShows),
      /** Part of the name or key of either side. */
      search: z.string().max(limits.searchTextCharactersMax).optional(),
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
} as const
