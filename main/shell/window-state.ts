// Size and position of the window, kept between starts and clamped to the displays that exist now.

import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import type { JsonFile } from './json-file.ts'

export const WindowBoundsSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
})
type WindowBounds = z.infer<typeof WindowBoundsSchema>

export const defaultBounds: WindowBounds = { width: 1440, height: 900 }

export interface WindowState {
  bounds(): Partial<Rectangle>
  follow(window: BrowserWindow): void
}

export function createWindowState(file: JsonFile<WindowBounds>): WindowState {
  return {
    bounds: () => clamp(file.value()),
    follow: (window) => {
      const keep = () => {
        if (!window.isDestroyed() && !window.isMinimized() && !window.isFullScreen()) file.change(window.getNormalBounds())
      }
      window.on('resized', keep)
      window.on('moved', keep)
      window.on('close', keep)
    },
  }
}

function clamp(bounds: WindowBounds): Partial<Rectangle> {
  const { x, y, width, height } = bounds
  if (x === undefined || y === undefined) return fit(bounds, screen.getPrimaryDisplay().workArea)
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  const isVisible = x < area.x + area.width - 100 && x + width > area.x + 100 && y >= area.y - 20 && y < area.y + area.height - 100
  return isVisible ? { x, y, width, height } : fit(bounds, area)
}

const fit = (bounds: WindowBounds, area: Rectangle): Partial<Rectangle> => ({
  width: Math.min(bounds.width, area.width),
  height: Math.min(bounds.height, area.height),
})
