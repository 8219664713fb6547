// Writes that wait when the disk is full: everybody pauses, the failed write is tried again from time to time, then all go on.

import { isAppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Timer } from '../api/timer.ts'
import type { RunWriter } from '../store/store.ts'

export interface DiskPatience {
  /** Repeats a write while the disk is full; a failed write changed nothing. @throws AppError `call.cancelled` */
  attempt<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** The same writer, whose writes outlast a full disk. */
  writer(writer: RunWriter, signal: AbortSignal): RunWriter
}

/** @param onFull told when the first write waits, and when none does any more */
export function createDiskPatience(timer: Timer, onFull: (isFull: boolean) => void): DiskPatience {
  let waiting = 0

  const attempt = async <T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    let isWaiting = false
    try {
      for (;;) {
        try {
          return await write()
        } catch (error) {
          if (!isAppError(error, 'store.full')) throw error
          if (!isWaiting && ++waiting === 1) onFull(true)
          isWaiting = true
          await timer.sleep(limits.storeFullRetryMs, signal)
        }
      }
    } finally {
      // Also when the waiting one was stopped: the others go on and find out for themselves.
      if (isWaiting && --waiting === 0) onFull(false)
    }
  }

  return {
    attempt,
    writer: (writer, signal) => ({
      id: writer.id,
      organization: writer.organization,
      stage: (kind, rows) => attempt(() => writer.stage(kind, rows), signal),
      quarantine: (kind, objects) => attempt(() => writer.quarantine(kind, objects), signal),
      stagedIds: (kind) => writer.stagedIds(kind),
      publish: (kind, proof) => attempt(() => writer.publish(kind, proof), signal),
      fail: (kind, error) => attempt(() => writer.fail(kind, error), signal),
      // The end of a run does not wait: a stopped run could never end on a full disk.
      finish: (outcome, error) => writer.finish(outcome, error),
    }),
  }
}
