// A day's work in one list: a selection that sorting, filtering, syncing and another page leave alone, a view that is kept over a
// restart, and the selection as a workbook and as whole objects.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const selected = (page: Page, count: number) => list(page, 'Users').region.getByRole('button', { name: new RegExp(`^${count} selected`) })

async function exportSelection({ page, electron }: RunningApp, path: string, format: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await list(page, 'Users').region.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('radio', { name: '3 users selected' }).isChecked()).toBe(true)
  await dialog.getByRole('radio', { name: format }).check()
  await dialog.getByRole('button', { name: 'Choose a file and export' }).click()
  await page.getByText(new RegExp(`3 users written to .*\\.${format.toLowerCase()}`)).first().waitFor()
}

test('a selection and a view survive what is done to the list, and are what is exported', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      const header = organizationHeader(page, organization.name)
      await header.synced()
      await navigation(page).go('Users')
      const users = list(page, 'Users')
      await users.row(/@/).nth(6).waitFor()
      const chosen: string[] = []
      for (const at of [1, 3, 5]) {
        const row = users.row(/@/).nth(at)
        chosen.push(/\S+@\S+/.exec((await row.innerText()).replaceAll('\n', ' '))![0])
        await row.getByRole('checkbox').click()
      }
      await selected(page, 3).waitFor()

      await users.grid.getByRole('columnheader', { name: /Email/ }).click()
      await selected(page, 3).waitFor()
      await users.region.getByRole('button', { name: 'Filter by' }).click()
      const popover = page.getByRole('dialog', { name: 'Filter by' })
      // Named filters say how many rows they leave.
      await popover.locator('.choice', { hasText: 'Suspended' }).first().locator('.facet-count').waitFor()
      await popover.getByRole('checkbox', { name: /^Suspended/ }).first().check()
      await page.keyboard.press('Escape')
      await users.region.getByRole('button', { name: 'Remove the filter Suspended' }).waitFor()
      await selected(page, 3).waitFor()
      await header.sync()
      await header.synced()
      await selected(page, 3).waitFor()

      await users.region.getByRole('button', { name: /^View:/ }).click()
      await page.getByLabel('Save what is shown now as').fill('Left by email')
      await page.getByRole('button', { name: 'Save the view' }).click()
      await users.region.getByRole('button', { name: 'View: Left by email' }).waitFor()

      await exportSelection(app, join(profile, 'three.json'), 'JSON')
      const objects = JSON.parse(await readFile(join(profile, 'three.json'), 'utf8')) as { email: string; _id: string }[]
      expect(objects.map(({ email }) => email).sort()).toEqual([...chosen].sort())
      await exportSelection(app, join(profile, 'three.xlsx'), 'XLSX')
      expect((await readFile(join(profile, 'three.xlsx'))).subarray(0, 2).toString()).toBe('PK')
      const about = JSON.parse(await readFile(join(profile, 'three.xlsx.about.json'), 'utf8')) as Record<string, unknown>
      expect(about).toMatchObject({ rows: 3 })

      await navigation(page).go('User groups')
      await navigation(page).go('Users')
      await selected(page, 3).waitFor()
      expect(app.complaints).toEqual([])
      await app.quit()

      // What was on screen waits sealed for the next start, which takes it away.
      const firstView = await readFile(join(profile, 'first-view'), 'latin1')
      expect(firstView.length).toBeGreaterThan(1_000)
      for (const email of chosen) expect(firstView).not.toContain(email)
      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      await list(second.page, 'Users').row(/@/).first().waitFor()
      expect(await readdir(profile)).not.toContain('first-view')
      await navigation(second.page).go('User groups')
      await navigation(second.page).go('Users')
      const again = list(second.page, 'Users')
      await again.region.getByRole('button', { name: /^View:/ }).click()
      await second.page.getByRole('button', { name: 'Left by email', exact: true }).click()
      await again.region.getByRole('button', { name: 'Remove the filter Suspended' }).waitFor()
      expect(second.complaints).toEqual([])
      await second.quit()
    })
  } finally {
    await simulator.stop()
  }
})
