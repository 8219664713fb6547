// Everything about changing things, for one session: menus, plans, jobs, taking back, drafts.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { DraftId, JobId, PlanId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Job, Plan, PlannedRow } from '../../../shared/actions/plan.ts'
import type { Confirmation, TargetSelection } from '../../../shared/contract/action.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { JobFacts, PlanFacts } from '../../../shared/contract/plan-facts.ts'
import type { PlanHeader, PlanPage } from '../store/ledger.ts'
import { draftTargets, draftWords, keepDrafts } from './drafts.ts'
import { openExceptions } from './exceptions.ts'
import { holdersOf } from './holders.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { levelLine } from './ledger-lines.ts'
import { matchLines } from './match-lines.ts'
import { actionMenu } from './menu.ts'
import { type ActionParts, chosenAction } from './parts.ts'
import { changeWords, countText } from './plan-words.ts'
import { checkedParameters, haveSeveralEach, makePlan, type MadePlan, type PlanQuestion } from './planner.ts'
import { resolveTargets } from './resolve-targets.ts'
import { planFacts, problemOf } from './start-checks.ts'
import { stepTargets, stepWords } from './steps.ts'
import { knownJob, retryTargets, undoTargets } from './undo.ts'

/** What may be changed in an organization from here on; `from` is null for a new one. */
export interface LevelChange {
  readonly organization: Pick<Organization, 'id' | 'name'>
  readonly from: Organization['safety'] | null
  readonly to: Organization['safety']
}

export interface Actions {
  menu(selection: TargetSelection): Promise<Output<'action.menu'>>
  plan(input: ParsedInput<'action.plan'>, signal: AbortSignal): Promise<Plan>
  /** The plan of targets that somebody else has put together, each with its own action. */
  planTargets(question: Pick<PlanQuestion, 'action' | 'title' | 'verb' | 'counted' | 'targets' | 'areReadNow' | 'signal'>): Promise<Plan>
  planSteps(input: ParsedInput<'action.planSteps'>, signal: AbortSignal): Promise<Plan>
  match(input: ParsedInput<'action.match'>): Promise<Output<'action.match'>>
  getPlan(id: PlanId, page: PlanPage): Promise<{ plan: Plan; rows: PlannedRow[]; total: number }>
  start(id: PlanId, confirmation: Confirmation): Promise<Job>
  planUndo(job: JobId, positions: readonly number[] | undefined, signal: AbortSignal): Promise<Plan>
  retryFailed(job: JobId, signal: AbortSignal): Promise<Plan>
  planFacts(id: PlanId): Promise<PlanFacts>
  jobFacts(id: JobId): Promise<JobFacts>
  readonly jobs: Jobs
  exceptions(organization?: ParsedInput<'exception.list'>['organization']): Promise<Output<'exception.list'>>
  drafts(organization?: ParsedInput<'draft.list'>['organization']): Promise<Output<'draft.list'>>
  keepDrafts(plan: PlanId): Promise<Output<'draft.keep'>>
  planDrafts(drafts: readonly DraftId[], mine: readonly DraftId[], signal: AbortSignal): Promise<Plan>
  removeDrafts(drafts: readonly DraftId[]): Promise<void>
  /** Notes that more or less is allowed from here on; before it is so, because afterwards it could be lost. */
  noteLevels(changes: readonly LevelChange[]): Promise<void>
  close(): Promise<void>
}

