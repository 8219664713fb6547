// Whether the service answers, told from what became of the requests: nothing is sent just to find out.
// No connection is everybody's trouble; an answer with an error is that of the organization it was asked for.

import type { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Item } from '../../../shared/contract/client.ts'
import type { Clock } from '../api/timer.ts'

export type Network = Item<'network.changed'>

export interface NetworkWatch {
  /** What came of one request for an organization; null for a usable answer. */
  report(organization: OrganizationId, error: AppError | null): void
}

/** One lost request among many is no news; the second in a row is. */
const failuresForNews = 2

export function createNetworkWatch(clock: Clock, onChange: (network: Network) => void): NetworkWatch {
  let status: Network['status'] = 'unknown'
  /** Requests in a row that did not come through, whomever they were for. */
  let lost = 0
  /** Answers with an error in a row, by organization. */
  const failures = new Map<OrganizationId, number>()
  const troubled = new Set<OrganizationId>()
  return {
    report: (organization, error) => {
      const told = statusOf(error)
      const before = `${status} ${[...troubled].join()}`
      lost = told === 'offline' ? lost + 1 : 0
      if (told === 'trouble') failures.set(organization, (failures.get(organization) ?? 0) + 1)
      else if (told === 'online') failures.delete(organization)
      // While nothing better is known, the first answer decides.
      const isFirst = status === 'unknown' || status === 'offline'
      if ((failures.get(organization) ?? 0) >= (isFirst ? 1 : failuresForNews)) troubled.add(organization)
      else if (told === 'online') troubled.delete(organization)
      if (told !== 'offline') status = troubled.size > 0 ? 'trouble' : 'online'
      else if (isFirst || lost >= failuresForNews) status = 'offline'
      if (before !== `${status} ${[...troubled].join()}`) onChange({ status, since: instantFromMs(clock.now()), troubled: [...troubled] })
    },
  }
}

// A refusal is an answer too: the service is there.
function statusOf(error: AppError | null): Network['status'] {
  switch (error?.code) {
    case 'api.offline':
    case 'api.timeout':
      return 'offline'
    case 'api.server':
    case 'api.tls':
    case 'api.redirect':
      return 'trouble'
    default:
      return 'online'
  }
}
