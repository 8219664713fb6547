// The ledger: who changed what, where, when, why and with which result. Lines are only ever added; each carries the mark of the one before it.

import { z } from 'zod'
import { ChangeTextSchema, OutcomeSchema } from '../actions/plan.ts'
import { JobIdSchema, OrganizationIdSchema, PlanIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { query, task } from './define.ts'
import { ExportFormatSchema } from './export.ts'

/** `replaced`: the file before this one was damaged and set aside. */
const ledgerLineTypes = ['started', 'row', 'paused', 'resumed', 'stopped', 'interrupted', 'ended', 'level', 'replaced'] as const

const LedgerLineSchema = z.object({
  number: z.number().int(),
  at: InstantSchema,
  type: z.enum(ledgerLineTypes),
  /** The person at this computer, by the name of the operating system. */
  operator: z.string(),
  organization: OrganizationIdSchema.nullable(),
  organizationName: z.string().nullable(),
  job: JobIdSchema.nullable(),
  plan: PlanIdSchema.nullable(),
  action: z.string().nullable(),
  /** Of a job its heading, of a row the object. */
  title: z.string().nullable(),
  object: z.string().nullable(),
  outcome: OutcomeSchema.nullable(),
  changes: z.array(ChangeTextSchema),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
  requestId: z.string().nullable(),
  note: z.string().nullable(),
  /** Mark of this line, made from its content and the mark before it with a key of this computer. */
  mark: z.string(),
})
export type LedgerLine = z.infer<typeof LedgerLineSchema>

const LedgerFilterSchema = z.strictObject({
  organization: OrganizationIdSchema.optional(),
  job: JobIdSchema.optional(),
  types: z.array(z.enum(ledgerLineTypes)).max(ledgerLineTypes.length).optional(),
  outcome: OutcomeSchema.optional(),
  from: InstantSchema.optional(),
  to: InstantSchema.optional(),
  /** Part of a title, reason, ticket or operator. */
  search: z.string().max(limits.searchTextCharactersMax).optional(),
})
export type LedgerFilter = z.infer<typeof LedgerFilterSchema>

const LedgerCheckSchema = z.object({
  isIntact: z.boolean(),
  lines: z.number().int(),
  /** First line that is not as it was written, and how: changed, missing before it, or lines cut from the end. */
  broken: z.object({ number: z.number().int(), how: z.enum(['changed', 'missing', 'cut']) }).nullable(),
  checkedAt: InstantSchema,
})
export type LedgerCheck = z.infer<typeof LedgerCheckSchema>

export const ledger = {
  /** Newest first. */
  'ledger.page': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ filter: LedgerFilterSchema, start: z.number().int().min(0), size: z.number().int().min(1).max(limits.ledgerLinesPerPageMax) }),
    output: z.object({ lines: z.array(LedgerLineSchema), total: z.number().int() }),
    reads: () => ['ledger'],
  }),
  /** Reads every line and compares marks. */
  'ledger.check': task({ host: 'engine', deadlineMs: limits.taskDeadlineMs, effect: 'none', input: z.strictObject({}), output: LedgerCheckSchema }),
  /** Writes lines to a file chosen with `export.choose`; CSV or JSON. */
  'ledger.export': task({
    host: 'main',
    deadlineMs: 10 * 60_000,
    effect: 'local',
    input: z.strictObject({ token: z.string().max(64), filter: LedgerFilterSchema }),
    output: z.object({ fileName: z.string(), lines: z.number().int(), sha256: z.string() }),
  }),
} as const

export const writeLedgerInput = z.strictObject({ path: z.string(), format: ExportFormatSchema, filter: LedgerFilterSchema })
