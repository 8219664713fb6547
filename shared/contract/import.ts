// Bringing people in from a file, a pasted table or a directory: read, matched and put right here, and sent only as a plan.
// The file is chosen in main's dialog and read by the engine; the page sees rows, never a path.

import { z } from 'zod'
import { PlanSchema } from '../actions/plan.ts'
import { ImportIdSchema, JobIdSchema, OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { query, task } from './define.ts'

const EncodingSchema = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
const DelimiterSchema = z.enum([',', ';', '\t', '|'])

/** `bad`: a cell or the row is wrong. `conflict`: right in itself, and against somebody else. Neither is planned. */
const VerdictSchema = z.enum(['new', 'changed', 'same', 'conflict', 'bad', 'skipped'])

const countsSchema = z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int(), conflict: z.number().int(), bad: z.number().int(), skipped: z.number().int() })

export const ImportViewSchema = z.object({
  id: ImportIdSchema,
  organization: OrganizationIdSchema,
  /** Goes up with every change, so that rows are asked for anew. */
  version: z.number().int(),
  source: z.object({
    type: z.enum(['file', 'paste', 'directory']),
    /** Of the file or the directory. */
    name: z.string(),
    encoding: EncodingSchema.nullable(),
    /** Why this encoding was taken when nothing proves it. */
    encodingGuess: z.string().nullable(),
    delimiter: DelimiterSchema.nullable(),
    sheets: z.array(z.string()),
    sheet: z.number().int(),
    hasHeader: z.boolean(),
    /** Rows without any text, which are left out. */
    blankRows: z.number().int(),
    /** False when a directory has more people than were read. */
    isWhole: z.boolean(),
  }),
  columns: z.array(
    z.object({
      header: z.string(),
      /** Field of the service; null for a column that is left out. */
      field: z.string().nullable(),
      /** The name of the custom attribute that it could be. */
      attribute: z.string(),
      /** "The same header as column 2" */
      problem: z.string().nullable(),
      samples: z.array(z.string()),
      /** Cells of this column that are wrong or in conflict. */
      faults: z.number().int(),
    }),
  ),
  fields: z.array(z.object({ field: z.string(), label: z.string(), group: z.string() })),
  total: z.number().int(),
  counts: countsSchema,
  /** The first problems, each with its line and column. */
  problems: z.array(z.string()),
  /** The copy that rows are compared with: how many people, when it was whole, and whether it is. */
  copy: z.object({ people: z.number().int(), readAt: InstantSchema.nullable(), isWhole: z.boolean() }),
  /** With which state new people begin when the table does not say; null when it is not known. */
  usualState: z.enum(['STAGED', 'ACTIVATED']).nullable(),
  /** Why no plan can be made yet. */
  reason: z.string().nullable(),
})
export type ImportView = z.infer<typeof ImportViewSchema>

const ImportRowSchema = z.object({
  row: z.number().int(),
  line: z.number().int(),
  verdict: VerdictSchema,
  /** Cells in the order of the columns. */
  cells: z.array(z.string()),
  problems: z.array(z.object({ column: z.number().int().nullable(), text: z.string(), suggestion: z.string().nullable(), canStay: z.boolean() })),
  /** Whom it is about, when they are there already. */
  person: z.object({ id: ResourceIdSchema, title: z.string() }).nullable(),
  changes: z.array(z.object({ title: z.string(), from: z.string(), to: z.string() })),
})
export type ImportRow = z.infer<typeof ImportRowSchema>

const one = z.strictObject({ import: ImportIdSchema })
const rows = z.array(z.number().int().min(0)).min(1).max(limits.importDecisionsMax)
const column = z.number().int().min(0).max(limits.importColumnsMax)

const reading = { host: 'engine', deadlineMs: limits.taskDeadlineMs } as const

