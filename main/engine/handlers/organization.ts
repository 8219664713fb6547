// The organizations on this computer: listing and changing what is ours about them.

import { AppError } from '../../../shared/base/app-error.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export const organizationHandlers = (session: EngineSession): Pick<EngineHandlers, 'organization.list' | 'organization.update'> => ({
  'organization.list': () => session.open().store.organizations(),
  'organization.update': async ({ organization: id, name, appearance, safety }) => {
    const { store } = session.open()
    const found = (await store.organizations()).find((organization) => organization.id === id)
    if (!found) throw new AppError('organization.unknown')
    const { syncedAt: _syncedAt, problem: _problem, ...kept } = found
    return store.saveOrganization({ ...kept, ...(name && { name }), ...(appearance && { appearance }), ...(safety && { safety }) })
  },
})
