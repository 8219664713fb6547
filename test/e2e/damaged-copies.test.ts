// Offline copies that were damaged, put back or deleted between two starts: said so, set aside, read anew, and never shown as if they were whole.

import { cp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

async function withSyncedProfile(work: (parts: { profile: string; name: string; url: string; start: () => ReturnType<typeof launchApp>; change: () => void; simulator: Simulator }) => Promise<void>) {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const start = () => launchApp({ profile, simulatorUrl: simulator.url })
      const app = await start()
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(app.page, organization.name).synced()
      await app.quit()
      const change = () => organization.users.update(organization.users.indexes()[0]!, { lastname: `Changed ${Date.now()}` })
      await work({ profile, name: organization.name, url: simulator.url, start, change, simulator })
    })
  } finally {
    await simulator.stop()
  }
}

const historyFile = async (profile: string) => {
  const folder = join(profile, 'data', 'history')
  const file = (await readdir(folder)).find((entry) => entry.endsWith('.db'))
  return join(folder, file!)
}

async function damage(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  const { size } = await stat(path)
  const bytes = Buffer.alloc(1)
  for (let offset = 20_000; offset < size; offset += 4_000) {
    await handle.read(bytes, 0, 1, offset)
    bytes[0] = bytes[0]! ^ 0xff
    await handle.write(bytes, 0, 1, offset)
  }
  await handle.close()
}

test('a damaged copy is set aside with a sentence, and the next sync brings a fresh one', async () => {
  await withSyncedProfile(async ({ profile, name, start }) => {
    const path = await historyFile(profile)
    await damage(path)
    const app = await start()
    await organizationHeader(app.page, name).group.waitFor()
    await organizationHeader(app.page, name).sync()
    await app.page.getByText(/is damaged/).first().waitFor({ timeout: 60_000 }).catch(() => undefined)
    await organizationHeader(app.page, name).sync().catch(() => undefined)
    await organizationHeader(app.page, name).synced()
    await navigation(app.page).go('Users')
    await list(app.page, 'Users').row(/./).first().waitFor()
    const aside = (await readdir(join(profile, 'data', 'history'))).filter((entry) => !entry.endsWith('.db') && !entry.endsWith('-wal') && !entry.endsWith('-shm'))
    expect(aside.length).toBeGreaterThan(0)
    await app.quit()
  })
})

test('a copy put back to an older state is noticed', async () => {
  await withSyncedProfile(async ({ profile, name, start, change, simulator }) => {
    const path = await historyFile(profile)
    const older = await readFile(path)
    change()
    const app = await start()
    await organizationHeader(app.page, name).sync()
    // What the header says may still be of the sync before: only the change itself proves that a newer copy was saved.
    await navigation(app.page).go('Users')
    await list(app.page, 'Users').row(/Changed \d+/).first().waitFor({ timeout: 60_000 })
    await organizationHeader(app.page, name).synced()
    await app.quit()

    await cp(path, `${path}.newer`)
    await rm(`${path}-wal`, { force: true })
    await rm(`${path}-shm`, { force: true })
    const handle = await open(path, 'w')
    await handle.write(older)
    await handle.close()
    await rm(`${path}.newer`)

    // It is said until a fresh copy is there, which may take no longer than a glance: the service answers slowly.
    simulator.faults.add({ fault: { type: 'slow', ms: 3_000 } })
    const again = await start()
    await organizationHeader(again.page, name).group.waitFor()
    await organizationHeader(again.page, name).sync()
    await again.page.getByText(/is older than the last one this app saved/).first().waitFor({ timeout: 60_000 })
    await again.quit()
  })
})
