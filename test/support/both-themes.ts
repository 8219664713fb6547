// What is on screen now, in both themes: nothing that axe finds, and a picture where somebody wants to look at it.

import { expect } from 'vitest'
import { axeViolations } from './complaints.ts'
import type { RunningApp } from './electron-app.ts'

const patienceMs = 60_000

/** `where` names the place in a failure and in the name of the picture. */
export async function judgeBothThemes({ electron, page }: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.locator(`html[data-theme="${theme}"]`).waitFor({ timeout: patienceMs })
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
    if (process.env['ORGDECK_OUT']) await page.screenshot({ path: `${process.env['ORGDECK_OUT']}/${where.replaceAll(' ', '-')}-${theme}.png` })
  }
}
