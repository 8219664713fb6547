// Whom a list finds: by a part of a name, by a named filter, and both together; as many as the service has, each of them by name.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000
const dayMs = 86_400_000

test('2.2, 2.3, 7.2: users are searched and those without a password filtered, and devices without contact are found', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const users = truth.users.indexes().map((index) => truth.users.at(index))
  const devices = truth.tableOf('device').indexes().map((index) => truth.tableOf('device').at(index))
  const pending = users.filter(({ activated, state }) => activated !== true && state !== 'SUSPENDED').map(({ email }) => String(email))
  try {
    await withProfile(async (profile) => {
      const { page, complaints, quit } = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      const filter = async (title: string, name: string) => {
        await list(page, title).region.getByRole('button', { name: 'Filter by' }).click()
        await page.getByRole('dialog', { name: 'Filter by' }).getByRole('checkbox', { name: new RegExp(`^${name}`) }).first().check({ timeout: patienceMs })
        await page.keyboard.press('Escape')
        await list(page, title).region.getByRole('button', { name: `Remove the filter ${name}` }).waitFor({ timeout: patienceMs })
      }
      const shown = async (title: string, texts: readonly string[]) => {
        await expect.poll(() => list(page, title).total(), { timeout: patienceMs }).toBe(texts.length)
        for (const text of texts) await list(page, title).row(text).first().waitFor({ timeout: patienceMs })
      }

      await navigation(page).go('Users')
      const found = users.filter((raw) => ['username', 'firstname', 'lastname', 'email', 'displayname'].some((path) => String(raw[path]).toLowerCase().includes('garc'))).map(({ email }) => String(email))
      expect(found.length).toBeGreaterThan(0)
      await list(page, 'Users').search('garc')
      await shown('Users', found)
      await list(page, 'Users').search('')
      await shown('Users', users.map(({ email }) => String(email)))
      await filter('Users', 'Password pending')
      expect(pending.length).toBeGreaterThan(0)
      for (const email of pending) await list(page, 'Users').row(email).first().waitFor({ timeout: patienceMs })
      for (const { email } of users.filter(({ activated }) => activated === true)) expect(await list(page, 'Users').row(String(email)).count()).toBe(0)

      await navigation(page).go('Devices')
      const silent = devices.filter(({ lastContact }) => Date.parse(String(lastContact)) < Date.now() - 30 * dayMs).map(({ serialNumber }) => String(serialNumber))
      await filter('Devices', 'No contact for 30 days')
      expect(silent.length).toBeGreaterThan(0)
      await shown('Devices', silent)
      expect(complaints).toEqual([])
      await quit()
    })
  } finally {
    await simulator.stop()
  }
})
