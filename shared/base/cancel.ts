// Cancellation by AbortSignal: combining signals and waiting, without the newer static helpers our oldest runtime lacks.

import { AppError } from './app-error.ts'

/** A signal that aborts as soon as one of the given ones does (stands in for AbortSignal.any). */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    if (!signal) continue
    if (signal.aborted) {
      controller.abort(signal.reason)
      break
    }
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
  }
  return controller.signal
}

/** Throws `call.cancelled` when the signal has fired; loops call it between pages and slices. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  if (signal.reason instanceof AppError) throw signal.reason
  throw new AppError('call.cancelled')
}
