// Cancellation by AbortSignal: what loops check between pages and slices.

import { AppError } from './app-error.ts'

/** Throws `call.cancelled` when the signal has fired; loops call it between pages and slices. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  if (signal.reason instanceof AppError) throw signal.reason
  throw new AppError('call.cancelled')
}
