// The demo estate: the simulator in a process of its own, its organizations added like any others but marked as demo.

import { join } from 'node:path'
import { app, utilityProcess, type UtilityProcess } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Appearance } from '../../shared/contract/organization.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { VaultHost } from '../engine-host/vault-process.ts'
import type { Log } from '../log/log.ts'
import type { AppStateHolder } from './app-state.ts'
import { suggestAppearance } from './appearance.ts'
import { newConnectionId } from './connection.ts'

interface DemoEstate {
  readonly url: string
  readonly organizations: readonly { readonly id: OrganizationId; readonly name: string; readonly key: string; readonly provider: OrganizationId | null }[]
  readonly providers: readonly { readonly id: OrganizationId; readonly name: string; readonly key: string }[]
}

/** What is added with one key: a provider with its organizations, or an organization that has none above it. */
interface DemoCredential {
  readonly name: string
  readonly key: string
  readonly provider: { readonly id: OrganizationId; readonly name: string } | null
  readonly organizations: DemoEstate['organizations']
}

export interface Demo {
  /** Starts the estate when demo organizations are already here. */
  resume(): Promise<void>
  /** Starts the estate and adds the organizations that are missing. Answers with their number. */
  start(): Promise<number>
  remove(): Promise<void>
  stop(): void
}

export interface DemoParts {
  readonly link: EngineLink
  readonly vault: VaultHost
  readonly state: AppStateHolder
  readonly log: Log
}

export function createDemo({ link, vault, state, log }: DemoParts): Demo {
  let child: UtilityProcess | null = null
  let estate: DemoEstate | null = null

  const startSimulator = async (): Promise<DemoEstate> => {
    if (estate && child) return estate
    state.change({ demo: 'starting' })
    const forked = utilityProcess.fork(join(app.getAppPath(), 'out/simulator/index.cjs'), [], { serviceName: 'OrgDeck demo estate', env: {}, stdio: 'ignore' })
    child = forked
    const started = await new Promise<DemoEstate>((resolve, reject) => {
      const timer = setTimeout(() => reject(new AppError('engine.unavailable')), limits.engineStartDeadlineMs)
      forked.on('message', (message: DemoEstate & { type: string }) => {
        if (message.type !== 'started') return
        clearTimeout(timer)
        resolve(message)
      })
      forked.once('exit', () => {
        if (child === forked) child = null
        reject(new AppError('engine.unavailable'))
      })
      forked.postMessage({ type: 'start', estate: 'demo' })
    })
    await link.call('engine.useSimulator', { region: 'demo', url: started.url })
    estate = started
    return estate
  }

  const connections = async () => (await link.call('connection.list', {})).filter(({ region }) => region === 'demo')
  const present = async () => (await link.call('organization.list', {})).filter((organization) => organization.isDemo)

  // Keys of the demo estate never reach the keychain: they are made anew, the same ones, at every start.
  const handKeys = async ({ organizations, providers }: DemoEstate) => {
    const keys = new Map([...organizations, ...providers].map(({ id, key }) => [id, key]))
    for (const { id, provider, organizations: reached } of await connections()) {
      const key = keys.get(provider?.id ?? reached[0]!)
      if (!key) continue
      await vault.keep(await vault.hold(key), id, 'session')
      await link.call('engine.keyChanged', { connection: id })
    }
  }

  // What was made in the estate lasts as long as the service that it was made at: the next one starts as the first did.
  const dropGone = async ({ organizations }: DemoEstate) => {
    const known = new Set(organizations.map(({ id }) => id))
    for (const { id } of await present()) if (!known.has(id)) await link.call('engine.removeOrganization', { organization: id })
  }

  const add = async ({ name, key, provider, organizations }: DemoCredential, taken: Appearance[]) => {
    const chosen = organizations.map(({ id, name: organizationName }) => {
      const appearance = suggestAppearance(organizationName, taken)
      taken.push(appearance)
      return { id, name: organizationName, appearance }
    })
    const before = provider && (await connections()).find((connection) => connection.provider?.id === provider.id)
    if (before) return void (await link.call('engine.includeOrganizations', { connection: before.id, safety: 'guarded', organizations: chosen }))
    const connection = newConnectionId()
    await vault.keep(await vault.hold(key), connection, 'session')
    await link.call('engine.addConnection', {
      connection, type: provider ? 'provider' : 'apiKey', facts: { name, owner: null, role: null, madeAt: null, expiresAt: null, provider }, region: 'demo', keep: 'session', safety: 'guarded', isDemo: true, organizations: chosen,
    })
  }

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work()
      state.change({ demo: 'on' })
      return result
    } catch (error) {
      log.failure('demo estate', error)
      state.change({ demo: 'failed' })
      throw error
    }
  }

  return {
    resume: async () => {
      if ((await present()).length === 0) return
      await guarded(async () => {
        const started = await startSimulator()
        await handKeys(started)
        await dropGone(started)
      })
    },
    start: () =>
      guarded(async () => {
        const started = await startSimulator()
        const { organizations } = started
        const taken: Appearance[] = (await link.call('organization.list', {})).map((organization) => organization.appearance)
        const known = new Set((await present()).map((organization) => organization.id))
        for (const credential of credentialsOf(started)) {
          const missing = credential.organizations.filter(({ id }) => !known.has(id))
          if (missing.length > 0) await add({ ...credential, organizations: missing }, taken)
        }
        // All of them stand in the window before the first one is read.
        await Promise.all(organizations.map(({ id }) => link.call('sync.start', { organization: id })))
        return organizations.length
      }),
    remove: async () => {
      for (const organization of await present()) {
        const { orphanedConnections } = await link.call('engine.removeOrganization', { organization: organization.id })
        for (const connection of orphanedConnections) await vault.forget(connection)
      }
      child?.kill()
      child = null
      estate = null
      state.change({ demo: 'off' })
    },
    stop: () => void child?.kill(),
  }
}

const credentialsOf = ({ organizations, providers }: DemoEstate): DemoCredential[] => [
  ...providers.map(({ id, name, key }) => ({ name, key, provider: { id, name }, organizations: organizations.filter((organization) => organization.provider === id) })),
  ...organizations.filter(({ provider }) => provider === null).map((organization) => ({ name: organization.name, key: organization.key, provider: null, organizations: [organization] })),
]
