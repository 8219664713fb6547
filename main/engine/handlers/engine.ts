// What only main may ask: open and close, check a key, add and remove an organization, write an export.

import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../shared/base/error-codes.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { resourceOf, resources } from '../../../shared/resources/index.ts'
import { createOrganizationContext } from '../api/organization-context.ts'
import { writeExport } from '../exports/export-job.ts'
import type { EngineSession } from '../session.ts'
import { sqliteVersions } from '../store/versions.ts'
import type { EngineHandlers } from './handlers.ts'

export const engineHandlers = (session: EngineSession): Pick<EngineHandlers, Extract<keyof EngineHandlers, `engine.${string}`>> => ({
  'engine.versions': async () => ({ node: process.versions.node, ...(await sqliteVersions()) }),

  'engine.open': async ({ folder }) => {
    await session.start(folder)
    return null
  },

  'engine.close': async () => {
    await session.stop()
    return null
  },

  'engine.useSimulator': async ({ region, url }) => {
    session.useSimulator(region, url)
    return null
  },

  'engine.checkKey': async ({ ticket, region }, { signal }) => {
    const { api } = session.open()
    const unbound = createOrganizationContext({ organization: null, credential: ticket, region, epoch: 0, isOrganizationHeaderNeeded: false })
    const found = await api.organizationsOfKey(unbound, { signal, isForeground: true }).catch((error: unknown) => {
      throw isAppError(error, 'api.unauthorized') ? new AppError('key.rejected', { region: region.toUpperCase() }) : error
    })
    const organizations = found.map(({ id, name }) => ({ id: id as OrganizationId, name }))
    const counts: Record<string, number | null> = {}
    if (organizations[0] && organizations.length === 1) {
      const bound = createOrganizationContext({ ...unbound, organization: organizations[0].id })
      const counted = resources.filter((candidate) => !candidate.isHidden && candidate.list.per === undefined)
      const found = await Promise.all(counted.map((resource) => api.count(bound, resource, { signal, isForeground: true }).catch(unknownCount)))
      for (const [index, { kind }] of counted.entries()) counts[kind] = found[index] ?? null
    }
    session.forgetKey(ticket)
    return { organizations, counts }
  },

  'engine.addOrganization': async ({ connection, region, keep, organization, name, appearance, safety, isDemo }) => {
    const { store, clock } = session.open()
    const present = (await store.organizations()).find((candidate) => candidate.id === organization)
    if (present) throw new AppError('key.organization-present', { organization: `${present.name} (${present.id})` })
    const addedAt = instantFromMs(clock.now())
    await store.saveConnection({ id: connection, type: 'apiKey', region, keep, organizations: [organization], addedAt, lastUsedAt: null, refusedAt: null, isKeyMissing: false })
    return store.saveOrganization({ id: organization, name, appearance, safety, connection, alias: null, tags: [], isFavourite: false, isDemo, addedAt })
  },

  'engine.removeOrganization': async ({ organization: id }) => {
    const { store, sync } = session.open()
    const found = (await store.organizations()).find((organization) => organization.id === id)
    if (!found) throw new AppError('organization.unknown')
    await sync.stop(id)
    session.raiseEpoch(id)
    const removed = await store.removeOrganization(id)
    const remaining = (await store.organizations()).some((organization) => organization.connection === found.connection)
    if (!remaining) {
      await store.removeConnection(found.connection)
      session.forgetKey(found.connection)
    }
    return { ...removed, orphanedConnection: remaining ? null : found.connection }
  },

  'engine.keyChanged': async ({ connection: id }) => {
    const { store } = session.open()
    session.forgetKey(id)
    const connection = (await store.connections()).find((candidate) => candidate.id === id)
    if (!connection) throw new AppError('connection.unknown')
    await store.saveConnection({ ...connection, refusedAt: null, isKeyMissing: false })
    for (const organization of connection.organizations) {
      session.raiseEpoch(organization)
      await store.setProblem(organization, null, instantFromMs(session.open().clock.now()))
    }
    return null
  },

  'engine.writeExport': async ({ path, format, question, columns, ids }, { signal }) => {
    const { store, clock } = session.open()
    resourceOf(question.kind)
    return writeExport({ store, path, format, question, columns, ...(ids ? { ids } : {}), clock, signal })
  },
})

/** A list that this key, this plan or this service leaves out has no count; that is no reason to refuse the key. */
function unknownCount(error: unknown): null {
  if (error instanceof AppError && uncounted.has(error.code)) return null
  throw error
}

const uncounted = new Set<ErrorCode>(['api.forbidden', 'api.not-entitled', 'api.not-found', 'api.refused', 'api.shape'])
