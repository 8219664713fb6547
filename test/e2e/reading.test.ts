// Lists are answered by a process of their own while the engine is busy; without it the engine answers, and nobody notices.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const pidOf = ({ electron }: RunningApp, name: string): Promise<number | null> =>
  electron.evaluate(({ app }, wanted) => app.getAppMetrics().find((metric) => metric.name === wanted)?.pid ?? null, name)

const patience = { timeout: 20_000 }

/** Fields after the program's name, which is in brackets; the seventeenth of them is the priority that a person may set. */
const niceOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[16])

test('a reader comes, the engine steps back, and a reader that ends is replaced while lists go on', async () => {
  await withProfile(async (profile) => {
    const simulator = await startSimulator({ estate: { organizations: [{ name: 'Acme', users: 120, devices: 0, region: 'us' }] } })
    try {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const organization = simulator.estate.organizations[0]!
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(app.page, organization.name).group.getByText(/^synced/i).waitFor()
      await expect.poll(() => pidOf(app, 'OrgDeck reader'), patience).not.toBeNull()
      const first = (await pidOf(app, 'OrgDeck reader'))!
      const engine = (await pidOf(app, 'OrgDeck engine'))!
      await expect.poll(() => niceOf(engine), patience).toBeGreaterThan(niceOf(first))

      await navigation(app.page).go('Users')
      const users = list(app.page, 'Users')
      const count = users.region.locator('.list-count')
      await expect.poll(() => count.innerText(), patience).toContain('120')
      process.kill(first, 'SIGKILL')
      await users.region.getByRole('search').getByRole('textbox').fill('zzzz')
      await expect.poll(() => count.innerText(), patience).toMatch(/^0 of 120/)
      await expect.poll(() => pidOf(app, 'OrgDeck reader'), patience).not.toBeNull()
      expect(await pidOf(app, 'OrgDeck reader')).not.toBe(first)
      await users.region.getByRole('search').getByRole('textbox').fill('')
      await expect.poll(() => count.innerText(), patience).toMatch(/^120/)
      expect(app.complaints).toEqual([])
      expect(await pidOf(app, 'OrgDeck engine')).toBe(engine)
    } finally {
      await simulator.stop()
    }
  })
})
