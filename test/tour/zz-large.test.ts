// Temporary: the large estate in the real window.
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation } from '../support/page-objects/screens.ts'
import { pictures } from './pictures.ts'

test('large', async () => {
  const simulator = await startSimulator({ estate: 'large', clock: (at) => Math.max(at, Date.now()) })
  const provider = simulator.estate.providers[0]!
  await withProfile(async (profile) => {
    const app = await launchApp({ profile, simulatorUrl: simulator.url })
    const { page } = app
    const picture = pictures(app, 'L')
    await firstRun(page).addByKey()
    const connect = connectDialog(page)
    await connect.check(provider.apiKey)
    await connect.dialog.getByText(/ of \d+ chosen/).waitFor({ timeout: 120_000 })
    await picture('choose', ['light'])
    await connect.dialog.getByRole('button', { name: /^Add \d+ and sync/ }).click()
    await connect.dialog.waitFor({ state: 'detached', timeout: 120_000 })
    await page.waitForTimeout(15_000)
    await picture('overview-early', ['light'])
    await page.getByRole('button', { name: /^Syncs/ }).click()
    await page.waitForTimeout(120_000)
    await picture('queue', ['light'])
    await page.keyboard.press('Escape')
    await page.waitForTimeout(500)
    await picture('overview', ['light', 'dark'])
    await page.getByRole('button', { name: 'Users', exact: true }).first().click().catch(() => undefined)
    await picture('overview-sorted', ['light'])
    const rows = page.getByRole('table').getByRole('row')
    await rows.nth(2).getByRole('button').first().click()
    await picture('home')
    const shot = async (title: string, name: string, isOpen = true) => {
      await navigation(page).go(title)
      await page.waitForTimeout(1_500)
      await picture(name, ['light'])
      const { grid, detail, row } = list(page, title)
      if (!isOpen || (await grid.count()) === 0) return
      await row(/./).nth(3).click()
      await page.keyboard.press('Enter')
      await detail.waitFor()
      const tabs = detail.getByRole('tab')
      for (let at = 0; at < (await tabs.count()) - 1; at++) {
        await tabs.nth(at).click()
        await page.waitForTimeout(900)
        await picture(`${name}-${((await tabs.nth(at).textContent()) ?? '').toLowerCase().replace(/[^a-z]+/g, '-')}`, ['light'])
      }
      await page.keyboard.press('Escape')
    }
    for (const [title, name] of [['Users', 'users'], ['User groups', 'groups'], ['Devices', 'devices'], ['Policies', 'policies'], ['Commands', 'commands'], ['Android', 'android'], ['Directories', 'directories'], ['Alerts', 'alerts']] as const) await shot(title, name).catch((error: unknown) => console.log(name, String(error).slice(0, 200)))
    await navigation(page).go('MFA')
    await page.waitForTimeout(3_000)
    await picture('mfa', ['light'])
    await navigation(page).go('Events')
    await page.waitForTimeout(8_000)
    await picture('events', ['light'])
    await page.keyboard.press('Control+k')
    await page.keyboard.type('smith')
    await page.waitForTimeout(1_500)
    await picture('search', ['light'])
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: /All organizations/ }).click()
    await navigation(page).go('Users')
    await page.waitForTimeout(3_000)
    await picture('estate-users', ['light'])
    console.log(app.complaints)
    expect(1).toBe(1)
    await app.quit()
  })
  await simulator.stop()
}, 900_000)
