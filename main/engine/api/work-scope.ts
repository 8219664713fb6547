// A signal for the parts of one piece of work: ends with the caller's signal, with the first failure of a part, and with the work.
// Removes what it attached, so that thousands of works may share one caller's signal.

import { setMaxListeners } from 'node:events'
import { AppError } from '../../../shared/base/app-error.ts'

export interface WorkScope {
  readonly signal: AbortSignal
  /** Ends all parts with this error: what one of them could not do, the whole cannot. */
  fail(error: unknown): void
  end(): void
}

export function createWorkScope(signal: AbortSignal | undefined): WorkScope {
  const controller = new AbortController()
  // Each part in flight listens; Node would take that many listeners for a leak.
  setMaxListeners(0, controller.signal)
  if (signal) setMaxListeners(0, signal)
  const forward = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', forward, { once: true })
  if (signal?.aborted) forward()
  return {
    signal: controller.signal,
    fail: (error) => controller.abort(error),
    end: () => {
      signal?.removeEventListener('abort', forward)
      controller.abort(new AppError('call.cancelled'))
    },
  }
}
