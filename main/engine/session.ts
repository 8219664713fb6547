// What the engine has open: store, client and sync of one operator's session, and the contexts that bind requests to an organization.

import { userInfo } from 'node:os'
import { AppError } from '../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import { resources } from '../../shared/resources/index.ts'
import type { Item } from '../../shared/contract/client.ts'
import { type Actions, createActions } from './actions/actions.ts'
import type { ActionParts } from './actions/parts.ts'
import { type Api } from './api/api.ts'
import { createApi } from './api/client.ts'
import { createOrganizationContext, type OrganizationContext } from './api/organization-context.ts'
import { systemTimer } from './api/timer.ts'
import { createCredentialUse, type CredentialUses } from './api/credential-use.ts'
import type { RateBudget } from './api/rate-budget.ts'
import { createRegions } from './api/region.ts'
import { createNodeTransport, type NodeTransport } from './api/transport-node.ts'
import { createImports, type Imports } from './imports/imports.ts'
import { createInsights, type Insights } from './insights/insights.ts'
import { createComparer, type Comparer } from './diffs/compare.ts'
import { createDrifts, type Drifts } from './diffs/drift.ts'
import type { EngineServer } from './link/engine-server.ts'
import type { VaultClient } from './link/vault-client.ts'
import { createReaderLoan, type ReaderLoan } from './reader/loan.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'
import { type Automatic, createAutomatic } from './sync/automatic.ts'
import { createSync, type Sync } from './sync/schedule.ts'

export interface Clock {
  now(): number
}

export interface OpenSession {
  readonly registry: readonly ResourceDescription[]
  readonly store: Store
  readonly api: Api
  readonly sync: Sync
  readonly insights: Insights
  readonly uses: CredentialUses
  readonly comparer: Comparer
  readonly drifts: Drifts
  readonly actions: Actions
  readonly imports: Imports
  readonly clock: Clock
}

export interface EngineSession {
  /** @throws AppError `engine.unavailable` while nothing is open */
  open(): OpenSession
  start(folder: string): Promise<void>
  stop(): Promise<void>
  /** The context of an organization of this computer. @throws AppError `organization.unknown` */
  contextOf(organization: OrganizationId): Promise<OrganizationContext>
  /** False once the organization or provider was removed or its key replaced. */
  isCurrent(context: OrganizationContext): boolean
  /** Tells windows that what they read of these names has changed. */
  announce(names: readonly string[]): void
  /** Makes every answer that is still on its way for this organization too late. */
  raiseEpoch(organization: OrganizationId): void
  /** The context of a provider that a connection of this computer reaches. @throws AppError `organization.unknown` */
  providerContextOf(provider: OrganizationId): Promise<OrganizationContext>
  /** Lets nothing begin for an organization while it is removed. */
  whileRemoving<T>(organization: OrganizationId, work: () => Promise<T>): Promise<T>
  forgetKey(credential: ConnectionId | string): void
  /** Null: nothing is synced by itself, as it is at the beginning. */
  syncEvery(minutes: number | null): void
  useSimulator(region: 'demo' | 'all', url: string): void
  /** Where the reader's process is told what it may read. */
  readonly loan: Pick<ReaderLoan, 'attach' | 'detach'>
}

export interface EngineSessionParts {
  readonly vault: VaultClient
  readonly clock: Clock
  readonly publish: EngineServer['publish']
  /** Another way to the service; gates put theirs here. */
  readonly transport?: NodeTransport
  /** Another budget of requests; gates have no time to be patient. */
  readonly budget?: RateBudget
  /** The kinds that are read, kept, compared and exported; all of them unless given. */
  readonly registry?: readonly ResourceDescription[]
  /** Told at each step of a change; gates end the process there. */
  readonly onActionStep?: ActionParts['onStep']
  /** Another way to wait between two readings of a change. */
  readonly actionSleep?: ActionParts['sleep']
}

