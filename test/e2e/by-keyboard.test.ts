// The whole day without a mouse: find, open, read, select, leave; in both themes, with nothing for axe or the content policy to complain about.

import { expect, test } from 'vitest'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { list } from '../support/page-objects/screens.ts'

const setTheme = (app: RunningApp, theme: 'light' | 'dark') => app.electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)

async function judge(app: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(app, theme)
    await app.page.waitForTimeout(150)
    expect(await axeViolations(app.page), `${where}, ${theme}`).toEqual([])
  }
}

test('the demo estate is explored by keyboard alone, and every screen passes axe in both themes', async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    const { page } = app
    const { keyboard } = page
    await page.getByRole('button', { name: 'Explore the demo estate' }).waitFor()
    await judge(app, 'first run')
    await page.getByRole('button', { name: 'Add an organization by API key' }).focus()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page.getByRole('table').waitFor({ timeout: 30_000 })
    await judge(app, 'all organizations')

    // To an organization and to its users through the palette.
    await keyboard.press('Control+p')
    await page.getByRole('dialog').waitFor()
    await judge(app, 'palette')
    await keyboard.type('dental')
    await keyboard.press('Enter')
    await page.getByRole('group', { name: /^Organization Northlight/ }).waitFor()
    // The next key belongs to the page that came, not to the tab that was left.
    await page.locator('.pane.has-focus .page:focus-within').waitFor()
    await judge(app, 'home')
    await keyboard.press('g')
    await keyboard.press('u')
    const users = list(page, 'Users')
    await users.row(/./).nth(3).waitFor({ timeout: 30_000 })
    await judge(app, 'users')

    // Forty-five rows down in a grid that holds only what is visible; the focus is where the keys say.
    await users.grid.locator('[tabindex="0"]').first().focus()
    for (let step = 0; step < 45; step++) await keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'))).toBe('47')
    await keyboard.press('Shift+ArrowDown')
    await keyboard.press('Shift+ArrowDown')
    await users.region.getByText(/3 selected/).waitFor()
    await keyboard.press('Escape')
    await keyboard.press('Enter')
    await users.detail.waitFor()
    await judge(app, 'detail')
    await keyboard.press('Escape')
    await users.detail.waitFor({ state: 'detached' })

    await keyboard.press('/')
    await keyboard.type('zzzz')
    await judge(app, 'nothing matches')
    await keyboard.press('Escape')
    // Single keys are text while a field has the focus.
    await keyboard.press('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await keyboard.press('Escape')
    await users.row(/./).first().waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('f')
    await page.getByRole('dialog').waitFor()
    await judge(app, 'filter')
    await keyboard.press('Escape')
    await keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await judge(app, 'cheat sheet')
    await keyboard.press('Escape')
    await keyboard.press('Control+,')
    await judge(app, 'settings')
    expect(app.complaints).toEqual([])
    await app.quit()
  })
})
