// The path everything else widens: add a key, find a person, close, lose the network, open again, and the person is still there, with the age of what is known.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

test('an organization is added, read, found offline after a restart, and read again when the service is back', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  const person = organization.users.at(organization.users.indexes()[3]!) as { username: string; email: string }
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(first.page, organization.name).synced()
      await navigation(first.page).go('Users')
      const users = list(first.page, 'Users')
      await users.row(/./).first().waitFor()
      expect(await users.total()).toBe(organization.users.count)
      await users.search(person.username)
      await users.row(person.email).waitFor()
      expect(first.complaints).toEqual([])
      await first.quit()

      await simulator.goOffline()
      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      const header = organizationHeader(second.page, organization.name)
      await header.synced()
      await navigation(second.page).go('Users')
      const usersAgain = list(second.page, 'Users')
      await usersAgain.search(person.username)
      await usersAgain.row(person.email).waitFor()
      await header.sync()
      await second.page.getByText(/^Offline since/).waitFor({ timeout: 60_000 })
      await usersAgain.row(person.email).waitFor()

      await simulator.goOnline()
      const before = simulator.recorder.entries.length
      await header.sync()
      await second.page.getByText(/^Offline since/).waitFor({ state: 'detached', timeout: 60_000 })
      await header.synced()
      expect(simulator.recorder.entries.length).toBeGreaterThan(before)
      expect(second.complaints).toEqual([])
      await second.quit()
    })
  } finally {
    await simulator.stop()
  }
})
