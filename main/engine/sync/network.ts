// Whether the service answers, told from what became of the requests: nothing is sent just to find out.

import type { AppError } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Item } from '../../../shared/contract/client.ts'
import type { Clock } from '../api/timer.ts'

export type Network = Item<'network.changed'>

export interface NetworkWatch {
  /** What came of one request; null for a usable answer. */
  report(error: AppError | null): void
}

/** One lost request among many is no news; the second in a row is. */
const failuresForNews = 2

export function createNetworkWatch(clock: Clock, onChange: (network: Network) => void): NetworkWatch {
  let status: Network['status'] = 'unknown'
  let failures = 0
  return {
    report: (error) => {
      const told = statusOf(error)
      failures = told === 'online' ? 0 : failures + 1
      if (told === status) return
      if (told !== 'online' && status === 'online' && failures < failuresForNews) return
      status = told
      onChange({ status, since: instantFromMs(clock.now()) })
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
