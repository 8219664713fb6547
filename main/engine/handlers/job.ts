// Jobs: listed, watched, held, and repeated for what failed; progress leaves through the topic.

import type { EngineSession } from '../session.ts'
import { knownJob } from '../actions/undo.ts'
import type { EngineHandlers } from './handlers.ts'

export function jobHandlers(session: EngineSession): Pick<EngineHandlers, Extract<keyof EngineHandlers, `job.${string}`>> {
  const jobs = () => session.open().actions.jobs
  return {
    'job.list': ({ organization, isOpen, size }) => jobs().list({ size, ...(organization && { organization }), ...(isOpen !== undefined && { isOpen }) }),
    'job.get': ({ job }) => jobs().get(job),
    'job.rows': async ({ job, show, start, size }) => {
      const { store } = session.open()
      await knownJob({ store }, job)
      return store.ledger.jobRows(job, { show, start, size })
    },
    'job.pause': ({ job }) => jobs().pause(job),
    'job.resume': ({ job }) => jobs().resume(job),
    'job.stop': ({ job }) => jobs().stop(job),
    'job.retryFailed': ({ job }, { signal }) => session.open().actions.retryFailed(job, signal),
  }
}
