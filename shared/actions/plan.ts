// A plan, its rows, the job that carries it out and what became of each row: the shapes that engine, gate and window share.

import { z } from 'zod'
import { JobIdSchema, OrganizationIdSchema, PlanIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'

const DetailSchema = z.record(z.string(), z.union([z.string(), z.number()]))
const ProblemSchema = z.object({ code: z.string(), detail: DetailSchema })

/** B can be taken back, C cannot but destroys nothing, D destroys (`ux.md` 3.12). */
const ActionClassSchema = z.enum(['B', 'C', 'D'])

export const VerdictSchema = z.enum(['change', 'noop', 'refused'])
export type Verdict = z.infer<typeof VerdictSchema>

/** One field before and after, in words of the screen; null is "nothing there". */
export const ChangeTextSchema = z.object({ title: z.string(), path: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable() })
export type ChangeText = z.infer<typeof ChangeTextSchema>

/** What the plan says about one target. */
const PlannedRowSchema = z.object({
  /** Position in the plan, from 0; the order of the selection. */
  position: z.number().int(),
  organization: OrganizationIdSchema,
  /** Null for an object that does not exist yet. */
  id: ResourceIdSchema.nullable(),
  title: z.string(),
  /** What is done to it; the rows of one plan may differ where it takes back or sends drafts. */
  action: z.string(),
  verdict: VerdictSchema,
  /** Why nothing is sent: of `noop` and `refused`. */
  why: z.string().nullable(),
  changes: z.array(ChangeTextSchema),
  /** What is particular about this target: "Active on 2 devices". */
  remark: z.string().nullable(),
  /** Why this change cannot be taken back; null when it can. */
  irreversible: z.string().nullable(),
  /** What this row would be before, now, and by this plan: only of plans made from drafts whose target moved meanwhile. */
  conflict: z.array(z.object({ title: z.string(), path: z.string().nullable(), before: z.string().nullable(), theirs: z.string().nullable(), mine: z.string().nullable() })),
})
export type PlannedRow = z.infer<typeof PlannedRowSchema>
export { PlannedRowSchema }

const CountsSchema = z.object({
  total: z.number().int(),
  change: z.number().int(),
  noop: z.number().int(),
  refused: z.number().int(),
  /** Of the changing rows: those that cannot be taken back. */
  irreversible: z.number().int(),
  conflict: z.number().int(),
})
export type PlanCounts = z.infer<typeof CountsSchema>

/** Where a plan comes from. */
const PlanOriginSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('selection') }),
  /** Several actions put together by a screen: members of a group, an offboarding. */
  z.object({ type: z.literal('steps') }),
  /** Takes a finished job back. */
  z.object({ type: z.literal('undo'), job: JobIdSchema }),
  /** The failed and drifted rows of a job once more. */
  z.object({ type: z.literal('retry'), job: JobIdSchema }),
  /** What was decided offline. */
  z.object({ type: z.literal('drafts') }),
])
export type PlanOrigin = z.infer<typeof PlanOriginSchema>

export const ExceptionSchema = z.object({ /** What is so until then: "MFA not required". */ what: z.string(), reason: z.string(), until: InstantSchema })

