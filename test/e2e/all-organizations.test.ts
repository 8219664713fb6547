// Several organizations at once: one box finds a person in any of them without the network, and says whose she is.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, estate, firstRun, list } from '../support/page-objects/screens.ts'

const patience = { timeout: 120_000 }
const folder = process.env['ORGDECK_OUT']

/** Looks at the page in both themes: what axe finds, and a picture where one is wanted. */
async function looked({ electron, page }: RunningApp, name: string): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme)
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    found.push(...(await axeViolations(page)).map((violation) => `${name}, ${theme}: ${violation}`))
    if (!folder) continue
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
  return found
}

test('a person is found by a fragment of the name while offline, with whose she is, and opened', { timeout: 480_000 }, async () => {
  const simulator = await startSimulator({ estate: { organizations: ['Alpha Works', 'Beta Works'].map((name) => ({ name, users: 25, devices: 3, region: 'us' as const })) } })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      for (const [index, organization] of simulator.estate.organizations.entries()) {
        if (index === 0) await firstRun(page).addByKey()
        else await page.getByRole('button', { name: 'Add an organization', exact: true }).first().click()
        const connect = connectDialog(page)
        await connect.check(organization.apiKey)
        await connect.dialog.getByText(organization.id).waitFor(patience)
        await connect.add()
        await page.getByRole('tab', { name: /All organizations/ }).click()
      }
      await estate(page).note.filter({ hasText: /All 2 organizations/ }).waitFor(patience)
      const owner = simulator.estate.organizations[1]!
      const person = owner.users.at(owner.users.indexes()[4]!) as { username: string; email: string }
      await simulator.goOffline()
      const asked = simulator.recorder.entries.length
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search or run a command' })
      await palette.waitFor(patience)
      await page.keyboard.type(`@${person.username.slice(1)}`)
      const hit = palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: owner.name }).first()
      await hit.waitFor(patience)
      expect(await looked(app, 'search-offline')).toEqual([])
      await page.keyboard.press('Enter')
      await page.getByRole('group', { name: `Organization ${owner.name}` }).waitFor(patience)
      await list(page, 'Users').detail.getByText(person.email).first().waitFor(patience)

      // With Shift the next one comes beside, and what was open stays: from the palette, and from the menu of a row.
      const other = simulator.estate.organizations[0]!
      const beside = other.users.at(other.users.indexes()[2]!) as { username: string; email: string }
      await page.keyboard.press('Control+k')
      await page.keyboard.type(`@${beside.username}`)
      await palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: other.name }).first().waitFor(patience)
      await page.keyboard.press('Shift+Enter')
      await page.getByRole('group', { name: `Organization ${other.name}` }).waitFor(patience)
      await expect.poll(() => page.locator('.pane').count(), patience).toBe(2)
      const left = page.locator('.pane').nth(0)
      // In a narrow pane the detail lies over the list.
      await left.getByRole('complementary', { name: /^Detail of/ }).getByRole('button', { name: /^Close/ }).click()
      await left.getByRole('row').filter({ hasText: person.email }).first().click({ button: 'right' })
      const menu = page.getByRole('dialog', { name: /^Actions for/ }).or(page.locator('.actions-popover'))
      await menu.getByRole('menuitem', { name: 'Open beside' }).waitFor(patience)
      // It is named by the person, whatever columns show in which order.
      expect(await page.locator('.actions-of').innerText()).toContain(person.username)
      expect(await looked(app, 'row-menu')).toEqual([])
      await menu.getByRole('menuitem', { name: 'Open beside' }).click()
      await expect.poll(() => page.locator('.pane').count(), patience).toBe(3)
      expect(simulator.recorder.entries.length).toBe(asked)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
