// Creates a window with the one set of web preferences, and keeps the list of windows whose calls are answered.

import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './scheme.ts'
import type { WindowState } from './window-state.ts'

const registered = new Set<number>()

export const isRegistered = (contentsId: number): boolean => registered.has(contentsId)

export function createWindow(state: WindowState): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds(),
    minWidth: 720,
    minHeight: 480,
    title: 'OrgDeck',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0E1115' : '#EEF1F4',
    autoHideMenuBar: true,
    // Shown, the empty document before the page would wait for the graphics process, and the page behind it.
    show: false,
    paintWhenInitiallyHidden: false,
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  const { id } = window.webContents
  registered.add(id)
  window.on('closed', () => registered.delete(id))
  // The title is what the page asks for through the gate, never what a document carries.
  window.on('page-title-updated', (event) => event.preventDefault())
  state.follow(window)
  const show = () => {
    if (!window.isDestroyed() && !window.isVisible()) window.show()
  }
  window.webContents.once('did-navigate', show)
  window.webContents.once('did-fail-load', show)
  void window.loadURL(pageUrl)
  return window
}
