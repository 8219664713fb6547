// Which failures are tried again and after how long. Pure policy: the waiting itself is the client's, so that it can be cancelled.

import type { AppError } from '../../../shared/base/app-error.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Random } from '../../../shared/base/random.ts'
import type { TransportRequest, TransportResponse } from './transport.ts'

/** How often one request has failed so far, by what it failed of. */
export interface Failures {
  refusals: number
  server: number
  network: number
}

export interface Failure {
  readonly error: AppError
  readonly method: TransportRequest['method']
  /** A question that is asked with a body and changes nothing. */
  readonly isReading?: boolean
  /** This failure included. */
  readonly failures: Readonly<Failures>
  /** What the service asked to wait; null when it did not. */
  readonly retryAfterMs: number | null
}

export interface Retry {
  /** Milliseconds until the next try, or null to give up. */
  waitMs(failure: Failure): number | null
}

export const createRetry = (random: Pick<Random, 'next'>): Retry => ({
  waitMs: ({ error, method, isReading, failures, retryAfterMs }) => {
    switch (error.code) {
      // A refused request was not carried out, so any method may be sent again.
      case 'api.rate-limited':
        if (failures.refusals >= limits.wireRefusalsMax) return null
        return retryAfterMs ?? backoffMs(failures.refusals, random)
      case 'api.server':
        if (!isRepeatable(method, isReading) || !retriedStatuses.has(Number(error.detail['status'])) || failures.server >= limits.wireTriesMax) return null
        return Math.max(backoffMs(failures.server, random), retryAfterMs ?? 0)
      case 'api.offline':
      case 'api.timeout':
        if (!isRepeatable(method, isReading) || failures.network >= limits.wireNetworkTriesMax) return null
        return backoffMs(failures.network, random)
      default:
        return null
    }
  },
})

const retriedStatuses = new Set([500, 502, 503, 504])

// A change whose answer was lost may have been carried out; whether to send it again is decided by reading, not here.
const isRepeatable = (method: TransportRequest['method'], isReading = false): boolean => method === 'GET' || isReading

/** Doubles from one second; the upper half is random so that many clients do not come back together. */
const backoffMs = (count: number, random: Pick<Random, 'next'>): number =>
  Math.min(limits.wireBackoffMsMin * 2 ** (count - 1), limits.wireBackoffMsMax) * (0.5 + random.next() / 2)

/** `Retry-After` in milliseconds: seconds or a date, measured against the service's own clock where it tells one. */
export function retryAfterMs(response: TransportResponse, nowMs: number): number | null {
  const said = response.headers['retry-after']?.trim()
  if (said === undefined || said === '') return null
  if (/^\d+$/.test(said)) return bounded(Number(said) * 1_000)
  // Only a date with a named month is one of HTTP; the parser would take "-5" for a year.
  const until = /[a-z]{3}/i.test(said) ? instantToMs(said) : null
  if (until === null) return null
  return bounded(until - (instantToMs(response.headers['date']) ?? nowMs))
}

const bounded = (ms: number): number => Math.min(Math.max(ms, 0), limits.wireRetryAfterMsMax)
