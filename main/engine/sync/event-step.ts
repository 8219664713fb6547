// The last step of a run: what happened since the one before. Its failure is told beside its kind and ends nothing:
// the copies of what is are as fresh as they can be.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { ReadOptions } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { RunProgress } from './progress.ts'

/** Its name in the progress of a run, among those of the kinds. */
export const eventStep = 'event'

/** Reads the events since the newest that was read; tells how many were new. */
export type ReadNewEvents = (context: OrganizationContext, options: Omit<ReadOptions, 'parent'>, onEvents: (added: number) => void) => Promise<{ added: number; isComplete: boolean }>

export async function readEventStep(read: ReadNewEvents, context: OrganizationContext, options: Omit<ReadOptions, 'parent'>, progress: RunProgress): Promise<void> {
  progress.setKind(eventStep, { phase: 'reading' })
  try {
    const onPage = () => progress.setKind(eventStep, { pages: progress.kind(eventStep).pages + 1 })
    const { added, isComplete } = await read(context, { ...options, onPage }, (objects) => progress.setKind(eventStep, { objects }))
    progress.setKind(eventStep, { phase: isComplete ? 'complete' : 'partial', objects: added })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const told = error.code === 'api.unauthorized' ? new AppError('key.revoked') : error
    progress.setKind(eventStep, error.code === 'call.cancelled' ? { phase: 'waiting' } : { phase: 'failed', error: errorToPlain(told.with({ kind: 'events' })) })
  }
}
