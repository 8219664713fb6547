// An archive of events that was put back to an older state between two starts: how it is said, and what is shown instead.

import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { pictures } from './pictures.ts'

const archiveOf = async (profile: string) => {
  const folder = join(profile, 'data', 'history')
  return join(folder, (await readdir(folder)).find((entry) => entry.endsWith('.events.db'))!)
}

test('an archive that is older than it was can be shown', async () => {
  const simulator = await startSimulator({ estate: 'small', clock: (estateNowMs) => Math.max(estateNowMs, Date.now()) })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(first.page, organization.name).synced()
      await first.quit()
      const path = await archiveOf(profile)
      const older = await readFile(path)

      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      const header = organizationHeader(second.page, organization.name)
      await header.synced()
      await header.sync()
      await header.group.getByRole('button', { name: `Sync ${organization.name}` }).waitFor({ timeout: 120_000 })
      await header.synced()
      await second.quit()
      for (const side of ['-wal', '-shm']) await rm(`${path}${side}`, { force: true })
      await writeFile(path, older)

      const third = await launchApp({ profile, simulatorUrl: simulator.url })
      await organizationHeader(third.page, organization.name).group.waitFor()
      await navigation(third.page).go('Events')
      await third.page.getByText(/is older than the last one this app saved/).first().waitFor({ timeout: 60_000 })
      await pictures(third, 'r')('archive-older')
      expect(third.complaints).toEqual([])
      await third.quit()
    })
  } finally {
    await simulator.stop()
  }
})
