// The organizations on this computer: listing and changing what is ours about them.

import { AppError } from '../../../shared/base/app-error.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

export const organizationHandlers = (session: EngineSession): Pick<EngineHandlers, 'organization.list' | 'organization.update'> => ({
  'organization.list': () => session.open().store.organizations(),
  'organization.update': async ({ organization: id, tags, ...changes }) => {
    const { store, actions } = session.open()
    const found = (await store.organizations()).find((organization) => organization.id === id)
    if (!found) throw new AppError('organization.unknown')
    const { syncedAt: _syncedAt, lists: _lists, problem: _problem, rights: _rights, ...kept } = found
    if (changes.connection) {
      if (!found.rights.some(({ connection }) => connection === changes.connection)) throw new AppError('connection.unknown')
      session.raiseEpoch(id)
    }
    if (changes.safety && changes.safety !== found.safety) await actions.noteLevels([{ organization: found, from: found.safety, to: changes.safety }])
    const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<typeof kept>
    return store.saveOrganization({ ...kept, ...defined, ...(tags && { tags: distinctTags(tags) }) })
  },
})

/** Two spellings that look alike are one tag; the first one stands. */
function distinctTags(tags: readonly string[]): string[] {
  const bySpelling = new Map<string, string>()
  for (const tag of tags.map((text) => text.normalize('NFC'))) {
    const spelling = tag.toLowerCase()
    if (!bySpelling.has(spelling)) bySpelling.set(spelling, tag)
  }
  return [...bySpelling.values()]
}
