// The session: root key, engine, offline copies, in this order; what hinders it ends up in the application state.

import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/base/app-error.ts'
import { type AppStateHolder, storeErrorOf } from '../handlers/app-state.ts'
import type { Log } from '../log/log.ts'
import type { EngineLink } from './engine-link.ts'
import type { FirstView } from './first-view.ts'
import type { VaultHost } from './vault-process.ts'

export interface Session {
  /** Opens what can be opened; never throws. */
  open(): Promise<void>
  /** Resolves when the last `open` has ended, however it ended. */
  tried(): Promise<void>
  /** The operator's answer to a keychain that does not serve: ask again, or go on without one. */
  retry(sessionOnly: boolean): Promise<void>
  /**
   * The way out of a root key that is lost for good: what only it could open is deleted, then everything begins anew.
   *
   * @throws AppError `call.invalid` when no key is lost, `keychain.*` when the keychain is not open: then nothing was deleted
   */
  startAfresh(): Promise<void>
}

export interface SessionParts {
  readonly profileFolder: string
  readonly vault: VaultHost
  readonly link: EngineLink
  readonly state: AppStateHolder
  readonly log: Log
  /** Resolves when the engine can be called; the keychain is asked meanwhile. */
  readonly engineReady: () => Promise<void>
  readonly firstView: Pick<FirstView, 'open' | 'end' | 'discard'>
  /** Windows were answered from the first view: what they show is to be asked again. */
  readonly onFirstViewOver: () => void
  /** A simulator that stands in for the service: set by tests through the development environment. */
  readonly simulatorUrl: string | undefined
  /** The offline copies are open: what needs them may start. */
  readonly onOpened: () => Promise<void>
}

export function createSession(parts: SessionParts): Session {
  const { vault, link, state, log, firstView } = parts
  const dataFolder = join(parts.profileFolder, 'data')
  const sessionFolder = join(parts.profileFolder, 'session-only')

  const openStore = async (isSessionOnly: boolean): Promise<void> => {
    const folder = isSessionOnly ? sessionFolder : dataFolder
    // Its key lived in memory only, so what an earlier session left cannot be read by anyone.
    if (isSessionOnly) await rm(sessionFolder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (parts.simulatorUrl) await link.call('engine.useSimulator', { region: 'all', url: parts.simulatorUrl })
    await link.call('engine.open', { folder, isSessionOnly })
  }

  const prepareRootKey = async () => {
    const keychain = await vault.prepareRootKey({ mustExist: await hasCopies(dataFolder) })
    if (keychain === 'ready') state.change({ showsFirstView: await firstView.open() })
    else endFirstView()
    return keychain
  }

  /** The engine waits for the first view to be over, so every way ends here. */
  const endFirstView = () => {
    const wasUsed = firstView.end()
    if (state.value().showsFirstView) state.change({ showsFirstView: false })
    return wasUsed
  }

  const tryOpening = async (): Promise<boolean> => {
    const { isSessionOnly } = state.value()
    try {
      if (isSessionOnly) endFirstView()
      const [keychain] = await Promise.all([isSessionOnly ? ('ready' as const) : prepareRootKey(), parts.engineReady()])
      if (keychain !== 'ready') {
        log.warn('keychain not ready', { keychain })
        state.change({ keychain, engine: 'locked' })
        return false
      }
      await openStore(isSessionOnly)
      if (firstView.end()) parts.onFirstViewOver()
      state.change({ keychain: 'ready', engine: 'ready', storeError: null, showsFirstView: false })
      return true
    } catch (error) {
      endFirstView()
      const known = error instanceof AppError ? error : new AppError('engine.unavailable')
      if (!(error instanceof AppError)) log.failure('session', error)
      state.change(known.code.startsWith('store.') ? { engine: 'locked', storeError: storeErrorOf(known) } : { engine: 'restarting' })
      return false
    }
  }

  let tried: Promise<boolean> = Promise.resolve(false)
  const open = async (): Promise<void> => {
    tried = tryOpening()
    if (!(await tried)) return
    await parts.onOpened().catch((error: unknown) => log.failure('session', error))
  }

  return {
    open,
    tried: async () => void (await tried),
    retry: async (sessionOnly) => {
      if (sessionOnly && !state.value().isSessionOnly) {
        await vault.useSessionOnly()
        state.change({ isSessionOnly: true })
      }
      await open()
    },
    startAfresh: async () => {
      const { keychain, storeError } = state.value()
      if (keychain !== 'missing-item' && storeError?.code !== 'store.key') throw new AppError('call.invalid')
      log.warn('starting afresh: the key of the offline copies is lost')
      // The keychain first: it may refuse. Copies that are left without it are found, and asked about, again.
      await vault.forgetAll()
      await rm(dataFolder, { recursive: true, force: true })
      await firstView.discard()
      await open()
    },
  }
}

/** Copies without their key mean that the key is lost, never that a new one should be made. */
const hasCopies = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).length > 0
