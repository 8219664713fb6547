// All handlers of the engine in one map, complete by its type: one file per domain.

import type { Handlers } from '../../../shared/contract/client.ts'
import type { Contract, EngineContract } from '../../../shared/contract/index.ts'
import type { EngineSession } from '../session.ts'
import { actionHandlers } from './action.ts'
import { connectionHandlers } from './connection.ts'
import { diffHandlers } from './diff.ts'
import { engineHandlers } from './engine.ts'
import { importHandlers } from './import.ts'
import { insightsHandlers } from './insights.ts'
import { jobHandlers } from './job.ts'
import { liveHandlers } from './live.ts'
import { organizationHandlers } from './organization.ts'
import { providerHandlers } from './provider.ts'
import { snapshotHandlers } from './snapshot.ts'
import { syncHandlers } from './sync.ts'

export type EngineHandlers = Handlers<Contract, 'engine'> & Handlers<EngineContract, 'engine'>

export const createHandlers = (session: EngineSession): EngineHandlers => ({
  ...engineHandlers(session),
  ...connectionHandlers(session),
  ...providerHandlers(session),
  ...organizationHandlers(session),
  ...snapshotHandlers(session),
  ...diffHandlers(session),
  ...liveHandlers(session),
  ...insightsHandlers(session),
  ...syncHandlers(session),
  ...actionHandlers(session),
  ...jobHandlers(session),
  ...importHandlers(session),
})