export const import_ = {
  /** Asks for a file; null when the person cancelled. What was chosen is good for one reading. */
  'import.choose': task({ host: 'main', deadlineMs: 10 * 60_000, effect: 'local', input: z.strictObject({}), output: z.object({ chosen: z.string(), fileName: z.string() }).nullable() }),
  'import.openFile': task({ host: 'main', deadlineMs: limits.taskDeadlineMs, effect: 'local', input: z.strictObject({ organization: OrganizationIdSchema, chosen: z.string().max(64) }), output: ImportViewSchema }),
  'import.openText': task({ ...reading, effect: 'local', input: z.strictObject({ organization: OrganizationIdSchema, text: z.string().max(limits.pastedCharactersMax) }), output: ImportViewSchema }),
  /** The people of a Google Workspace or Microsoft 365 directory who could be imported; none is in before somebody chooses. */
  'import.openDirectory': task({ ...reading, effect: 'remoteRead', input: z.strictObject({ organization: OrganizationIdSchema, directory: ResourceIdSchema }), output: ImportViewSchema }),
  /** An import that is under way, for a page that comes back to it. */
  'import.view': task({ ...reading, effect: 'none', input: one, output: ImportViewSchema }),
  /** Reads the same source another way. What was corrected before is gone. */
  'import.read': task({
    ...reading,
    effect: 'local',
    input: one.extend({ encoding: EncodingSchema.optional(), delimiter: DelimiterSchema.optional(), sheet: z.number().int().min(0).max(1_000).optional(), hasHeader: z.boolean().optional() }),
    output: ImportViewSchema,
  }),
  /** Which column is which field; each field once. Remembered for the organization when a plan is made. */
  'import.map': task({ ...reading, effect: 'local', input: one.extend({ /** A custom attribute is `attributes.` and its name. */ fields: z.array(z.string().max(128).nullable()).max(limits.importColumnsMax) }), output: ImportViewSchema }),
  'import.rows': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: one.extend({
      version: z.number().int(),
      /** `faulty`: wrong or in conflict. */
      show: z.union([VerdictSchema, z.enum(['all', 'faulty'])]),
      start: z.number().int().min(0),
      size: z.number().int().min(1).max(limits.pageRowsMax),
    }),
    output: z.object({ rows: z.array(ImportRowSchema), total: z.number().int() }),
    reads: () => [],
  }),
  /** Writes a cell, lets something stand that may be meant so, or leaves rows out or in. */
  'import.decide': task({
    ...reading,
    effect: 'local',
    input: one.extend({
      decision: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('write'), row: z.number().int().min(0), column, text: z.string().max(limits.importCellCharactersMax) }),
        z.strictObject({ type: z.literal('keep'), row: z.number().int().min(0), column: column.nullable() }),
        z.strictObject({ type: z.enum(['skip', 'take']), rows }),
        /** Everything with this verdict: all that is wrong, all that is new. */
        z.strictObject({ type: z.enum(['skipAll', 'takeAll']), verdict: z.enum(['faulty', 'new', 'changed', 'skipped']) }),
      ]),
    }),
    output: ImportViewSchema,
  }),
  /** The plan of all rows that are right: new people and changes of those who are there. @throws `import.not-ready` */
  'import.plan': task({ ...reading, deadlineMs: 10 * 60_000, effect: 'remoteRead', input: one.extend({ state: z.enum(['STAGED', 'ACTIVATED']).optional() }), output: PlanSchema }),
  /** How many of the people whom a job has added have a manager who came with them, and is to be set now. */
  'import.managersToSet': query({ host: 'engine', deadlineMs: limits.queryDeadlineMs, input: z.strictObject({ job: JobIdSchema, organization: OrganizationIdSchema }), output: z.object({ people: z.number().int(), /** Whose manager was not added. */ lost: z.number().int() }), reads: () => ['job'] }),
  /** Groups, directories and managers for the people whom a job has added: a plan like any other. */
  'import.planAssignment': task({
    ...reading,
    deadlineMs: 10 * 60_000,
    effect: 'remoteRead',
    input: z.strictObject({ job: JobIdSchema, organization: OrganizationIdSchema, groups: z.array(ResourceIdSchema).max(limits.assignedTargetsMax), directories: z.array(ResourceIdSchema).max(limits.assignedTargetsMax), /** Managers who came with them. */ managers: z.boolean().optional() }),
    output: PlanSchema,
  }),
} as const
