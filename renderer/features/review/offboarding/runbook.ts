// From what was chosen for somebody who leaves to the steps of one plan, in the order in which they matter: access first.

import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import type { OffboardingChoices } from '../../../../shared/contract/settings.ts'
import type { StepsQuestion } from '../steps-plan.tsx'
import type { Belongings, Held } from './belongings.ts'

/** Until somebody chooses otherwise: access ends at once, and nobody keeps a manager who is gone. */
export const firstChoices: OffboardingChoices = { when: 'now', takesGroups: true, takesDevices: true, takesDirectories: true, takesAccess: true, reports: 'clear' }

export interface Decision extends OffboardingChoices {
  /** Of `when: later`, as an instant. */
  readonly at: string | null
  /** Of `reports: reassign`. */
  readonly manager: ResourceId | null
}

type Step = StepsQuestion['steps'][number]

export function stepsOf(decision: Decision, ids: readonly ResourceId[], belongings: Belongings): Step[] {
  const { when, at, takesGroups, takesDevices, takesDirectories, takesAccess, reports, manager } = decision
  const people = belongings.reports.map(({ id }) => id)
  return [
    ...(when === 'now' ? [{ action: 'user.suspend', parameters: {}, ids: [...ids] }] : []),
    ...(when === 'later' && at !== null ? [{ action: 'user.schedule', parameters: { state: 'SUSPENDED', start: at, isMailed: false }, ids: [...ids] }] : []),
    ...(takesDirectories ? together(belongings.directories) : []),
    ...(takesAccess ? together(belongings.access) : []),
    ...(takesGroups ? together(belongings.groups) : []),
    ...(takesDevices ? together(belongings.devices) : []),
    ...(reports === 'keep' || people.length === 0 || (reports === 'reassign' && manager === null) ? [] : [{ action: 'user.setManager', parameters: reports === 'reassign' ? { manager } : {}, ids: people }]),
  ]
}

/** The same thing taken away from several people is one step. */
function together(held: readonly Held[]): Step[] {
  const steps = new Map<string, { action: string; parameters: Record<string, unknown>; ids: ResourceId[] }>()
  for (const { action, parameter, id, owner } of held) {
    const key = `${action} ${id}`
    const step = steps.get(key) ?? { action, parameters: { [parameter]: id }, ids: [] }
    step.ids.push(owner)
    steps.set(key, step)
  }
  return [...steps.values()]
}

export const questionOf = (organization: OrganizationId, ids: readonly ResourceId[], steps: Step[]): StepsQuestion => ({ purpose: 'offboarding', organization, subject: { kind: 'user', ids: [...ids] }, steps })
