// Answers the contract's reading operations, each from one state of the projection. Objects come from their history file.

import { AppError } from '../../../shared/base/app-error.ts'
import type { HistoryFiles } from './history-files.ts'
import { createCountCache } from './count-cache.ts'
import { readFacets } from './facets.ts'
import { objectOutput, readCounts, readVersion } from './object.ts'
import { readIds, readPage, readSlices, type Reading } from './page.ts'
import type { Projection } from './projection.ts'
import { createRankTables } from './rank-tables.ts'
import { createReadStates } from './read-state.ts'
import { readRelated } from './related.ts'
import type { Reader } from './store.ts'
import { readSummary } from './summary.ts'

export function createReader({ layout, reader, connect }: Projection, files: HistoryFiles): Reader {
  const states = createReadStates(layout)
  const ranks = createRankTables()
  const counts = createCountCache()

  const reading = <T>(work: (reading: Reading) => Promise<T> | T): Promise<T> =>
    reader.transaction('read', async (session) => work({ session, layout, state: await states(session), ranks, counts }))

  return {
    page: (input) => reading((given) => readPage(given, input)),
    ids: (input) => reading((given) => readIds(given, input)),
    related: (input) => reading((given) => readRelated(given, input)),
    summary: (input) => reading((given) => readSummary(given, input)),
    facets: (input) => reading((given) => readFacets(given, input)),
    object: async (input) => {
      const table = layout.tables.get(input.kind)!
      const known = await reading(async ({ session, state }) => {
        const entry = state.organizations.find(({ organization }) => organization.id === input.organization)
        if (!entry) throw new AppError('organization.unknown')
        return { counts: await readCounts(session, table, entry.rank, input.id), readAt: state.pass(entry.rank, input.kind)?.completeAt ?? null }
      })
      const version = await files.use(input.organization, (file) => readVersion(file, input.kind, input.id))
      return objectOutput(table, input, version, known.counts, known.readAt)
    },
    eachSlice: async (question, work) => {
      const connection = await connect()
      try {
        await connection.transaction('read', async (session) => {
          const state = await createReadStates(layout)(session)
          await readSlices({ session, layout, state, ranks: createRankTables(), counts: createCountCache() }, question, work)
        })
      } finally {
        await connection.close()
      }
    },
  }
}
