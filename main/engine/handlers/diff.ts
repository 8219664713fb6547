// Comparing: both organizations must be of this computer, everything else is the comparer's.

import { AppError } from '../../../shared/base/app-error.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export const diffHandlers = (session: EngineSession): Pick<EngineHandlers, 'diff.compare'> => ({
  'diff.compare': async (input, { signal }) => {
    const { store, comparer } = session.open()
    const present = new Set((await store.organizations()).map(({ id }) => id))
    if (!present.has(input.left) || !present.has(input.right)) throw new AppError('organization.unknown')
    return comparer.page(input, signal)
  },
})