export function createActions(parts: ActionParts): Actions {
  const { ledger } = parts.store
  const jobs = createJobs(parts)
  /** Parameters that are kept nowhere else, by plan and position; gone with the plan's age. */
  const secrets = new Map<PlanId, { readonly until: number; readonly values: MadePlan['secrets'] }>()
  /** Drafts that a plan holds: they are done with once it starts. */
  const drafted = new Map<PlanId, readonly DraftId[]>()

  const forgetOld = async (): Promise<void> => {
    const now = parts.clock.now()
    for (const [id, { until }] of secrets) if (until < now) secrets.delete(id)
    await ledger.dropPlans(instantFromMs(now - 4 * limits.planAgeMsMax))
  }

  /** The plan with what may have changed since it was frozen: levels, and whether the service can be reached. */
  const shown = async ({ secrets: _secrets, ...plan }: PlanHeader): Promise<Plan> => {
    const holders = await holdersOf(parts)
    return {
      ...plan,
      organizations: plan.organizations.map((part) => {
        const found = holders.find(({ id }) => id === part.organization)
        const problem = found ? problemOf(parts, plan.class, found) : new AppError('organization.unknown')
        return { ...part, problem: part.problem ?? (problem && errorToPlain(problem)) }
      }),
    }
  }

  const make = async (question: PlanQuestion): Promise<PlanHeader> => {
    await forgetOld()
    const { header, secrets: values } = await makePlan(parts, question)
    if (values.size > 0) secrets.set(header.id, { until: parts.clock.now() + limits.planAgeMsMax, values })
    return header
  }

  const revision = async (kind: string): Promise<number> => (await parts.store.page({ scope: { type: 'all' }, kind: kind as 'user', columns: [], sort: [], start: 0, size: 1 })).revision

  return {
    menu: (selection) => actionMenu(parts, selection),

    plan: async ({ action: id, selection, parameters: given }, signal) => {
      const kind = selection.type === 'matching' ? selection.question.kind : selection.kind
      const action = chosenAction(id, kind)
      if ((selection.type === 'new') !== (action.target === 'new')) throw new AppError('plan.action')
      const resolved = await resolveTargets(parts, selection)
      const common = selection.type === 'new' ? null : checkedParameters(action, given)
      const targets = resolved.targets.map(({ organization, id: target, parameters }) => ({ organization, id: target, action, parameters: common ?? checkedParameters(action, { ...given, ...parameters }) }))
      const missing = resolved.missing.map((gap) => ({ ...gap }))
      return shown(await make({ action, targets, revision: resolved.revision, missing, origin: { type: 'selection' }, signal }))
    },

    planTargets: async (question) => shown(await make({ ...question, revision: await revision(question.action.kind), origin: { type: 'selection' } })),
    planSteps: async (input, signal) => {
      const targets = stepTargets(input)
      const { title, verb } = await stepWords(parts, input)
      return shown(await make({ action: targets[0]!.action, title, verb, counted: changeWords, targets, revision: await revision(targets[0]!.action.kind), origin: { type: 'steps' }, signal }))
    },

    match: (input) => matchLines(parts, input),

    getPlan: async (id, page) => {
      const found = await ledger.plan(id)
      if (!found) throw new AppError('plan.unknown')
      return { plan: await shown(found.header), ...(await ledger.planRows(id, page)) }
    },

    start: async (id, confirmation) => {
      const found = await ledger.plan(id)
      if (!found) throw new AppError('plan.unknown')
      if (found.job !== null) throw new AppError('plan.started')
      if (found.header.counts.change === 0) throw new AppError('plan.empty')
      const values = secrets.get(id)?.values ?? new Map()
      if (found.header.secrets.length > 0 && values.size === 0) throw new AppError('plan.unknown')
      const job = await jobs.start(found.header, confirmation, values)
      secrets.delete(id)
      const done = drafted.get(id)
      if (done) {
        await ledger.dropDrafts(done)
        drafted.delete(id)
      }
      parts.onChange(['plan', 'job', 'ledger', 'draft'], [])
      return job
    },

    planUndo: async (id, positions, signal) => {
      const job = await knownJob(parts, id)
      const targets = await undoTargets(parts, job, positions)
      const isAnew = targets.every(({ action }) => action.target === 'new')
      const header = await make({ action: targets[0]!.action, title: isAnew ? `Make again ${countText(targets.length, job.kind)}` : `Take back: ${job.title}`, verb: isAnew ? 'Make again' : 'Take back', ...(haveSeveralEach(targets) && { counted: changeWords }), targets, revision: await revision(job.kind), origin: { type: 'undo', job: id }, signal })
      return shown(header)
    },

    retryFailed: async (id, signal) => {
      const job = await knownJob(parts, id)
      const targets = await retryTargets(parts, job)
      if (targets.length === 0) throw new AppError('plan.empty')
      return shown(await make({ action: targets[0]!.action, title: `Once more: ${job.title}`, ...(haveSeveralEach(targets) && { counted: changeWords }), targets, revision: await revision(job.kind), origin: { type: 'retry', job: id }, signal }))
    },

    planFacts: (id) => planFacts(parts, id),
    jobFacts: async (id) => {
      const job = await knownJob(parts, id)
      const holders = await holdersOf(parts)
      return {
        isOffline: parts.isOffline(),
        organizations: job.organizations.map(({ organization, name }) => {
          const known = holders.find((candidate) => candidate.id === organization)
          return { organization, name: known?.name ?? name, safety: known?.safety ?? null }
        }),
      }
    },
    jobs,

    drafts: async (organization) =>
      (await ledger.drafts(organization)).map(({ id, organization: owner, kind, object, title, action, part, changes, operator, createdAt }) => ({ id, organization: owner, kind: kind as 'user', object: object as Output<'draft.list'>[number]['object'], title, action, part, changes, operator, createdAt })),
    exceptions: (organization) => openExceptions(parts, organization),
    keepDrafts: (plan) => keepDrafts(parts, plan),
    planDrafts: async (ids, mine, signal) => {
      const all = await draftTargets(parts, ids, mine)
      const targets = all.map(({ target }) => target)
      const { action } = targets[0]!
      const header = await make({ action, ...draftWords(all), targets, areReadNow: targets.length <= limits.planFreshReadsMax, revision: await revision(action.kind), origin: { type: 'drafts' }, signal })
      // Those that are held back, and those that cannot be sent as it is now, stay drafts.
      const rows = await ledger.planWork(header.id)
      drafted.set(header.id, all.flatMap(({ draft: { id } }, index) => (rows[index]?.shown.verdict === 'refused' ? [] : [id])))
      return shown(header)
    },
    removeDrafts: async (ids) => {
      await ledger.dropDrafts(ids)
      parts.onChange(['draft'], [])
    },
    noteLevels: async (changes) => {
      const at = instantFromMs(parts.clock.now())
      await ledger.addLines(changes.map(({ organization, from, to }) => levelLine(parts.operator, organization, from, to, at)))
      parts.onChange(['ledger'], [])
    },
    close: () => jobs.close(),
  }
}
