// Several changes as one plan: steps become targets in their order, and the plan is called by whom it is about.

import { AppError } from '../../../shared/base/app-error.ts'
import type { stepPurposes } from '../../../shared/contract/action.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { type ActionParts, chosenAction } from './parts.ts'
import { countText } from './plan-words.ts'
import { checkedParameters, type PlanTarget } from './planner.ts'

type Steps = ParsedInput<'action.planSteps'>

/** @throws AppError `plan.action` for what makes new objects: there is nothing yet that a step could be about. */
export function stepTargets({ organization, steps }: Steps): PlanTarget[] {
  return steps.flatMap((step) => {
    const action = chosenAction(step.action)
    if (action.target !== 'each') throw new AppError('plan.action')
    const parameters = checkedParameters(action, step.parameters)
    return [...new Set(step.ids)].map((id): PlanTarget => ({ organization, id, action, parameters }))
  })
}

const words: { readonly [Purpose in (typeof stepPurposes)[number]]: { readonly title: string; readonly verb: string } } = {
  members: { title: 'Change the members of {subject}', verb: 'Make' },
  offboarding: { title: 'Offboard {subject}', verb: 'Offboard: make' },
}

/** Heading and button of such a plan; names are those of the copy. */
export async function stepWords({ store }: Pick<ActionParts, 'store'>, { purpose, organization, subject: { kind, ids } }: Steps): Promise<{ title: string; verb: string }> {
  const [text] = ids.length === 1 ? await store.currentObjects(organization, kind, ids) : [null]
  const subject = text ? titleOf(resourceOf(kind), JSON.parse(text) as Readonly<Record<string, unknown>>) : countText(ids.length, kind)
  const { title, verb } = words[purpose]
  return { title: title.replace('{subject}', () => subject), verb }
}
