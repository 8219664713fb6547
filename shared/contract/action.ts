// From a selection to a started job: which actions fit, what they would do to each target, and the confirmation that starts them.
//
// A window hands over targets only to have them planned. What is started is a plan by its id: frozen, shown and confirmed.

import { z } from 'zod'
import { JobIdSchema, OrganizationIdSchema, PlanIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import { JobSchema, PlannedRowSchema, PlanSchema, VerdictSchema } from '../actions/plan.ts'
import { KindSchema } from '../resources/index.ts'
import { CoverageSchema } from '../scope/coverage.ts'
import { query, task } from './define.ts'
import { ListQuestionSchema } from './snapshot.ts'

/** What was selected: objects by id, everything that a question matches, or objects that do not exist yet. */
const SelectionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ids'),
    kind: KindSchema,
    targets: z.array(z.strictObject({ organization: OrganizationIdSchema, ids: z.array(ResourceIdSchema).min(1).max(limits.targetIdsMax) })).min(1).max(500),
  }),
  z.strictObject({ type: z.literal('matching'), question: ListQuestionSchema }),
  z.strictObject({
    type: z.literal('new'),
    kind: KindSchema,
    organization: OrganizationIdSchema,
    /** The parameters of each object to be made; they win over those of the plan. */
    items: z.array(z.record(z.string().max(64), z.unknown())).min(1).max(limits.newTargetsMax),
  }),
])
export type TargetSelection = z.infer<typeof SelectionSchema>

const ParametersSchema = z.record(z.string().max(64), z.unknown())

const ConfirmationSchema = z.strictObject({
  /** The number on the button. It must be the plan's; left out, only one reversible change in an Expert organization starts. */
  changes: z.number().int().min(0).optional(),
  /** What was typed for each organization; class D. */
  phrases: z.array(z.strictObject({ organization: OrganizationIdSchema, text: z.string().max(200) })).max(500).optional(),
  /** What was typed for single targets, by position, where an action asks for it. */
  typed: z.array(z.strictObject({ position: z.number().int().min(0), text: z.string().max(200) })).max(limits.newTargetsMax).optional(),
  reason: z.string().trim().max(limits.reasonCharactersMax).optional(),
  ticket: z.string().trim().max(limits.ticketCharactersMax).optional(),
})
export type Confirmation = z.infer<typeof ConfirmationSchema>

const planningMs = 10 * 60_000

/** What several changes are for; it heads their plan and their job. */
export const stepPurposes = ['members', 'offboarding'] as const

export const action = {
  /**
   * The actions that fit a selection, in menu order, with how many of it each would change: judged on the copy, without a request.
   * `looked` targets of `total` were judged; for a larger selection the numbers are of those.
   */
  'action.menu': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({ selection: SelectionSchema }),
    output: z.object({
      total: z.number().int(),
      looked: z.number().int(),
      actions: z.array(
        z.object({
          action: z.string(),
          eligible: z.number().int(),
          noop: z.number().int(),
          refused: z.number().int(),
          /** Most frequent reason of those that are left out; null when none is. */
          why: z.string().nullable(),
          /** Why none of it can be done now, whatever is selected: level, offline. */
          problem: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
        }),
      ),
    }),
    /** Actions read whatever their targets are bound to. */
    reads: () => ['*'],
  }),
  /** Freezes a selection and says for each target what an action would do. Reads, and sends nothing. */
  'action.plan': task({
    host: 'engine',
    deadlineMs: planningMs,
    effect: 'remoteRead',
    /** Parameters may be a password. */
    sensitive: true,
    input: z.strictObject({ action: z.string().min(1).max(64), selection: SelectionSchema, parameters: ParametersSchema }),
    output: PlanSchema,
  }),
  /**
   * Freezes several changes as one plan: who enters and leaves a group, what is bound and unbound, all that an offboarding does. Each
   * step is an action for objects of its kind; the plan's heading names the subjects. Reads, and sends nothing.
   */
  'action.planSteps': task({
    host: 'engine',
    deadlineMs: planningMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({
      purpose: z.enum(stepPurposes),
      organization: OrganizationIdSchema,
      /** Whom or what it is about: the group whose members change, the people who leave. */
      subject: z.strictObject({ kind: KindSchema, ids: z.array(ResourceIdSchema).min(1).max(limits.newTargetsMax) }),
      steps: z.array(z.strictObject({ action: z.string().min(1).max(64), parameters: ParametersSchema, ids: z.array(ResourceIdSchema).min(1).max(limits.targetIdsMax) })).min(1).max(limits.planStepsMax),
    }),
    output: PlanSchema,
  }),
  /**
   * Pasted lines – names, addresses, serial numbers, ids – matched against the copy of one organization. A line that fits several objects
   * names them all; one that fits none has no match.
   */
  'action.match': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    bulk: true,
    input: z.strictObject({ organization: OrganizationIdSchema, kind: KindSchema, lines: z.array(z.string().min(1).max(limits.pastedLineCharactersMax)).min(1).max(limits.targetIdsMax) }),
    output: z.object({
      lines: z.array(z.object({ /** At most a few, where a line fits many. */ matches: z.array(z.object({ id: ResourceIdSchema, title: z.string(), /** What tells it from another of the same name. */ detail: z.string() })), total: z.number().int() })),
      coverage: CoverageSchema,
    }),
    reads: ({ kind }) => [kind],
  }),
  /** A plan with a page of its rows. */
  'action.getPlan': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({
      plan: PlanIdSchema,
      show: z.union([VerdictSchema, z.enum(['all', 'irreversible', 'conflict'])]),
      organization: OrganizationIdSchema.optional(),
      start: z.number().int().min(0),
      size: z.number().int().min(0).max(limits.pageRowsMax),
    }),
    output: z.object({ plan: PlanSchema, rows: z.array(PlannedRowSchema), total: z.number().int() }),
    reads: () => ['plan'],
  }),
  /** Starts what was planned. Answers as soon as the job is kept; its progress comes through `job.progressed`. */
  'action.start': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteChange',
    input: z.strictObject({ plan: PlanIdSchema, confirmation: ConfirmationSchema }),
    output: JobSchema,
  }),
  /** The plan that takes a job's confirmed rows back, all or those at the given positions. */
  'action.planUndo': task({
    host: 'engine',
    deadlineMs: planningMs,
    effect: 'remoteRead',
    input: z.strictObject({ job: JobIdSchema, positions: z.array(z.number().int().min(0)).max(limits.targetIdsMax).optional() }),
    output: PlanSchema,
  }),
} as const
