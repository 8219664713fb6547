// Two organizations side by side in the real window: linked, each with its own selection, compared, and back after a restart.

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { firstRun } from '../support/page-objects/screens.ts'

const folder = process.env['ORGDECK_OUT']
let number = 0

/** Both themes must please axe; the pictures are for people. */
async function judge({ electron, page }: RunningApp, where: string): Promise<void> {
  number++
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.waitForTimeout(200)
    if (folder) await page.screenshot({ path: join(folder, `${number}-${where}-${theme}.png`) })
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
  }
}

const pane = (page: Page, at: number) => page.locator('.pane').nth(at)
const names = (page: Page) => page.locator('.pane-header .pane-name').allInnerTexts()

async function openTwo(page: Page): Promise<void> {
  await firstRun(page).exploreDemo()
  const rows = page.getByRole('table').getByRole('row')
  await rows.nth(2).waitFor({ timeout: 60_000 })
  await rows.nth(1).getByRole('button').first().click()
  await page.getByRole('group', { name: /^Organization / }).getByText(/^synced/).waitFor({ timeout: 90_000 })
  await page.getByRole('tab', { name: /All organizations/ }).click()
  await rows.nth(2).getByRole('button').first().click()
  await page.getByRole('group', { name: /^Organization / }).getByText(/^synced/).waitFor({ timeout: 90_000 })
}

test('two organizations stand side by side, linked, and come back after a restart', async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    const { page } = app
    await openTwo(page)
    const [second] = await names(page)

    // Shift opens the other tab beside this one.
    await page.getByRole('tab').nth(1).click({ modifiers: ['Shift'] })
    await expect.poll(() => page.locator('.pane').count()).toBe(2)
    const [, first] = await names(page)
    expect(first).not.toBe(second)
    await judge(app, 'two-homes')

    // Keys act on the pane that has the focus, here the right one.
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await pane(page, 1).getByRole('grid', { name: 'Users' }).waitFor()
    expect(await pane(page, 0).getByRole('grid').count()).toBe(0)

    await page.keyboard.press('Control+Shift+L')
    await pane(page, 0).getByRole('grid', { name: 'Users' }).waitFor()
    await pane(page, 1).getByRole('search').getByRole('textbox').fill('an')
    await expect.poll(() => pane(page, 0).getByRole('search').getByRole('textbox').inputValue()).toBe('an')
    await pane(page, 0).getByRole('row').nth(2).waitFor()
    await judge(app, 'linked-users')

    // A selection belongs to its pane.
    await pane(page, 0).getByRole('row').nth(2).locator('.check-cell').click()
    await pane(page, 0).getByText('1 selected').waitFor()
    expect(await pane(page, 1).getByText(/selected/).count()).toBe(0)

    expect(app.complaints).toEqual([])
    await page.waitForTimeout(1_000)
    await app.quit()

    const again = await launchApp({ profile })
    await again.page.locator('.pane').nth(1).waitFor({ timeout: 60_000 })
    await expect.poll(() => names(again.page)).toEqual([second, first])
    await expect.poll(() => pane(again.page, 0).getByRole('search').getByRole('textbox').inputValue()).toBe('an')
    expect(await again.page.getByRole('button', { name: 'Unlink this pane' }).count()).toBe(2)
    expect(again.complaints).toEqual([])
    await again.quit()
  })
})
