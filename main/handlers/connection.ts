// Adding, replacing and removing credentials: the vault keeps the key, the engine asks whose it is, nothing here remembers it.

import { randomBytes } from 'node:crypto'
import { clipboard } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import { type ConnectionId, localIdFrom, type OrganizationId } from '../../shared/base/ids.ts'
import type { ParsedInput } from '../../shared/contract/client.ts'
import type { Region } from '../../shared/contract/connection.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { VaultHost } from '../engine-host/vault-process.ts'
import type { MainHandlers } from '../ipc/router.ts'
import type { AppStateHolder } from './app-state.ts'
import { suggestAppearance } from './appearance.ts'

export interface ConnectionHandlerParts {
  readonly link: EngineLink
  readonly vault: VaultHost
  readonly state: AppStateHolder
  /** Real keys are refused on a runtime that gets no fixes any more, unless they go to a simulator. */
  readonly canTakeRealKeys: () => boolean
}

type ConnectionHandlers = Pick<
  MainHandlers,
  'connection.check' | 'connection.add' | 'connection.discard' | 'connection.replaceKey' | 'organization.remove'
>

interface Checked {
  readonly organization: OrganizationId
  readonly region: Region
}

export const newConnectionId = (): ConnectionId => localIdFrom('con', randomBytes(16)) as ConnectionId

export function connectionHandlers({ link, vault, state, canTakeRealKeys }: ConnectionHandlerParts): ConnectionHandlers {
  const checkedByTicket = new Map<string, Checked>()

  const hold = async (source: ParsedInput<'connection.check'>['source']): Promise<string> => {
    if (!canTakeRealKeys()) throw new AppError('key.runtime-out-of-support', { version: process.versions.electron ?? '' })
    const key = source.from === 'paste' ? source.key : await clipboard.readText()
    if (source.from === 'clipboard' && key.trim() === '') throw new AppError('key.clipboard-empty')
    return vault.hold(key)
  }

  /** Whose key is it? A held key that belongs to nobody usable is forgotten at once. */
  const ownerOf = async (ticket: string, region: Region, signal: AbortSignal) => {
    try {
      const { organizations, counts } = await link.call('engine.checkKey', { ticket, region }, signal)
      const [owner, ...others] = organizations
      if (!owner) throw new AppError('key.rejected', { region: region.toUpperCase() })
      if (others.length > 0) throw new AppError('key.many-organizations', { count: organizations.length })
      return { owner, counts }
    } catch (error) {
      await vault.discard(ticket)
      throw error
    }
  }

  return {
    'connection.check': async ({ source, region }, { signal }) => {
      const ticket = await hold(source)
      const { owner, counts } = await ownerOf(ticket, region, signal)
      const present = await link.call('organization.list', {})
      const same = present.find((organization) => organization.id === owner.id)
      if (same) {
        await vault.discard(ticket)
        throw new AppError('key.organization-present', { organization: `${same.name} (${same.id})` })
      }
      checkedByTicket.set(ticket, { organization: owner.id, region })
      const suggested = suggestAppearance(owner.name, present.map((organization) => organization.appearance))
      return { ticket, organization: owner, suggested, counts, canKeepInKeychain: !state.value().isSessionOnly }
    },

    'connection.add': async ({ ticket, name, appearance, safety, keep }) => {
      const checked = checkedByTicket.get(ticket)
      if (!checked) throw new AppError('key.ticket')
      const connection = newConnectionId()
      await vault.keep(ticket, connection, keep)
      try {
        const { organization, region } = checked
        const added = await link.call('engine.addOrganization', { connection, region, keep, organization, name, appearance, safety, isDemo: false })
        checkedByTicket.delete(ticket)
        await link.call('sync.start', { organization })
        return added
      } catch (error) {
        await vault.forget(connection)
        throw error
      }
    },

    'connection.discard': async ({ ticket }) => {
      checkedByTicket.delete(ticket)
      await vault.discard(ticket)
      return null
    },

    'connection.replaceKey': async ({ connection: id, source }, { signal }) => {
      const connection = (await link.call('connection.list', {})).find((candidate) => candidate.id === id)
      if (!connection) throw new AppError('connection.unknown')
      const ticket = await hold(source)
      const { owner } = await ownerOf(ticket, connection.region, signal)
      if (!connection.organizations.includes(owner.id)) {
        await vault.discard(ticket)
        const organizations = await link.call('organization.list', {})
        const expected = organizations.find((organization) => organization.id === connection.organizations[0])
        throw new AppError('key.organization-other', { organization: expected?.name ?? '' })
      }
      await vault.replace(ticket, id)
      await link.call('engine.keyChanged', { connection: id })
      return null
    },

    'organization.remove': async ({ organization }) => {
      const { rows, files, orphanedConnection } = await link.call('engine.removeOrganization', { organization })
      if (orphanedConnection) await vault.forget(orphanedConnection)
      return { rows, files, isKeyForgotten: orphanedConnection !== null }
    },
  }
}
