// What a person gave to a plan, and whether it is what the plan asks for. The engine checks it again; this says what is missing.

import type { Plan } from '../../../shared/actions/plan.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Confirmation } from '../../../shared/contract/action.ts'

export interface Typed {
  readonly phrases: ReadonlyMap<OrganizationId, string>
  /** By position in the plan. */
  readonly targets: ReadonlyMap<number, string>
  readonly reason: string
  readonly ticket: string
}

type Asked = Pick<Plan, 'organizations' | 'counts'>

/** What has yet to be typed, in words; null when nothing is. */
export function missingIn({ organizations }: Asked, typed: Typed): string | null {
  const phrase = organizations.find((each) => each.phrase !== null && typed.phrases.get(each.organization)?.trim() !== each.phrase)
  if (phrase) return `Type ${phrase.phrase} first`
  const open = organizations.flatMap((each) => each.typed).filter(({ position, text }) => typed.targets.get(position)?.trim() !== text)
  if (open.length === 0) return null
  return open.length === 1 ? `Type ${open[0]!.text} in its row first` : `Type the text of ${open.length.toLocaleString()} more rows first`
}

export function confirmationOf({ organizations, counts }: Asked, { phrases, targets, reason, ticket }: Typed): Confirmation {
  const phrased = organizations.filter(({ phrase }) => phrase !== null).map(({ organization }) => ({ organization, text: phrases.get(organization)?.trim() ?? '' }))
  const typed = organizations.flatMap((each) => each.typed).map(({ position }) => ({ position, text: targets.get(position)?.trim() ?? '' }))
  return {
    changes: counts.change,
    ...(phrased.length > 0 ? { phrases: phrased } : {}),
    ...(typed.length > 0 ? { typed } : {}),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(ticket.trim() === '' ? {} : { ticket: ticket.trim() }),
  }
}
