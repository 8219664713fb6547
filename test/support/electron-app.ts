// Launches the built app in the real Electron named by ELECTRON_UNDER_TEST, sandboxed, and collects what must stay empty.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Violations of the content policy and errors of the page since the start. */
  readonly complaints: string[]
  quit(): Promise<void>
  /** Kills every process of the app at once, as a power failure would. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  readonly profile: string
  readonly simulatorUrl?: string
  /** False takes the session bus away, as on a system without a keychain. */
  readonly hasKeychain?: boolean
}

/** Apps still running, so that a failing test cannot leave one behind that hides its error. */
const running = new Set<ElectronApplication>()

const appFolder = process.env['ORGDECK_APP'] ?? fileURLToPath(new URL('../..', import.meta.url))

export async function launchApp({ profile, simulatorUrl, hasKeychain = true }: LaunchOptions): Promise<RunningApp> {
  const executablePath = process.env['ELECTRON_UNDER_TEST']
  if (!executablePath) throw new Error('ELECTRON_UNDER_TEST is not set: run through scripts/session.mjs')
  const environment: Record<string, string> = { ...(process.env as Record<string, string>), ORGDECK_PROFILE: profile, ...(simulatorUrl ? { ORGDECK_SIMULATOR: simulatorUrl } : {}) }
  if (!hasKeychain) delete environment['DBUS_SESSION_BUS_ADDRESS']
  const electron = await _electron.launch({
    executablePath,
    // Without this Playwright would add --no-sandbox and test something else than what ships.
    chromiumSandbox: true,
    // Otherwise Playwright would emulate the light theme whatever the app asks for.
    colorScheme: null,
    args: [appFolder],
    env: environment,
  })
  running.add(electron)
  electron.once('close', () => running.delete(electron))
  const page = await electron.firstWindow()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy|trusted/i.test(message.text())) complaints.push(`console: ${message.text()}`)
  })
  return {
    electron,
    page,
    complaints,
    quit: () => electron.close(),
    kill: async () => {
      const gone = new Promise<void>((resolve) => electron.once('close', () => resolve()))
      electron.process().kill('SIGKILL')
      await gone
    },
  }
}

export async function withProfile<T>(work: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'orgdeck-profile-'))
  try {
    return await work(profile)
  } finally {
    await Promise.all([...running].map((electron) => electron.close().catch(() => undefined)))
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