export const PlanSchema = z.object({
  id: PlanIdSchema,
  /** Of the plan as it was frozen; the id is its beginning. */
  sha256: z.string(),
  action: z.string(),
  kind: z.string(),
  class: ActionClassSchema,
  /** "Suspend 27 users". */
  title: z.string(),
  /** "Suspend 24 users": what the button says, with the number that will change. */
  button: z.string(),
  createdAt: InstantSchema,
  /** From here on it is no longer started. */
  expiresAt: InstantSchema,
  /** Revision of the copies that it was frozen at. */
  revision: z.number().int(),
  origin: PlanOriginSchema,
  counts: CountsSchema,
  organizations: z.array(
    z.object({
      organization: OrganizationIdSchema,
      name: z.string(),
      counts: CountsSchema,
      /** What has to be typed for this organization's part: class D only. */
      phrase: z.string().nullable(),
      /** Each target's own name has to be typed, for example a serial number; then `phrase` is null. */
      typed: z.array(z.object({ position: z.number().int(), text: z.string() })),
      /** Age of the oldest thing that the plan was read from. */
      oldestAt: InstantSchema.nullable(),
      /** What keeps this part from being started now: level, lost key, no network. */
      problem: ProblemSchema.nullable(),
    }),
  ),
  /** What people will notice, for the heading. */
  consequences: z.array(z.object({ about: z.enum(['access', 'mail', 'billing', 'device', 'data', 'security']), text: z.string() })),
  undo: z.object({ isPossible: z.boolean(), text: z.string() }),
  /** Why its changes cannot wait as drafts for the service to be reached; null when they can. */
  draftProblem: z.string().nullable(),
  /** Of changes that may last only until a day: why, and until when. Null where there are none, or where they differ. */
  exception: ExceptionSchema.nullable(),
  /** The objects are read into history before the first of them is changed. */
  isSnapshotForced: z.boolean(),
  /** Requests that starting it will make, the readings before and after each change included. */
  calls: z.number().int(),
  /** At the pace that the service allows now. */
  seconds: z.number(),
  callsPerMinute: z.number(),
})
export type Plan = z.infer<typeof PlanSchema>

/** Ends a row: `confirmed`, `failed`, `unknown` (sent, and nobody can tell), `drifted` (moved before sending), `skipped`; on the way: `waiting`, `sent`. */
export const OutcomeSchema = z.enum(['waiting', 'sent', 'confirmed', 'failed', 'unknown', 'drifted', 'skipped'])
export type Outcome = z.infer<typeof OutcomeSchema>

export const JobRowSchema = PlannedRowSchema.pick({ position: true, organization: true, id: true, title: true, action: true, changes: true, irreversible: true }).extend({
  outcome: OutcomeSchema,
  /** What it says about its end, as a sentence: why skipped, what moved, what the service answered. */
  note: z.string().nullable(),
  problem: ProblemSchema.nullable(),
  sentAt: InstantSchema.nullable(),
  settledAt: InstantSchema.nullable(),
  /** The service's own name for the request, to quote to its support. */
  requestId: z.string().nullable(),
})
export type JobRow = z.infer<typeof JobRowSchema>

/** `snapshot`: reading into history first. `interrupted`: the program ended meanwhile; it goes on by itself where that is safe. */
const JobPhaseSchema = z.enum(['queued', 'snapshot', 'running', 'paused', 'stopping', 'interrupted', 'complete', 'completeWithErrors', 'stopped'])
export type JobPhase = z.infer<typeof JobPhaseSchema>

export const JobSchema = z.object({
  id: JobIdSchema,
  plan: PlanIdSchema,
  action: z.string(),
  kind: z.string(),
  class: ActionClassSchema,
  title: z.string(),
  origin: PlanOriginSchema,
  organizations: z.array(z.object({ organization: OrganizationIdSchema, name: z.string() })),
  phase: JobPhaseSchema,
  /** The rows that change; what the plan left out is no part of the job. They add up to `total`. */
  counts: z.object({
    total: z.number().int(),
    waiting: z.number().int(),
    sent: z.number().int(),
    confirmed: z.number().int(),
    failed: z.number().int(),
    unknown: z.number().int(),
    drifted: z.number().int(),
    skipped: z.number().int(),
  }),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
  /** The person at this computer, by the name of the operating system. */
  operator: z.string(),
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  /** Rows settled per minute, measured; 0 before the first. */
  rowsPerMinute: z.number(),
  secondsLeft: z.number().nullable(),
  /** Until when the service's limit holds everything up. */
  waitingUntil: InstantSchema.nullable(),
  /** Rows that can be taken back, and until when the shell offers it by itself. */
  undo: z.object({ rows: z.number().int(), /** Deleted objects that others like them can be made for, with a list of all that has to be put back. */ again: z.number().int(), offeredUntil: InstantSchema.nullable(), /** The job that took it back. */ by: JobIdSchema.nullable() }),
})
export type Job = z.infer<typeof JobSchema>
