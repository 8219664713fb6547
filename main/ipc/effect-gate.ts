// What an operation needs before it may run, by its effect. One place for all operations.
//
// What changes something at the service is started by the id of a plan only. Its facts come from the engine, never from the window:
// age, drift, the level of each organization, and what has to be typed. The window brings nothing but the confirmation.

import { AppError } from '../../shared/base/app-error.ts'
import { assertNever } from '../../shared/base/assert.ts'
import type { JobId, PlanId } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Confirmation } from '../../shared/contract/action.ts'
import type { Operation } from '../../shared/contract/define.ts'
import type { JobFacts, PlanFacts } from '../../shared/contract/plan-facts.ts'

/** Where the facts come from: the engine. */
export interface EffectFacts {
  plan(id: PlanId): Promise<PlanFacts>
  job(id: JobId): Promise<JobFacts>
}

/** @throws AppError that says what is missing; then nothing was sent */
export async function checkEffect(name: string, operation: Operation, input: unknown, facts: EffectFacts): Promise<void> {
  if (operation.type === 'query') return
  switch (operation.effect) {
    case 'none':
    case 'local':
    case 'remoteRead':
      return
    case 'remoteChange':
    case 'destructive': {
      if (name === 'action.start') {
        const { plan, confirmation } = input as { plan: PlanId; confirmation: Confirmation }
        return checkStart(await facts.plan(plan), confirmation)
      }
      if (name === 'job.resume') return checkResume(await facts.job((input as { job: JobId }).job))
      throw new AppError('call.refused')
    }
    default:
      assertNever(operation.effect, 'effect')
  }
}

type Part = { readonly organization: string; readonly name: string; readonly safety: 'readOnly' | 'guarded' | 'expert' | null }

const named = ({ name, organization }: Part): { organization: string } => ({ organization: `${name} (${organization})` })

function checkLevels(parts: readonly Part[], isOffline: boolean): void {
  for (const part of parts) {
    if (part.safety === null) throw new AppError('organization.unknown')
    if (part.safety === 'readOnly') throw new AppError('change.read-only', named(part))
  }
  if (isOffline) throw new AppError('change.offline')
}

const checkResume = ({ organizations, isOffline }: JobFacts): void => checkLevels(organizations, isOffline)

function checkStart(plan: PlanFacts, confirmation: Confirmation): void {
  if (plan.isStarted) throw new AppError('plan.started')
  if (plan.changes === 0) throw new AppError('plan.empty')
  checkLevels(plan.organizations, plan.isOffline)
  if (plan.ageMs > limits.planAgeMsMax) throw new AppError('plan.old', { minutes: Math.floor(plan.ageMs / 60_000), limit: limits.planAgeMsMax / 60_000 })
  if (plan.moved > 0 && plan.moved >= plan.changes * limits.planDriftShareMax) throw new AppError('plan.drifted', { moved: plan.moved, total: plan.changes })
  checkNumber(plan, confirmation)
  if (plan.class === 'D') checkTyped(plan, confirmation)
}

/** The number on the button proves that the plan was on screen; one reversible change in an Expert organization needs none. */
function checkNumber(plan: PlanFacts, { changes }: Confirmation): void {
  const isFree = plan.class === 'B' && plan.changes === 1 && plan.organizations.every(({ safety }) => safety === 'expert')
  if (changes === undefined ? !isFree : changes !== plan.changes) throw new AppError('plan.confirmation', { expected: `this plan changes ${plan.changes}` })
}

/** Every organization has its own phrase, and where an action asks for it every object its own name. */
function checkTyped({ organizations }: PlanFacts, { phrases = [], typed = [] }: Confirmation): void {
  for (const part of organizations) {
    const given = phrases.find(({ organization }) => organization === part.organization)?.text ?? ''
    if (part.phrase !== null && spelt(given) !== spelt(part.phrase)) throw new AppError('plan.confirmation', { expected: `type “${part.phrase}” for ${part.name}` })
    for (const { position, text } of part.typed) {
      const name = typed.find((entry) => entry.position === position)?.text ?? ''
      if (spelt(name) !== spelt(text)) throw new AppError('plan.confirmation', { expected: `type “${text}” for the object in row ${position + 1}` })
    }
    // A destructive part without anything to type would be a hole in the plan, not a kindness of it.
    if (part.phrase === null && part.typed.length === 0) throw new AppError('call.refused')
  }
}

/** One character can be spelt in several ways, and spaces are easily doubled; to the person who types they are one. */
const spelt = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
