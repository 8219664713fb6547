// The connections on this computer, without their keys: those are the vault's.

import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export const connectionHandlers = (session: EngineSession): Pick<EngineHandlers, 'connection.list'> => ({
  'connection.list': () => session.open().store.connections(),
})
