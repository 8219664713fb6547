// Organizations that a provider got after its key was added: found with the key that is kept here, and added to its connection.

import { AppError } from '../../shared/base/app-error.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Connection } from '../../shared/contract/connection.ts'
import type { Appearance } from '../../shared/contract/organization.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { MainHandlers } from '../ipc/router.ts'
import { suggestAppearance } from './appearance.ts'
import { startSyncs } from './connection.ts'

export function providerHandlers(link: EngineLink): Pick<MainHandlers, 'provider.discover' | 'provider.include'> {
  /** The connection that the provider's own requests go through. */
  const connectionOf = async (provider: OrganizationId): Promise<Connection> => {
    const found = (await link.call('connection.list', {})).find((connection) => connection.provider?.id === provider)
    if (!found) throw new AppError('connection.unknown')
    return found
  }

  return {
    'provider.discover': async ({ provider }, { signal }) => {
      const connection = await connectionOf(provider)
      const input = { ticket: connection.id, region: connection.region, isServiceAccount: connection.type === 'serviceAccount', except: connection.organizations }
      const found = await link.call('engine.checkKey', input, signal)
      const present = await link.call('organization.list', {})
      const known = new Map(present.map((organization) => [organization.id, organization]))
      const taken: Appearance[] = present.map(({ appearance }) => appearance)
      const organizations = found.organizations.map((each) => {
        const suggested = known.get(each.id)?.appearance ?? suggestAppearance(each.name, taken)
        taken.push(suggested)
        return { ...each, suggested, isPresent: known.has(each.id) }
      })
      return { organizations }
    },

    'provider.include': async ({ provider, safety, organizations }) => {
      const connection = await connectionOf(provider)
      const added = await link.call('engine.includeOrganizations', { connection: connection.id, safety, organizations })
      void startSyncs(link, added.filter((organization) => organization.connection === connection.id).map(({ id }) => id))
      return added
    },
  }
}
