// Adding, replacing and removing credentials: the vault keeps the secret, the engine asks what it opens, nothing here remembers it.

import { randomBytes } from 'node:crypto'
import { clipboard } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import { type ConnectionId, localIdFrom, type OrganizationId } from '../../shared/base/ids.ts'
import type { Output, ParsedInput } from '../../shared/contract/client.ts'
import type { Connection, Region } from '../../shared/contract/connection.ts'
import type { Appearance, Organization } from '../../shared/contract/organization.ts'
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

type Source = ParsedInput<'connection.check'>['source']
type Opened = Output<'engine.checkKey'>

interface Checked extends Pick<Opened, 'type' | 'facts'> {
  readonly region: Region
  readonly readable: ReadonlySet<OrganizationId>
}

export const newConnectionId = (): ConnectionId => localIdFrom('con', randomBytes(16)) as ConnectionId

export function connectionHandlers({ link, vault, state, canTakeRealKeys }: ConnectionHandlerParts): ConnectionHandlers {
  const checkedByTicket = new Map<string, Checked>()

  const hold = async (source: Source): Promise<string> => {
    if (!canTakeRealKeys()) throw new AppError('key.runtime-out-of-support', { version: process.versions.electron ?? '' })
    const key = source.from === 'clipboard' ? await clipboard.readText() : source.key
    if (source.from === 'clipboard' && key.trim() === '') throw new AppError('key.clipboard-empty')
    return vault.hold(source.from === 'serviceAccount' ? `${source.clientId.trim()}:${key.trim()}` : key)
  }

  /** What does it open? A held secret that opens nothing is forgotten at once. */
  const opened = async (ticket: string, region: Region, isServiceAccount: boolean, signal: AbortSignal): Promise<Opened> => {
    try {
      const found = await link.call('engine.checkKey', { ticket, region, isServiceAccount }, signal)
      if (found.organizations.length === 0) throw new AppError('key.nothing-to-read')
      return found
    } catch (error) {
      await vault.discard(ticket)
      throw error
    }
  }

  /** A credential that brings nothing new is replaced where it is, not added a second time. */
  const refuseKnown = ({ type, facts, organizations }: Opened, present: readonly Organization[]) => {
    const readable = organizations.filter(({ problem }) => problem === null)
    const isKnown = readable.length > 0 && readable.every(({ id }) => present.find((organization) => organization.id === id)?.rights.some((right) => right.type === type))
    if (isKnown) throw new AppError('key.organization-present', { organization: readable.length === 1 ? `${readable[0]!.name} (${readable[0]!.id})` : facts.name })
  }

  /** Every organization that the saved key opened must be opened by the new one too. */
  const refuseOther = async (connection: Connection, { organizations }: Opened) => {
    const open = new Set(organizations.filter(({ problem }) => problem === null).map(({ id }) => id))
    const missing = connection.organizations.filter((id) => !open.has(id))
    if (missing.length === 0) return
    const names = new Map((await link.call('organization.list', {})).map(({ id, name }) => [id, name]))
    const organization = names.get(missing[0]!) ?? ''
    if (missing.length === connection.organizations.length) throw new AppError('key.organization-other', { organization })
    throw new AppError('key.organizations-missing', { organization, others: missing.length > 1 ? ` and ${missing.length - 1} more` : '' })
  }

  return {
    'connection.check': async ({ source, region }, { signal }) => {
      const ticket = await hold(source)
      const found = await opened(ticket, region, source.from === 'serviceAccount', signal)
      const present = await link.call('organization.list', {})
      try {
        refuseKnown(found, present)
      } catch (error) {
        await vault.discard(ticket)
        throw error
      }
      const { type, facts, counts } = found
      const known = new Map(present.map((organization) => [organization.id, organization]))
      const taken: Appearance[] = present.map((organization) => organization.appearance)
      const organizations = found.organizations.map((each) => {
        const suggested = known.get(each.id)?.appearance ?? suggestAppearance(each.name, taken)
        if (!known.has(each.id)) taken.push(suggested)
        return { ...each, suggested, isPresent: known.has(each.id) }
      })
      checkedByTicket.set(ticket, { type, facts, region, readable: new Set(organizations.filter(({ problem }) => problem === null).map(({ id }) => id)) })
      return { ticket, type, facts, organizations, counts, canKeepInKeychain: !state.value().isSessionOnly }
    },

    'connection.add': async ({ ticket, safety, keep, organizations }) => {
      const checked = checkedByTicket.get(ticket)
      if (!checked) throw new AppError('key.ticket')
      const { type, facts, region, readable } = checked
      if (organizations.some(({ id }) => !readable.has(id))) throw new AppError('call.invalid')
      const connection = newConnectionId()
      await vault.keep(ticket, connection, keep)
      try {
        const added = await link.call('engine.addConnection', { connection, type, facts, region, keep, safety, isDemo: false, organizations })
        checkedByTicket.delete(ticket)
        // An engine that already reads the first of a hundred organizations has little time to be told of the others: nobody waits for that.
        void startSyncs(link, added.filter((organization) => organization.connection === connection).map(({ id }) => id))
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
      const found = await opened(ticket, connection.region, source.from === 'serviceAccount', signal)
      try {
        await refuseOther(connection, found)
      } catch (error) {
        await vault.discard(ticket)
        throw error
      }
      await vault.replace(ticket, id)
      await link.call('engine.keyChanged', { connection: id, credential: { type: found.type, facts: found.facts } })
      const used = (await link.call('organization.list', {})).filter((organization) => organization.connection === id)
      await startSyncs(link, used.map((organization) => organization.id))
      return null
    },

    'organization.remove': async ({ organization }) => {
      const { rows, files, orphanedConnections } = await link.call('engine.removeOrganization', { organization })
      for (const connection of orphanedConnections) await vault.forget(connection)
      return { rows, files, isKeyForgotten: orphanedConnections.length > 0 }
    },
  }
}

/** A sync that runs already is as good; any other trouble is told by the sync itself. All are asked for at once: the first ones keep the engine busy. */
export async function startSyncs(link: EngineLink, organizations: readonly OrganizationId[]): Promise<void> {
  await Promise.all(organizations.map((organization) => link.call('sync.start', { organization }).catch(() => undefined)))
}
