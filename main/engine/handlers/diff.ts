// Comparing: organizations must be of this computer, everything else is the comparer's and the drifts'.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { writeComparison } from '../exports/compare-export.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export function diffHandlers(session: EngineSession): Pick<EngineHandlers, 'diff.compare' | 'diff.drift' | 'diff.driftRows' | 'diff.look' | 'engine.writeComparison'> {
  const known = async (...organizations: readonly OrganizationId[]): Promise<void> => {
    const { store } = session.open()
    for (const organization of organizations) if (!(await store.organization(organization))) throw new AppError('organization.unknown')
  }
  return {
    'diff.compare': async (input, { signal }) => {
      await known(input.left, input.right)
      return session.open().comparer.page(input, signal)
    },
    'engine.writeComparison': async ({ path, format, question, ...filter }, { signal }) => {
      await known(question.left, question.right)
      const { store, comparer, clock } = session.open()
      const organizations = await store.organizations()
      const side = (id: OrganizationId) => organizations.find((each) => each.id === id)!
      const comparison = await comparer.whole(question, filter, signal)
      return writeComparison({ path, format, kind: question.kind, filter, comparison, left: side(question.left), right: side(question.right), writtenAt: instantFromMs(clock.now()) })
    },
    'diff.drift': () => session.open().drifts.all(),
    'diff.driftRows': async (input) => {
      await known(input.organization)
      return session.open().drifts.rows(input)
    },
    'diff.look': async ({ organization }) => {
      await known(organization)
      await session.open().drifts.look(organization)
      return null
    },
  }
}
