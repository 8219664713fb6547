// Takes the pictures of a walk, numbered in its order, in the themes asked for.

import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningApp } from '../support/electron-app.ts'

const folder = process.env['ORGDECK_OUT'] ?? join(tmpdir(), 'orgdeck-tour')

type Theme = 'light' | 'dark'

export type Picture = (name: string, themes?: readonly Theme[]) => Promise<void>

/** `walk` goes before each number; a walk that goes on in another run of the app goes on counting through `from`. */
export function pictures({ page, electron }: RunningApp, walk: string, from = 0): Picture {
  mkdirSync(folder, { recursive: true })
  let number = from
  return async (name, themes = ['light', 'dark']) => {
    await page.waitForTimeout(400)
    number++
    for (const theme of themes) {
      await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
      await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme)
      await page.waitForTimeout(50)
      await page.screenshot({ path: join(folder, `${walk}${String(number).padStart(2, '0')}-${name}-${theme}.png`) })
    }
  }
}
