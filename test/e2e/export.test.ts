// What is on screen goes into a file that says what it is, and that no spreadsheet takes for a program.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

test('the filtered users are written as CSV with a side file, formulas made harmless', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  organization.users.update(organization.users.indexes()[1]!, { firstname: '=HYPERLINK("http://evil.example")', department: '@SUM(A1)' })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(app.page, organization.name).synced()
      await navigation(app.page).go('Users')
      const users = list(app.page, 'Users')
      await users.row(/./).first().waitFor()
      const path = join(profile, 'users.csv')
      // The system's dialog cannot be driven; what it answers can.
      await app.electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, path)
      await users.region.getByRole('button', { name: 'Export' }).click()
      await app.page.getByRole('dialog').getByRole('button', { name: /^(Export|Save|Choose)/ }).last().click()
      await app.page.getByText(/users\.csv/).first().waitFor()
      const text = await readFile(path, 'utf8')
      expect(text.charCodeAt(0)).toBe(0xfeff)
      expect(text.trimEnd().split('\r\n')).toHaveLength(organization.users.count + 1)
      expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"')
      const about = JSON.parse(await readFile(`${path}.about.json`, 'utf8')) as Record<string, unknown>
      expect(JSON.stringify(about)).toContain(organization.id)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