export function createEngineSession(parts: EngineSessionParts): EngineSession {
  const { vault, clock, publish } = parts
  let current: (OpenSession & { readonly automatic: Automatic; close(): Promise<void> }) | null = null
  let everyMinutes: number | null = null
  /** Of the copies, as windows were last told. */
  let revision = 0
  /** Organizations on their way out: nothing may begin for them any more. */
  const removing = new Set<OrganizationId>()
  const epochs = new Map<OrganizationId, number>()
  let network: Item<'network.changed'>['status'] = 'unknown'
  const simulators: { demo?: string; all?: string } = {}
  const loan = createReaderLoan()

  const contextOf = async (id: OrganizationId): Promise<OrganizationContext> => {
    if (removing.has(id)) throw new AppError('organization.unknown')
    const { store } = open()
    const organization = await store.organization(id)
    if (!organization) throw new AppError('organization.unknown')
    const connection = (await store.connections()).find((candidate) => candidate.id === organization.connection)
    if (!connection) throw new AppError('connection.unknown')
    return createOrganizationContext({
      organization: id,
      credential: connection.id,
      region: connection.region,
      epoch: epochs.get(id) ?? 0,
      isOrganizationHeaderNeeded: connection.type !== 'apiKey',
      isServiceAccount: connection.type === 'serviceAccount',
    })
  }

  /** For changes, which a provider may hold; everything else is an organization's. */
  const holderContextOf = async (id: OrganizationId): Promise<OrganizationContext> => {
    const connection = (await open().store.connections()).find(({ provider }) => provider?.id === id)
    if (!connection) return contextOf(id)
    return createOrganizationContext({
      organization: null,
      provider: id,
      credential: connection.id,
      region: connection.region,
      epoch: epochs.get(id) ?? 0,
      isOrganizationHeaderNeeded: true,
      isServiceAccount: connection.type === 'serviceAccount',
    })
  }

  const open = (): OpenSession => {
    if (!current) throw new AppError('engine.unavailable')
    return current
  }

  const isCurrent = (context: OrganizationContext): boolean => {
    const holder = context.organization ?? context.provider
    return holder !== undefined && holder !== null && (epochs.get(holder) ?? 0) === context.epoch
  }

  const raiseEpoch = (organization: OrganizationId) => {
    epochs.set(organization, (epochs.get(organization) ?? 0) + 1)
    current?.insights.stop(organization)
  }

  return {
    loan,
    open,
    contextOf,
    providerContextOf: holderContextOf,
    isCurrent,
    announce: (names) => publish('store.changed', { revision, organizations: [], kinds: [...names] }),
    start: async (folder) => {
      if (current) return
      const store = await openStore({ folder, rootKey: await vault.rootKey(), clock, loan, ...(parts.registry && { resources: parts.registry }) })
      const transport = parts.transport ?? createNodeTransport()
      const uses = createCredentialUse({ clock, load: (name) => store.value(name), save: (name, value) => store.saveValue(name, value) })
      const api = createApi({
        transport,
        regions: createRegions(simulators),
        credentials: vault,
        rates: { load: (name) => store.value(name), save: (name, value) => store.saveValue(name, value) },
        clock,
        onUse: uses.note,
        beforePage: store.turn,
        ...(parts.budget && { budget: parts.budget }),
      })
      const insights = createInsights({ api, archive: store.events, clock, contextOf, isCurrent, onFollowed: (item) => publish('insights.followed', item) })
      const sync = createSync({
        api,
        store,
        clock,
        contextOf,
        isCurrent,
        ...(parts.registry && { registry: parts.registry }),
        events: insights.fetchNew,
        onProgress: (item) => publish('sync.progressed', item),
        onNetwork: (item) => {
          network = item.status
          publish('network.changed', item)
        },
      })
      const automatic = createAutomatic({ store, sync, clock, timer: systemTimer, isOffline: () => network === 'offline' })
      automatic.every(everyMinutes)
      revision = 0
      const actions = createActions({
        store,
        api,
        clock,
        contextOf: holderContextOf,
        isCurrent,
        isOffline: () => network === 'offline',
        operator: operatorName(),
        ...(parts.onActionStep && { onStep: parts.onActionStep }),
        ...(parts.actionSleep && { sleep: parts.actionSleep }),
        onProgress: (jobs) => publish('job.progressed', [...jobs]),
        // Windows read again what they show of these names; no revision of the copies is spent on them.
        onChange: (kinds, organizations) => publish('store.changed', { revision, organizations: [...organizations], kinds: [...kinds] }),
      })
      const stopListening = store.onChange((change) => {
        revision = change.revision
        publish('store.changed', { revision, organizations: [...change.organizations], kinds: [...change.kinds] })
      })
      const comparer = createComparer(store, parts.registry)
      const drifts = createDrifts({ store, clock, onCounted: (organization) => publish('store.changed', { revision, organizations: [organization], kinds: ['drift'] }) })
      current = {
        store,
        registry: parts.registry ?? resources,
        api,
        sync,
        automatic,
        insights,
        uses,
        comparer,
        drifts,
        actions,
        imports: createImports({ store, actions }),
        clock,
        close: async () => {
          stopListening()
          automatic.close()
          comparer.close()
          await drifts.close()
          await actions.close()
          await sync.close()
          await insights.close()
          transport.close()
          await uses.close()
          await store.close()
        },
      }
      // What an earlier session was in the middle of is looked at before anything new begins.
      await actions.jobs.recover()
    },
    stop: async () => {
      const closing = current
      current = null
      await closing?.close()
      vault.drop()
    },
    raiseEpoch,
    whileRemoving: async (organization, work) => {
      removing.add(organization)
      raiseEpoch(organization)
      try {
        return await work()
      } finally {
        removing.delete(organization)
      }
    },
    forgetKey: (credential) => {
      vault.drop(credential)
      current?.api.forgetCredential(credential)
    },
    syncEvery: (minutes) => {
      everyMinutes = minutes
      current?.automatic.every(minutes)
    },
    useSimulator: (region, url) => {
      simulators[region] = url
    },
  }
}

/** A system without a name for its user still has somebody in front of it. */
function operatorName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
