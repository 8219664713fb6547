// A window's process that died is recorded and its page loaded again; failures of main itself end the program.

import { app, type BrowserWindow } from 'electron'
import type { Log } from '../log/log.ts'

export function watchWindow(window: BrowserWindow, log: Log, onGone: () => void): void {
  window.webContents.on('render-process-gone', (_event, details) => {
    log.warn('window process ended', { reason: details.reason })
    onGone()
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
}

/** Nothing goes on after a broken invariant: the state of this process can no longer be trusted. */
export function endOnFailure(log: Log): void {
  const end = (error: unknown) => {
    log.failure('main', error)
    void log.flush().finally(() => app.exit(70))
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}
