// What only main may ask of the engine as a whole: open and close, versions, the simulator, writing an export.

import { writeExport } from '../exports/export-job.ts'
import type { EngineSession } from '../session.ts'
import { sqliteVersions } from '../store/versions.ts'
import type { EngineHandlers } from './handlers.ts'

type OwnHandlers = Pick<EngineHandlers, 'engine.versions' | 'engine.open' | 'engine.close' | 'engine.useSimulator' | 'engine.syncEvery' | 'engine.writeExport'>

export const engineHandlers = (session: EngineSession): OwnHandlers => ({
  'engine.versions': async () => ({ node: process.versions.node, ...(await sqliteVersions()) }),

  'engine.open': async ({ folder }) => {
    await session.start(folder)
    return null
  },

  'engine.close': async () => {
    await session.stop()
    return null
  },

  'engine.useSimulator': async ({ region, url }) => {
    session.useSimulator(region, url)
    return null
  },

  'engine.syncEvery': async ({ minutes }) => {
    session.syncEvery(minutes)
    return null
  },

  'engine.writeExport': async ({ path, format, question, columns, ids }, { signal }) => {
    const { store, clock, registry } = session.open()
    return writeExport({ store, resources: registry, path, format, question, columns, ...(ids ? { ids } : {}), clock, signal })
  },
})
