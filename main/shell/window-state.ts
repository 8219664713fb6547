// The windows of this computer: where each stands and what each shows, kept between starts and clamped to the displays that exist now.

import { app, screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { JsonFile } from './json-file.ts'

const WindowSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  /** Panes and tabs, as the page wrote them. */
  layout: z.string().max(limits.layoutCharactersMax).nullable(),
})
type SavedWindow = z.infer<typeof WindowSchema>

export const WindowsSchema = z.object({ windows: z.array(WindowSchema).min(1).max(limits.windowsMax) })
type SavedWindows = z.infer<typeof WindowsSchema>

export const firstWindows: SavedWindows = { windows: [{ width: 1440, height: 900, layout: null }] }

export interface WindowState {
  bounds(): Partial<Rectangle>
  layout(): string | null
  keepLayout(text: string | null): void
  follow(window: BrowserWindow): void
}

export interface WindowStates {
  /** As they were at the end of the last session. */
  readonly saved: readonly WindowState[]
  /** A window more, a little off the one it came from. @throws AppError `window.too-many` */
  add(layout: string, from: Rectangle | null): WindowState
}

const offsetPx = 32

export function createWindowStates(file: JsonFile<SavedWindows>): WindowStates {
  let windows: SavedWindow[] = [...file.value().windows]
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })
  const write = () => void file.change({ windows })

  const stateOf = (first: SavedWindow): WindowState => {
    let own = first
    const change = (part: Partial<SavedWindow>) => {
      const next = { ...own, ...part }
      windows = windows.map((each) => (each === own ? next : each))
      own = next
      write()
    }
    return {
      bounds: () => clamp(own),
      layout: () => own.layout,
      keepLayout: (layout) => change({ layout }),
      follow: (window) => {
        const keep = () => {
          if (!window.isDestroyed() && !window.isMinimized() && !window.isFullScreen()) change(window.getNormalBounds())
        }
        // A display that was unplugged must not take a window with it.
        const bringBack = () => {
          if (window.isDestroyed()) return
          const { x, y } = clamp(window.getNormalBounds())
          if (x === undefined || y === undefined) window.center()
        }
        window.on('resized', keep)
        window.on('moved', keep)
        window.on('close', keep)
        screen.on('display-removed', bringBack)
        screen.on('display-metrics-changed', bringBack)
        window.on('closed', () => {
          screen.off('display-removed', bringBack)
          screen.off('display-metrics-changed', bringBack)
          // A window closed while others stay is gone for good; the last one, and all of them at the end, come back.
          if (isQuitting || windows.length < 2) return
          windows = windows.filter((each) => each !== own)
          write()
        })
      },
    }
  }

  return {
    saved: windows.map(stateOf),
    add: (layout, from) => {
      if (windows.length >= limits.windowsMax) throw new AppError('window.too-many', { maximum: limits.windowsMax })
      const { width, height } = firstWindows.windows[0]!
      const added: SavedWindow = from ? { x: from.x + offsetPx, y: from.y + offsetPx, width: from.width, height: from.height, layout } : { width, height, layout }
      windows = [...windows, added]
      write()
      return stateOf(added)
    },
  }
}

function clamp({ x, y, width, height }: Omit<SavedWindow, 'layout'>): Partial<Rectangle> {
  const size = { width, height }
  if (x === undefined || y === undefined) return fit(size, screen.getPrimaryDisplay().workArea)
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  const isVisible = x < area.x + area.width - 100 && x + width > area.x + 100 && y >= area.y - 20 && y < area.y + area.height - 100
  return isVisible ? { x, y, width, height } : fit(size, area)
}

const fit = (size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Partial<Rectangle> => ({
  width: Math.min(size.width, area.width),
  height: Math.min(size.height, area.height),
})
