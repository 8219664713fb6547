// The program itself: versions, keychain retry, demo estate, window title, clipboard, links to known places.

import { app, clipboard, shell } from 'electron'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { Session } from '../engine-host/session.ts'
import type { MainHandlers } from '../ipc/router.ts'
import { isRuntimeSupported } from '../shell/runtime.ts'
import type { Windows } from '../shell/windows.ts'
import type { AppStateHolder } from './app-state.ts'
import type { Demo } from './demo.ts'

/** The only addresses this program opens, always in the system's browser. */
const places = {
  console: 'https://console.jumpcloud.com/',
  keyHelp: 'https://jumpcloud.com/support/api-authentication',
  status: 'https://status.jumpcloud.com/',
} as const

const clipboardClearsAfterMs = 30_000

export interface AppHandlerParts {
  readonly link: EngineLink
  readonly session: Session
  readonly state: AppStateHolder
  readonly demo: Demo
  readonly windows: Windows
}

type AppHandlers = Pick<MainHandlers, Extract<keyof MainHandlers, `app.${string}` | `window.${string}` | `clipboard.${string}` | `link.${string}`>>

export const appHandlers = ({ link, session, state, demo, windows }: AppHandlerParts): AppHandlers => ({
  'app.versions': async () => {
    const { sqlite, sqlcipher } = await link.call('engine.versions', {})
    return {
      app: app.getVersion(),
      electron: process.versions.electron ?? '',
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      sqlite,
      sqlcipher,
      isRuntimeSupported: isRuntimeSupported(),
      isPackaged: app.isPackaged,
    }
  },
  'app.retryKeychain': async ({ sessionOnly }) => {
    await session.retry(sessionOnly ?? false)
    return state.value()
  },
  'app.startAfresh': async () => {
    await session.startAfresh()
    return state.value()
  },
  'app.startDemo': async () => ({ organizations: await demo.start() }),
  'app.removeDemo': async () => {
    await demo.remove()
    return null
  },
  'window.open': async ({ layout }, { window }) => {
    windows.openAnother(layout, window)
    return null
  },
  'window.setTitle': async ({ title }, { window }) => {
    // A stricter alphabet than on screen: a title must not be able to reorder or hide the text of other programs.
    const plain = title.replace(/[\p{Cc}\p{Cf}]/gu, '')
    windows.of(window)?.window.setTitle(plain)
    return null
  },
  'clipboard.write': async ({ text }) => {
    await clipboard.writeText(text)
    const clearIfUnchanged = async () => {
      if ((await clipboard.readText()) === text) await clipboard.clear()
    }
    setTimeout(() => void clearIfUnchanged(), clipboardClearsAfterMs).unref()
    return null
  },
  'link.open': async ({ place }) => {
    await shell.openExternal(places[place])
    return null
  },
})
