// A provider's estate in the real window: its key names its organizations, they are added at once and fill, a kill in the middle costs
// nothing that was finished, and a person of one of them is found offline.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation } from '../support/page-objects/screens.ts'

const names = ['Ardent Foods', 'Birch Legal', 'Copper Clinic', 'Delta Freight', 'Elm Academy', 'Fjord Robotics']
const pictures = process.env['ORGDECK_OUT'] ?? null

test('a provider is added, its estate fills, goes on after a kill, and is searchable offline', async () => {
  const simulator = await startSimulator({ estate: { organizations: names.map((name, index) => ({ name, domain: `${name.split(' ')[0]!.toLowerCase()}.example`, users: 12 + index * 4, devices: 2 })) }, latencyMs: { mean: 20, spread: 5 } })
  const provider = simulator.estate.providers[0]!
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      const picture = async (page: typeof first.page, name: string) => {
        if (!pictures) return
        mkdirSync(pictures, { recursive: true })
        // A picture for people to judge; a busy machine that cannot take one says nothing about the app.
        await page.screenshot({ path: join(pictures, `estate-${name}.png`) }).catch(() => undefined)
      }
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await picture(first.page, 'key')
      await connect.check(provider.technicianKey)
      // The technician may not enter the last one, and that is said by name.
      await connect.dialog.getByText('this administrator has no access to it').waitFor({ timeout: 60_000 })
      await picture(first.page, 'choose-refused')
      await connect.dialog.getByRole('button', { name: 'Back' }).click()
      await connect.check(provider.apiKey)
      await connect.dialog.getByText('6 of 6 chosen').waitFor({ timeout: 60_000 })
      await connect.dialog.getByRole('checkbox', { name: /Birch Legal/ }).uncheck()
      await picture(first.page, 'choose')
      await connect.dialog.getByRole('button', { name: 'Add 5 and sync' }).click()
      await connect.dialog.waitFor({ state: 'detached', timeout: 60_000 })
      await first.page.getByRole('button', { name: /^Syncs/ }).click()
      const queue = first.page.getByRole('dialog', { name: 'Syncs' })
      // Something is finished, something is not: then the power fails.
      await queue.getByText('Fjord Robotics').waitFor()
      await queue.getByText(/[1-9]\d+ requests/).first().waitFor({ timeout: 60_000 })
      await picture(first.page, 'queue')
      expect(first.complaints).toEqual([])
      await first.kill()

      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      const synced = async () => {
        await second.page.getByRole('button', { name: /^Syncs/ }).click()
        const again = second.page.getByRole('dialog', { name: 'Syncs' })
        await again.getByText('Complete', { exact: true }).nth(4).waitFor({ timeout: 300_000 })
        await picture(second.page, 'queue-complete')
        await again.getByRole('button', { name: 'Close' }).last().click()
      }
      await synced()
      await simulator.goOffline()
      const organization = simulator.estate.organizations[5]!
      const person = organization.users.at(organization.users.indexes()[3]!) as { username: string; email: string }
      await second.page.getByText('Fjord Robotics').first().click()
      await navigation(second.page).go('Users')
      const users = list(second.page, 'Users')
      await users.search(person.username)
      await users.row(person.email).waitFor()
      await picture(second.page, 'offline')
      await second.page.getByRole('tab', { name: /All organizations/ }).click()
      await navigation(second.page).go('Settings')
      await second.page.getByRole('row', { name: /Harbourline Managed IT.*5 organizations.*owner@provider.example/ }).waitFor()
      await picture(second.page, 'connections')
      expect(second.complaints).toEqual([])
      await second.quit()
      for (const { path, status, organization: answered, organizationHeader } of simulator.recorder.entries) if (status < 300 && /\/api\/(v2\/)?(systemusers|usergroups|systems)/.test(path)) expect(organizationHeader).toBe(answered)
    })
  } finally {
    await simulator.stop()
  }
}, 480_000)
