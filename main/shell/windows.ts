// The open windows by the id of their contents: who asked, and what each of them keeps.

import type { BrowserWindow } from 'electron'
import { createWindow } from './window.ts'
import type { WindowState, WindowStates } from './window-state.ts'

interface OpenWindow {
  readonly window: BrowserWindow
  readonly state: WindowState
}

export interface Windows {
  /** Opens the windows of the last session. */
  openSaved(): void
  /** Opens a window more beside the one that asked. @throws AppError `window.too-many` */
  openAnother(layout: string, asking: number | undefined): void
  of(contentsId: number | undefined): OpenWindow | undefined
}

/** `onOpened` connects a window to the gate; every window is made the same way and gets nothing that another has not. */
export function createWindows(states: WindowStates, onOpened: (window: BrowserWindow) => void): Windows {
  const open = new Map<number, OpenWindow>()
  const show = (state: WindowState) => {
    const window = createWindow(state)
    const { id } = window.webContents
    open.set(id, { window, state })
    window.on('closed', () => open.delete(id))
    onOpened(window)
  }
  const of = (contentsId: number | undefined) => (contentsId === undefined ? undefined : open.get(contentsId))
  return {
    of,
    openSaved: () => states.saved.forEach(show),
    openAnother: (layout, asking) => show(states.add(layout, of(asking)?.window.getNormalBounds() ?? null)),
  }
}
