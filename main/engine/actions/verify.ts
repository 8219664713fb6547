// After a change: reads the target again until what was aimed at is there, or until it is clear that it is not.

import type { Aim, Image } from '../../../shared/actions/action.ts'
import { isDone } from '../../../shared/actions/judge.ts'
import { limits } from '../../../shared/base/limits.ts'

export interface Verified {
  readonly isThere: boolean
  /** The last reading. */
  readonly after: Image
}

/**
 * @param read one reading of the whole image
 * @param wait pause before the next reading; the service needs a moment to show what it did
 * @throws AppError when it cannot be read
 */
export async function verify(aims: readonly Aim[], read: () => Promise<Image>, wait: (ms: number) => Promise<void>): Promise<Verified> {
  for (let attempt = 1; ; attempt++) {
    const after = await read()
    if (isDone(aims, after)) return { isThere: true, after }
    if (attempt >= limits.verifyTriesMax) return { isThere: false, after }
    await wait(limits.verifyWaitMs * attempt)
  }
}
