// Changes that may last only until a day, and which of them have ended by the clock of this window.

import type { Instant } from '../../shared/base/instant.ts'
import { instantToMs } from '../../shared/base/instant.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Output } from '../../shared/contract/client.ts'
import { countText } from './freshness.ts'

export type Exception = Output<'exception.list'>[number]

export const untilText = (until: Instant): string => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(instantToMs(until) ?? 0)

export const hasEnded = ({ until }: Pick<Exception, 'until'>, now: number): boolean => (instantToMs(until) ?? 0) <= now

/** Ended exceptions of one organization that the same action ends: what to say about them all, and whom they are about. */
export interface EndedExceptions {
  readonly organization: OrganizationId
  readonly kind: Exception['kind']
  readonly remedy: string
  readonly ids: Exception['id'][]
  readonly text: string
}

export function endedExceptions(all: readonly Exception[], now: number): EndedExceptions[] {
  const groups = new Map<string, Exception[]>()
  for (const each of all.filter((one) => hasEnded(one, now))) {
    const key = `${each.organization} ${each.remedy}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map((group) => {
    const [{ organization, kind, remedy, what, title }] = group as [Exception, ...Exception[]]
    const who = group.length === 1 ? title : countText(group.length, kind)
    return { organization, kind, remedy, ids: group.map(({ id }) => id), text: `Exception ended: ${what} for ${who}` }
  })
}
