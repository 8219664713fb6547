// After a job: what the service changed along with its targets is read again, so that the lists are right before the next sync.

import { AppError } from '../../../shared/base/app-error.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import { systemTimer } from '../api/timer.ts'
import type { JobWorkRow, StoredJob } from '../store/ledger.ts'
import { imageFromService, type ImageTarget, isTroubleOfAll } from './images.ts'
import type { ActionParts } from './parts.ts'
import { type RowRun, takeIn } from './run-row.ts'

/** Whether any row of this job can have changed others; only then are its rows looked through. */
export const mayTouchOthers = ({ action, origin }: Pick<StoredJob, 'action' | 'origin'>): boolean => actionOf(action).touches !== undefined || origin.type !== 'selection'

/** Reads again what this row changed along. A failure leaves it to the next sync: the change itself is made and kept. */
export async function readTouched(run: RowRun, row: JobWorkRow): Promise<void> {
  const { parts } = run
  const action = actionOf(row.work.action)
  const subject = { id: row.shown.id, organization: row.shown.organization, image: row.pre, parameters: row.work.parameters, at: instantFromMs(parts.clock.now()) }
  const touched = action.touches?.(subject) ?? null
  if (touched === null) return
  for (const id of await idsWith(parts, row.shown.organization, action.kind, touched)) {
    const target: ImageTarget = { organization: row.shown.organization, id, action, parameters: row.work.parameters }
    try {
      for (let attempt = 1; ; attempt++) {
        const image = await imageFromService(parts, run.context, target, run.options)
        const isOld = image.object !== null && image.object !== undefined && valueAt(image.object, touched.path) === touched.value
        // The service may need a moment to reach everybody.
        if (isOld && attempt < limits.verifyTriesMax) {
          await (parts.sleep ?? systemTimer.sleep)(limits.verifyWaitMs * attempt, run.options.signal)
          continue
        }
        await takeIn(run, target, image)
        break
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (isTroubleOfAll(error)) return
    }
  }
}

/** By the copy, which is as old as it was before the job in this. */
async function idsWith({ store }: Pick<ActionParts, 'store'>, organization: OrganizationId, kind: string, { path, value }: { readonly path: string; readonly value: string }): Promise<ResourceId[]> {
  const ids: ResourceId[] = []
  await store.eachSlice({ scope: { type: 'one', organization }, kind: kind as 'user', filter: { field: path, is: 'equals', value }, sort: [], columns: [] }, async ({ rowsJson }) => {
    ids.push(...(JSON.parse(rowsJson) as [OrganizationId, ResourceId][]).map(([, id]) => id))
  })
  return ids
}
