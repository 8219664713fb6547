// Reading operations: the organization must be one of this computer's, which the strict reader sees in the very state it answers from.

import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

type SnapshotHandlers = Pick<EngineHandlers, Extract<keyof EngineHandlers, `snapshot.${string}`>>

export function snapshotHandlers(session: EngineSession): SnapshotHandlers {
  const reader = () => session.open().store.strict
  return {
    'snapshot.page': async (input) => reader().page(input),
    'snapshot.count': async (input, { signal }) => reader().count(input, signal),
    'snapshot.ids': async (input) => reader().ids(input),
    'snapshot.facets': async (input) => reader().facets(input),
    'snapshot.summary': async (input) => reader().summary(input),
    'snapshot.overview': async (input) => reader().overview(input),
    'snapshot.matrix': async (input) => reader().matrix(input),
    'snapshot.search': async (input) => reader().search(input),
    'snapshot.object': async (input) => reader().object(input),
    'snapshot.related': async (input) => reader().related(input),
    'snapshot.shares': async (input) => reader().shares(input),
    'snapshot.bindings': async (input) => reader().bindings(input),
  }
}
