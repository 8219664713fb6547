// Two organizations side by side in the real window: linked, each with its own selection, compared, and back after a restart.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { addOrganizations } from '../support/add-organizations.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'

const folder = process.env['ORGDECK_OUT']
/** A busy machine may take its time. */
const soon = { timeout: 60_000 }
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

/** Through the list of all organizations, as with a mouse. */
async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: /All organizations/ }).click()
  await page.getByRole('table').getByRole('row').filter({ hasText: name }).getByRole('button').first().click()
  await page.getByRole('group', { name: `Organization ${name}` }).waitFor()
}

test('two organizations stand side by side, linked, and come back after a restart', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const [firstOne, secondOne] = simulator.estate.organizations.map(({ name }) => name)
  await withProfile(async (profile) => {
    // A busy machine may take its time for every step.
    const app = await launchApp({ profile, simulatorUrl: simulator.url })
    const { page } = app
    page.setDefaultTimeout(90_000)
    await page.getByRole('button', { name: 'Explore the demo estate' }).waitFor()
    await addOrganizations(page, simulator.estate.organizations)
    for (const { name } of simulator.estate.organizations) await open(page, name)
    const [second] = await names(page)
    expect(second).toBe(secondOne)

    // Shift opens the other tab beside this one.
    await page.getByRole('tab').nth(1).click({ modifiers: ['Shift'] })
    await expect.poll(() => page.locator('.pane').count(), soon).toBe(2)
    const [, first] = await names(page)
    expect(first).toBe(firstOne)
    await judge(app, 'two-homes')

    // Keys act on the pane that has the focus, here the right one.
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await pane(page, 1).getByRole('grid', { name: 'Users' }).waitFor()
    expect(await pane(page, 0).getByRole('grid').count()).toBe(0)

    await page.keyboard.press('Control+Shift+L')
    await pane(page, 0).getByRole('grid', { name: 'Users' }).waitFor()
    await pane(page, 1).getByRole('search').getByRole('textbox').fill('example')
    await expect.poll(() => pane(page, 0).getByRole('search').getByRole('textbox').inputValue(), soon).toBe('example')
    await pane(page, 0).getByRole('row').nth(2).waitFor()
    await judge(app, 'linked-users')

    // A selection belongs to its pane.
    await pane(page, 0).getByRole('row').nth(2).locator('.check-cell').click()
    await pane(page, 0).getByText('1 selected').waitFor()
    expect(await pane(page, 1).getByText(/selected/).count()).toBe(0)

    // Compared from the copies on this computer alone: the service is away.
    await simulator.goOffline()
    await pane(page, 1).getByRole('button', { name: 'Compare with the pane beside' }).click()
    await pane(page, 1).getByRole('heading', { name: 'Compare' }).waitFor()
    await pane(page, 1).getByRole('status').filter({ hasText: /users; \d+ fields compared/ }).waitFor()
    const counts = simulator.estate.organizations.map(({ users }) => users.count)
    expect(await pane(page, 1).getByRole('button', { name: /^All differences/ }).innerText()).toContain(String(counts[0]! + counts[1]!))
    await judge(app, 'compare-users')
    const file = join(profile, 'compared.csv')
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await pane(page, 1).getByRole('button', { name: 'Export' }).click()
    await page.getByRole('dialog', { name: 'Export the comparison' }).getByRole('button', { name: 'CSV' }).click()
    await page.getByText(/rows of the comparison written to compared\.csv/).first().waitFor()
    expect(JSON.parse(await readFile(`${file}.about.json`, 'utf8'))).toMatchObject({ kind: 'user', rows: counts[0]! + counts[1]! })
    await pane(page, 1).getByLabel('What is compared').selectOption({ label: 'Settings' })
    await pane(page, 1).getByText(/fields? differs?$/).waitFor()
    await judge(app, 'compare-settings')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.keyboard.press('Alt+ArrowLeft')
    await pane(page, 1).getByRole('grid', { name: 'Users' }).waitFor()

    // The complaints of a network that is away are not the page's.
    expect(app.complaints).toEqual([])
    // Settings are written a moment after the last change; there is nothing on screen to wait for.
    await page.waitForTimeout(1_500)
    await app.quit()

    const again = await launchApp({ profile, simulatorUrl: simulator.url })
    again.page.setDefaultTimeout(90_000)
    await again.page.locator('.pane').nth(1).waitFor()
    await expect.poll(() => names(again.page), soon).toEqual([second, first])
    await expect.poll(() => pane(again.page, 0).getByRole('search').getByRole('textbox').inputValue(), soon).toBe('example')
    expect(await again.page.getByRole('button', { name: 'Unlink this pane' }).count()).toBe(2)

    // A pane in a window of its own: the same guarded page, with its organization in the title, and there again after a restart.
    const [torn] = await Promise.all([again.electron.waitForEvent('window'), pane(again.page, 1).getByRole('button', { name: 'Move to a window of its own' }).click()])
    torn.setDefaultTimeout(90_000)
    await expect.poll(() => names(torn), soon).toEqual([first])
    await expect.poll(() => names(again.page), soon).toEqual([second])
    const titles = () => again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()).sort())
    await expect.poll(titles, soon).toEqual([`${first} · Users · OrgDeck`, `${second} · Users · OrgDeck`].sort())
    // What is chosen in one window holds in the other at once.
    await torn.getByRole('button', { name: 'Collapse menu' }).click()
    await again.page.getByRole('button', { name: 'Expand menu' }).click()
    await torn.getByRole('button', { name: 'Collapse menu' }).waitFor()
    expect(again.complaints).toEqual([])
    await again.page.waitForTimeout(1_500)
    await again.quit()

    const last = await launchApp({ profile, simulatorUrl: simulator.url })
    await expect.poll(() => last.electron.windows().length, soon).toBe(2)
    const shown = async () => (await Promise.all(last.electron.windows().map(names))).flat().sort()
    await expect.poll(shown, soon).toEqual([first, second].sort())
    await last.quit()
  }).finally(() => simulator.stop())
}, 500_000)
