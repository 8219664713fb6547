// Starting and steering syncs; progress leaves through the topic, not through these answers.

import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export const syncHandlers = (session: EngineSession): Pick<EngineHandlers, Extract<keyof EngineHandlers, `sync.${string}`>> => ({
  'sync.start': async ({ organization }) => {
    await session.contextOf(organization)
    session.open().sync.start(organization)
    return null
  },
  'sync.pause': async ({ organization }) => {
    session.open().sync.pause(organization)
    return null
  },
  'sync.resume': async ({ organization }) => {
    session.open().sync.resume(organization)
    return null
  },
  'sync.stop': async ({ organization }) => {
    session.open().sync.stop(organization)
    return null
  },
})
