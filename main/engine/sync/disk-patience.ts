// Writes that wait when the disk is full: everybody pauses until a small write succeeds, then the failed write is tried once more.
// If that fails too, the writer cannot go on and its run ends; the schedule starts it anew.

import { isAppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Timer } from '../api/timer.ts'
import type { RunWriter } from '../store/store.ts'

export interface DiskPatience {
  /** Repeats a write when there is space again. @throws AppError `store.full`, `call.cancelled` */
  attempt<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** The same writer, whose writes outlast a full disk. */
  writer(writer: RunWriter, signal: AbortSignal): RunWriter
}

export interface DiskPatienceParts {
  readonly timer: Timer
  /** A small write to the same disk. */
  readonly probe: () => Promise<void>
  /** Told when the first write waits, and when none does any more. */
  readonly onFull: (isFull: boolean) => void
}

export function createDiskPatience({ timer, probe, onFull }: DiskPatienceParts): DiskPatience {
  let waiting = 0

  const untilSpace = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      await timer.sleep(limits.storeFullRetryMs, signal)
      const hasSpace = await probe().then(
        () => true,
        (error: unknown) => {
          if (isAppError(error, 'store.full')) return false
          throw error
        },
      )
      if (hasSpace) return
    }
  }

  const attempt = async <T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await write()
    } catch (error) {
      if (!isAppError(error, 'store.full')) throw error
    }
    if (++waiting === 1) onFull(true)
    try {
      await untilSpace(signal)
      return await write()
    } finally {
      // Also when the waiting one was stopped: the others go on and find out for themselves.
      if (--waiting === 0) onFull(false)
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
