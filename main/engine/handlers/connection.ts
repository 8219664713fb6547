// Connections on this computer, without their keys: those are the vault's. Checking, adding, replacing and removing what they reach.

import { AppError, errorToPlain, isAppError } from '../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../shared/base/error-codes.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { resourceOf, resources } from '../../../shared/resources/index.ts'
import { createOrganizationContext, type OrganizationContext } from '../api/organization-context.ts'
import type { LevelChange } from '../actions/actions.ts'
import { saveLevel } from '../actions/holders.ts'
import type { OrganizationRecord } from '../store/organizations.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'
import { forgetProvider } from './provider.ts'

type ConnectionHandlers = Pick<
  EngineHandlers,
  'connection.list' | 'connection.verify' | 'engine.checkKey' | 'engine.addConnection' | 'engine.includeOrganizations' | 'engine.removeOrganization' | 'engine.keyChanged'
>

interface Chosen {
  readonly connection: Connection
  readonly safety: Organization['safety']
  readonly isDemo: boolean
  readonly organizations: readonly Pick<Organization, 'id' | 'name' | 'appearance'>[]
  /** Those of this computer before the connection was saved. */
  readonly present: ReadonlyMap<OrganizationId, Organization>
}

export function connectionHandlers(session: EngineSession): ConnectionHandlers {
  const now = () => instantFromMs(session.open().clock.now())
  const find = async (id: ConnectionId): Promise<Connection> => {
    const found = (await session.open().store.connections()).find((candidate) => candidate.id === id)
    if (!found) throw new AppError('connection.unknown')
    return found
  }
  const withUse = async (connection: Connection): Promise<Connection> => ({ ...connection, ...(await session.open().uses.of(connection.id)) })
  const unbound = (credential: string, { region, isServiceAccount }: { readonly region: Connection['region']; readonly isServiceAccount: boolean }) =>
    createOrganizationContext({ organization: null, credential, region, epoch: 0, isOrganizationHeaderNeeded: true, isServiceAccount })

  return {
    'connection.list': async () => {
      const { store } = session.open()
      const here = new Set((await store.organizations()).map((organization) => organization.id))
      // A repaired store knows the connection, and not what was never read through it: that can be found and added again.
      return Promise.all((await store.connections()).map((connection) => withUse({ ...connection, organizations: connection.organizations.filter((id) => here.has(id)) })))
    },

    'connection.verify': async ({ connection: id }, { signal }) => {
      const { api, store } = session.open()
      const connection = await find(id)
      const context = unbound(id, { region: connection.region, isServiceAccount: connection.type === 'serviceAccount' })
      const { facts } = await api.credential(context, { signal, isForeground: true }).catch((error: unknown) => {
        throw isAppError(error, 'api.unauthorized') ? new AppError('key.revoked', { organization: connection.name }) : error
      })
      // Only what may have changed meanwhile is written: the connection may have been replaced while the service was asked.
      const current = await find(id)
      const checked = { ...current, ...(await session.open().uses.of(id)), ...facts, checkedAt: now() }
      await store.saveConnection(checked)
      return withUse(checked)
    },

    'engine.checkKey': async ({ ticket, region, isServiceAccount, except = [] }, { signal }) => {
      const { api } = session.open()
      const context = unbound(ticket, { region, isServiceAccount })
      try {
        const { type, facts, organizations: all } = await api.credential(context, { signal, isForeground: true }).catch((error: unknown) => {
          throw isAppError(error, 'api.unauthorized') ? new AppError('key.rejected', { region: region.toUpperCase() }) : error
        })
        const organizations = all.filter(({ id }) => !except.includes(id as OrganizationId))
        const bound = (id: OrganizationId) => createOrganizationContext({ ...context, organization: id, isOrganizationHeaderNeeded: type !== 'apiKey' })
        const probed = await Promise.all(
          organizations.map(async ({ id, name, isReached }) => {
            const organization = id as OrganizationId
            const probe = isReached ? await users(bound(organization), signal) : { users: null, problem: new AppError('api.forbidden', { kind: 'anything', organization: name }) }
            return { id: organization, name, users: probe.users, problem: probe.problem && errorToPlain(probe.problem.with({ organization: name })) }
          }),
        )
        for (const { id, users: count } of probed) if (count !== null) session.open().sync.expect(id, count)
        const [only, ...others] = probed
        return { type, facts, organizations: probed, counts: only && others.length === 0 ? await countsOf(bound(only.id), signal) : {} }
      } finally {
        session.forgetKey(ticket)
      }
    },

    'engine.addConnection': async ({ connection: id, type, facts, region, keep, safety, isDemo, organizations }) => {
      const { store } = session.open()
      const present = new Map((await store.organizations()).map((organization) => [organization.id, organization]))
      const connection: Connection = {
        ...facts, id, type, region, keep, organizations: organizations.map((organization) => organization.id), addedAt: now(), checkedAt: now(), lastUsedAt: null, refusal: null, isKeyMissing: false,
      }
      // A made-up provider is looked around at like its organizations; a real one is read-only until somebody says otherwise.
      if (isDemo && facts.provider) await saveLevel(store, facts.provider.id, safety)
      return saveChosen({ connection, safety, isDemo, organizations, present })
    },

    'engine.includeOrganizations': async ({ connection: id, safety, organizations }) => {
      const { store } = session.open()
      const present = new Map((await store.organizations()).map((organization) => [organization.id, organization]))
      const before = await find(id)
      const connection = { ...before, organizations: [...new Set([...before.organizations, ...organizations.map((organization) => organization.id)])] }
      return saveChosen({ connection, safety, isDemo: before.region === 'demo', organizations, present })
    },

    'engine.removeOrganization': async ({ organization: id }) => {
      const { store, sync } = session.open()
      if (!(await store.organizations()).some((organization) => organization.id === id)) throw new AppError('organization.unknown')
      const removed = await session.whileRemoving(id, async () => {
        await sync.stop(id)
        await session.open().imports.forget(id)
        return store.removeOrganization(id)
      })
      const orphanedConnections: ConnectionId[] = []
      for (const connection of (await store.connections()).filter(({ organizations }) => organizations.includes(id))) {
        const organizations = connection.organizations.filter((other) => other !== id)
        if (organizations.length > 0) {
          await store.saveConnection({ ...connection, organizations })
          continue
        }
        await store.removeConnection(connection.id)
        await forgetProvider(store, connection.provider)
        session.forgetKey(connection.id)
        orphanedConnections.push(connection.id)
      }
      return { ...removed, orphanedConnections }
    },

    'engine.keyChanged': async ({ connection: id, credential }) => {
      const { store, uses } = session.open()
      session.forgetKey(id)
      const connection = await find(id)
      for (const organization of connection.organizations) session.raiseEpoch(organization)
      if (connection.provider) session.raiseEpoch(connection.provider.id)
      await uses.clear(id)
      await store.saveConnection({ ...connection, ...(credential && { type: credential.type, ...credential.facts, checkedAt: now() }), refusal: null, isKeyMissing: false })
      const used = new Set((await store.organizations()).filter((organization) => organization.connection === id && organization.problem !== null).map((organization) => organization.id))
      for (const organization of used) await store.setProblem(organization, null, now())
      return null
    },
  }

  /** Keeps a connection with the organizations that were chosen of it, in one write: a sync that runs holds up one, not hundreds. */
  async function saveChosen({ connection, safety, isDemo, organizations, present }: Chosen): Promise<Organization[]> {
    const { store, actions } = session.open()
    const records: OrganizationRecord[] = []
    const levels: LevelChange[] = []
    for (const { id: organization, name, appearance } of organizations) {
      const known = present.get(organization)
      // One whose connection is gone is reached again through this one; any other keeps the way it had.
      if (known && known.rights.length > 0) continue
      const before = known?.safety ?? null
      // Made-up organizations come and go with each look around.
      if (!isDemo && safety !== (before ?? 'readOnly')) levels.push({ organization: { id: organization, name }, from: before, to: safety })
      const kept = known ? { alias: known.alias, tags: known.tags, isFavourite: known.isFavourite, addedAt: known.addedAt } : { alias: null, tags: [], isFavourite: false, addedAt: now() }
      records.push({ id: organization, name, appearance, safety, connection: connection.id, isDemo, ...kept })
    }
    if (levels.length > 0) await actions.noteLevels(levels)
    await store.addOrganizations(connection, records)
    const chosen = new Set(organizations.map((organization) => organization.id))
    return (await store.organizations()).filter((organization) => chosen.has(organization.id))
  }

  /** People of one organization, asked with one row: whether the credential may read there at all. */
  async function users(context: OrganizationContext, signal: AbortSignal): Promise<{ users: number | null; problem: AppError | null }> {
    try {
      return { users: await session.open().api.count(context, resourceOf('user'), { signal, isForeground: true }), problem: null }
    } catch (error) {
      if (error instanceof AppError && error.code !== 'call.cancelled') return { users: null, problem: error }
      throw error
    }
  }

  async function countsOf(context: OrganizationContext, signal: AbortSignal): Promise<Record<string, number | null>> {
    const counted = resources.filter((candidate) => !candidate.isHidden && candidate.list.per === undefined)
    const found = await Promise.all(counted.map((resource) => session.open().api.count(context, resource, { signal, isForeground: true }).catch(unknownCount)))
    return Object.fromEntries(counted.map(({ kind }, index) => [kind, found[index] ?? null]))
  }
}

/** A list that this key, this plan or this service leaves out has no count; that is no reason to refuse the key. */
function unknownCount(error: unknown): null {
  if (error instanceof AppError && uncounted.has(error.code)) return null
  throw error
}

const uncounted = new Set<ErrorCode>(['api.forbidden', 'api.not-entitled', 'api.not-found', 'api.refused', 'api.shape'])
