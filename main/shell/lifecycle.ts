// Single instance, and the order in which things end: windows, then the engine, then the vault, each with a deadline.

import { app, BrowserWindow } from 'electron'

/** False when another instance already runs; that one is brought to the front. */
export function claimSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return false
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  return true
}

export function quitInOrder(steps: readonly (() => Promise<void> | void)[]): void {
  let isDone = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    isDone = true
    void (async () => {
      for (const step of steps) await Promise.resolve(step()).catch(() => undefined)
      app.quit()
    })()
  })
}
