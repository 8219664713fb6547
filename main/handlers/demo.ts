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

interface DemoOrganization {
  readonly id: OrganizationId
  readonly name: string
  readonly key: string
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
  let estate: readonly DemoOrganization[] | null = null

  const startSimulator = async (): Promise<readonly DemoOrganization[]> => {
    if (estate && child) return estate
    state.change({ demo: 'starting' })
    const forked = utilityProcess.fork(join(app.getAppPath(), 'out/simulator/index.cjs'), [], { serviceName: 'OrgDeck demo estate', env: {}, stdio: 'ignore' })
    child = forked
    const started = await new Promise<{ url: string; organizations: DemoOrganization[] }>((resolve, reject) => {
      const timer = setTimeout(() => reject(new AppError('engine.unavailable')), limits.engineStartDeadlineMs)
      forked.on('message', (message: { type: string; url: string; organizations: DemoOrganization[] }) => {
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
    estate = started.organizations
    return estate
  }

  const present = async () => (await link.call('organization.list', {})).filter((organization) => organization.isDemo)

  // Keys of the demo estate never reach the keychain: they are made anew, the same ones, at every start.
  const handKeys = async (organizations: readonly DemoOrganization[]) => {
    for (const organization of await present()) {
      const key = organizations.find((candidate) => candidate.id === organization.id)?.key
      if (!key) continue
      await vault.keep(await vault.hold(key), organization.connection, 'session')
      await link.call('engine.keyChanged', { connection: organization.connection })
    }
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
      await guarded(async () => handKeys(await startSimulator()))
    },
    start: () =>
      guarded(async () => {
        const organizations = await startSimulator()
        const taken: Appearance[] = (await link.call('organization.list', {})).map((organization) => organization.appearance)
        const known = new Set((await present()).map((organization) => organization.id))
        for (const { id, name, key } of organizations.filter((organization) => !known.has(organization.id))) {
          const connection = newConnectionId()
          await vault.keep(await vault.hold(key), connection, 'session')
          const appearance = suggestAppearance(name, taken)
          taken.push(appearance)
          await link.call('engine.addConnection', {
            connection, type: 'apiKey', facts: { name, owner: null, role: null, madeAt: null, expiresAt: null }, region: 'demo', keep: 'session', safety: 'guarded', isDemo: true, organizations: [{ id, name, appearance }],
          })
        }
        // All of them stand in the window before the first one is read.
        for (const { id } of organizations) await link.call('sync.start', { organization: id })
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
