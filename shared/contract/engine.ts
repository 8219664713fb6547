// Calls that only main makes to the engine: never in the gate's table, so no window can reach them.

import { z } from 'zod'
import { ConnectionIdSchema, JobIdSchema, OrganizationIdSchema, PlanIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import { CredentialFactsSchema, KeepSchema, RegionSchema } from './connection.ts'
import { task } from './define.ts'
import { compareFilter, CompareQuestionSchema } from './diff.ts'
import { ExportFormatSchema } from './export.ts'
import { ImportViewSchema } from './import.ts'
import { writeLedgerInput } from './ledger.ts'
import { AppearanceSchema, ConnectionTypeSchema, OrganizationSchema, SafetySchema } from './organization.ts'
import { JobFactsSchema, PlanFactsSchema } from './plan-facts.ts'
import { ListQuestionSchema } from './snapshot.ts'

const internal = { host: 'engine', effect: 'none' } as const

export const engine = {
  'engine.versions': task({ ...internal, deadlineMs: limits.queryDeadlineMs, input: z.strictObject({}), output: z.object({ node: z.string(), sqlite: z.string(), sqlcipher: z.string() }) }),
  /** Opens the offline copies with keys that the vault hands over its own port. */
  'engine.open': task({ ...internal, deadlineMs: limits.taskDeadlineMs, input: z.strictObject({ folder: z.string(), isSessionOnly: z.boolean() }), output: z.null() }),
  'engine.close': task({ ...internal, deadlineMs: limits.taskDeadlineMs, input: z.strictObject({}), output: z.null() }),
  /** Base address that stands in for the vendor's hosts: the demo estate or a test's simulator, loopback only. */
  'engine.useSimulator': task({ ...internal, deadlineMs: limits.queryDeadlineMs, input: z.strictObject({ region: z.enum(['demo', 'all']), url: z.string() }), output: z.null() }),
  /** Asks the service what the credential opens that the vault holds under a ticket, or under the name of its connection. */
  'engine.checkKey': task({
    ...internal,
    deadlineMs: limits.taskDeadlineMs,
    input: z.strictObject({ ticket: z.string(), region: RegionSchema, isServiceAccount: z.boolean(), /** Organizations that nobody asks about: they are left out. */ except: z.array(OrganizationIdSchema).max(limits.organizationsMax).optional() }),
    output: z.object({
      type: ConnectionTypeSchema,
      facts: CredentialFactsSchema,
      organizations: z.array(
        z.object({
          id: OrganizationIdSchema,
          name: z.string(),
          users: z.number().int().nullable(),
          problem: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
        }),
      ),
      counts: z.record(z.string(), z.number().nullable()),
    }),
  }),
  /** Saves a connection with the organizations chosen of it; one that is here already gets one more way to it. */
  'engine.addConnection': task({
    ...internal,
    deadlineMs: limits.addDeadlineMs,
    input: z.strictObject({
      connection: ConnectionIdSchema,
      type: ConnectionTypeSchema,
      facts: CredentialFactsSchema,
      region: RegionSchema,
      keep: KeepSchema,
      safety: SafetySchema,
      isDemo: z.boolean(),
      organizations: z.array(z.strictObject({ id: OrganizationIdSchema, name: z.string(), appearance: AppearanceSchema })).min(1).max(limits.organizationsMax),
    }),
    output: z.array(OrganizationSchema),
  }),
  /** Adds organizations to a connection that is here; one that is here already gets one more way to it. */
  'engine.includeOrganizations': task({
    ...internal,
    deadlineMs: limits.taskDeadlineMs,
    input: z.strictObject({
      connection: ConnectionIdSchema,
      safety: SafetySchema,
      organizations: z.array(z.strictObject({ id: OrganizationIdSchema, name: z.string(), appearance: AppearanceSchema })).min(1).max(limits.organizationsMax),
    }),
    output: z.array(OrganizationSchema),
  }),
  /** Which organizations are read by themselves: those whose last sync is older than this; null for none. */
  'engine.syncEvery': task({ ...internal, deadlineMs: limits.queryDeadlineMs, input: z.strictObject({ minutes: z.number().int().min(1).nullable() }), output: z.null() }),
  'engine.removeOrganization': task({
    ...internal,
    deadlineMs: limits.taskDeadlineMs,
    input: z.strictObject({ organization: OrganizationIdSchema }),
    /** Connections are named when no organization is left on them, so that their keys can be forgotten. */
    output: z.object({ rows: z.number().int(), files: z.number().int(), orphanedConnections: z.array(ConnectionIdSchema) }),
  }),
  /** Drops a key the engine remembers, so that the next request asks the vault again; clears a refusal. `credential` is what the new one is. */
  'engine.keyChanged': task({
    ...internal,
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ connection: ConnectionIdSchema, credential: z.strictObject({ type: ConnectionTypeSchema, facts: CredentialFactsSchema }).optional() }),
    output: z.null(),
  }),
  /** What the effect gate has to know before `action.start`. */
  'engine.planFacts': task({ ...internal, deadlineMs: limits.taskDeadlineMs, input: z.strictObject({ plan: PlanIdSchema }), output: PlanFactsSchema }),
  /** The same before `job.resume`. */
  'engine.jobFacts': task({ ...internal, deadlineMs: limits.queryDeadlineMs, input: z.strictObject({ job: JobIdSchema }), output: JobFactsSchema }),
  /** Reads a file that a person chose in main's dialog. */
  'engine.openImport': task({ ...internal, deadlineMs: limits.taskDeadlineMs, input: z.strictObject({ organization: OrganizationIdSchema, path: z.string(), name: z.string() }), output: ImportViewSchema }),
  'engine.writeLedger': task({ ...internal, deadlineMs: 10 * 60_000, input: writeLedgerInput, output: z.object({ lines: z.number().int(), sha256: z.string() }) }),
  'engine.writeComparison': task({
    ...internal,
    deadlineMs: 10 * 60_000,
    input: z.strictObject({ path: z.string(), format: ExportFormatSchema, question: CompareQuestionSchema, ...compareFilter }),
    output: z.object({ rows: z.number().int(), sha256: z.string() }),
  }),
  'engine.writeExport': task({
    ...internal,
    deadlineMs: 10 * 60_000,
    input: z.strictObject({ path: z.string(), format: ExportFormatSchema, question: ListQuestionSchema, columns: z.array(z.string()), ids: z.array(z.string()).optional() }),
    output: z.object({ rows: z.number().int(), sha256: z.string() }),
  }),
} as const
